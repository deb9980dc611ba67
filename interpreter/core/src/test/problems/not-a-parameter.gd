f(2) = 3

f(x, x) = x
