"""Fashion-MNIST as examples/by_hand/fashion_mlp.gd and fashion_cnn.gd learn it, by PyTorch in 32 bits: fashion.py mlp|cnn"""

import gzip
import math
import sys

import numpy as np
import torch

FOLDER = "/usr/share/datasets/fashion-mnist/"
EPOCHS, BATCH = 5, 128


def read(name, head):
    with gzip.open(FOLDER + name) as file:
        return np.frombuffer(file.read(), np.uint8, offset=head)


def images(name):
    pixels = torch.from_numpy(read(f"{name}-images-idx3-ubyte.gz", 16).astype(np.float32) / 255)
    return pixels.reshape(-1, 1, 28, 28)


def labels(name):
    return torch.from_numpy(read(f"{name}-labels-idx1-ubyte.gz", 8).astype(np.int64))


def he(layer):
    torch.nn.init.kaiming_normal_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
    return layer


nn = torch.nn
torch.set_num_threads(2)
torch.manual_seed(1)
if sys.argv[1] == "mlp":
    rate = 0.002
    net = nn.Sequential(nn.Flatten(), he(nn.Linear(784, 128)), nn.ReLU(), he(nn.Linear(128, 10)))
else:
    rate = 0.004
    pooled = [nn.ReLU(), nn.MaxPool2d(2)]
    net = nn.Sequential(he(nn.Conv2d(1, 8, 5)), *pooled, he(nn.Conv2d(8, 16, 3)), *pooled, nn.Flatten(), he(nn.Linear(400, 10)))

X, y = images("train"), labels("train")
steps = EPOCHS * math.ceil(len(X) / BATCH)
optimizer = torch.optim.Adam(net.parameters(), lr=rate)
schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: (1 + math.cos(math.pi * t / steps)) / 2)
loss = nn.CrossEntropyLoss()
for epoch in range(EPOCHS):
    for part in torch.randperm(len(X)).split(BATCH):
        optimizer.zero_grad()
        loss(net(X[part]), y[part]).backward()
        optimizer.step()
        schedule.step()
    with torch.no_grad():  # as gd does after every epoch
        whole = sum(loss(net(a), b).item() * len(a) for a, b in zip(X.split(1000), y.split(1000))) / len(X)
    print(whole)
with torch.no_grad():
    print((net(images("t10k")).argmax(1) == labels("t10k")).float().mean().item())
