cholesky([1, 2; 2, 1])

cholesky([1.0, 2; 3, 9])
