C(w, batch) = (w + batch - 1)^2
descend(C, w=0, batch=2)
