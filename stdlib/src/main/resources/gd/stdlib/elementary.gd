## The natural exponential: the function that is its own derivative.
##     > exp(0)
##     1
##     > diff(exp(2x), x)
##     2exp(2x)
@symja("Exp") @jvm("java.lang.Math.exp") @opencl("exp") @latex("e^{#1}")
external exp(x)

## The natural logarithm; with a base, the logarithm to that base. log(0) is an error; of a negative decimal too.
##     > log(1)
##     0
##     > log(8, 2)
##     3
@symja("Log") @jvm("java.lang.Math.log") @opencl("log") @latex("\ln\left(#1\right)")
external log(x, base=_)

## The natural logarithm, as many books write it: log.
##     > ln(e^2)
##     2
ln = log

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

## The secant, 1/cos(x).
##     > sec(0)
##     1
sec(x) = 1/cos(x)

## The cosecant, 1/sin(x).
##     > csc(π/6)
##     2
csc(x) = 1/sin(x)

## The cotangent, cos(x)/sin(x).
##     > cot(π/4)
##     1
cot(x) = cos(x)/sin(x)

## The angle whose secant is x.
##     > asec(2)
##     π/3 ≈ 1.0472
asec(x) = acos(1/x)

## The angle whose cosecant is x.
##     > acsc(2)
##     π/6 ≈ 0.523599
acsc(x) = asin(1/x)

## The angle between 0 and π whose cotangent is x.
##     > acot(1)
##     π/4 ≈ 0.785398
acot(x) = π/2 - atan(x)

## The angle of the point (x, y), between -π and π, from the direction of the first axis.
##     > atan2(1, -1)
##     3π/4 ≈ 2.35619
@symja("ArcTan2") @jvm("java.lang.Math.atan2") @opencl("atan2") @latex("\operatorname{atan2}\left(#1, #2\right)")
external atan2(y, x)
∂atan2/∂y(y, x) = x/(x^2 + y^2)
∂atan2/∂x(y, x) = -y/(x^2 + y^2)

## An angle in radians, given in degrees; 90° is the same as radians(90).
##     > radians(180)
##     π ≈ 3.14159
radians(x) = x*π/180

## An angle in degrees, given in radians.
##     > degrees(π/6)
##     30
degrees(x) = 180*x/π

## The length of the vector (x, y), computed without overflow.
##     > hypot(3, 4)
##     5
@symja("Hypot") @jvm("java.lang.Math.hypot") @opencl("hypot") @latex("\operatorname{hypot}\left(#1, #2\right)")
external hypot(x, y)
∂hypot/∂x(x, y) = x/hypot(x, y)
∂hypot/∂y(x, y) = y/hypot(x, y)

## The number whose hyperbolic sine is x.
##     > asinh(0)
##     0
@symja("ArcSinh") @jvm("gd.formula.Special.asinh") @opencl("asinh") @latex("\operatorname{arsinh}\left(#1\right)")
external asinh(x)

## The number from 0 on whose hyperbolic cosine is x.
##     > acosh(1)
##     0
@symja("ArcCosh") @jvm("gd.formula.Special.acosh") @opencl("acosh") @latex("\operatorname{arcosh}\left(#1\right)")
@between("1.2", "3")
external acosh(x)

## The number whose hyperbolic tangent is x.
##     > atanh(0)
##     0
@symja("ArcTanh") @jvm("gd.formula.Special.atanh") @opencl("atanh") @latex("\operatorname{artanh}\left(#1\right)")
external atanh(x)

## The hyperbolic secant, 1/cosh(x).
##     > sech(0)
##     1
sech(x) = 1/cosh(x)

## The hyperbolic cosecant, 1/sinh(x).
##     > csch(1.0)
##     0.850918
csch(x) = 1/sinh(x)

## The hyperbolic cotangent, 1/tanh(x).
##     > coth(1.0)
##     1.31304
coth(x) = 1/tanh(x)

## The number whose hyperbolic secant is x.
##     > asech(1)
##     0
asech(x) = acosh(1/x)

## The number whose hyperbolic cosecant is x.
##     > acsch(2.0)
##     0.481212
acsch(x) = asinh(1/x)

## The number whose hyperbolic cotangent is x.
##     > acoth(2.0)
##     0.549306
acoth(x) = atanh(1/x)

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

## The largest of several numbers. Of several arrays element by element; of one array alone its largest element (also along an axis).
## At a tie the derivative is that of the first: max(x, 0) has slope 1 at 0, max(0, x) slope 0. The largest elements of one array share it.
##     > max(2, 5, 3)
##     5
##     > max([1, 5, 2])
##     5
@symja("Max") @jvm("java.lang.Math.max") @opencl("fmax") @latex("\max\left(#1, #2\right)")
external max(x, y, more..., axis=_)
∂max/∂x(x, y) = if x >= y then 1 else 0
∂max/∂y(x, y) = if x >= y then 0 else 1

## The smallest of several numbers. Of several arrays element by element; of one array alone its smallest element (also along an axis).
## At a tie the derivative is that of the first; the smallest elements of one array share it.
##     > min(2, 5, 3)
##     2
##     > min([4, 5, 2])
##     2
@symja("Min") @jvm("java.lang.Math.min") @opencl("fmin") @latex("\min\left(#1, #2\right)")
external min(x, y, more..., axis=_)
∂min/∂x(x, y) = if x <= y then 1 else 0
∂min/∂y(x, y) = if x <= y then 0 else 1

## The square root; √x is the same.
##     > sqrt(9/4)
##     3/2
sqrt(x) = √x

## The real cube root, also of negative numbers.
##     > cbrt(-8)
##     -2
@symja("CubeRoot") @jvm("java.lang.Math.cbrt") @opencl("cbrt") @latex("\sqrt[3]{#1}")
external cbrt(x)
cbrt'(x) = 1/(3cbrt(x)^2)

## The logarithm to base 2.
##     > log2(8)
##     3
##     > log2(10.0)
##     3.32193
@symja("Log2") @jvm("gd.formula.Special.log2") @opencl("log2") @latex("\log_{2}\left(#1\right)")
external log2(x)

## The logarithm to base 2, as in log₂(8).
##     > log₂(8)
##     3
log_2(x) = log2(x)

## The logarithm to base 10.
##     > log10(1/1000)
##     -3
@symja("Log10") @jvm("java.lang.Math.log10") @opencl("log10") @latex("\log_{10}\left(#1\right)")
external log10(x)

## The logarithm to base 10, as in log₁₀(1000).
##     > log₁₀(1000)
##     3
log_10(x) = log10(x)

## log(1 + x), computed without losing digits near 0.
##     > log1p(1e-20)
##     1.0e-20
@symja("Log1p") @jvm("java.lang.Math.log1p") @opencl("log1p") @latex("\ln\left(1 + #1\right)")
external log1p(x)

## exp(x) - 1, computed without losing digits near 0.
##     > expm1(1e-20)
##     1.0e-20
@symja("Expm1") @jvm("java.lang.Math.expm1") @opencl("expm1") @latex("\operatorname{expm1}\left(#1\right)")
external expm1(x)
