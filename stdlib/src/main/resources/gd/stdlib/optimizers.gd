# An optimiser is a function (w, g, lr, t, …) -> what w becomes: w is what is trained, g the gradient there, lr the
# learning rate, t the number of the step (from 1). Every other parameter is the optimiser's own memory: it starts at
# zeros of w's shape, and what it means at the end of the body is what the next step begins with.

## Gradient descent: a step against the gradient.
##     > q(w) = sum(w.^2); descend(q, [10, 10], lr=0.01, steps=10, optimizer=sgd).w
##     [8.17073, 8.17073]
sgd() = (w, g, lr) -> w - lr*g

## Gradient descent with momentum: a ball that rolls with friction (Polyak 1964). `beta` of the last step's speed remains.
##     > q(w) = w^2; descend(q, 8, lr=1/8, steps=3, optimizer=momentum(beta=1/2)).path
##     [8, 6, 7/2, 11/8]
momentum(beta=0.9) = (w, g, lr, v) -> {
  v = beta*v + g
  w = w - lr*v
}

## Momentum that looks ahead (Nesterov 1983, in the form of Sutskever et al. 2013).
##     > q(w) = w^2; descend(q, 8, lr=1/8, steps=2, optimizer=nesterov(beta=1/2)).path
##     [8, 5, 21/8]
nesterov(beta=0.9) = (w, g, lr, v) -> {
  v = beta*v + g
  w = w - lr*(g + beta*v)
}

## A rate for every weight that falls with the squares of its gradients so far (Duchi et al. 2011).
##     > q(w) = sum(w.^2); descend(q, [3.0, 4.0], lr=1, steps=1, optimizer=adagrad).w
##     [2.0, 3.0]
adagrad(eps=1e-10) = (w, g, lr, s) -> {
  s = s + g.^2
  w = w - lr*g./(√s + eps)
}

## A rate for every weight by the root of a moving mean of its squared gradients (Tieleman and Hinton 2012).
##     > q(w) = sum(w.^2); descend(q, [3.0, 4.0], lr=0.1, steps=1, optimizer=rmsprop).w
##     [2.0, 3.0]
rmsprop(alpha=0.99, eps=1e-8) = (w, g, lr, s) -> {
  s = alpha*s + (1 - alpha)*g.^2
  w = w - lr*g./(√s + eps)
}

## Moving means of the gradient and of its square, both corrected for their start at zero (Kingma and Ba 2015); ε stands
## outside the root.
##     > q(w) = sum(w.^2); descend(q, [3.0, 4.0], lr=0.1, steps=1, optimizer=adam).w
##     [2.9, 3.9]
adam(beta1=0.9, beta2=0.999, eps=1e-8) = (w, g, lr=0.001, t, m, v) -> {
  m = beta1*m + (1 - beta1)*g
  v = beta2*v + (1 - beta2)*g.^2
  mhat = m/(1 - beta1^t)
  vhat = v/(1 - beta2^t)
  w = w - lr*mhat./(√vhat + eps)
}

## Adam with weight decay apart from the gradient: w shrinks by lr·decay a step (Loshchilov and Hutter 2019).
##     > q(w) = sum(w.^2); descend(q, [3.0, 4.0], lr=0.1, steps=1, optimizer=adamw(decay=0.1)).w
##     [2.87, 3.86]
adamw(beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01) = (w, g, lr=0.001, t, m, v) -> {
  m = beta1*m + (1 - beta1)*g
  v = beta2*v + (1 - beta2)*g.^2
  mhat = m/(1 - beta1^t)
  vhat = v/(1 - beta2^t)
  w = w - lr*decay*w - lr*mhat./(√vhat + eps)
}

# A schedule is a function of t, the steps taken so far; one of (t, steps) also gets how many there will be.

## The same rate in every step.
##     > constant(0.1)(7)
##     0.1
constant(lr) = t -> lr

## A rate that falls by `factor` after every so many steps.
##     > step(0.1, every=30, factor=1/2)(65)
##     0.025
step(lr, every=100, factor=1/10) = t -> lr*factor^floor(t/every)

## A rate that falls by `factor` in every step.
##     > exponential(1, factor=1/2)(3)
##     1/8
exponential(lr, factor=0.99) = t -> lr*factor^t

## A rate that falls along half a wave of the cosine, from lr to `least` (Loshchilov and Hutter 2017).
##     > cosine(0.1)(50, 100)
##     0.05
cosine(lr, least=0) = (t, steps) -> least + (lr - least)*(1 + cos(π*t/steps))/2

## A rate that grows in `over` equal steps to lr and stays.
##     > warmup(0.1, over=10)(4)
##     0.05
warmup(lr, over=100) = t -> lr*min(1, (t + 1)/over)
