# Computes the reference coefficients in logistic.gd with another tool:
#
#     python3 examples/logistic_reference.py      (Debian 12: python3-sklearn 1.2.1, numpy 1.24.2)
#
# scikit-learn minimises C*sum(cross-entropy) + w·w/2 and leaves the intercept free, so mean(cross-entropy) + 0.01 w·w
# is C = 1/(2 * 0.01 * n). Five Newton steps polish what its solver returns (they move it by 9e-11).
import os

import numpy as np
from sklearn.linear_model import LogisticRegression

table = np.loadtxt(os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "breast_cancer.csv"), delimiter=",", skiprows=1)
A, y = table[:, :30], table[:, 30]
X = (A - A.mean(0)) / A.std(0)
n = len(y)
model = LogisticRegression(C=1 / (2 * 0.01 * n), solver="newton-cg", tol=1e-14, max_iter=10000).fit(X, y)
v = np.append(model.coef_[0], model.intercept_)
Z = np.c_[X, np.ones(n)]
R = np.diag([0.02] * 30 + [0])
for _ in range(5):
    p = 1 / (1 + np.exp(-Z @ v))
    v -= np.linalg.solve(Z.T @ (Z * (p * (1 - p))[:, None]) / n + R, Z.T @ (p - y) / n + R @ v)
print("w:", ", ".join(f"{x:.10f}" for x in v[:30]))
print(f"b: {v[30]:.10f}")
print("right:", int(((Z @ v > 0) == (y == 1)).sum()), "of", n)
