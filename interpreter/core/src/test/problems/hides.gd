sigmoid(z) = 1/(1 + exp(-z))

norm(x) = abs(x)

e = 2
