# The node graph: MSE(Linear(Sigmoid(Linear(X, W1, b1)), W2, b2), y)
#
# Two inputs, three hidden units, one output; three examples.

X = [0.5, -1; 1, 2; -0.5, 0.5]
y = [1.0; 0; 1]
seed(1)
W1 = xavier(2, 3)
b1 = zeros(3)
W2 = xavier(3, 1)
b2 = zeros(1)

# The network is written as it is drawn, from the inside to the outside.

net(W1, b1, W2, b2) = mse(linear(sigmoid(linear(X, W1, b1)), W2, b2), y)
net(W1, b1, W2, b2)

# Forward, then backward: what every node is, its value, and the slope of the loss by it. A gradient has the shape of what
# it belongs to.

backprop(net, W1, b1, W2, b2)

# One step against the gradient lowers the loss; many fit the three examples.

g = ∇net(W1, b1, W2, b2)
net(W1 - 0.1*g.W1, b1 - 0.1*g.b1, W2 - 0.1*g.W2, b2 - 0.1*g.b2)
r = descend(net, W1=W1, b1=b1, W2=W2, b2=b2, lr=0.5, steps=2000)
r.loss < 1e-4
linear(sigmoid(linear(X, r.W1, r.b1)), r.W2, r.b2)

# The same as layers with an activation:

dense(dense(X, r.W1, r.b1, sigmoid), r.W2, r.b2, z -> z)
