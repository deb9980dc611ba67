## The natural exponential: the function that is its own derivative.
##     > exp(0)
##     1
##     > diff(exp(2x), x)
##     2exp(2x)
@symja("Exp") @jvm("java.lang.Math.exp") @opencl("exp") @latex("e^{#1}")
external exp(x)

## The natural logarithm. log(0) is an error; of a negative decimal too.
##     > log(1)
##     0
@symja("Log") @jvm("java.lang.Math.log") @opencl("log") @latex("\ln\left(#1\right)")
external log(x)

## The sine of an angle in radians.
##     > sin(π/6)
##     1/2
@symja("Sin") @jvm("java.lang.Math.sin") @opencl("sin") @latex("\sin\left(#1\right)")
external sin(x)

## The cosine of an angle in radians.
##     > cos(π)
##     -1
@symja("Cos") @jvm("java.lang.Math.cos") @opencl("cos") @latex("\cos\left(#1\right)")
external cos(x)

## The tangent of an angle in radians.
##     > tan(π/4)
##     1
@symja("Tan") @jvm("java.lang.Math.tan") @opencl("tan") @latex("\tan\left(#1\right)")
external tan(x)

## The angle between -π/2 and π/2 whose sine is x.
##     > asin(0)
##     0
@symja("ArcSin") @jvm("java.lang.Math.asin") @opencl("asin") @latex("\arcsin\left(#1\right)")
external asin(x)

## The angle between 0 and π whose cosine is x.
##     > acos(1)
##     0
@symja("ArcCos") @jvm("java.lang.Math.acos") @opencl("acos") @latex("\arccos\left(#1\right)")
external acos(x)

## The angle between -π/2 and π/2 whose tangent is x.
##     > diff(atan(x), x)
##     1/(x^2 + 1)
@symja("ArcTan") @jvm("java.lang.Math.atan") @opencl("atan") @latex("\arctan\left(#1\right)")
external atan(x)

## The hyperbolic sine.
##     > sinh(0)
##     0
@symja("Sinh") @jvm("java.lang.Math.sinh") @opencl("sinh") @latex("\sinh\left(#1\right)")
external sinh(x)

## The hyperbolic cosine.
##     > cosh(0)
##     1
@symja("Cosh") @jvm("java.lang.Math.cosh") @opencl("cosh") @latex("\cosh\left(#1\right)")
external cosh(x)

## The hyperbolic tangent, an activation between -1 and 1.
##     > tanh(0)
##     0
##     > tanh'(0)
##     1
@symja("Tanh") @jvm("java.lang.Math.tanh") @opencl("tanh") @latex("\tanh\left(#1\right)")
external tanh(x)

## The distance from zero. Its derivative is sign(x), and 0 at 0 by declaration.
##     > abs(-3)
##     3
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

## The smallest integer that is not below x.
##     > ceil(7/2)
##     4
@symja("Ceiling") @jvm("java.lang.Math.ceil") @opencl("ceil") @latex("\left\lceil #1\right\rceil")
@jumps("x is a whole number")
external ceil(x)

## The nearest integer; a half goes to the even one.
##     > round(2.4)
##     2.0
@symja("Round") @jvm("java.lang.Math.rint") @opencl("rint") @latex("\operatorname{round}\left(#1\right)")
@jumps("x is halfway between whole numbers")
external round(x)

## The logistic function 1/(1 + exp(-x)), between 0 and 1, computed without overflow.
##     > sigmoid(0)
##     1/2
##     > sigmoid'(0)
##     1/4
@symja("LogisticSigmoid") @jvm("gd.formula.Special.sigmoid") @opencl("gd_sigmoid") @latex("\sigma\left(#1\right)")
external sigmoid(x)
sigmoid'(x) = sigmoid(x)*(1 - sigmoid(x))

## log(1 + exp(x)), a smooth ramp, computed without overflow.
##     > softplus(0.0)
##     0.693147
@jvm("gd.formula.Special.softplus") @opencl("gd_softplus") @latex("\operatorname{softplus}\left(#1\right)")
external softplus(x)
softplus'(x) = sigmoid(x)

## The larger of two numbers. Of arrays element by element; of one array alone its largest element (also along an axis).
## At a tie the derivative follows x.
##     > max(2, 3)
##     3
##     > max([1, 5, 2])
##     5
@symja("Max") @jvm("java.lang.Math.max") @opencl("fmax") @latex("\max\left(#1, #2\right)")
external max(x, y, axis=_)
∂max/∂x(x, y) = if x >= y then 1 else 0
∂max/∂y(x, y) = if x >= y then 0 else 1

## The smaller of two numbers. Of arrays element by element; of one array alone its smallest element (also along an axis).
##     > min(2, 3)
##     2
##     > min([4, 5, 2])
##     2
@symja("Min") @jvm("java.lang.Math.min") @opencl("fmin") @latex("\min\left(#1, #2\right)")
external min(x, y, axis=_)
∂min/∂x(x, y) = if x <= y then 1 else 0
∂min/∂y(x, y) = if x <= y then 0 else 1

## The square root; √x is the same.
##     > sqrt(9/4)
##     3/2
sqrt(x) = √x

## The real cube root, also of negative numbers.
##     > cbrt(-8)
##     -2
cbrt(x) = sign(x)*abs(x)^(1/3)

## The logarithm to base 2.
##     > log2(8.0)
##     3.0
##     > simplify(log2(8))
##     3
log2(x) = log(x)/log(2)

## The logarithm to base 10.
##     > log10(1000.0)
##     3.0
log10(x) = log(x)/log(10)

## The remainder of x divided by y, with the sign of y.
##     > mod(7, 3)
##     1
##     > mod(-1, 3)
##     2
mod(x, y) = x - y*floor(x/y)
