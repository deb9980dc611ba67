f(x) = (x^2 - 1)^2
descend(f, [-2.0, 2.0], many=true, tol=1e-6)
