C(w) = (w - 1)^2
descend(C, 0, optimizer=7)
