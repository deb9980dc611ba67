# Vectors, matrices, and shapes that must agree
#
# A matrix of n rows and d columns times a vector of d numbers is a vector of n.

X = [1, 2; 3, 4; 5, 6]
w = [10, 1]
X*w
shape(X*w)

# What does not fit is refused, and both shapes are shown.

[1, 2; 3, 4; 5, 6]*[1, 2, 3]
