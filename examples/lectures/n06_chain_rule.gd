# N6. The chain rule, by its parts

diff((x^2 + 1)^3, x)
expand(diff((x^2 + 1)^3, x))

# The inner function and its derivative:

g(x) = x^2 + 1
diff(g, x)

# The outer function and its derivative:

h(u) = u^3
diff(h, u)

# Their product, the outer derivative being taken at g(x):

h'(g(x))*g'(x)

# At a point:

h'(g(2))*g'(2)
at(diff((x^2 + 1)^3, x), x=2)

# All of it, rule by rule:

explain((x^2 + 1)^3, x)
