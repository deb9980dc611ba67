# N7. Ten steps down a bowl

q(w) = sum(w.^2)
∇q([10, 10])

digits(17)
r = descend(q, [10, 10], lr=0.01, steps=10, trace=1)

# Every step multiplies w by 0.98, so the loss by 0.9604.

r.w
r.losses
