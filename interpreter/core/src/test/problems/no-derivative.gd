f(x) = floor(x - 2)
f'(2)
