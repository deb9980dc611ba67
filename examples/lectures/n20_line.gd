# N20. A line through data (Prince, Understanding Deep Learning, chapter 6)

x = [0.03, 0.19, 0.34, 0.46, 0.78, 0.81, 1.08, 1.18, 1.39, 1.6, 1.65, 1.9]
y = [0.67, 0.85, 1.05, 1.0, 1.4, 1.5, 1.3, 1.54, 1.55, 1.68, 1.73, 1.6]
L(a, b) = sum((a + b*x - y).^2)

# The loss and its gradient at a first guess:

L(0.6, -0.2)
∇L(0.6, -0.2)
hessian(L)(0.6, -0.2)

# The best line, by descent and by the normal equations:

r = descend(L, 0.6, -0.2, lr=0.03, steps=2000, tol=1e-10)
[r.a, r.b]
X = columns(ones(12), x)
inv(X.T*X)*(X.T*y)
