# The forward pass, what it stores, and the backward pass
#
# A layer computes `s = W*x + b` and `h = σ(s)`; a second one the answer. Forward:

W = [0.5, -0.2; 0.1, 0.4]
b = [0.1, -0.1]
V = [0.3, -0.6]
c = 0.2
x = [1.0, 2.0]
y = 1.0

s = W*x + b
h = sigmoid(s)
p = V·h + c
loss = (p - y)^2

# Backward, from the loss: δ is the slope by what a layer computed, and what was stored is used again.

dp = 2(p - y)
dV = dp*h
δ = dp*V.*h.*(1 - h)
dW = δ*x.T
db = δ
dx = W.T*δ

# The gradient of the whole says the same.

L(W, b, V, c, x) = (V·sigmoid(W*x + b) + c - y)^2
g = ∇L(W, b, V, c, x)
max([max(abs(g.W - dW)), max(abs(g.b - db)), max(abs(g.V - dV)), abs(g.c - dp), max(abs(g.x - dx))]) < 1e-15

# One step as PyTorch's loop takes it: forward, backward, and a step against the gradient. Nothing has to be set to
# zero, because a gradient is a value and not an account.

lr = 0.1
L(W - lr*g.W, b - lr*g.b, V - lr*g.V, c - lr*g.c, x) < loss

# The node graph, written as it is drawn, and the values at its nodes.

M(w, b) = ((w*2 + b) - 4)^2
backprop(M, w=1, b=0.5)
