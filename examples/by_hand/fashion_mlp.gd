# A network of two layers learns to tell clothes apart
#
# Fashion-MNIST: 60,000 images of 28 × 28 pixels to learn from and 10,000 to be asked about, each of one of ten kinds of
# clothes. On Debian, `apt-get install dataset-fashion-mnist` puts the files where this script looks for them.

folder = "/usr/share/datasets/fashion-mnist/"
images(name) = flatten(read("{folder}{name}-images-idx3-ubyte.gz"), axis=2)/255
labels(name) = read("{folder}{name}-labels-idx1-ubyte.gz") + 1

train = table(X=images("train"), Y=onehot(labels("train"), 10))
train

# The network, and what is wrong with it:

net(X, W1, b1, W2, b2) = softmax(linear(relu(linear(X, W1, b1)), W2, b2))
L(W1, b1, W2, b2, X, Y) = cross_entropy(net(X, W1, b1, W2, b2), Y)

# Five times through the images, 128 at once, in a new order each time:

seed(1)
fit = descend(
  L, W1=he(784, 128), b1=zeros(128), W2=he(128, 10), b2=zeros(10),
  data=train, batch=128, epochs=5, optimizer=adam, lr=cosine(0.002))
fit.losses

# How many of the images that it has not seen are told apart?

p = net(images("t10k"), fit.W1, fit.b1, fit.W2, fit.b2)
N(accuracy(argmax(p, axis=2), labels("t10k")))
