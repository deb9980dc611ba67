"""Makes symbols.tsv: gradients, Jacobians and Hessians of declared arrays by PyTorch, in 64 bits.

    python3 symbols.py > symbols.tsv

Each is found as a formula of linear algebra, which then gets these arrays, of numbers with six digits. What comes out is
compared by its inner product with an array of sines. A loss is written twice: in gd, and for PyTorch.
"""

import torch
import torch.nn.functional as F
from torch.autograd.functional import hessian, jacobian

torch.set_default_dtype(torch.float64)


def sines(step, *shape):
    count = 1
    for length in shape:
        count *= length
    return torch.sin(step * torch.arange(1, count + 1)).reshape(shape)


def sample(step, *shape, least=-1.0):
    """Between `least` and 1, rounded, so that the text has the very number."""
    count = torch.Size(shape).numel()
    waves = torch.sin(step * torch.arange(1, count + 1) ** 2).reshape(shape)
    return torch.round((waves + 1) / 2 * (1 - least) * 1e6 + least * 1e6) / 1e6


# n = 4, d = 3, k = 2
ARRAYS = {
    "X": sample(0.7, 4, 3), "W": sample(1.1, 3, 2), "Y": sample(0.9, 4, 2), "A": sample(0.8, 3, 3) + 2 * torch.eye(3), "B": sample(1.3, 3, 3),
    "w": sample(0.5, 3), "u": sample(1.7, 3), "y": sample(0.6, 4), "b": sample(0.4, 2), "p": sample(1.9, 3, least=0.1), "t": torch.tensor([1.0, 0, 1, 1]),
    "T": torch.tensor([[1.0, 0], [0, 1], [0, 1], [1, 0]]), "s": torch.tensor([1.0, -1, -1, 1]),
}
SHAPES = "symbol X[n, d], W[d, k], Y[n, k], A[d, d], B[d, d], w[d], u[d], y[n], b[k], p[d], t[n], T[n, k], s[n]"


class Names:
    def __init__(self, **arrays):
        self.__dict__.update(ARRAYS, **arrays)


def text(array):
    if array.dim() == 1:
        return "[" + ", ".join(repr(round(x, 6)) for x in array.tolist()) + "]"
    return "[" + "; ".join(text(row)[1:-1] for row in array) + "]"


VALUES = ", ".join(f"{name}={name}0" for name in ARRAYS)

# (loss in gd, loss of the arrays v in torch, by which arrays)
LOSSES = [
    # regression
    ("mean((X*w - y).^2)", lambda v: ((v.X @ v.w - v.y) ** 2).mean(), "w X y"),
    ("sum((X*w - y).^2)/2 + 0.1*(w·w)", lambda v: ((v.X @ v.w - v.y) ** 2).sum() / 2 + 0.1 * v.w @ v.w, "w X"),
    ("mean(abs(X*w - y))", lambda v: (v.X @ v.w - v.y).abs().mean(), "w"),
    ("mean(abs(X*w - y)) + 0.3norm(w, 1)", lambda v: (v.X @ v.w - v.y).abs().mean() + 0.3 * v.w.abs().sum(), "w"),
    ("norm(X*w - y)", lambda v: (v.X @ v.w - v.y).norm(), "w X"),
    ("norm(X*w - y)^2", lambda v: (v.X @ v.w - v.y).norm() ** 2, "w"),
    ("mean(if abs(X*w - y) <= 1/2 then (X*w - y).^2/2 else abs(X*w - y)/2 - 1/8)", lambda v: F.huber_loss(v.X @ v.w, v.y, delta=0.5), "w X"),
    ("mean(log(cosh(X*w - y)))", lambda v: torch.log(torch.cosh(v.X @ v.w - v.y)).mean(), "w"),
    ("sum(exp(X*w) - y.*(X*w))", lambda v: (torch.exp(v.X @ v.w) - v.y * (v.X @ v.w)).sum(), "w X"),
    ("mean(((X*w - y)./(1 + y.^2)).^2)", lambda v: (((v.X @ v.w - v.y) / (1 + v.y**2)) ** 2).mean(), "w y"),
    ("sum((X*W - Y).^2)", lambda v: ((v.X @ v.W - v.Y) ** 2).sum(), "W X Y"),
    ("mse(X*W + b, Y)", lambda v: F.mse_loss(v.X @ v.W + v.b, v.Y), "W b X"),
    ("norm(X*W - Y) + norm(W)", lambda v: (v.X @ v.W - v.Y).norm() + v.W.norm(), "W"),
    ("trace((X*W - Y).T*(X*W - Y))", lambda v: torch.trace((v.X @ v.W - v.Y).T @ (v.X @ v.W - v.Y)), "W X"),
    ("r2(X*w, y)", lambda v: 1 - ((v.y - v.X @ v.w) ** 2).sum() / ((v.y - v.y.mean()) ** 2).sum(), "w"),
    # classification
    ("mean(softplus(X*w) - t.*(X*w))", lambda v: F.binary_cross_entropy_with_logits(v.X @ v.w, v.t), "w X"),
    ("binary_cross_entropy(sigmoid(X*w), t)", lambda v: F.binary_cross_entropy(torch.sigmoid(v.X @ v.w), v.t), "w X"),
    ("mean(log(1 + exp(-s.*(X*w))))", lambda v: F.soft_margin_loss(v.X @ v.w, v.s), "w X"),
    ("mean(max(0, 1 - s.*(X*w))) + w·w/2", lambda v: (1 - v.s * (v.X @ v.w)).clamp(min=0).mean() + v.w @ v.w / 2, "w X"),
    ("mean(max(0, 1 - s.*(X*w)).^2)", lambda v: ((1 - v.s * (v.X @ v.w)).clamp(min=0) ** 2).mean(), "w"),
    ("mean(exp(-s.*(X*w)))", lambda v: torch.exp(-v.s * (v.X @ v.w)).mean(), "w"),
    ("mean((sigmoid(X*w) - t).^2)", lambda v: ((torch.sigmoid(v.X @ v.w) - v.t) ** 2).mean(), "w"),
    ("cross_entropy(softmax(X*W), T)", lambda v: F.cross_entropy(v.X @ v.W, v.T), "W X"),
    ("cross_entropy(softmax(X*W + b), T)", lambda v: F.cross_entropy(v.X @ v.W + v.b, v.T), "W b"),
    ("-sum(T.*log_softmax(X*W))/2", lambda v: -(v.T * F.log_softmax(v.X @ v.W, 1)).sum() / 2, "W X"),
    ("sum(logsumexp(X*W))", lambda v: torch.logsumexp(v.X @ v.W, 1).sum(), "W X"),
    ("-sum(p.*log(softmax(w)))", lambda v: -(v.p * F.log_softmax(v.w, 0)).sum(), "w p"),
    ("sum(softmax(w).*u)", lambda v: F.softmax(v.w, 0) @ v.u, "w u"),
    ("log(sum(exp(w)))", lambda v: torch.logsumexp(v.w, 0), "w"),
    ("kl_divergence(p, softmax(w))", lambda v: (v.p * (torch.log(v.p) - F.log_softmax(v.w, 0))).sum(), "w p"),
    ("entropy(softmax(w))", lambda v: torch.distributions.Categorical(logits=v.w).entropy(), "w"),
    ("entropy(p)", lambda v: -(v.p * torch.log(v.p)).sum(), "p"),
    # linear algebra
    ("w·u", lambda v: v.w @ v.u, "w"), ("w·(A*w)", lambda v: v.w @ v.A @ v.w, "w A"), ("1/2*w.T*A*w - u.T*w", lambda v: v.w @ v.A @ v.w / 2 - v.u @ v.w, "w"),
    ("w·(A*w)/(w·w)", lambda v: v.w @ v.A @ v.w / (v.w @ v.w), "w"), ("trace(A*B)", lambda v: torch.trace(v.A @ v.B), "A B"), ("trace(A*B*A.T)", lambda v: torch.trace(v.A @ v.B @ v.A.T), "A B"),
    ("norm(A*B)", lambda v: (v.A @ v.B).norm(), "A B"), ("norm(A - u*w.T)^2", lambda v: (v.A - torch.outer(v.u, v.w)).norm() ** 2, "A u w"),
    ("det(A)", lambda v: torch.det(v.A), "A"), ("log(det(A))", lambda v: torch.logdet(v.A), "A"), ("det(A*B)", lambda v: torch.det(v.A @ v.B), "A B"), ("log(det(X.T*X))", lambda v: torch.logdet(v.X.T @ v.X), "X"),
    ("trace(inv(A))", lambda v: torch.trace(torch.inverse(v.A)), "A"), ("u·(inv(A)*w)", lambda v: v.u @ torch.inverse(v.A) @ v.w, "A u w"), ("w·solve(A, u)", lambda v: v.w @ torch.linalg.solve(v.A, v.u), "A u"),
    ("trace(A^3)", lambda v: torch.trace(v.A @ v.A @ v.A), "A"), ("sum((A*B).*A)", lambda v: ((v.A @ v.B) * v.A).sum(), "A B"), ("norm(eye(d) - A*B)^2", lambda v: (torch.eye(3) - v.A @ v.B).norm() ** 2, "A B"),
    ("log(det(A*A.T)) + w·(inv(A*A.T)*w)", lambda v: torch.logdet(v.A @ v.A.T) + v.w @ torch.inverse(v.A @ v.A.T) @ v.w, "A w"),
    # statistics, norms and elements
    ("var(w)", lambda v: v.w.var(), "w"), ("std(w)", lambda v: v.w.std(), "w"), ("var(X*w)", lambda v: (v.X @ v.w).var(), "w X"), ("sum(var(X, axis=1))", lambda v: v.X.var(0).sum(), "X"), ("sum(std(X, axis=2))", lambda v: v.X.std(1).sum(), "X"),
    ("corr(w, u)", lambda v: torch.corrcoef(torch.stack([v.w, v.u]))[0, 1], "w u"), ("cov(w, u)", lambda v: torch.cov(torch.stack([v.w, v.u]))[0, 1], "w"), ("sum(covariances(X).*A)", lambda v: (torch.cov(v.X.T) * v.A).sum(), "X"),
    ("sum((X - mean(X, axis=1)).^2)", lambda v: ((v.X - v.X.mean(0)) ** 2).sum(), "X"), ("sum((standardize(X)*w - y).^2)", lambda v: (((v.X - v.X.mean(0)) / v.X.std(0) @ v.w - v.y) ** 2).sum(), "w X"), ("u·zscore(w)", lambda v: v.u @ ((v.w - v.w.mean()) / v.w.std()), "w u"),
    ("norm(w, 1)", lambda v: v.w.abs().sum(), "w"), ("norm(w, 3)", lambda v: v.w.norm(3), "w"), ("max(w)", lambda v: v.w.max(), "w"), ("max(abs(w))", lambda v: v.w.abs().max(), "w"), ("product(w)", lambda v: v.w.prod(), "w"), ("product(p)", lambda v: v.p.prod(), "p"),
    ("sum(X[1, :].*w)", lambda v: v.X[0] @ v.w, "w"),
    # networks
    ("mse(tanh(X*W + b), Y)", lambda v: F.mse_loss(torch.tanh(v.X @ v.W + v.b), v.Y), "W b X"), ("mean(relu(X*W + b).^2)", lambda v: (torch.relu(v.X @ v.W + v.b) ** 2).mean(), "W b"), ("sum(sigmoid(A*tanh(B*w)))", lambda v: torch.sigmoid(v.A @ torch.tanh(v.B @ v.w)).sum(), "w A B"),
    ("sum(gelu(X*w))", lambda v: F.gelu(v.X @ v.w).sum(), "w"), ("sum(silu(X*w))", lambda v: F.silu(v.X @ v.w).sum(), "w"), ("sum(elu(X*w))", lambda v: F.elu(v.X @ v.w).sum(), "w"), ("sum(leaky_relu(X*w))", lambda v: F.leaky_relu(v.X @ v.w).sum(), "w"),
    ("mean((tanh(X*A)*W - Y).^2)", lambda v: ((torch.tanh(v.X @ v.A) @ v.W - v.Y) ** 2).mean(), "A W X"), ("norm(X - X*W*W.T)^2", lambda v: (v.X - v.X @ v.W @ v.W.T).norm() ** 2, "W X"), ("sum(softmax(X*A*X.T)*X)", lambda v: (F.softmax(v.X @ v.A @ v.X.T, 1) @ v.X).sum(), "A X"),
    ("sum(exp(-(w - u).^2/2))", lambda v: torch.exp(-((v.w - v.u) ** 2) / 2).sum(), "w u"), ("exp(-norm(w - u)^2/2)", lambda v: torch.exp(-((v.w - v.u).norm() ** 2) / 2), "w"), ("(w·u)/(norm(w)*norm(u))", lambda v: F.cosine_similarity(v.w, v.u, 0), "w u"), ("log(1 + w·w)", lambda v: torch.log(1 + v.w @ v.w), "w"),
]
# functions of one vector w (or of n numbers), whose Jacobian is a matrix
MAPS = [
    ("X*w", lambda v: v.X @ v.w), ("softmax(w)", lambda v: F.softmax(v.w, 0)), ("log_softmax(w)", lambda v: F.log_softmax(v.w, 0)), ("sigmoid(X*w)", lambda v: torch.sigmoid(v.X @ v.w)), ("X*sigmoid(A*w)", lambda v: v.X @ torch.sigmoid(v.A @ v.w)),
    ("w.^2", lambda v: v.w**2), ("relu(w)", lambda v: torch.relu(v.w)), ("w.*u", lambda v: v.w * v.u), ("u./p + w./p", lambda v: v.u / v.p + v.w / v.p), ("w - mean(w)", lambda v: v.w - v.w.mean()), ("w/sum(p.*w)", lambda v: v.w / (v.p @ v.w)), ("w/norm(w)", lambda v: v.w / v.w.norm()),
    ("zscore(w)", lambda v: (v.w - v.w.mean()) / v.w.std()), ("sum(w)*w", lambda v: v.w.sum() * v.w), ("A*tanh(A*w + u)", lambda v: v.A @ torch.tanh(v.A @ v.w + v.u)), ("(w·w)*(A*w)", lambda v: (v.w @ v.w) * (v.A @ v.w)), ("u*(u·w)", lambda v: v.u * (v.u @ v.w)), ("2w - u", lambda v: 2 * v.w - v.u),
    ("exp(w).*sin(w)", lambda v: torch.exp(v.w) * torch.sin(v.w)), ("softmax(A*w)", lambda v: F.softmax(v.A @ v.w, 0)), ("X*softmax(w)", lambda v: v.X @ F.softmax(v.w, 0)), ("inv(A)*w", lambda v: torch.inverse(v.A) @ v.w), ("w·(A*w)", lambda v: (v.w @ v.A @ v.w).reshape(1)), ("mean(w.^3)", lambda v: (v.w**3).mean().reshape(1)), ("sum(w)*u", lambda v: v.w.sum() * v.u),
]
CURVED = [
    ("mean((X*w - y).^2)", lambda v: ((v.X @ v.w - v.y) ** 2).mean()), ("w·(A*w)", lambda v: v.w @ v.A @ v.w), ("logsumexp(w)", lambda v: torch.logsumexp(v.w, 0)), ("mean(softplus(X*w) - t.*(X*w))", lambda v: F.binary_cross_entropy_with_logits(v.X @ v.w, v.t)), ("sum(exp(X*w))", lambda v: torch.exp(v.X @ v.w).sum()),
    ("norm(w)", lambda v: v.w.norm()), ("(w·w)^2", lambda v: (v.w @ v.w) ** 2), ("sum(w)^3", lambda v: v.w.sum() ** 3), ("product(w)", lambda v: v.w.prod()), ("exp(-(w·w)/2)", lambda v: torch.exp(-(v.w @ v.w) / 2)), ("log(w·w)", lambda v: torch.log(v.w @ v.w)), ("var(w)", lambda v: v.w.var()), ("std(w)", lambda v: v.w.std()),
    ("-sum(p.*log_softmax(w))", lambda v: -(v.p * F.log_softmax(v.w, 0)).sum()), ("sum(log(cosh(X*w - y)))", lambda v: torch.log(torch.cosh(v.X @ v.w - v.y)).sum()), ("w·(A*w)/(w·w)", lambda v: v.w @ v.A @ v.w / (v.w @ v.w)), ("sum(tanh(A*w))", lambda v: torch.tanh(v.A @ v.w).sum()), ("sum(w.^4)/12 + w·u", lambda v: (v.w**4).sum() / 12 + v.w @ v.u),
]


def row(expression, value):
    """The inner product of what an expression is with sines."""
    along = sines(0.3, *value.shape)
    weights = f"F({value.numel()}, 0.3)"
    shaped = weights if value.dim() == 1 else f"reshape({weights}, {', '.join(map(str, value.shape))})"
    products = along * value
    print(f"sum(at({expression}, {VALUES}).*{shaped})", repr(products.sum().item()), products.abs().sum().item(), sep="\t")


print(f"# symbols.py, PyTorch {torch.__version__}: expression, value, size")
print("import stats")
print("; ".join(f"{name}0 = {text(value)}" for name, value in ARRAYS.items()))
print("F(n, k) = [sin(k*i) for i in 1..n]")
print(SHAPES)
for loss, compute, variables in LOSSES:
    for name in variables.split():
        array = ARRAYS[name].clone().requires_grad_()
        compute(Names(**{name: array})).backward()
        row(f"diff({loss}, {name})", array.grad)
for function, compute in MAPS:
    row(f"jacobian({function}, w)", jacobian(lambda w: compute(Names(w=w)), ARRAYS["w"]))
for loss, compute in CURVED:
    row(f"hessian({loss}, w)", hessian(lambda w: compute(Names(w=w)), ARRAYS["w"]))
