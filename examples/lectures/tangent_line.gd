# The tangent line, the sign of the slope, and where it is 0
#
# The derivative is the limit of the slopes of secants.

f(x) = x^3 - 3x
limit((f(1/2 + h) - f(1/2))/h, h, 0)
f'(1/2)

# The tangent touches the curve: what remains shrinks like `h²`.

tangent(x, a) = f(a) + f'(a)*(x - a)
expand(tangent(x, 2))
[f(2 + h) - tangent(2 + h, 2) for h in [1/10, 1/100, 1/1000]]

# Where the slope is positive f grows, where it is negative f falls, and where it is 0 f is stationary.

[sign(f'(x)) for x in [-2, 0, 2]]
stationary = solve(f'(x) == 0, x)

# The second derivative tells a maximum from a minimum.

[f''(a) for a in stationary]

# In two variables the curvatures are the eigenvalues of the Hessian: both positive is a minimum, both negative a
# maximum, one of each a saddle.

g(x, y) = x^3 - 3x + y^2
solve([diff(g, x) == 0, diff(g, y) == 0], [x, y])
eigenvalues(hessian(g)(1, 0))
eigenvalues(hessian(g)(-1, 0))

# A descent that starts exactly on the ridge ends in the saddle and says so; the smallest push ends in the minimum.

descend(g, -1.0, 1.0, lr=0.1, steps=200).diagnosis
descend(g, -0.9, 1.0, lr=0.1, steps=200).x
