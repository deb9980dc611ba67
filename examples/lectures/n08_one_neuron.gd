# N8. One neuron, one example, one step

l(w, b) = ((w*2.1 + b) - 4)^2

# Forward, from w = 1 and b = 0: the prediction and its loss.

1*2.1 + 0
l(1, 0)

# Backward: the gradient.

∇l(1, 0)

# One step of size 0.01 against it.

r = descend(l, w=1, b=0, lr=0.01, steps=1)
r.w
r.b
r.loss

# The same in fractions, where nothing is rounded.

l(w, b) = ((w*21/10 + b) - 4)^2
∇l(1, 0)
r = descend(l, w=1, b=0, lr=1/100, steps=1)
r.w
r.b
r.loss

# The computational graph, run forward and backward: n2 is the prediction, n4 the loss.

backprop(l, w=1, b=0)

# A slide has -7.68 for the derivative by w. An assertion says what it is instead.

g = ∇l(1, 0)
assert(g[1] == -798/100, "the derivative by w is {g[1]}")
