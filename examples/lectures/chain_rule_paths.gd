# The chain rule along several paths, and as a product of Jacobians
#
# z depends on t by way of x and of y: the slopes along the two paths are added.

u(t) = t^2
v(t) = sin(t)
z(x, y) = x*y + y^2
∂z/∂x(u(t), v(t))*u'(t) + ∂z/∂y(u(t), v(t))*v'(t)
diff(z(u(t), v(t)), t)

# From vectors to vectors the slopes are matrices, and the chain rule is their product: `J(f∘g) = J(f)*J(g)`.

g(v) = [v[1]*v[2], v[1] + v[2]]
f(u) = [u[1]^2, u[1]*u[2], 3u[2]]
jacobian(f)(g([2, 5]))*jacobian(g)([2, 5])
jacobian(v -> f(g(v)))([2, 5])

# Backwards, from the loss to the parameters, each step is a row times a Jacobian; that is why a gradient costs little
# more than the loss.

L(u) = u[1] - 2u[2] + u[3]
∇L(f(g([2, 5]))).T*jacobian(f)(g([2, 5]))*jacobian(g)([2, 5])
composed(v) = L(f(g(v)))
∇composed([2, 5])
