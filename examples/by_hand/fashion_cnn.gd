# A convolutional network learns to tell clothes apart
#
# The same images as in fashion_mlp.gd, this time kept as images: 1 channel of 28 × 28 pixels each.

folder = "/usr/share/datasets/fashion-mnist/"
images(name, n) = reshape(read("{folder}{name}-images-idx3-ubyte.gz"), n, 1, 28, 28)/255
labels(name) = read("{folder}{name}-labels-idx1-ubyte.gz") + 1

train = table(X=images("train", 60000), Y=onehot(labels("train"), 10))

# Eight windows of 5 × 5 slide over the image, sixteen of 3 × 3 over what they make of it; squares of 2 × 2 are pooled,
# and what is left decides.

hidden(X, K, b) = maxpool(relu(conv2d(X, K, b)))
net(X, K1, b1, K2, b2, W, c) = softmax(linear(flatten(hidden(hidden(X, K1, b1), K2, b2), axis=2), W, c))
L(K1, b1, K2, b2, W, c, X, Y) = cross_entropy(net(X, K1, b1, K2, b2, W, c), Y)

seed(1)
fit = descend(
  L, K1=reshape(he(25, 8), 8, 1, 5, 5), b1=zeros(8), K2=reshape(he(72, 16), 16, 8, 3, 3), b2=zeros(16),
  W=he(400, 10), c=zeros(10), data=train, batch=128, epochs=5, optimizer=adam, lr=cosine(0.004))
fit.losses

# How many of the images that it has not seen are told apart? A thousand at a time, for all of them at once need 6 GB.

X = images("t10k", 10000)
y = labels("t10k")
kinds(X) = argmax(net(X, fit.K1, fit.b1, fit.K2, fit.b2, fit.W, fit.c), axis=2)
mean([N(accuracy(kinds(X[k..k + 999, :, :, :]), y[k..k + 999])) for k in 1..10000 by 1000])
