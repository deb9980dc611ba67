diff(x^2, 3)
