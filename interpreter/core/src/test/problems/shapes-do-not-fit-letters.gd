symbol X[n, d], w[d], y[n]
X*w - w
