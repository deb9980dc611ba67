# Optimisers raced
#
# Down a narrow valley, 30 times steeper across than along. The first three go by the size of the gradient and diverge with
# rates above 1/30 or so; the next four divide by that size, and the last two learn or know the curvature. Each has a
# rate that suits it.

valley(x, y) = x^2 + 30y^2
start(o, lr) = descend(valley, -1.5, 1.0, lr=lr, steps=200, optimizer=o).losses
raced(name, losses) = print("{name} {losses[[11, 51, 201]]}, below 1e-6 after {argmax(losses < 1e-6) - 1} steps")

# The loss after 10, 50 and 200 steps, from 32.25:

digits(3)
raced("sgd       0.03", start(sgd, 0.03))
raced("momentum  0.02", start(momentum(beta=0.8), 0.02))
raced("nesterov  0.02", start(nesterov(beta=0.8), 0.02))
raced("adagrad   0.5 ", start(adagrad, 0.5))
raced("rmsprop   0.03", start(rmsprop, 0.03))
raced("adam      0.2 ", start(adam, 0.2))
raced("adamw     0.2 ", start(adamw, 0.2))

# Methods that know more than the gradient need few steps, each of which costs more.

few(o) = descend(valley, -1.5, 1.0, optimizer=o, tol=1e-6)
[few(lbfgs).steps, few(newton).steps]

# Along a valley that bends (H. Rosenbrock, 1960) the order is another one.

bent(x, y) = (1 - x)^2 + 10(y - x^2)^2
start(o, lr) = descend(bent, -1.5, 1.0, lr=lr, steps=200, optimizer=o).losses
[start(sgd, 0.01)[201], start(momentum, 0.003)[201], start(rmsprop, 0.03)[201], start(adam, 0.5)[201]]

# The first steps of three of them, as a slide has them:

_ = descend(valley, -1.5, 1.0, lr=0.03, steps=4, trace=1)
_ = descend(valley, -1.5, 1.0, lr=0.02, steps=4, optimizer=momentum(beta=0.8), trace=1)
_ = descend(valley, -1.5, 1.0, lr=0.2, steps=4, optimizer=adam, trace=1)
