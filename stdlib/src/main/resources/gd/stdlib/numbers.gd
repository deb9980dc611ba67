## The distance from zero. Its derivative is sign(x), and 0 at 0 by declaration.
##     > abs(-3)
##     3
##     > abs(3 + 4i)
##     5
##     > abs'(-2)
##     -1
@symja("RealAbs") @jvm("java.lang.Math.abs") @opencl("fabs") @latex("\left|#1\right|")
external abs(x)
abs'(x) = sign(x)

## -1, 0 or 1, as x is negative, zero or positive.
##     > sign(-3/2)
##     -1
@symja("Sign") @jvm("java.lang.Math.signum") @opencl("sign") @latex("\operatorname{sign}\left(#1\right)")
external sign(x)
sign'(x) = 0

## The largest integer that is not above x.
##     > floor(7/2)
##     3
@symja("Floor") @jvm("java.lang.Math.floor") @opencl("floor") @latex("\left\lfloor #1\right\rfloor")
@jumps("x is a whole number")
external floor(x)
floor'(x) = 0

## The smallest integer that is not below x.
##     > ceil(7/2)
##     4
@symja("Ceiling") @jvm("java.lang.Math.ceil") @opencl("ceil") @latex("\left\lceil #1\right\rceil")
@jumps("x is a whole number")
external ceil(x)
ceil'(x) = 0

## The nearest integer; a half goes to the even one. With digits, the nearest decimal of that many places.
##     > round(5/2)
##     2
##     > round(2.718, 1)
##     2.7
##     > round(2/3, 2)
##     67/100
@symja("Round") @jvm("java.lang.Math.rint") @opencl("rint") @latex("\operatorname{round}\left(#1\right)")
@jumps("x is halfway between whole numbers")
external round(x, digits=_)
round'(x) = 0

## The whole part of x: towards zero.
##     > trunc(-7/2)
##     -3
trunc(x) = sign(x)*floor(abs(x))

## What is left of x without its whole part, with the sign of x.
##     > frac(-7/2)
##     -1/2
frac(x) = x - trunc(x)

## The remainder of x divided by y, with the sign of y.
##     > mod(7, 3)
##     1
##     > mod(-1, 3)
##     2
@symja("Mod") @jvm("gd.formula.Special.mod") @opencl("gd_mod") @latex("\operatorname{mod}\left(#1, #2\right)")
external mod(x, y)
∂mod/∂x(x, y) = 1
∂mod/∂y(x, y) = -floor(x/y)

## The greatest common divisor of whole numbers.
##     > gcd(12, 18)
##     6
external gcd(a, b)

## The least common multiple of whole numbers.
##     > lcm(4, 6)
##     12
lcm(a, b) = if a*b == 0 then 0 else abs(a*b)/gcd(a, b)

## How many subsets of k elements a set of n has; for other numbers by the gamma function.
##     > binomial(5, 2)
##     10
##     > binomial(50, 25)
##     126410606437752
external binomial(n, k)

## Whether a whole number is prime.
##     > isprime(2^31 - 1)
##     true
external isprime(n)

## The real part of a complex number; symbols count as real.
##     > re((1 + 2i)*(3 - i))
##     5
external re(z)

## The imaginary part of a complex number; symbols count as real.
##     > im((1 + 2i)*(3 - i))
##     5
external im(z)

## The conjugate of a complex number: the sign of its imaginary part changed.
##     > conj(2 + 3i)
##     2 - 3i
external conj(z)

## The angle of a complex number in the plane, between -π and π.
##     > arg(-1 + i)
##     3π/4 ≈ 2.35619
external arg(z)
