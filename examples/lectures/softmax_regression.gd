# Three classes by softmax regression
#
# 120 points around three centres; Y has a 1 in the column of a point's class.

seed(5)
class = floor(3*rand(120)) + 1
Y = [if class[k] == c then 1.0 else 0.0 for k in 1..120 for c in 1..3]
Y = reshape(Y, 120, 3)
X = Y*[0, 2; -2, -1; 2, -1] + 0.8*randn(120, 2)

# The scores of a point are `x.T*W + b`; the loss is the cross-entropy of their softmax, and both parameters are trained
# together.

L(W, b) = cross_entropy(softmax(X*W + b), Y) + 0.001*sum(W.^2)
r = descend(L, W=zeros(2, 3), b=zeros(3), lr=0.5, steps=500)
r.loss

# What it says, beside what is true:

predicted = argmax(X*r.W + r.b, axis=2)
accuracy(predicted, class)
confusion(predicted, class, 3)
