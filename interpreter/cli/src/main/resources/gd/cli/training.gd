# After each build these lines are run, each by itself: what the JVM loads for them is cached, and
# later starts begin with it. The mistakes are meant; what takes longest comes last.
f(x) = x^2 + 3x + 2; diff(f, x); f'(2); f(1/3); f(0.5)
g(x, y=1) = (x + 1)(x - 2) + 2y^2; ∂g/∂x(3, y=2)
diff((x^2 + 1)^3, x); diff(sin(x)*exp(x)/log(x), x); diff(atan(√x), x)
S(x) = sum(1/(1 + exp(-(k*x))) for k in 1..20); diff(S, x)
A = [1, 2; 3, 4]; A*[5, 6; 7, 8]; A.T; [1, 2, 3]·[4, 5, 6]
[i^2 for i in 1..5 if i != 3]; sum(1/k^2 for k in 1..3); if 1 < 2 then "yes" else "no"
q(w) = sum(w.^2); r = descend(q, [10, 10], lr=0.01, steps=10, trace=5); r.w; r
x = [1, 2, 3, 4]; y = [3, 5, 7, 9]; M(w) = mean((w*x - y).^2); descend(M, 0, lr=0.1, steps=10).w
C(w, b) = mean((w*x + b - y).^2); descend(C, w=0.0, b=0.0, lr=1/10, steps=300)
l(w, b) = ((w*2.1 + b) - 4)^2; ∇l(1, 0)
root(h, s, steps=20) = { for k in 1..steps { s = s - h(s)/h'(s) }; s }; root(z -> z^2 - 2, 1.0)
"the slope at 2 is {f'(2)}"
descnd(1)
1/2x
f(
[1, 2] + [1, 2, 3]
simplify(sin(t)^2 + cos(t)^2)
factor(t^2 - 1); expand((t + 1)^3)
solve(t^2 + 3t + 2 == 0, t)
integrate(4t^3 - 2t + 5, t); integrate(t^2*sin(t), t); integrate(t*log(t), t); integrate(1/(t^2 + 3t + 2), t)
integrate(sin(t), t, 0, π); integrate(exp(t^3), t)
limit(sin(t)/t, t, 0)
series(exp(t), t, 0, 4)
