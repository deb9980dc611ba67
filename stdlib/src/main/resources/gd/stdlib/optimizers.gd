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

# What follows asks for more than the gradient: H is the Hessian, r the residuals of a loss that is a sum of squares, J
# their Jacobian, mu a damping. Such a step is computed with numbers, with all that is trained as one vector w. One that
# does not lower the loss is tried again with half the lr and ten times the mu.

## As a learning rate, `auto` searches in every step for one that lowers the loss.
##     > descend(w -> (w - 3)^2, 0, lr=auto, tol=1e-9).w
##     3.0
auto = "auto"

## Newton's method: the step to the minimum of the parabola with the loss's slope and curvature here.
##     > rosenbrock(x, y) = (1 - x)^2 + 100(y - x^2)^2; descend(rosenbrock, -1.2, 1, optimizer=newton, tol=1e-9).steps
##     22
newton() = (w, g, H, lr=1) -> w - lr*solve(H, g)

## The method of Gauss and Newton for sums of squares: residuals r are taken as linear, r + J·(step), with Jacobian J.
##     > f(a, b) = sum(([1, 2, 4] - a*exp(b*[0, 1, 2])).^2); descend(f, 1.0, 0.5, optimizer=gauss_newton).b
##     0.693147
gauss_newton() = (w, r, J, lr=1) -> w - lr*solve(J.T*J, J.T*r)

## The method of Levenberg and Marquardt: Gauss and Newton's with a damping that is as large as it must be. It is
## measured in every direction by the largest curvature d so far (J. J. Moré 1978).
##     > f(a, b) = sum(([1, 2, 4] - a*exp(b*[0, 1, 2])).^2); descend(f, 1.0, 0.5, optimizer=levenberg).b
##     0.693147
levenberg() = (w, r, J, mu, d) -> {
  A = J.T*J
  d = max(d, sum(J.^2, axis=1))
  w = w - solve(A + mu*diag(d), J.T*r)
}

## The inverse curvature times q, learnt from the first k of steps S and of the changes Y of the gradient they made: the
## two loops of J. Nocedal (1980).
##     > inverse_curvature_times([2, 4], [[1, 0]], [[2, 0]], 1)
##     [1, 2]
inverse_curvature_times(q, S, Y, k) = if k == 0 then {
  s = S[length(S), :]
  y = Y[length(Y), :]
  if s·y > 0 then (s·y)/(y·y)*q else q
} else if S[k, :]·Y[k, :] <= 0 then inverse_curvature_times(q, S, Y, k - 1) else {
  s = S[k, :]
  y = Y[k, :]
  a = (s·q)/(s·y)
  z = inverse_curvature_times(q - a*y, S, Y, k - 1)
  z + (a - (y·z)/(s·y))*s
}

## Newton's method with a curvature learnt from the last `memory` steps: limited-memory BFGS (Liu and Nocedal 1989).
##     > rosenbrock(x, y) = (1 - x)^2 + 100(y - x^2)^2; descend(rosenbrock, -1.2, 1, optimizer=lbfgs, tol=1e-9).x
##     1.0
lbfgs(memory=10) = (w, g, t, lr=1, last, slope, S=zeros(memory, length(w)), Y=zeros(memory, length(w))) -> {
  if t > 1 {
    S = concatenate(S[2..memory, :], (w - last).T)
    Y = concatenate(Y[2..memory, :], (g - slope).T)
  }
  last = w
  slope = g
  w = w - lr*inverse_curvature_times(g, S, Y, memory)
}
