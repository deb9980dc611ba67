# Linear algebra. Matrices of whole numbers and fractions give exact answers where there are short ones, decimals give
# decimals. Singular values are always decimals, and so is what is made of them.

## The determinant of a square matrix. Its derivative is known up to 4 rows, and as a formula of a matrix symbol.
##     > det([1, 2; 3, 4])
##     -2
external det(A)

## The inverse of a square matrix. Its derivative is known up to 4 rows, and as a formula of a matrix symbol.
##     > inv([1, 2; 3, 4])
##     [-2, 1; 3/2, -1/2]
external inv(A)

## The eigenvalues of a square matrix with multiplicity: real ones in ascending order, then complex ones.
##     > eigenvalues([2, 0; 0, 3])
##     [2, 3]
##     > eigenvalues([0.0, -1; 1, 0])
##     [-1.0i, 1.0i]
external eigenvalues(A)

## Eigenvectors of a square matrix as columns, in the order of the eigenvalues; those of decimals have length 1.
##     > eigenvectors([2, 1; 1, 2])
##     [-1, 1; 1, 1]
external eigenvectors(A)

## How many rows (or columns) of a matrix are independent of each other.
##     > rank([1, 2; 2, 4])
##     1
external rank(A)

## A basis of the vectors x with A*x = 0, as columns.
##     > null([1, 2; 2, 4])
##     [-2; 1]
external null(A)

## The Moore-Penrose inverse, which every matrix has: pinv(A)*b is the shortest of the x that bring A*x nearest to b.
## In decimals if neither the rows nor the columns of A are independent.
##     > pinv([1; 2])
##     [[1/5, 2/5]]
external pinv(A)

## The triangular factors of a square matrix with rows in another order: P*A = L*U.
##     > F = lu([1, 2; 3, 4]); F.L*F.U == F.P*[1, 2; 3, 4]
##     [1, 1; 1, 1]
external lu(A)

## Orthonormal columns Q and an upper triangle R with a positive diagonal: A = Q*R. A has independent columns, or the
## answer is in decimals.
##     > qr([3, 1; 4, 2]).Q
##     [3/5, -4/5; 4/5, 3/5]
##     > qr([3, 1; 4, 2]).R
##     [5, 11/5; 0, 2/5]
external qr(A)

## The singular value decomposition in decimals: A = U*diag(S)*V.T, with S descending.
##     > svd([3, 0; 4, 0]).S
##     [5.0, 0.0]
external svd(A)

## The lower triangle L with A = L*L.T, of a symmetric matrix whose eigenvalues are positive.
##     > cholesky([4, 2; 2, 5])
##     [2, 0; 1, 2]
external cholesky(A)

## The matrix with these numbers on its diagonal; of a matrix the vector of its diagonal.
##     > diag([1, 2])
##     [1, 0; 0, 2]
##     > diag([1, 2; 3, 4])
##     [1, 4]
diag(v) = if ndims(v) == 1 then eye(length(v)).*v else [v[k, k] for k in 1..min(shape(v))]

## The length of a vector, or the size of a matrix. Without p it is the root of the sum of all squares; p is 1, 2, … or ∞.
## Of a matrix norm(A, 2) is its largest singular value, in decimals.
##     > norm([3, 4])
##     5
##     > norm([3, 4], 1)
##     7
##     > norm([1, 2; 3, 4], ∞)
##     7
##     > norm([1, i])
##     √2 ≈ 1.41421
norm(v, p="all") = if p == "all" then √sum(v.*conj(v)) else if ndims(v) == 2 then {
  assert(p == 1 or p == 2 or p == ∞, "norm(A, p) of a matrix needs p = 1, 2 or ∞")
  if p == 1 then max(sum(abs(v), axis=1)) else if p == 2 then max(svd(v).S) else max(sum(abs(v), axis=2))
} else if p == ∞ then max(abs(v)) else sum(abs(v).^p)^(1/p)

## The sum of the diagonal.
##     > trace([1, 2; 3, 4])
##     5
trace(A) = {
  assert(ndims(A) == 2 and shape(A)[1] == shape(A)[2], "trace needs a square matrix")
  sum(A.*eye(length(A)))
}

## The inner product of two vectors; u·v is the same.
##     > dot([1, 2, 3], [4, 5, 6])
##     32
dot(u, v) = u·v

## The matrix of the products of each element of u with each of v; u*v.T is the same.
##     > outer([1, 2], [3, 4, 5])
##     [3, 4, 5; 6, 8, 10]
outer(u, v) = u*v.T

## The vector product of two vectors of three.
##     > cross([1, 0, 0], [0, 1, 0])
##     [0, 0, 1]
cross(u, v) = [u[2]*v[3] - u[3]*v[2], u[3]*v[1] - u[1]*v[3], u[1]*v[2] - u[2]*v[1]]
