half(x) = 1/2x
