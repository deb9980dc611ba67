# N11. Matrices

A = [1, 2; 3, 4]
B = [5, 6; 7, 8]
A + B
A*B
2A
A.T

# The order of a product matters.

B*A
