integrate(gamma(x), x)
