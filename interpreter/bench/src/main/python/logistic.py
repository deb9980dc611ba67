"""Logistic regression: logistic.py numpy|torch FOLDER ROWS COLUMNS BITS (torch: by its automatic derivatives)"""

import sys

import numpy as np
from server import serve

kind, folder, n, d, bits = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
T = np.float32 if bits == "32" else np.float64
X = np.fromfile(f"{folder}/lr_{n}_{d}.X", np.float32).reshape(n, d).astype(T)
y = np.fromfile(f"{folder}/lr_{n}_{d}.y", np.float32).astype(T)

if kind == "numpy":
    w = np.zeros(d, T)

    def start():
        w[:] = 0

    def step():
        z = X @ w
        np.negative(z, out=z)
        np.exp(z, out=z)
        z += 1
        np.reciprocal(z, out=z)
        z -= y
        w[:] -= T(1 / n) * (X.T @ z)

    serve(start, step, lambda: w[0])
else:
    import torch

    torch.set_num_threads(2)
    A, b = torch.from_numpy(X), torch.from_numpy(y)
    w = torch.zeros(d, dtype=A.dtype, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=1.0)

    def start():
        with torch.no_grad():
            w.zero_()

    def step():
        optimizer.zero_grad()
        torch.nn.functional.binary_cross_entropy_with_logits(A @ w, b).backward()
        optimizer.step()

    serve(start, step, lambda: w[0].item())
