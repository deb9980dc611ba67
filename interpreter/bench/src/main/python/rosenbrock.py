"""Rosenbrock's function: rosenbrock.py numpy|torch one|many (many: 1,000 steps from 100,000 starts, 32 bits)"""

import sys

import numpy as np
from server import serve

kind, task, N = sys.argv[1], sys.argv[2], 100000
state = {}


def starts():
    i = np.arange(N)
    x = (-1.5 + 3.0 * (i % 317) / 317.0).astype(np.float32)
    return x, (-0.5 + 2.0 * (i // 317) / 317.0).astype(np.float32)


if kind == "torch":
    import torch

    torch.set_num_threads(1 if task == "one" else 2)


def start():
    if task == "one" and kind == "numpy":
        state["w"] = np.array([-1.2, 1.0])
    elif task == "one":
        state["w"] = torch.tensor([-1.2, 1.0], dtype=torch.float64, requires_grad=True)
        state["o"] = torch.optim.SGD([state["w"]], lr=1e-3)
    elif kind == "numpy":
        state["x"], state["y"] = starts()
    else:
        state["x"], state["y"] = [torch.from_numpy(a).requires_grad_(True) for a in starts()]
        state["o"] = torch.optim.SGD([state["x"], state["y"]], lr=1e-4)


def step():
    if task == "one" and kind == "numpy":
        x, y = state["w"]
        q = y - x * x
        state["w"] = state["w"] - 1e-3 * np.array([-400.0 * x * q - 2.0 * (1.0 - x), 200.0 * q])
    elif task == "one":
        x, y = state["w"]
        state["o"].zero_grad()
        (100.0 * (y - x**2) ** 2 + (1 - x) ** 2).backward()
        state["o"].step()
    elif kind == "numpy":
        x, y = state["x"], state["y"]
        for _ in range(1000):
            q = y - x * x
            x -= np.float32(1e-4) * (np.float32(-400) * x * q - np.float32(2) * (1 - x))
            y -= np.float32(1e-4) * (np.float32(200) * q)
    else:
        x, y = state["x"], state["y"]
        for _ in range(1000):
            state["o"].zero_grad()
            (100.0 * (y - x**2) ** 2 + (1 - x) ** 2).sum().backward()
            state["o"].step()


serve(start, step, lambda: state["w"][0] if task == "one" else state["x"][12345])
