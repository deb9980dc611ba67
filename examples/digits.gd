# A convolutional network reads digits
#
# 1,797 handwritten digits of 8 × 8 pixels; see data/README.md for where they come from. The file has no names for its
# columns: 64 pixels, then the digit. Images have an axis for channels, of which there is one here.

data = read("data/digits.csv.gz")
X = reshape(data[:, 1..64], 1797, 1, 8, 8)/16
Y = onehot(data.c65 + 1, 10)
both = table(X=X, Y=Y)
train = both[1..1500]
unseen = both[1501..1797]

# The network is one equation. `K` are eight windows of 3 × 3 that slide over the image, `b` a bias for each; squares of
# 2 × 2 are pooled, the rest is laid out in a row, and a linear layer with softmax decides.

net(X, K, b, W, c) = softmax(linear(flatten(maxpool(relu(conv2d(X, K, b))), axis=2), W, c))
L(K, b, W, c, X, Y) = cross_entropy(net(X, K, b, W, c), Y)

# All four parameters are trained together, fifty images at a time.

seed(1)
fit = descend(
  L, K=reshape(he(9, 8), 8, 1, 3, 3), b=zeros(8), W=he(72, 10), c=zeros(10),
  data=train, batch=50, epochs=6, optimizer=adam, lr=cosine(0.01))
digits(4)
fit.losses

# How many of the digits that it has not seen does it read?

read_as(X) = argmax(net(X, fit.K, fit.b, fit.W, fit.c), axis=2) - 1
accuracy(read_as(unseen.X), argmax(unseen.Y, axis=2) - 1)

# The first of them, and what it takes them for:

argmax(unseen[1..10].Y, axis=2) - 1
read_as(unseen[1..10].X)
