C(w, b, x, y) = mean((w*x + b - y).^2)
descend(C, w=0, b=0, data=table(x=[1, 2, 3], z=[2, 4, 6]))
