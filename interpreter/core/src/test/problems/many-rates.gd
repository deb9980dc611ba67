f(w) = sum(w.^2)
descend(f, [1.0, 2.0; 3.0, 4.0], many=true, lr=[0.1, 0.2, 0.3])
