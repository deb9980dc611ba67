# k-means by gradient
#
# Sixty points around three centres, and a loss: how far each is, squared, from the nearest of three guesses.

seed(4)
truth = [0, 2; -2, -1; 2, -1]
X = concatenate(truth[1, :] + 0.4*randn(20, 2), truth[2, :] + 0.4*randn(20, 2), truth[3, :] + 0.4*randn(20, 2))
far(C) = [sum((X - C[k, :]).^2, axis=2) for k in 1..3]
L(C) = mean(min(far(C), axis=1))

# The gradient for a centre is `-2/n` times the sum of what is missing to the points that are its own; a step of
# `n/(2·(how many))` goes to their mean, which is the step of the classical algorithm. From the first three points:

r = descend(L, C=X[[1, 21, 41], :], lr=0.5, steps=100)
r.loss
r.C

# They are the means of their points.

own = argmin(far(r.C), axis=1)
[mean(X[own == k, :], axis=1) for k in 1..3]

# The loss is not convex: from a bad start two guesses share a cloud, and one has to serve two. Several starts help.

descend(L, C=X[[1, 2, 3], :], lr=0.5, steps=100).loss
min([descend(L, C=X[randint(1, 60, 3), :], lr=0.5, steps=100).loss for k in 1..8])
