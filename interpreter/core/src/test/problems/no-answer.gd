integrate(x^x, x)
