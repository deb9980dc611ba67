# N9. Where weights start
#
# Xavier's starts are normal with variance `2/(fan_in + fan_out)`, He's with `2/fan_in`. With a seed they are the numbers
# PyTorch's generator draws.

seed(1)
xavier(2, 3)

# The same seed, the same numbers; without it, the next ones.

seed(1)
W = xavier(2, 3)
max(abs(W - xavier(2, 3))) > 0
seed(1)
max(abs(W - xavier(2, 3)))

# Many of them have the variance they should have.

V = xavier(300, 100)
abs(std(V)^2*(300 + 100)/2 - 1) < 0.05
H = he(300, 100)
std(H)^2*[100, 300]/2
