L(w) = w^2
descend(L, lr=0.1, steps=10)
