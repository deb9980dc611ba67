# N5. The gradient points uphill

f(x1, x2) = x1^2 + x2^2
∇f(2, 5)

# Each of its elements is a partial derivative.

∂f/∂x1(2, 5)
∂f/∂x2(2, 5)
diff(f, x1)
