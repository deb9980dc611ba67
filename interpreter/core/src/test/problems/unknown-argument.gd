f(x, y=1) = x + y
f(2, z=3)

descend(x -> x^2, 1, learning_rate=0.1)

zeros(2, dtype=3)

max([1, 2], x=3)
