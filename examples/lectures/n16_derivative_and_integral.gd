# N16 to N18. A derivative, an integral, partial derivatives

diff(3x^2 + 2x + 1, x)
integrate(4x^3 - 2x + 5, x)
diff(x^2 + x*y + y^2, x)
diff(x^2 + x*y + y^2, y)
