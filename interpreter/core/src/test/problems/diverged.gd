q(w) = sum(w.^2)
descend(q, [10, 10], lr=1.5, steps=10000)
