f(2) = 3
g(x, x) = x
