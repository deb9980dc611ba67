# N2, N3. The forward difference

d(f, x, h) = (f(x + h) - f(x))/h

# Of a line it is the slope, but for rounding.

line(x) = 3x
digits(17)
d(line, 2, 0.001)
line'(2)

# Of a curve it is not: here it is off by about 0.001.

square(x) = x^2
d(square, 2, 0.001)
square'(2)
d(square, 5, 0.001)
square'(5)

# Why: `f(x + h) = f(x) + h*f'(x) + h²/2*f''(x) + …`, so the difference is too
# large by `h*f''(x)/2`. In fractions there is no rounding, and it is just that.

h = 1/1000
d(square, 2, h) - square'(2)
h*square''(2)/2
