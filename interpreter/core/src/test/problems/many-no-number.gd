f(x) = log(x)
descend(f, [1.0, -2.0], many=true)
