# An optimiser of your own, beside the others
#
# A narrow valley, 30 times steeper across than along.

valley(p, q) = p^2 + 30q^2
race(o, lr) = descend(valley, 5.0, 1.0, lr=lr, steps=60, optimizer=o).loss

# The same rate for all:

[race(sgd, 0.02), race(momentum(beta=0.8), 0.02), race(nesterov(beta=0.8), 0.02)]
[race(adagrad, 0.02), race(rmsprop, 0.02), race(adam, 0.02)]

# AdaGrad, RMSProp and Adam divide by the size of the gradients, so they like larger rates.

[race(adagrad, 1), race(rmsprop, 0.1), race(adam, 0.5)]

# Newton's method knows the curvature: one step.

descend(valley, 5.0, 1.0, optimizer=newton, steps=1).loss

# An optimiser is a function: of what is trained, its gradient, the rate, and what it remembers, which starts at zeros.
# This one goes by the sign of a moving mean (Chen et al. 2023, "Lion"), and becomes the same device loop as the others.

lion(beta1=0.9, beta2=0.99) = (w, g, lr, m) -> {
  step = sign(beta1*m + (1 - beta1)*g)
  m = beta2*m + (1 - beta2)*g
  w = w - lr*step
}
race(lion, 0.1)
race(lion, t -> 0.2*0.93^t)

# Its first steps:

descend(valley, 5.0, 1.0, lr=0.5, steps=4, optimizer=lion, trace=1)
