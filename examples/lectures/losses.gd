# Losses and what their gradients say
#
# The mean squared error counts a large error for more than several small ones; the mean absolute error does not.

p = [1.0, 2, 3, 10]
y = [1.5, 2, 2.5, 3]
mse(p, y)
mae(p, y)

# So an outlier draws a mean, but not a median.

data = [1.0, 2, 3, 4, 100]
descend(m -> mean((m - data).^2), 0.0, lr=0.4, steps=100).m
descend(m -> mean(abs(m - data)), 0.0, lr=t -> 1/(1 + t), steps=2000).m

# The absolute value has a kink at 0; there its derivative is declared to be 0.

abs'(0)
[abs'(-2), abs'(3)]

# Cross-entropy: what the true class was given, in logarithms. Certain and wrong costs most.

cross_entropy([0.7, 0.2, 0.1], [1, 0, 0])
cross_entropy([0.1, 0.2, 0.7], [1, 0, 0])
binary_cross_entropy([0.9, 0.2], [1, 0])

# Through a softmax its gradient by the scores is simply `p - y`.

s = [2.0, 1, 0]
C(s) = cross_entropy(softmax(s), [1, 0, 0])
∇C(s)
softmax(s) - [1, 0, 0]

# For lines and for probabilities of lines the gradient by the weights is the mean of `(ŷ - y)` times the inputs.

symbol X[n, d], w[d], t[n]
Linear(w) = mean((X*w - t).^2)/2
∇Linear(w)
Logistic(w) = mean(softplus(X*w) - t.*(X*w))
∇Logistic(w)

# With one input it is a mean of numbers; so is that by the intercept.

symbol x[n]
diff(mean((u*x + b - t).^2)/2, u)
diff(mean((u*x + b - t).^2)/2, b)
