## Negative numbers become 0: the rectified linear unit. Its derivative at 0 is 0.
##     > relu([-1, 0, 2])
##     [0, 0, 2]
##     > relu'(0)
##     0
relu(x) = max(0, x)

## Positive numbers that sum to 1, in the proportions of exp(z); of a matrix, row by row.
##     > softmax([0, 0])
##     [1/2, 1/2]
softmax(z) = if rank(z) == 2 then {
  e = exp(z.T - max(z, axis=2))
  (e./sum(e, axis=1)).T
} else {
  e = exp(z - max(z))
  e/sum(e)
}

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
cross_entropy(p, y) = if rank(p) == 2 then -sum(y.*log(p))/length(p) else -sum(y.*log(p))

## The mean cross-entropy of predicted probabilities p of class 1 and targets y of 0 and 1.
##     > binary_cross_entropy([0.5, 0.5], [1, 0])
##     0.693147
binary_cross_entropy(p, y) = -mean(y.*log(p) + (1 - y).*log(1 - p))

## Gradient descent on a function. From the starts (by position, or by the names of f's parameters) it takes
## `steps` steps of size `lr` against the gradient of f. It stops early when the gradient's length is at most `tol`.
## The result has fields: loss, steps, losses, path, why, device, and each parameter by name.
##     > q(w) = sum(w.^2); descend(q, [10, 10], lr=0.01, steps=10).w
##     [8.17073, 8.17073]
external descend(f, starts..., lr=0.01, steps=100, tol=0, trace=0)
