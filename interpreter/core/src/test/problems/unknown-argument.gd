f(x, y=1) = x + y
f(2, z=3)
