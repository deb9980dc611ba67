g(x) = 3(x + 2*(x - 1)
h(x) = x
