# N19. Eigenvalues, determinant and inverse

A = [1, 2; 3, 4]
eigenvalues(A)
N(eigenvalues(A))
det(A)
inv(A)
