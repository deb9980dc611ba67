## The sum of all elements, along an axis (axis=1 runs over the rows), or of a comprehension, whose range may end at ∞ or
## at a symbol.
##     > sum([1, 2, 3])
##     6
##     > sum([1, 2; 3, 4], axis=1)
##     [4, 6]
##     > sum(1/k^2 for k in 1..3)
##     49/36
##     > sum(1/k^2 for k in 1..∞)
##     π^2/6 ≈ 1.64493
##     > sum(k for k in 1..n)
##     n*(n + 1)/2
external sum(v, axis=_)

## The product of all elements, along an axis, or of a comprehension.
##     > product(k for k in 1..5)
##     120
external product(v, axis=_)

## The arithmetic mean of all elements, or along an axis.
##     > mean([1, 2, 3, 4])
##     5/2
external mean(v, axis=_)

## The place (from 1) of the largest element of a vector; of an array along an axis.
##     > argmax([3, 9, 4])
##     2
external argmax(v, axis=_)

## The place (from 1) of the smallest element of a vector; of an array along an axis.
##     > argmin([3, 9, 4])
##     1
external argmin(v, axis=_)

## The variance of all elements, or along an axis: the sum of the squared distances from the mean, divided by n - 1.
## correction=0 divides by n.
##     > var([1, 2, 3, 4])
##     5/3
##     > var([1, 2; 3, 6], axis=1, correction=0)
##     [1, 4]
external var(v, axis=_, correction=1)

## The standard deviation, which is the root of the variance.
##     > std([1, 3, 5])
##     2
external std(v, axis=_, correction=1)

## The lengths of the dimensions of an array.
##     > shape([1, 2, 3; 4, 5, 6])
##     [2, 3]
external shape(v)

## How many dimensions an array has; a number has 0.
##     > ndims([1, 2; 3, 4])
##     2
external ndims(v)

## How many elements a vector has, or rows a matrix or a table.
##     > length([4, 5, 6])
##     3
external length(v)

## An array of zeros.
##     > zeros(2, 3)
##     [0, 0, 0; 0, 0, 0]
external zeros(n...)

## An array of ones.
##     > ones(3)
##     [1, 1, 1]
external ones(n...)

## The identity matrix.
##     > eye(2)
##     [1, 0; 0, 1]
external eye(n)

## n decimals from a to b at equal distances.
##     > linspace(0, 1, 5)
##     [0.0, 0.25, 0.5, 0.75, 1.0]
external linspace(a, b, n)

## The matrix with these vectors as columns.
##     > columns([1, 2], [3, 4])
##     [1, 3; 2, 4]
external columns(v...)

## The matrix with these vectors as rows.
##     > rows([1, 2], [3, 4])
##     [1, 2; 3, 4]
external rows(v...)

## Rows become columns; A.T and Aᵀ are the same. A vector becomes a matrix of one row.
##     > transpose([1, 2; 3, 4])
##     [1, 3; 2, 4]
external transpose(A)

## The elements of a vector, the rows of a matrix or of a table, at these places.
##     > take([10, 20, 30], [3, 1, 1])
##     [30, 10, 10]
external take(v, places)

## The places of the elements of a vector (or of texts) in ascending order.
##     > argsort([30, 10, 20])
##     [2, 3, 1]
external argsort(v)

## A vector (or texts) in ascending order.
##     > sort([3, 1, 2])
##     [1, 2, 3]
##     > reverse(sort([3, 1, 2]))
##     [3, 2, 1]
sort(v) = take(v, argsort(v))

## The same from the end: elements of a vector, rows of a matrix or of a table.
##     > reverse([1, 2, 3])
##     [3, 2, 1]
reverse(v) = take(v, length(v)..1 by -1)

## The different elements of a vector (or of texts), each once, in ascending order.
##     > unique([3, 1, 3, 2, 1])
##     [1, 2, 3]
external unique(v)

## The places where a condition on the elements of a vector holds. v[v > 2] are the elements themselves.
##     > where([5, 1, 7] > 2)
##     [1, 3]
external where(condition)

## How many elements are not zero; of a condition, for how many it holds.
##     > count([5, 1, 7] > 2)
##     2
count(c) = sum(c != 0)

## Whether a condition holds for at least one element.
##     > any([5, 1, 7] > 6)
##     true
any(c) = count(c) > 0

## Whether a condition holds for every element.
##     > all([5, 1, 7] > 6)
##     false
all(c) = count(c == 0) == 0

## The sums of the first element, the first two, … of a vector; of an array along an axis.
##     > cumsum([1, 2, 3])
##     [1, 3, 6]
##     > cumsum([1, 2; 3, 4], axis=1)
##     [1, 2; 4, 6]
##     > cumsum([1, 2; 3, 4], axis=2)
##     [1, 3; 3, 7]
external cumsum(v, axis=_)

## The differences of neighbours in a vector.
##     > differences([1, 4, 9])
##     [3, 5]
differences(v) = v[2..length(v)] - v[1..length(v) - 1]

## The same elements, row by row, as an array of other dimensions.
##     > reshape(1..6, 2, 3)
##     [1, 2, 3; 4, 5, 6]
external reshape(v, n...)

## All elements, row by row, as a vector; with axis=2 only the axes from the second on are put together, so that every
## image of several becomes a row of a matrix.
##     > flatten([1, 2; 3, 4])
##     [1, 2, 3, 4]
##     > flatten([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], axis=2)
##     [1, 2, 3, 4; 5, 6, 7, 8]
flatten(v, axis=1) = reshape(v, shape(v)[1..axis - 1], product(shape(v)[axis..ndims(v)]))

## The axes in another order: axis k of the result is the k-th that is named.
##     > shape(permute(zeros(2, 3, 4), 3, 1, 2))
##     [4, 2, 3]
external permute(A, axes...)

## The h × w windows of an image (the last two axes), one every `stride` rows and columns: two axes more, of the places
## and of the elements of a window.
##     > windows([1, 2, 3; 4, 5, 6], 2, 2)
##     [[[[1, 2], [4, 5]], [[2, 3], [5, 6]]]]
external windows(X, h, w, stride=1)

## An image (the last two axes) with a border of n zeros.
##     > pad([[1, 2]], 1)
##     [0, 0, 0, 0; 0, 1, 2, 0; 0, 0, 0, 0]
external pad(X, n)

## Arrays one after the other, along the first axis or another.
##     > concatenate([1, 2], [3], 4)
##     [1, 2, 3, 4]
##     > concatenate([1, 2; 3, 4], [5; 6], axis=2)
##     [1, 2, 5; 3, 4, 6]
external concatenate(parts..., axis=1)

## The elements of a vector (or the rows of a matrix) n times over; of a number a vector.
##     > repeat([1, 2], 2)
##     [1, 2, 1, 2]
##     > repeat(7, 3)
##     [7, 7, 7]
repeat(v, n) = if ndims(v) == 0 then v*ones(n) else take(v, [k for j in 1..n for k in 1..length(v)])
