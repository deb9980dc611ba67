# Three regressions, one descent
#
# A table of 200 rows: two numbers, and what follows from them with some noise.

seed(1)
X = randn(200, 2)
z = X*[1.5, -1] + 0.5
t = table(u=X[:, 1], v=X[:, 2], line=z + 0.1*randn(200), class=if z > 0 then 1 else 0, count=floor(exp(z)))

# A line: the mean squared error. Batches of 20 rows, shuffled in every epoch.

L(a, b, c, u, v, line) = mse(a*u + b*v + c, line)
r = descend(L, a=0, b=0, c=0, data=t, batch=20, epochs=50, lr=0.05)
[r.a, r.b, r.c]

# Classes: logistic regression, the mean of `softplus(z) - y.*z`.

B(a, b, c, u, v, class) = mean(softplus(a*u + b*v + c) - class.*(a*u + b*v + c)) + 0.01(a^2 + b^2)
r = descend(B, a=0, b=0, c=0, data=t, epochs=500, lr=0.5)
accuracy(if r.a*t.u + r.b*t.v + r.c > 0 then 1 else 0, t.class)

# Counts: Poisson regression, `mean(exp(z) - y.*z)`, by Newton's method.

P(a, b, c, u, v, count) = mean(exp(a*u + b*v + c) - count.*(a*u + b*v + c))
r = descend(P, a=0, b=0, c=0, data=t, optimizer=newton, tol=1e-9)
[r.a, r.b, r.c]
r.steps
r.slope < 1e-9

# How sure that is: standard errors from the curvature, of the likelihood as it is (a sum, not a mean).

S(a, b, c) = 200P(a, b, c, t.u, t.v, t.count)
descend(S, r.a, r.b, r.c, optimizer=newton, steps=5).errors

# The same line by all of the data, by batches and by single rows: the loss after five epochs.

[descend(L, a=0, b=0, c=0, data=t, batch=m, epochs=5, lr=0.02, seed=1).loss for m in [200, 20, 1]]
