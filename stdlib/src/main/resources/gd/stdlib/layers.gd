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

## The image X (or each of a stack of images) under the sliding window K: sums of products, without a border. It is a sum
## of shifted views of X, one for each number in K.
##     > conv2d([1, 2, 3; 4, 5, 6; 7, 8, 9], [1, 0; 0, 1])
##     [6, 8; 12, 14]
conv2d(X, K) = {
  n = ndims(X)
  h = shape(X)[n - 1] - shape(K)[1]
  w = shape(X)[n] - shape(K)[2]
  total = 0
  for i in 1..shape(K)[1] {
    for j in 1..shape(K)[2] {
      part = if n == 2 then X[i..i + h, j..j + w] else X[:, i..i + h, j..j + w]
      total = total + K[i, j]*part
    }
  }
  total
}

## The largest number in each k × k square of an image, or of each image of a stack.
##     > maxpool([1, 2, 5, 6; 3, 4, 7, 8])
##     [[4, 8]]
maxpool(X, k=2) = pooled(X, k, max)

## The mean of each k × k square of an image, or of each image of a stack.
##     > avgpool([1, 2, 5, 6; 3, 4, 7, 8])
##     [[5/2, 13/2]]
avgpool(X, k=2) = pooled(X, k, (a, b) -> a + b)/k^2

## The k × k squares of an image, or of each image of a stack, each put together by a function of two numbers.
##     > pooled([1, 2; 3, 4], 2, (a, b) -> a*b)
##     [[24]]
pooled(X, k, f) = {
  n = ndims(X)
  h = k*floor(shape(X)[n - 1]/k)
  w = k*floor(shape(X)[n]/k)
  for i in 1..k {
    for j in 1..k {
      part = if n == 2 then X[i..h by k, j..w by k] else X[:, i..h by k, j..w by k]
      total = if i == 1 and j == 1 then part else f(total, part)
    }
  }
  total
}

## X with a share p of its elements, those of a random mask, set to 0 and the others grown by 1/(1 - p).
##     > seed(1); dropout([1.0, 1.0, 1.0, 1.0], p=1/5)
##     [0.0, 1.25, 1.25, 0.0]
dropout(X, p=1/2) = X.*(if rand(shape(X)) >= p then 1/(1 - p) else 0)

## The share of predictions p of classes (or of 0 and 1) that equal y.
##     > accuracy([1, 2, 3, 3], [1, 2, 3, 1])
##     3/4
accuracy(p, y) = sum(if p == y then 1 else 0)/length(y)

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
