# Layers are functions of their input and their parameters, so a net is written as it is drawn:
# mse(linear(sigmoid(linear(X, W1, b1)), W2, b2), y).

## A linear layer: every row of X (or the vector X) times W, plus the bias b.
##     > linear([1, 2], [1, 0; 0, 1], [10, 20])
##     [11, 22]
linear(X, W, b) = if ndims(X) == 2 then X*W + b else W.T*X + b

## A linear layer with an activation.
##     > dense([1, -2], [1, 0; 0, 1], [0, 0], relu)
##     [1, 0]
dense(X, W, b, activation=relu) = activation(linear(X, W, b))

## The image X under the sliding kernel K: sums of products, without a border unless there is `padding`, one every
## `stride` rows and columns. A matrix K slides over every image there is. A layer with channels has a K of four axes
## (to channel, from channel, row, column), an X of three (channel, row, column) or, for several images, of four, and
## a bias b for each channel it makes.
##     > conv2d([1, 2, 3; 4, 5, 6; 7, 8, 9], [1, 0; 0, 1])
##     [6, 8; 12, 14]
##     > shape(conv2d(zeros(10, 3, 28, 28), zeros(8, 3, 5, 5), zeros(8), padding=2, stride=2))
##     [10, 8, 14, 14]
conv2d(X, K, b=0, stride=1, padding=0) = {
  n = ndims(X)
  s = shape(X)
  k = shape(K)
  assert(ndims(K) == 2 or ndims(K) == 4, "conv2d needs a kernel with 2 axes, or 4: this one has the shape {k}")
  c = if ndims(K) == 2 then 1 else k[1]
  assert(ndims(b) == 0 or length(b) == c, "conv2d needs a number as bias, or one for each of {c} channels: b is {b}")
  if ndims(K) == 2 {
    assert(n >= 2, "conv2d needs an image: this array has the shape {s}")
    Y = convolution(reshape(X, product(s[1..n - 2]), 1, s[n - 1], s[n]), reshape(K, 1, 1, k), b, stride, padding)
    Z = reshape(Y, s[1..n - 2], shape(Y)[3], shape(Y)[4])
  } else {
    assert(n == 3 or n == 4, "conv2d needs images with channels: this array has the shape {s}")
    assert(s[n - 2] == k[2], "conv2d meets images with {s[n - 2]} channels, and a kernel of shape {k} for {k[2]}")
    Y = convolution(reshape(X, product(s[1..n - 3]), s[n - 2], s[n - 1], s[n]), K, b, stride, padding)
    Z = reshape(Y, s[1..n - 3], k[1], shape(Y)[3], shape(Y)[4])
  }
  Z
}

## conv2d of several images with channels, as the matrix product that it is: every window is a row, every kernel a column.
##     > convolution(ones(1, 1, 2, 2), ones(1, 1, 2, 2), 0, 1, 0)
##     [[[[4]]]]
convolution(X, K, b, stride, padding) = {
  k = shape(K)
  Q = pad(X, padding)
  s = shape(windows(Q, k[3], k[4], stride))
  P = reshape(permute(windows(Q, k[3], k[4], stride), 2, 5, 6, 1, 3, 4), k[2]*k[3]*k[4], s[1]*s[3]*s[4])
  permute(reshape(P.T*reshape(K, k[1], k[2]*k[3]*k[4]).T + b, s[1], s[3], s[4], k[1]), 1, 4, 2, 3)
}

## The largest number in each k × k square of an image (the last two axes).
##     > maxpool([1, 2, 5, 6; 3, 4, 7, 8])
##     [[4, 8]]
maxpool(X, k=2) = pooled(X, k, max)

## The mean of each k × k square of an image (the last two axes).
##     > avgpool([1, 2, 5, 6; 3, 4, 7, 8])
##     [[5/2, 13/2]]
avgpool(X, k=2) = pooled(X, k, (a, b) -> a + b)/k^2

## The k × k squares of an image (the last two axes), each put together by a function of two numbers.
##     > pooled([1, 2; 3, 4], 2, (a, b) -> a*b)
##     error: Not defined for arrays
##       ┌─ input:1:35
##       │
##     1 │ pooled([1, 2; 3, 4], 2, (a, b) -> a*b)
##       │                                   ^^^ not defined
##
##     The product * of a 1 × 1 × 1 array and a 1 × 1 × 1 array is not defined.
##
##     Hint: A.*B
pooled(X, k, f) = {
  n = ndims(X)
  s = shape(X)
  assert(n >= 2 and s[n - 1] >= k and s[n] >= k, "pooling needs images of at least {k} × {k}: these have the shape {s}")
  Y = reshape(X, product(s[1..n - 2]), s[n - 1], s[n])
  h = floor(s[n - 1]/k)
  w = floor(s[n]/k)
  for i in 1..k {
    for j in 1..k {
      part = Y[:, i..k*h by k, j..k*w by k]
      total = if i == 1 and j == 1 then part else f(total, part)
    }
  }
  reshape(total, s[1..n - 2], h, w)
}

## X with a share p of its elements, those of a random mask, set to 0 and the others grown by 1/(1 - p).
##     > seed(1); dropout([1.0, 1.0, 1.0, 1.0], p=1/5)
##     [0.0, 1.25, 1.25, 0.0]
dropout(X, p=1/2) = X.*(if rand(shape(X)) >= p then 1/(1 - p) else 0)

## Classes k from 1 to n as the rows of a matrix, with a 1 in the column of the class.
##     > onehot([2, 1, 3], 3)
##     [0, 1, 0; 1, 0, 0; 0, 0, 1]
onehot(k, n) = take(eye(n), k)

## The share of predictions p of classes (or of 0 and 1) that equal y. Of probabilities p it is that of p > 1/2, or of
## argmax(p, axis=2).
##     > accuracy([1, 2, 3, 3], [1, 2, 3, 1])
##     3/4
##     > accuracy([0.9, 0.2] > 1/2, [1, 0])
##     1
accuracy(p, y) = {
  share = sum(if p == y then 1 else 0)/length(y)
  assert(share > 0 or all(round(p) == p), "these are no classes but probabilities: accuracy(p > 1/2, y), or argmax(p, axis=2)")
  share
}

## How often class i (row) was taken for class j (column), of classes 1 to n.
##     > confusion([1, 2, 2], [1, 1, 2], 2)
##     [1, 1; 0, 1]
confusion(p, y, n) = reshape(
  [sum(if p[k] == j and y[k] == i then 1 else 0 for k in 1..length(y)) for i in 1..n for j in 1..n], n, n)

## The share of y's variance that predictions p explain.
##     > r2([1, 2, 4], [1, 2, 3])
##     1/2
r2(p, y) = 1 - sum((y - p).^2)/sum((y - mean(y)).^2)

## The columns of a matrix (or a vector) with mean 0 and standard deviation 1.
##     > standardize([1.0, 2.0, 3.0])
##     [-1.0, 0.0, 1.0]
standardize(X) = if ndims(X) == 2 then (X - mean(X, axis=1))./std(X, axis=1) else (X - mean(X))/std(X)
