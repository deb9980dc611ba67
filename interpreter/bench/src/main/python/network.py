"""A network 784-128-10 with softmax, in 32 bits: network.py network|batches FOLDER ROWS COLUMNS (all rows, or 128)"""

import sys

import numpy as np
import torch
from server import serve

kind, folder, n, d = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
torch.set_num_threads(2)
X = torch.from_numpy(np.fromfile(f"{folder}/lr_{n}_{d}.X", np.float32).reshape(n, d))
labels = torch.arange(n) % 10


def waves(*shape):
    return torch.from_numpy((0.05 * np.sin(np.arange(np.prod(shape)))).astype(np.float32).reshape(shape))


starts = [waves(d, 128), torch.zeros(128), waves(128, 10), torch.zeros(10)]
W1, b1, W2, b2 = parameters = [start.clone().requires_grad_() for start in starts]
optimizer = torch.optim.SGD(parameters, lr=0.1)
batch, order, at = 128, None, n


def start():
    global at
    with torch.no_grad():
        for parameter, begin in zip(parameters, starts):
            parameter.copy_(begin)
    at = n


def rows():
    global order, at
    if kind == "network":
        return X, labels
    if at + batch > n:
        order, at = torch.randperm(n), 0
    some = order[at : at + batch]
    at += batch
    return X[some], labels[some]


def step():
    x, y = rows()
    optimizer.zero_grad()
    z = torch.relu(x @ W1 + b1) @ W2 + b2
    torch.nn.functional.cross_entropy(z, y).backward()
    optimizer.step()


serve(start, step, lambda: b2[0].item())
