# N1. The derivative of x²

f(x) = x^2
diff(f, x)
f'(4)
f'(4.5)

# One whole step to the right of 4 the function grows by more than its slope
# there, because the slope itself grows on the way.

f(5) - f(4)
