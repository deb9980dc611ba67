# N15. A rate that is a little too large

x = [1, 2, 3, 4]
y = [3, 5, 7, 9]
M(w) = mean((w*x - y).^2)

# The loss is a parabola in w: its slope and its curvature at 0, and the w
# where the slope is 0.

M'(0)
M''(0)
solve(M'(w) == 0, w)
M(7/3)

# Each step goes from w to `w - lr*M'(w)`. With lr = 1/10 that is past the
# minimum: the distance to 7/3 is multiplied by `1 - 15*lr` = -1/2, so w
# oscillates around 7/3 and comes closer. Above lr = 2/15 it would diverge.

r = descend(M, 0, lr=1/10, steps=10)
r.path
r.w
[M'(v) for v in r.path]

# The report of the run says so by itself.

r.diagnosis

digits(17)
descend(M, 0, lr=0.1, steps=10).loss
