2^(10^9)

1..10^12

[[i*j for i in 1..2000] for j in 1..2000]

[i for i in 1..10^9]

f(n, x) = if n == 0 then x*x else f(n - 1, f(n - 1, x))

f(60, 1)

factor(x^5000 - 1)
