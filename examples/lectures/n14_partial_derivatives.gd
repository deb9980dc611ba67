# N14. Partial derivatives

f(x, y) = x^2 + 3x*y + y^2
diff(f, x)
diff(f, y)
∇f(1, 2)
