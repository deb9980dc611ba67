solve(x + cos(x) + exp(x) + x^7 == 3, x)
