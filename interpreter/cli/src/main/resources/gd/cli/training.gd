# Run once after each build: what the JVM loads for these lines is cached, and every later start begins with it.
f(x) = x^2 + 3x + 2; diff(f, x)
f'(2); f(1/3); f(0.5)
g(x, y=1) = (x + 1)(x - 2) + 2y^2
∂g/∂x(3, y=2)
diff((x^2 + 1)^3, x)
solve(f(x) == 0, x)
simplify(sin(x)^2 + cos(x)^2); factor(x^2 - 1); expand((x + 1)^3)
integrate(4x^3 - 2x + 5, x)
limit(sin(x)/x, x, 0)
S(x) = sum(1/(1 + exp(-(k*x))) for k in 1..20); diff(S, x)
A = [1, 2; 3, 4]; A*[5, 6; 7, 8]; A.T
[i^2 for i in 1..5 if i != 3]
q(w) = sum(w.^2); r = descend(q, [10, 10], lr=0.01, steps=10, trace=5); r.w; r
x = [1, 2, 3, 4]; y = [3, 5, 7, 9]; M(w) = mean((w*x - y).^2)
descend(M, 0, lr=0.1, steps=10).w
l(w, b) = ((w*2.1 + b) - 4)^2; ∇l(1, 0)
root(h, s, steps=20) = {
  for k in 1..steps { s = s - h(s)/h'(s) }
  s
}
root(z -> z^2 - 2, 1.0)
"the slope at 2 is {f'(2)}"
descnd(1)
1/2x
f(
