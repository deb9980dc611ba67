if x > 0 then 1 else 2
[1, 2, 3][k]
