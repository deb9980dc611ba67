if x > 0 then 1 else 2

[1, 2, 3][k]

L(w) = w^2 + c
descend(L, 1, lr=0.1, steps=10)
