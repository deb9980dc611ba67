l(w, b) = ((w*2.1 + b) - 4)^2
g = ∇l(1, 0)
assert(abs(g[1] + 7.68) < 0.01, "the gradient on the slide")
