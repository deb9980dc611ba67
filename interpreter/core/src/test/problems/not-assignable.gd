external f(x)
