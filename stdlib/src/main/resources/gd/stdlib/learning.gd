## Negative numbers become 0: the rectified linear unit. Its derivative at 0 is 0.
##     > relu([-1, 0, 2])
##     [0, 0, 2]
relu(x) = max(0, x)

## relu with a small slope a for negative numbers.
##     > leaky_relu([-2, 3])
##     [-1/50, 3]
leaky_relu(x, a=1/100) = if x > 0 then x else a*x

## The exponential linear unit: x above 0, a*(exp(x) - 1) below.
##     > elu([-1.0, 2.0])
##     [-0.632121, 2.0]
elu(x, a=1) = if x > 0 then x else a*expm1(x)

## The sigmoid linear unit x*sigmoid(x), also called swish.
##     > silu(1.0)
##     0.731059
silu(x) = x.*sigmoid(x)

## The Gaussian error linear unit: x times the chance that a standard normal number is below x.
##     > gelu(1.0)
##     0.841345
gelu(x) = x.*erfc(-x/√2)/2

## What softmax subtracts from its exponents: the largest, so that exp does not overflow; of letters 0, since any number
## gives the same.
##     > exponent_shift([1, 3])
##     3
##     > exponent_shift([a, b])
##     0
external exponent_shift(z, axis=_)

## Positive numbers that sum to 1, in the proportions of exp(z); of a matrix, row by row.
##     > softmax([0, 0])
##     [1/2, 1/2]
##     > diff(softmax([a, b]), a)
##     [exp(a)/(exp(a) + exp(b)) - exp(2a)/(exp(a) + exp(b))^2, -exp(a + b)/(exp(a) + exp(b))^2]
softmax(z) = if ndims(z) == 2 then {
  e = exp(z.T - exponent_shift(z, axis=2))
  (e./sum(e, axis=1)).T
} else {
  e = exp(z - exponent_shift(z))
  e/sum(e)
}

## The logarithm of the sum of exp(z), however large z is; of a matrix, that of every row.
##     > logsumexp([1000.0, 1001.0])
##     1001.31
##     > symbol z[k]; grad(logsumexp(z), z)
##     softmax(z)
logsumexp(z) = if ndims(z) == 2 then {
  m = exponent_shift(z, axis=2)
  m + log(sum(exp(z.T - m), axis=1))
} else {
  m = exponent_shift(z)
  m + log(sum(exp(z - m)))
}

## The logarithm of softmax(z), also where softmax itself is too small for a decimal; of a matrix, row by row.
##     > log_softmax([0.0, 1000.0])
##     [-1000.0, 0.0]
log_softmax(z) = if ndims(z) == 2 then (z.T - logsumexp(z)).T else z - logsumexp(z)

## Start weights of a layer from n to m values, by Glorot and Bengio ("Xavier"): normal, of variance 2/(n + m).
##     > seed(1); xavier(2, 3)
##     [0.418276, 0.168818, 0.0390081; 0.392956, -0.28581, -0.10507]
xavier(n, m) = N(√(2/(n + m)))*randn(n, m)

## Start weights of a layer from n to m values that is followed by relu, by He: normal, of variance 2/n.
##     > seed(1); he(2, 3)
##     [0.661352, 0.266924, 0.0616773; 0.621317, -0.451906, -0.16613]
he(n, m) = N(√(2/n))*randn(n, m)

## The mean squared error between predictions p and targets y.
##     > mse([1, 2], [1, 4])
##     2
mse(p, y) = mean((p - y).^2)

## The mean absolute error between predictions p and targets y.
##     > mae([1, 2], [1, 5])
##     3/2
mae(p, y) = mean(abs(p - y))

## The cross-entropy of predicted probabilities p and targets y (probabilities, or a 1 at the true class);
## of matrices, the mean over the rows.
##     > cross_entropy([0.5, 0.5], [1, 0])
##     0.693147
cross_entropy(p, y) = if ndims(p) == 2 then -sum(y.*log(p))/length(p) else -sum(y.*log(p))

## The mean cross-entropy of predicted probabilities p of class 1 and targets y of 0 and 1.
##     > binary_cross_entropy([0.5, 0.5], [1, 0])
##     0.693147
binary_cross_entropy(p, y) = -mean(y.*log(p) + (1 - y).*log(1 - p))

## The entropy of probabilities p, in nats; what never happens adds nothing.
##     > entropy([1/2, 1/4, 1/4])
##     log(2)/2 + log(4)/2 ≈ 1.03972
##     > entropy([1, 0])
##     0
entropy(p) = -sum(xlogy(p, p))

## The Kullback-Leibler divergence of probabilities q from p, in nats: what is lost where p is true and q is believed.
##     > kl_divergence([0.5, 0.5], [0.9, 0.1])
##     0.510826
kl_divergence(p, q) = sum(xlogy(p, p) - xlogy(p, q))

## A number between `least` and `most` for every number z: by the exponential function where there is one bound, by the
## logistic function between two.
##     > bounded([-1.0, 0, 1], 0, ∞)
##     [0.367879, 1.0, 2.71828]
##     > bounded(0.0, -1, 3)
##     1.0
bounded(z, least, most) = if least == -∞ then (if most == ∞ then z else most - exp(z))
  else if most == ∞ then least + exp(z) else least + (most - least)*sigmoid(z)

## The z with bounded(z, least, most) = w.
##     > bounded(unbounded(2.5, 0, 4), 0, 4)
##     2.5
unbounded(w, least, most) = if least == -∞ then (if most == ∞ then w else log(most - w))
  else if most == ∞ then log(w - least) else log((w - least)/(most - w))

## Gradient descent on a function. From the starts (by position, or by the names of f's parameters) it takes
## `steps` steps of size `lr` against the gradient of f, or as another `optimizer` does: a function such as
## (w, g, lr) -> w - lr*g. `lr` may be a function of the steps taken. It stops early when the gradient's length is
## at most `tol`, the loss changes by at most `tol_loss`, or a step is at most `tol_step` long. `clip` is the greatest
## length of the gradient that is used, and `decay` times the parameters are added to it. `trace=k` prints a table.
## With `data`, a table, parameters of f without a start are its columns: all rows, or in every epoch shuffled batches
## of `batch` rows. `validation` is a share of the rows that is held out; with `patience=k` the run ends, at the best
## parameters, when the loss over them has not fallen for k epochs. `seed` starts the shuffling.
## `bounds=[least, most]` (or a row for each parameter that is trained; ∞ where there is none) trains z with
## w = bounded(z, least, most) instead of w.
## `checkpoint="file"` keeps the state in a file every second or so: the same call goes on from there, bit for bit.
## With `many=true` every row of a start (every number, for a number) is a start of its own, and `lr` may be a vector, a
## rate for every run; a vector of rates alone runs the same start at each. The runs go side by side: w has a row for
## each, `loss` a number, `best` is the number of the run with the least loss, and `diverged` counts the runs whose loss
## became infinite: they stay where they last had one.
## The result has fields: loss, steps, losses, path, why, device, and each parameter by name; with batches, losses are
## those of all training rows by epoch, and there are epochs, batch_losses and validation_losses.
##     > q(w) = sum(w.^2); descend(q, [10, 10], lr=0.01, steps=10).w
##     [8.17073, 8.17073]
##     > t = table(x=[1, 2, 3, 4], y=[3, 5, 7, 9]); C(w, b, x, y) = mean((w*x + b - y).^2)
##     > descend(C, w=0, b=0, data=t, batch=2, epochs=1000, lr=0.05).w
##     2.0
##     > f(x) = (x^2 - 1)^2; descend(f, [-2.0, -0.1, 0.3], many=true, lr=0.05).x
##     [-1.0, -1.0, 1.0]
##     > descend(f, 2.0, lr=[0.001, 0.01, 0.1]).best
##     3
##     > descend((a, b) -> (a + 1)^2 + (b - 2)^2, 1.0, 0.5, bounds=[0, ∞; 0, 1], lr=0.5, steps=1000).b < 1
##     true
external descend(f, starts..., lr=0.01, steps=100, optimizer=sgd, tol=0, tol_loss=0, tol_step=0, clip=0, decay=0,
                 trace=0, many=false, data=_, batch=_, epochs=_, validation=_, patience=_, seed=_, checkpoint=_, bounds=_)
