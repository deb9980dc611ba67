g(x, y) = x*y

g'(2)
