# A mixture of Gaussians, as benchmarks of automatic differentiation write it
#
# The objective of ADBench (F. Šrajer, Z. Kukelova and A. Fitzgibbon, 2018): the log-likelihood of n points under K normal
# distributions, and a Wishart prior. Component k has the weight `softmax(α)[k]`, the mean `M[k, :]`, and a precision
# matrix whose Cholesky factor has the logarithms of its diagonal in `q[k, :]` and what is below it, column by column, in
# `l[k, :]`.

precision_factor(q, l) = {
  d = length(q)
  reshape(
    [if i == j then exp(q[i]) else if i > j then l[(j - 1)*d - j*(j + 1)/2 + i] else 0 for i in 1..d for j in 1..d], d, d)
}

log_multigamma(a, p) = p*(p - 1)/4*log(π) + sum(lgamma(a + (1 - j)/2) for j in 1..p)

log_wishart(q, l, γ=1, m=0) = {
  K = shape(q)[1]
  d = shape(q)[2]
  ν = d + m + 1
  c = ν*d*(log(γ) - log(2)/2) - log_multigamma(ν/2, d)
  γ^2/2*(sum(exp(q).^2) + sum(l.^2)) - m*sum(q) - K*c
}

mixture(α, M, q, l, X) = {
  n = length(X)
  far(k) = sum(((X - M[k, :])*precision_factor(q[k, :], l[k, :]).T).^2, axis=2)
  z = [α[k] + sum(q[k, :]) - far(k)/2 for k in 1..length(α)]
  sum(log(sum(exp(z), axis=1))) - n*log(sum(exp(α))) - n*shape(X)[2]/2*log(2π) + log_wishart(q, l)
}

# A small case: five points in three dimensions, two components.

X = [0.5, -1.25, 2.0; 1.5, 0.25, -0.75; -0.5, 1.0, 0.125; 2.25, -0.5, 1.75; -1.0, 0.75, 0.5]
α = [0.3, -0.2]
M = [0.25, -0.5, 1.0; -0.75, 0.5, 0.25]
q = [0.1, -0.3, 0.2; -0.25, 0.4, 0.05]
l = [0.5, -0.2, 0.35; -0.15, 0.6, -0.4]

digits(17)
mixture(α, M, q, l, X)

# Its gradient, beside PyTorch's in 64 bits (`python3 interpreter/bench/src/main/python/gaussian_mixture.py`):

L(α, M, q, l) = mixture(α, M, q, l, X)
g = ∇L(α, M, q, l)
same(ours, theirs) = max(abs(ours - theirs)./abs(theirs)) < 1e-12
same(g.α, [-0.13527690880757248, 0.13527690880757293])
same(g.M, [2.410945257693986, 1.2215740914372262, 1.15882231169041;
           1.2901863183893563, -0.05206575080322921, 0.2657318940108057])
same(g.q, [-2.049411194412664, 2.702509957330463, 2.0262704462799954;
           -0.028428359376920564, 3.645203563257516, 3.4689188794743355])
same(g.l, [-1.2172237274500244, -1.1689738143377117, 1.5149123174935637;
           1.1841879761595158, -0.1391686318307177, -0.2686141100018331])
abs(mixture(α, M, q, l, X)/(-6.1024693026426124) - 1) < 1e-12

# A larger one, fitted: 300 points of two kinds. (ADBench adds the prior where a Bayesian would subtract it; it is left out
# here.)

digits(4)
seed(7)
X = concatenate(randn(200, 2) + [2, 0], randn(100, 2)*[0.5, 0; 0.4, 0.3] - [1, 1])
nll(α, M, q, l) = log_wishart(q, l) - mixture(α, M, q, l, X)
r = descend(nll, α=zeros(2), M=[1.0, 0; -1, 0], q=zeros(2, 2), l=zeros(2, 1), optimizer=lbfgs, tol=1e-6, steps=200)
r.why
softmax(r.α)
r.M
