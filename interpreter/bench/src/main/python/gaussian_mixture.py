"""The numbers beside examples/gaussian_mixture.gd, by PyTorch's automatic derivatives in 64 bits

With the name of a gd command (python3 gaussian_mixture.py ./gd) also how far gd is from PyTorch on a thousand
points, for several numbers of dimensions d and of components K.
"""

import json
import math
import pathlib
import subprocess
import sys
import tempfile

import torch

torch.set_default_dtype(torch.float64)


def mixture(alpha, means, q, l, points):
    n, d = points.shape
    below = torch.tensor([(i, j) for j in range(d) for i in range(j + 1, d)]).T
    parts = []
    for k in range(len(alpha)):
        factor = torch.diag(q[k].exp()).index_put((below[0], below[1]), l[k])
        far = ((points - means[k]) @ factor.T).square().sum(1)
        parts.append(alpha[k] + q[k].sum() - far / 2)
    likelihood = torch.logsumexp(torch.stack(parts), 0).sum() - n * torch.logsumexp(alpha, 0)
    nu = d + 1
    multigamma = d * (d - 1) / 4 * math.log(math.pi) + sum(math.lgamma((nu + 1 - j) / 2) for j in range(1, d + 1))
    constant = -nu * d * math.log(2) / 2 - multigamma
    prior = (q.exp().square().sum() + l.square().sum()) / 2 - len(alpha) * constant
    return likelihood - n * d / 2 * math.log(2 * math.pi) + prior


def value_and_gradient(parameters, points):
    parameters = [p.clone().requires_grad_(True) for p in parameters]
    value = mixture(*parameters, points)
    value.backward()
    return value.item(), [p.grad for p in parameters]


def small_case():
    points = torch.tensor([[0.5, -1.25, 2.0], [1.5, 0.25, -0.75], [-0.5, 1.0, 0.125], [2.25, -0.5, 1.75], [-1.0, 0.75, 0.5]])
    alpha = torch.tensor([0.3, -0.2])
    means = torch.tensor([[0.25, -0.5, 1.0], [-0.75, 0.5, 0.25]])
    q = torch.tensor([[0.1, -0.3, 0.2], [-0.25, 0.4, 0.05]])
    l = torch.tensor([[0.5, -0.2, 0.35], [-0.15, 0.6, -0.4]])
    value, gradient = value_and_gradient([alpha, means, q, l], points)
    print(value)
    for part in gradient:
        print(part.tolist())


def compare(gd, d, components):
    text = (pathlib.Path(__file__).parents[5] / "examples/gaussian_mixture.gd").read_text()
    script = text[: text.index("# A small case")] + f"""
X = randn(1000, {d})
α = randn({components})
M = randn({components}, {d})
q = randn({components}, {d})/2
l = randn({components}, {d * (d - 1) // 2})
L(α, M, q, l) = mixture(α, M, q, l, X)
g = ∇L(α, M, q, l)
α; M; q; l; X; L(α, M, q, l); g.α; g.M; g.q; g.l
"""
    with tempfile.NamedTemporaryFile("w", suffix=".gd") as file:
        file.write(script)
        file.flush()
        told = subprocess.run([*gd, "run", "--json", file.name], capture_output=True, text=True, check=True).stdout
    lines = [json.loads(line) for line in told.splitlines()]
    values = [line["value"] for line in lines if line["event"] == "value"]
    arrays = [torch.tensor(v["elements"]).reshape(v["shape"]) if "elements" in v else v["decimal"] for v in values]
    *parameters, points, ours, a, b, c, e = arrays
    theirs, gradient = value_and_gradient(parameters, points)
    pairs = list(zip([a, b, c, e], gradient))
    length = math.sqrt(sum(y.square().sum().item() for _, y in pairs))
    off = math.sqrt(sum((x - y).square().sum().item() for x, y in pairs))
    worst = max(((x - y).abs() / y.abs().clamp_min(1)).max().item() for x, y in pairs)
    print(
        f"d={d} K={components}: objective {theirs:.12g}, off by {abs(ours / theirs - 1):.1e};"
        f" gradient off by {off / length:.1e} of its length, its worst element by {worst:.1e} (of itself, or of 1)"
    )


small_case()
if len(sys.argv) > 1:
    for d, components in [(2, 5), (2, 10), (10, 5), (10, 10), (20, 5)]:
        compare(sys.argv[1:], d, components)
