# Activations and their derivatives
#
# Without something bent between them two linear layers are one. The logistic function goes from 0 to 1, and its derivative
# is made of its value.

diff(sigmoid(z), z)
[sigmoid(z) for z in [-2.0, 0, 2]]
[sigmoid'(z) for z in [-2.0, 0, 2]]
sigmoid'(0.7) - sigmoid(0.7)*(1 - sigmoid(0.7))

# Far from 0 it is flat: there a gradient vanishes.

sigmoid'(10.0)

# The hyperbolic tangent is the same curve between -1 and 1.

diff(tanh(z), z)
abs(tanh(0.7) - (2sigmoid(1.4) - 1)) < 1e-15

# ReLU keeps what is positive. At 0 it has a kink; there its derivative is declared to be 0, and a declaration of your own
# says otherwise.

[relu(z) for z in [-2, 0, 2]]
[relu'(z) for z in [-2, 0, 2]]
leaky(z) = if z > 0 then z else z/100
leaky'(z) = if z > 0 then 1 else 1/100
[leaky'(z) for z in [-2, 0, 2]]

# Softmax makes probabilities of scores; what is added to all of them changes nothing. Its derivatives are a matrix:
# `p[i]*((1 if i = j, else 0) - p[j])`.

p = softmax([2.0, 1, 0])
p
softmax([102.0, 101, 100]) - p
J = jacobian(softmax)([2.0, 1, 0])
J
max(abs(J - (diag(p) - p*p.T))) < 1e-15
