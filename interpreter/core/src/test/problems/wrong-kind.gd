if 3 then 1 else 2

"a" + 1

V(x) = [x, x^2]
∇V(2)
