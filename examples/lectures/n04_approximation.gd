# N4. The slope of x² at 3, and its approximation

f(x) = x^2
f'(3)

digits(17)
(f(3 + 0.001) - f(3))/0.001

# The closer the second point, the closer the difference.

[(f(3 + 1/10^k) - f(3))*10^k for k in 1..4]
limit((f(3 + h) - f(3))/h, h, 0)
