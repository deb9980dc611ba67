# The learning rate: too small, right, oscillating, too large
#
# The loss `(w - 3)^2` has curvature 2, so a step multiplies the error by `1 - 2lr`.

L(w) = (w - 3)^2
error(lr) = [v - 3 for v in descend(L, 0, lr=lr, steps=5).path]

# Too small: the error hardly shrinks.

error(1/100)

# Right: one step with `lr = 1/2` and the error is 0.

error(1/2)

# Larger: it oscillates, but comes nearer.

error(9/10)

# With `lr = 1` it goes from one side to the other for ever, above it grows.

error(1)
error(11/10)

# The report says which it is, from the curvature.

descend(L, 0.0, lr=0.9, steps=20)
descend(L, 0.0, lr=0.01, steps=20).diagnosis

# Far above, the descent is stopped where the loss is no number any more, with the rate that would have done.

descend(L, 0.0, lr=10, steps=1000)
