symbol x[n], A[n, n]
sum((x[i + 1] - x[i])^2 for i in 1..n - 1)

sum(A[i, j] for i in 1..n for j in i..n)
