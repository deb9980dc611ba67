# Logistic regression: which tumours are malignant?
#
# 569 tumours, 30 measurements each; see data/README.md for where they come from.

data = read("data/breast_cancer.csv")
A = data[:, 1..30]
y = data.malignant
shape(A)

# The measurements have very different sizes, so each column is standardised:
# mean 0, standard deviation 1. Without this no single rate suits every weight.

m = mean(A, axis=1)
s = sqrt(mean((A - m).^2, axis=1))
X = (A - m)./s

# The probability that a tumour is malignant is the sigmoid of `z = X*w + b`. The
# loss is the mean cross-entropy, `-mean(y.*log(p) + (1 - y).*log(1 - p))` with
# `p = sigmoid(z)`. In short that is `mean(log(1 + exp(z)) - y.*z)`, and `softplus`
# is `log(1 + exp(z))` without overflow. `0.01(w·w)` keeps the weights small.

z(w, b) = X*w + b
L(w, b) = mean(softplus(z(w, b)) - y.*z(w, b)) + 0.01(w·w)

fit = descend(L, zeros(30), 0, lr=2, steps=1000)
fit.loss
fit.b

# How many of the 569 are recognised?

p = sigmoid(z(fit.w, fit.b))
right = sum(if (p[i] > 0.5) == (y[i] == 1) then 1 else 0 for i in 1..569)
right
N(right/569)

# The same optimum from another tool, scikit-learn 1.2.1 and a few Newton steps
# more: `python3 examples/logistic_reference.py`. The loss is strictly convex, so
# there is only one.

reference = [
  0.3828779560, 0.4056165241, 0.3727768458, 0.3695895250, 0.1505275879,
  -0.0039186907, 0.3639167246, 0.4437877567, 0.0652708349, -0.2447285846,
  0.4736868323, -0.0429489433, 0.3493117695, 0.3696446345, 0.0510768271,
  -0.2503241499, -0.0453626896, 0.1296340840, -0.1405547499, -0.2505807903,
  0.5193807133, 0.5725265234, 0.4775297684, 0.4666183352, 0.4127842501,
  0.1450742704, 0.4000551728, 0.5059791930, 0.4131854861, 0.1418140173
]
max(abs(fit.w - reference)) < 1e-8
abs(fit.b + 0.5491289420) < 1e-8
