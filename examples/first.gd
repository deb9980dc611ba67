# A first script: differentiate a function, then descend a loss.

f(x) = x^2 + 3x + 2
diff(f, x)
f'(2)

# A loss: how far the line `w[1]*x + w[2]` is from three points, squared and averaged.
# Its gradient at w = [0, 0] points uphill; `descend` walks the other way, in
# ten steps of 0.01 times the gradient.

x = [1, 2, 3]
y = [3, 5, 7]
L(w) = mean((w[1]*x + w[2] - y).^2)
w0 = [0, 0]
∇L(w0)

best = descend(L, w0, lr=0.01, steps=10)
best.w
best.loss

# Ten small steps are not enough; a larger rate and more of them find y = 2x + 1.

descend(L, w0, lr=0.1, steps=1000).w
