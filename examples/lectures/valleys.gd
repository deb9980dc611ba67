# Convex or not: which minimum a descent finds
#
# Of a convex loss the curvature is nowhere negative, so that there is one minimum, and every start leads to it.

convex(w) = w^4 + w^2 - 3w
diff(convex(w), w, 2)
[descend(convex, s, lr=0.05, steps=300).w for s in [-1.0, 0, 1]]

# This loss has two, of different depth, and a maximum between them.

double(w) = w^4 - 2w^2 + w/2
diff(double(w), w, 2)
[N(w) for w in solve(double'(w) == 0, w)]
left = descend(double, -0.1, lr=0.05, steps=300)
right = descend(double, 0.5, lr=0.05, steps=300)
[left.w, left.loss]
[right.w, right.loss]

# A ball that rolls comes over a hill that a step against the gradient does not.

descend(double, 1.6, lr=0.02, steps=300).w
descend(double, 1.6, lr=0.02, steps=300, optimizer=momentum(beta=0.9)).w

# A plateau: far from the minimum of this loss there is neither slope nor curvature, and a descent stays.

bell(w) = -exp(-w^2)
descend(bell, 6.0, lr=0.1, steps=100)
