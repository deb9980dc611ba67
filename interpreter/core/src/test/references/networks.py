"""Makes networks.tsv: layers of networks and their gradients by PyTorch, in 64 bits.

    python3 networks.py > networks.tsv

Arrays are sines, so that the file needs no numbers of theirs. A gradient is compared by its inner product with an array
of the same kind. At ties of maxpool the first square's element has the whole slope, in PyTorch and in gd.
"""

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def sines(step, *shape):
    count = 1
    for length in shape:
        count *= length
    return torch.sin(step * torch.arange(1, count + 1)).reshape(shape)


def text(step, *shape):
    return f"reshape(F({torch.Size(shape).numel()}, {step}), {', '.join(map(str, shape))})"


def rows(names, given, loss, compute):
    """The loss, and for each parameter what its gradient gives with an array of sines."""
    parameters = [sines(*each).requires_grad_() for each in given]
    value = compute(*parameters)
    value.backward()
    print(f"L({', '.join(names)}) = {loss}")
    arguments = ", ".join(text(*each) for each in given)
    print(f"L({arguments})", repr(value.item()), value.abs().item(), sep="\t")
    for name, each, parameter in zip(names, given, parameters):
        field = f".{name}" if len(names) > 1 else ""
        along = sines(0.3, *each[1:])
        products = along * parameter.grad
        print(f"sum((∇L({arguments})){field}.*{text(0.3, *each[1:])})", repr(products.sum().item()), products.abs().sum().item(), sep="\t")


print(f"# networks.py, PyTorch {torch.__version__}: expression, value, size")
print("F(n, k) = [sin(k*i) for i in 1..n]")
for images, channels, size, to, kernel, stride, padding in [(2, 3, 6, 2, 3, 1, 0), (2, 3, 6, 4, 3, 2, 1), (1, 1, 7, 2, 5, 1, 2), (3, 2, 5, 3, 2, 3, 1), (2, 1, 8, 1, 3, 2, 0)]:
    out = (size + 2 * padding - kernel) // stride + 1
    shape = (images, to, out, out)
    rows("XKb", [(0.7, images, channels, size, size), (1.1, to, channels, kernel, kernel), (0.4, to)],
         f"sum({text(0.9, *shape)}.*tanh(conv2d(X, K, b, stride={stride}, padding={padding})))",
         lambda X, K, b: (sines(0.9, *shape) * torch.tanh(F.conv2d(X, K, b, stride=stride, padding=padding))).sum())
for size, k in [(4, 2), (6, 3), (7, 2)]:
    shape = (2, 2, size // k, size // k)
    for name, pool in [("maxpool", F.max_pool2d), ("avgpool", F.avg_pool2d)]:
        rows("X", [(0.7, 2, 2, size, size)], f"sum({text(0.9, *shape)}.*sin({name}(X, {k})))",
             lambda X: (sines(0.9, *shape) * torch.sin(pool(X, k))).sum())
# all are equal: the first of every square has the slope
T = torch.ones(1, 1, 6, 6, requires_grad=True)
(sines(0.9, 1, 1, 3, 3) * F.max_pool2d(T, 2)).sum().backward()
tied = sines(0.3, 1, 1, 6, 6) * T.grad
print(f"L(X) = sum({text(0.9, 1, 1, 3, 3)}.*maxpool(X))")
print(f"sum((∇L(ones(1, 1, 6, 6))).*{text(0.3, 1, 1, 6, 6)})", repr(tied.sum().item()), tied.abs().sum().item(), sep="\t")
# products in transposed forms, and a batch of rows with two layers and a softmax
rows("AB", [(0.7, 5, 3), (1.1, 5, 4)], f"sum({text(0.9, 3, 4)}.*tanh(A.T*B))", lambda A, B: (sines(0.9, 3, 4) * torch.tanh(A.T @ B)).sum())
rows("AB", [(0.7, 3, 5), (1.1, 4, 5)], f"sum({text(0.9, 3, 4)}.*tanh(A*B.T))", lambda A, B: (sines(0.9, 3, 4) * torch.tanh(A @ B.T)).sum())
rows("AB", [(0.7, 5, 3), (1.1, 4, 5)], f"sum({text(0.9, 3, 4)}.*tanh(A.T*B.T))", lambda A, B: (sines(0.9, 3, 4) * torch.tanh(A.T @ B.T)).sum())
images = sines(0.5, 9, 6)
labels = torch.arange(9) % 4
rows("UaVb", [(0.7, 6, 5), (0.4, 5), (1.1, 5, 4), (0.6, 4)],
     f"cross_entropy(softmax(relu({text(0.5, 9, 6)}*U + a)*V + b), onehot([{', '.join(str(k % 4 + 1) for k in range(9))}], 4))",
     lambda U, a, V, b: F.cross_entropy(torch.relu(images @ U + a) @ V + b, labels))
