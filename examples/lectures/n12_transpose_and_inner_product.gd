# N12. Transpose and inner product

[2, 4, 6; 1, 3, 5].T
[1, 2, 3]·[4, 5, 6]
