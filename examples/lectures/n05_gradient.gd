# N5. The gradient points uphill

f(x1, x2) = x1^2 + x2^2
∇f(2, 5)

# Each of its elements is a partial derivative.

∂f/∂x1(2, 5)
∂f/∂x2(2, 5)
diff(f, x1)

# The gradient points to where the function grows most: of all directions of length 1, the slope is largest along it, and
# the opposite one is that of the steepest descent.

u(φ) = [cos(φ), sin(φ)]
g = ∇f(2.0, 5.0)
slopes = [g·u(2π*k/360) for k in 0..359]
steepest = argmax(slopes) - 1
[steepest, N(atan2(g[2], g[1])*180/π)]
[max(slopes), norm(g)]
argmin(slopes) - 1 - steepest
