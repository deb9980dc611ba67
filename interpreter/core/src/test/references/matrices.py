"""Makes matrices.tsv: linear algebra by mpmath with 60 digits, statistics by numpy and scipy.

    python3 matrices.py > matrices.tsv
"""

import mpmath as mp
import numpy as np
import scipy
from scipy import stats

mp.mp.dps = 60

GENERAL = [[2.5, -1.25, 0.5, 3.0], [0.75, 4.0, -2.0, 1.5], [-1.0, 0.25, 3.5, -0.5], [1.0, 2.0, -0.75, 5.25]]
SYMMETRIC = [[4.0, 1.0, -0.5], [1.0, 3.0, 0.25], [-0.5, 0.25, 2.0]]
HILBERT = [[1.0 / (i + j + 1) for j in range(5)] for i in range(5)]
TALL = [[1.0, 0.5, 0.25], [1.0, 1.5, 2.25], [1.0, 2.5, 6.25], [1.0, 3.5, 12.25], [1.0, 4.5, 20.25]]
REAL = [[1.0, 2.0, 0.0], [0.5, 3.0, 1.0], [0.0, 0.25, 7.0]]
RIGHT = [1.0, -2.0, 0.5, 4.0]
U = [2.5, 0.75, -1.5, 4.0, 3.25, 0.125, 9.75]
V = [1.0, 2.25, -0.5, 3.5, 2.0, 0.75, 5.5]


def text(matrix):
    return "[" + "; ".join(", ".join(repr(x) for x in row) for row in matrix) + "]"


def row(expression, value, scale=0):
    """An expression, its value, and the size that its error is measured by, if not its own."""
    print(expression, mp.nstr(mp.mpf(value if isinstance(value, mp.mpf) else float(value)), 25), mp.nstr(mp.mpf(scale), 3), sep="\t")


def elements(expression, matrix, scale):
    for i in range(matrix.rows):
        for j in range(matrix.cols):
            row(f"{expression}[{i + 1}, {j + 1}]", matrix[i, j], scale)


print(f"# matrices.py, mpmath {mp.__version__}, numpy {np.__version__}, scipy {scipy.__version__}: expression, value, size")
for matrix in (GENERAL, SYMMETRIC, HILBERT, REAL):
    m = mp.matrix(matrix)
    row(f"det({text(matrix)})", mp.det(m), 1e-5 if matrix is HILBERT else 0)
for matrix in (GENERAL, SYMMETRIC, REAL):
    elements(f"inv({text(matrix)})", mp.inverse(mp.matrix(matrix)), 1)
for k, x in enumerate(mp.lu_solve(mp.matrix(GENERAL), mp.matrix(RIGHT))):
    row(f"solve({text(GENERAL)}, {RIGHT})[{k + 1}]", x, 1)
for matrix in (SYMMETRIC, HILBERT):
    values, vectors = mp.eigsy(mp.matrix(matrix))
    for k, x in enumerate(sorted(values)):
        row(f"eigenvalues({text(matrix)})[{k + 1}]", x, 1)
for k in range(3):  # the entry of a unit vector that is largest, without its sign
    values, vectors = mp.eigsy(mp.matrix(SYMMETRIC))
    for i in range(3):
        row(f"abs(eigenvectors({text(SYMMETRIC)})[{i + 1}, {k + 1}])", abs(vectors[i, k]), 1)
for k, x in enumerate(sorted(mp.eig(mp.matrix(REAL))[0], key=mp.re)):
    row(f"eigenvalues({text(REAL)})[{k + 1}]", mp.re(x), 1)
for matrix in (TALL, GENERAL, HILBERT):
    for k, x in enumerate(mp.svd_r(mp.matrix(matrix), compute_uv=False)):
        row(f"svd({text(matrix)}).S[{k + 1}]", x, 1)
q, r = mp.qr(mp.matrix(TALL), mode="skinny")
for i in range(3):
    for j in range(i, 3):
        row(f"abs(qr({text(TALL)}).R[{i + 1}, {j + 1}])", abs(r[i, j]), 1)
elements(f"cholesky({text(SYMMETRIC)})", mp.cholesky(mp.matrix(SYMMETRIC)), 1)
gram = mp.matrix(TALL).T * mp.matrix(TALL)
elements(f"pinv({text(TALL)})", mp.inverse(gram) * mp.matrix(TALL).T, 1)
row(f"norm({text(GENERAL)})", mp.mnorm(mp.matrix(GENERAL), "f"))
row(f"norm({RIGHT})", mp.norm(mp.matrix(RIGHT)))
row(f"rank({text(TALL)})", np.linalg.matrix_rank(np.array(TALL)))

u, v = np.array(U), np.array(V)
print("import stats")
for name, value in {
    "mean": np.mean(u), "var": np.var(u, ddof=1), "std": np.std(u, ddof=1), "median": np.median(u), "iqr": stats.iqr(u),
    "max": u.max(), "min": u.min(), "sum": u.sum(), "product": u.prod(), "argmax": u.argmax() + 1, "argmin": u.argmin() + 1,
}.items():
    row(f"{name}({U})", float(value), 1)
row(f"var({U}, correction=0)", float(np.var(u)), 1)
for p in (0.0, 0.1, 0.25, 0.5, 0.9, 1.0):
    row(f"quantile({U}, {p})", float(np.quantile(u, p)), 1)
row(f"cov({U}, {V})", float(np.cov(u, v)[0, 1]), 1)
row(f"corr({U}, {V})", float(np.corrcoef(u, v)[0, 1]), 1)
for k, x in enumerate(stats.zscore(u, ddof=1)):
    row(f"zscore({U})[{k + 1}]", float(x), 1)
for x in (-3.0, 0.0, 0.5, 2.0):
    row(f"normal_pdf({x}, 0.5, 2.0)", mp.npdf(x, 0.5, 2), 0)
    row(f"normal_cdf({x}, 0.5, 2.0)", mp.ncdf(x, 0.5, 2), 0)
