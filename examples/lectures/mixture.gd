# A mixture of two bells by gradient
#
# Measurements of two kinds, not told apart.

seed(2)
x = concatenate(randn(150) - 2, 0.6*randn(100) + 1.5)

# The density is a weighted sum of two normal densities. The weight lies between 0 and 1 and the widths are positive, so
# they are trained between bounds.

bell(x, m, s) = exp(-((x - m)/s).^2/2)/(s*√(2π))
nll(p, m1, m2, s1, s2) = -sum(log(p*bell(x, m1, s1) + (1 - p)*bell(x, m2, s2)))
r = descend(nll, p=0.5, m1=-1.0, m2=1.0, s1=1.0, s2=1.0,
            bounds=[0, 1; -∞, ∞; -∞, ∞; 0, ∞; 0, ∞], lr=0.005, steps=500)
[r.p, r.m1, r.m2, r.s1, r.s2]

# How sure that is: standard errors from the curvature of the likelihood.

r.errors
