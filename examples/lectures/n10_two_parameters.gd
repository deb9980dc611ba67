# N10. A line through one point

L(w, b) = (y - (w*x + b))^2
diff(L, w)
diff(L, b)

x = 14/10
y = 21/10
L(1, 1/2)
∇L(1, 1/2)

x = 1.4
y = 2.1
L(1, 0.5)
∇L(1, 0.5)
