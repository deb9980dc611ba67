C(w, b) = (w + b - 1)^2
descend(C, w=0, b=0, batch=2)
