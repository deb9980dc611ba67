sigmoid(z) = 1/(1 + exp(-z))
