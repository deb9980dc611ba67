f(x, y) = x*y
diff(f, q)
