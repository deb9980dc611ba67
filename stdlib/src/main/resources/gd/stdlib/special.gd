## The gamma function: gamma(n) is (n - 1)! for whole numbers. It has poles at 0, -1, -2, …
##     > gamma(5)
##     24
##     > gamma(1/2)
##     √π ≈ 1.77245
##     > diff(gamma(x), x)
##     digamma(x)*gamma(x)
@symja("Gamma") @jvm("gd.formula.Special.gamma") @opencl("tgamma") @latex("\Gamma\left(#1\right)")
external gamma(x)
gamma'(x) = gamma(x)*digamma(x)

## The gamma function as textbooks write it: gamma(x).
##     > Γ(5)
##     24
Gamma(x) = gamma(x)

## The logarithm of |gamma(x)|, which does not overflow.
##     > lgamma(1000.0)
##     5905.22
@symja("LogGamma") @jvm("gd.formula.Special.lgamma") @opencl("lgamma") @latex("\ln\Gamma\left(#1\right)")
external lgamma(x)
lgamma'(x) = digamma(x)

## The logarithmic derivative of the gamma function, gamma'(x)/gamma(x).
##     > digamma(1.0)
##     -0.577216
@symja("Digamma") @jvm("gd.formula.Special.digamma") @opencl("gd_digamma") @latex("\psi\left(#1\right)")
external digamma(x)
digamma'(x) = trigamma(x)

## The derivative of digamma.
##     > trigamma(1.0)
##     1.64493
@symja("Trigamma") @jvm("gd.formula.Special.trigamma") @opencl("gd_trigamma") @latex("\psi_{1}\left(#1\right)")
external trigamma(x)
trigamma'(x) = polygamma(2, x)

## The n-th derivative of digamma. In decimals x is positive from n = 2 on.
##     > polygamma(2, 1.0)
##     -2.40411
@symja("PolyGamma") @jvm("gd.formula.Special.polygamma") @opencl("gd_polygamma") @latex("\psi_{#1}\left(#2\right)")
external polygamma(n, x)
∂polygamma/∂x(n, x) = polygamma(n + 1, x)

## The beta function, gamma(a)*gamma(b)/gamma(a + b).
##     > beta(2, 3)
##     1/12
beta(a, b) = gamma(a)*gamma(b)/gamma(a + b)

## The error function: the chance that a normal number of variance 1/2 lies between -x and x.
##     > erf(1.0)
##     0.842701
##     > diff(erf(x), x)
##     2exp(-x^2)/√π
@symja("Erf") @jvm("gd.formula.Special.erf") @opencl("erf") @latex("\operatorname{erf}\left(#1\right)")
external erf(x)
erf'(x) = 2exp(-x^2)/√π

## 1 - erf(x), right to the last digit where that is small.
##     > erfc(10.0)
##     2.08849e-45
@symja("Erfc") @jvm("gd.formula.Special.erfc") @opencl("erfc") @latex("\operatorname{erfc}\left(#1\right)")
external erfc(x)
erfc'(x) = -2exp(-x^2)/√π

## sin(x)/x, and 1 at 0.
##     > sinc(0)
##     1
##     > sinc(π/2)
##     2/π ≈ 0.63662
sinc(x) = if x == 0 then 1 else sin(x)/x

## x*log(y), which is 0 where x is 0, also where y is 0: what sums over probabilities are made of.
##     > xlogy(0, 0)
##     0
##     > xlogy(2.0, 3.0)
##     2.19722
xlogy(x, y) = if x == 0 then 0 else x.*log(y)
∂xlogy/∂x(x, y) = log(y)
∂xlogy/∂y(x, y) = x./y
