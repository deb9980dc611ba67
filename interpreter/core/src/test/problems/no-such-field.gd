q(w) = sum(w.^2)
r = descend(q, [10, 10], lr=0.01, steps=10)
r.los
