# All of the data, one row, or a few: three ways to take a step
#
# A line through 60 points with noise.

seed(3)
x = randn(60)
data = table(x=x, y=2x - 1 + 0.3*randn(60))
L(w, b, x, y) = mean((w*x + b - y).^2)

# Batch gradient descent: one step an epoch, by the gradient of all rows.

bgd = descend(L, w=0, b=0, data=data, lr=0.1, epochs=10)

# Stochastic gradient descent: 60 steps an epoch, each by one row; mini-batches: 6 steps, each by ten rows.

sgd1 = descend(L, w=0, b=0, data=data, lr=0.1, batch=1, epochs=10)
mini = descend(L, w=0, b=0, data=data, lr=0.1, batch=10, epochs=10)
[bgd.steps, sgd1.steps, mini.steps]

# The losses over all rows, before and after each epoch. More steps come nearer sooner; single rows keep it trembling.

bgd.losses
sgd1.losses
mini.losses

# A rate that falls lets the trembling die away: each of these has 60 epochs of single rows.

fixed = descend(L, w=0, b=0, data=data, lr=0.1, batch=1, epochs=60)
falling = descend(L, w=0, b=0, data=data, lr=t -> 0.1/(1 + t/60), batch=1, epochs=60)
best = descend(L, w=0, b=0, data=data, lr=0.3, epochs=500)
[fixed.loss - best.loss, falling.loss - best.loss]

# A part of the rows can be held out, and the run ends when the loss over them falls no more.

kept = descend(L, w=0, b=0, data=data, lr=0.05, batch=10, epochs=500, validation=0.2, patience=5)
kept.why
length(kept.validation_losses) < 100
