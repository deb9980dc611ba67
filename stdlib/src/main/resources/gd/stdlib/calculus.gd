## The derivative of an expression. Of a function it is the derivative of its body. Names that follow are taken one after
## the other; a number after a name is its order, also by a name with a value of which the expression knows nothing. The
## only variable there is need not be named.
##     > diff((x^2 + 1)^3, x)
##     6x*(x^2 + 1)^2
##     > diff(x^4, x, 2)
##     12x^2
##     > sum(at(diff(sin(x), x, k), x=0)*x^k/k! for k in 0..5)
##     x^5/120 - x^3/6 + x
##     > diff(sin(t))
##     cos(t)
external diff(e, @name x...)

## The gradient of a function. It is a function of the same arguments, and ∇f is the same as grad(f). Of an expression, by
## the names that follow, it is an expression.
##     > f(x, y) = x^2 + x*y; grad(f)(1, 2)
##     [4, 1]
##     > grad(x^2 + x*y, [x, y])
##     [2x + y, x]
external grad(f, @name x=_)

## The Jacobian of a function, or of a vector of expressions by the names that follow. Row i holds the derivatives of the
## i-th result by each element of the arguments.
##     > F(v) = [v[1]*v[2], v[1]^2]; jacobian(F)([2, 3])
##     [3, 2; 4, 0]
##     > jacobian([x*y, x^2], [x, y])
##     [y, x; 2x, 0]
external jacobian(f, @name x=_)

## The Hessian of a number-valued function. It is a function whose values are matrices of second derivatives; of an
## expression, by the names that follow, it is a matrix of expressions, and of a vector that stands for itself a formula.
##     > g(x, y) = x^2*y; hessian(g)(1, 3)
##     [6, 2; 2, 0]
##     > hessian(x^2*y, [x, y])
##     [2y, 2x; 2x, 0]
##     > symbol X[n, d], w[d], y[n]; hessian(w -> mean((X*w - y).^2))(w)
##     2/n*X.T*X
external hessian(f, @name x=_)

## The derivative of an expression rule by rule, as a textbook finds it.
##     > explain((x^2 + 1)^3, x)
##     d/dx (x^2 + 1)^3
##       chain rule: g^3 with g = x^2 + 1
##         d/dg g^3 = 3g^2
##         d/dx (x^2 + 1) = 2x (sum rule)
##           d/dx x^2 = 2x (power rule)
##           d/dx 1 = 0 (constant)
##         product: 3(x^2 + 1)^2 * 2x
##       = 6x*(x^2 + 1)^2
##       = 6x^5 + 12x^3 + 6x, multiplied out
## By a declared array it goes backward: ∂n1 is the gradient by the node n1, the last line the whole.
##     > symbol X[n, d], w[d], y[n]; explain(mean((X*w - y).^2), w)
##     node           gradient
##     w              X.T*∂n1
##     n1 = X*w       ∂n2
##     n2 = n1 - y    2n2.*∂n3
##     n3 = n2.^2     ∂n4*ones(n)
##     n4 = sum(n3)   1/n
##     n5 = n4/n      1
##     ∂w             2/n*X.T*(X*w - y)
external explain(e, @name x=_)

## A function's computational graph at values of its parameters, run forward and backward: every node with its value and
## the gradient of the result by it.
##     > l(w, b) = ((w*2.1 + b) - 4)^2; backprop(l, w=1, b=0)
##     node          value   gradient
##     w             1       -7.98
##     n1 = 2.1w     2.1     -3.8
##     b             0       -3.8
##     n2 = b + n1   2.1     -3.8
##     n3 = n2 - 4   -1.9    -3.8
##     n4 = n3^2     3.61    1
external backprop(f, values...)

## What runs when f and its gradient are computed at such values: the rules that rewrote the graph, the graph, the kernels
## made of it, bytes and operations of a data row, the device's program if it has one to read, and the time of a run (with
## much data also as a part of what memory gives).
##     > l(w) = log(1 + exp(w)); kernel(l, w=0.5)
##     rules: stable forms
##     graph:
##       map softplus(#1) w
##     gradient by w:
##       map sigmoid(#1) w
##     kernels:
##       b1 = elementwise [] reading b0[]
##           #2 = softplus(#1)  of #1
##       b2 = elementwise [] reading b0[]
##           #2 = sigmoid(#1)  of #1
##     jvm, 64 bits: … a run
external kernel(f, values...)

## A gradient (∇f or f') at values of f's parameters in every way there is, and how far they are apart.
##     > f(x, y) = x^2*y; check(∇f, 2, 3)
##     way                    gradient      off by
##     reverse                [12.0, 4.0]   0
##     reverse, on jvm        [12.0, 4.0]   0
##     symbolic, forward      [12.0, 4.0]   0
##     symbolic, in reverse   [12.0, 4.0]   0
##     central differences    [12.0, 4.0]   3e-12
##     They agree.
external check(g, values...)

## The integral of e over x (which need not be named where it is the only variable); with limits a and b, the definite
## integral.
##     > integrate(4x^3 - 2x + 5, x)
##     x^4 - x^2 + 5x
##     > integrate(sin(x), x, 0, π)
##     2
external integrate(e, @name x=_, a=_, b=_)

## The limit of e as x goes to a.
##     > limit(sin(x)/x, x, 0)
##     1
external limit(e, @name x, a)

## The Taylor polynomial of e around a up to degree n; with negative powers at a pole, fractional
## ones and logarithms at a branch point, and in powers of 1/x around ∞.
##     > series(exp(x), x, 0, 3)
##     x^3/6 + x^2/2 + x + 1
##     > series(sin(√x), x, 0, 2)
##     √x - x^(3/2)/6
##     > series(1/(1 + x), x, ∞, 2)
##     1/x - 1/x^2
external series(e, @name x, a, n)

## The solutions of an equation, in ascending order; an expression alone is set to 0. Of several equations in several
## unknowns the solution is a vector in the order of the unknowns (several solutions are the rows of a matrix), and of an
## inequality it is a condition. Where there is no closed form the real solutions come as decimals, with a note; of a
## periodic equation there are families, with a letter that stands for every whole number. The sides may be arrays, and
## functions, which stand for their values.
##     > solve(x^2 + 3x + 2 == 0, x)
##     [-2, -1]
##     > solve(3t == 12)
##     [4]
##     > solve([x + y == 3, x - y == 1], [x, y])
##     [2, 1]
##     > f(x, y) = x^2 + y^2 - x*y + 3x
##     > solve(∇f == 0)
##     [-2, -1]
##     > solve(x^2 < 4, x)
##     -2 < x < 2
external solve(e, @name x=_)

## A shorter form of the same value.
##     > simplify(sin(x)^2 + cos(x)^2)
##     1
external simplify(e)

## Products and powers of sums multiplied out.
##     > expand((x + 1)^3)
##     x^3 + 3x^2 + 3x + 1
external expand(e)

## Like powers of x collected.
##     > collect(a*x + b*x + x^2, x)
##     x^2 + x*(a + b)
external collect(e, @name x=_)

## Partial fractions by x.
##     > apart(1/(x^2 - 1), x)
##     1/(2(x - 1)) - 1/(2(x + 1))
external apart(e, @name x=_)

## One fraction of a sum of fractions.
##     > together(1/x + 1/y)
##     (x + y)/(x*y)
external together(e)

## A polynomial as a product.
##     > factor(x^2 - 1)
##     (x - 1)*(x + 1)
external factor(e)

## The value of an expression where the named symbols have the given values.
##     > at(x^2 + y, x=3, y=1)
##     10
external at(e, @name values...)

## A decimal; with digits, that many of them: then the decimals written in e are exact, 0.1 is 1/10.
##     > N(1/3)
##     0.333333
##     > N(mean([1, 2]))
##     1.5
##     > N(π, 20)
##     3.1415926535897932385
##     > N(exp(0.1), 20)
##     1.1051709180756476248
external N(e, digits=_)

## LaTeX for a value.
##     > latex(x^2/2)
##     \frac{x^{2}}{2}
external latex(e)
