L(w) = log(w)
descend(L, 0.0, lr=0.1, steps=10)
