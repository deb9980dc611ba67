# A convolutional network is one equation
#
# A picture of 5 × 5 pixels with an edge, and a window of 2 × 2 that answers to such edges as it slides over it.

X = [0, 0, 1, 1, 1; 0, 0, 1, 1, 1; 0, 0, 1, 1, 1; 0, 0, 1, 1, 1; 0, 0, 1, 1, 1]
K = [-1, 1; -1, 1]
conv2d(X, K)

# Each number is a sum of products, such as the one at row 1, column 2:

sum(X[1..2, 2..3].*K)

# Squares of 2 × 2 of it are pooled to their largest number, what is left is laid out as a vector and given to a linear
# layer with softmax: all of the network is `φ(W·flatten(pool(φ(conv(X, K) + b))) + c)`.

h = maxpool(relu(conv2d(X, K, -1)))
h
flatten(h)

net(X, K, b, W, c) = softmax(linear(flatten(maxpool(relu(conv2d(X, K, b)))), W, c))
W = [0.5, -0.5; 0.2, -0.1; 0.3, 0.4; -0.2, 0.1]
net(X, K, -1.0, W, zeros(2))

# The gradient by the window says how each of its four weights should change for the first class to be certain:

L(K, b, W, c) = cross_entropy(net(X, K, b, W, c), [1, 0])
g = ∇L(N(K), -1.0, W, zeros(2))
g.K
g.c

# Trained, on pictures with an edge that goes down (class 1) or across (class 2), at any place:

edge(k) = [[if j > k then 1.0 else 0.0 for j in 1..6] for i in 1..6]
X = [[if j <= 4 then edge(j) else edge(j - 4).T] for j in 1..8]
Y = [1, 0; 1, 0; 1, 0; 1, 0; 0, 1; 0, 1; 0, 1; 0, 1]
many(K, b, W, c) = softmax(linear(flatten(maxpool(relu(conv2d(X, K, b))), axis=2), W, c))
seed(2)
loss(K, b, W, c) = cross_entropy(many(K, b, W, c), Y)
r = descend(loss, K=reshape(he(9, 2), 2, 1, 3, 3), b=zeros(2), W=he(8, 2), c=zeros(2), lr=0.3, steps=300)
accuracy(argmax(many(r.K, r.b, r.W, r.c), axis=2), argmax(Y, axis=2))

# A single picture has an axis less; images with channels have one more than pictures: see digits.gd.
