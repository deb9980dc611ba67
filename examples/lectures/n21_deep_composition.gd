# N21. A deep composition, backward (Prince, Understanding Deep Learning, chapter 7)

x = 2.3; y = 2.0
F(β0, ω0, β1, ω1, β2, ω2, β3, ω3) = (β3 + ω3*cos(β2 + ω2*exp(β1 + ω1*sin(β0 + ω0*x))) - y)^2

# The loss, and the gradient in the order of the parameters:

F(1.0, 0.1, 2.0, -0.4, -3.0, 2.0, 0.4, 3.0)
∇F(1.0, 0.1, 2.0, -0.4, -3.0, 2.0, 0.4, 3.0)

# Forward and backward through every node:

backprop(F, 1.0, 0.1, 2.0, -0.4, -3.0, 2.0, 0.4, 3.0)
