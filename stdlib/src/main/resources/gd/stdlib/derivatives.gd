# The derivatives of the elementary operations, as Symja gives them: written down here so that differentiating does not
# have to wait for Symja to load. A test asks Symja for each of them again and compares.
exp'(x) = exp(x)
log'(x) = 1/x
sin'(x) = cos(x)
cos'(x) = -sin(x)
tan'(x) = 1/cos(x)^2
asin'(x) = 1/√(1 - x^2)
acos'(x) = -1/√(1 - x^2)
atan'(x) = 1/(1 + x^2)
sinh'(x) = cosh(x)
cosh'(x) = sinh(x)
tanh'(x) = 1 - tanh(x)^2
asinh'(x) = 1/√(x^2 + 1)
acosh'(x) = 1/√(x^2 - 1)
atanh'(x) = 1/(1 - x^2)
log2'(x) = 1/(x*log(2))
log10'(x) = 1/(x*log(10))
log1p'(x) = 1/(1 + x)
expm1'(x) = exp(x)
