## The sum of all elements, along an axis (axis=1 runs over the rows), or of a comprehension.
##     > sum([1, 2, 3])
##     6
##     > sum([1, 2; 3, 4], axis=1)
##     [4, 6]
##     > sum(1/k^2 for k in 1..3)
##     49/36
external sum(v, axis=_)

## The product of all elements, along an axis, or of a comprehension.
##     > product(k for k in 1..5)
##     120
external product(v, axis=_)

## The arithmetic mean of all elements, or along an axis.
##     > mean([1, 2, 3, 4])
##     5/2
external mean(v, axis=_)

## The place (from 1) of the largest element of a vector; of a matrix along an axis.
##     > argmax([3, 9, 4])
##     2
external argmax(v, axis=_)

## The lengths of the dimensions of an array.
##     > shape([1, 2, 3; 4, 5, 6])
##     [2, 3]
external shape(v)

## How many dimensions an array has; a number has 0.
##     > rank([1, 2; 3, 4])
##     2
external rank(v)

## How many elements a vector has, or rows a matrix.
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

## The determinant of a square matrix.
##     > det([1, 2; 3, 4])
##     -2
external det(A)

## The inverse of a square matrix.
##     > inv([1, 2; 3, 4])
##     [-2, 1; 3/2, -1/2]
external inv(A)

## The eigenvalues of a square matrix in ascending order.
##     > eigenvalues([2, 0; 0, 3])
##     [2, 3]
external eigenvalues(A)

## The Euclidean length of a vector.
##     > norm([3, 4])
##     5
norm(v) = √sum(v.^2)

## The sum of the diagonal.
##     > trace([1, 2; 3, 4])
##     5
trace(A) = sum(A.*eye(length(A)))
