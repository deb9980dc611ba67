norm(x) = abs(x)
