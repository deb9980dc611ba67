f(x) = x^2
f'(x) = 3x
