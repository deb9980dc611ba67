# Basins of attraction

# Where gradient descent ends depends on where it begins. Two valleys lie at x = -1 and x = 1, and a flat place between
# them at 0.

f(x) = (x^2 - 1)^2

# Nine starts at once. Each number is a start of its own; the runs go side by side.

r = descend(f, linspace(-2, 2, 9), many=true, lr=0.05, steps=200)
r.x

# Left of the middle they all end at -1, right of it at 1. In the middle itself the slope is 0, and nothing moves: a
# stationary point that is no minimum, which its loss gives away.

[if loss > 0.5 then 1 else 0 for loss in r.loss]

# In two dimensions a start is a row. Himmelblau's function has four minima, all of them 0; here is a grid of 10,000
# starts, and how many of them end at each.

g(w) = (w[1]^2 + w[2] - 11)^2 + (w[1] + w[2]^2 - 7)^2
n = 100
side = linspace(-5, 5, n)
starts = transpose([[side[ceil(k/n)] for k in 1..n^2], [side[k - n*(ceil(k/n) - 1)] for k in 1..n^2]])
h = descend(g, starts, many=true, lr=0.005, steps=500)

# The signs of the coordinates tell which valley a run ended in.

left = if h.w[:, 1] < 0 then 1 else 0
low = if h.w[:, 2] < 0 then 1 else 0
[sum((1 - left).*(1 - low)), sum(left.*(1 - low)), sum(left.*low), sum((1 - left).*low)]/n^2

# None was lost on the way, and the best of them is as good as exact.

h.diverged
h.loss[h.best] < 1e-20

# Which learning rate is best? A vector of rates runs the same start at each of them: the first creeps, the second
# arrives, the third leaps over the hill into the other valley, and the last leaves for good.

t = descend(f, 1.5, lr=[0.001, 0.1, 0.22, 0.7], steps=50)
t.x[1..3]
t.diverged
