# N13. The derivative of a polynomial

diff(x^2 + 3x + 2, x)
