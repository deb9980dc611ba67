"""Makes functions.tsv: what the library's functions are at doubles, by mpmath with 60 digits.

    python3 functions.py > functions.tsv
"""

import re

import mpmath as mp

mp.mp.dps = 60

SMOOTH = [0.0, 1e-300, 1e-8, -1e-8, 0.1, -0.1, 0.5, -0.5, 0.7, 1.0, -1.0, 1.5, 2.0, -2.0, 3.0, 5.5, -5.5, 10.0, -10.0, 20.5, -20.5]
PERIODIC = SMOOTH + [100.0, 1e5, 1e10, 1e16, 1e22, 1.5707963267948966, 3.141592653589793, -355.0]
POSITIVE = [1e-300, 1e-20, 1e-8, 0.01, 0.1, 0.5, 0.9, 0.9999999, 1.0, 1.0000001, 1.1, 1.4616321449683623, 1.5, 2.0, 2.5, 3.0, 7.5, 10.0, 20.0, 20.5, 33.3, 99.5, 1e3, 1e5, 1e10, 1e100]
GAMMA = [1e-8, 0.01, 0.1, 0.5, 0.9, 1.0000001, 1.4616321449683623, 1.5, 2.0, 2.5, 3.5, 7.5, 15.25, 19.9, 20.1, 33.3, 99.5, 140.5, 170.5, 171.5]
NEGATIVE = [-1e-8, -0.01, -0.5, -0.9999999, -1.0000001, -1.5, -2.5, -3.0000001, -7.25, -19.5, -20.5, -33.3, -99.5]
UNIT = [0.0, 1e-300, 1e-8, -1e-8, 0.1, -0.1, 0.3, 0.5, -0.5, 0.7071067811865476, 0.9, -0.9, 0.99, 0.999999, -0.999999]

sigmoid = lambda x: 1 / (1 + mp.exp(-x))
ONE = {
    "exp": (mp.exp, SMOOTH + [-700.0, 700.0, -745.0]),
    "log": (mp.log, POSITIVE), "log2": (lambda x: mp.log(x) / mp.log(2), POSITIVE), "log10": (mp.log10, POSITIVE),
    "log1p": (mp.log1p, POSITIVE + [-0.5, -0.999999, -1e-8, -1e-20]), "expm1": (mp.expm1, SMOOTH + [-50.0, 1e-20]),
    "sin": (mp.sin, PERIODIC), "cos": (mp.cos, PERIODIC), "tan": (mp.tan, PERIODIC),
    "sec": (mp.sec, [0.1, 1.5, 2.0, 10.0]), "csc": (mp.csc, [1e-8, 0.1, 3.0, 10.0]), "cot": (mp.cot, [1e-8, 0.1, 3.0, 10.0]),
    "asin": (mp.asin, UNIT + [1.0, -1.0]), "acos": (mp.acos, UNIT + [1.0, -1.0]), "atan": (mp.atan, SMOOTH + [1e10, -1e10]),
    "sinh": (mp.sinh, SMOOTH + [700.0]), "cosh": (mp.cosh, SMOOTH + [700.0]), "tanh": (mp.tanh, SMOOTH + [400.0]),
    "asinh": (mp.asinh, SMOOTH + [1e10, -1e10, 1e200]), "acosh": (mp.acosh, [1.0, 1.0000001, 1.1, 2.0, 10.0, 1e5, 1e10, 1e200]), "atanh": (mp.atanh, UNIT),
    "sigmoid": (sigmoid, SMOOTH + [-700.0, 700.0, -40.0, 40.0]),
    "softplus": (lambda x: mp.log1p(mp.exp(x)), SMOOTH + [-700.0, 700.0, -40.0, 40.0]),
    "√": (mp.sqrt, [0.0] + POSITIVE), "cbrt": (mp.cbrt, POSITIVE),
    "gamma": (mp.gamma, GAMMA + NEGATIVE), "lgamma": (lambda x: mp.re(mp.loggamma(x)), GAMMA + NEGATIVE + [1.0, 200.5, 1e3, 1e5, 1e10, 1e100]),
    "digamma": (mp.digamma, GAMMA + NEGATIVE + [1.0, 1e3, 1e5, 1e10]), "trigamma": (lambda x: mp.psi(1, x), GAMMA + NEGATIVE + [1.0, 1e3, 1e5, 1e10]),
    "erf": (mp.erf, SMOOTH + [0.8, 2.5, 4.0, 6.0]), "erfc": (mp.erfc, SMOOTH + [0.8, 2.5, 4.0, 26.0, -4.0]),
    "gelu": (lambda x: x * (1 + mp.erf(x / mp.sqrt(2))) / 2, [-1.0, -0.1, 0.1, 1.0, 5.0]),  # 1 + erf cancels further below zero, as PyTorch's does
    "silu": (lambda x: x * sigmoid(x), [-40.0, -5.0, -1.0, 0.1, 1.0, 5.0]),
}
TWO = {
    "atan2": (lambda y, x: mp.atan2(y, x), [(1.0, 2.0), (-1.0, 2.0), (1.0, -2.0), (-1.0, -2.0), (1e-300, 1.0), (3.0, 1e-300)]),
    "hypot": (mp.hypot, [(3.0, 4.0), (1e200, 1e200), (1e-200, 1e-200), (1.0, 1e-10)]),
    "polygamma": (lambda n, x: mp.psi(int(n), x), [(n, x) for n in (2.0, 3.0, 5.0, 10.0) for x in (0.01, 0.5, 1.0, 2.5, 10.0, 100.0)]),
    "beta": (mp.beta, [(0.5, 0.5), (2.5, 3.5), (10.5, 0.1), (50.5, 60.5)]),
    "mod": (lambda x, y: x - y * mp.floor(x / y), [(7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (1e10, 0.7)]),
}
MANY = {  # exact arguments: (text, value, digits)
    "exp": (mp.exp, ["1/3", "-20", "100"]), "log": (mp.log, ["1/3", "2", "10^20"]), "sin": (mp.sin, ["1/3", "10^20", "22"]),
    "cos": (mp.cos, ["1/3", "11"]), "tan": (mp.tan, ["1/3", "11"]), "asin": (mp.asin, ["1/3", "-9/10"]), "acos": (mp.acos, ["1/3", "-9/10"]),
    "atan": (mp.atan, ["1/3", "1000"]), "sinh": (mp.sinh, ["1/3", "-20"]), "cosh": (mp.cosh, ["1/3", "20"]), "tanh": (mp.tanh, ["1/1000", "20"]),
    "asinh": (mp.asinh, ["1/3", "-1000"]), "acosh": (mp.acosh, ["4/3", "1000"]), "atanh": (mp.atanh, ["1/3", "-99/100"]),
    "log1p": (mp.log1p, ["1/3", "1/10^20"]), "expm1": (mp.expm1, ["1/3", "1/10^20"]), "log2": (lambda x: mp.log(x, 2), ["10"]), "log10": (mp.log10, ["2"]),
    "sigmoid": (sigmoid, ["1/3", "-50"]), "softplus": (lambda x: mp.log1p(mp.exp(x)), ["1/3", "-50"]), "√": (mp.sqrt, ["2", "1/3"]), "cbrt": (mp.cbrt, ["2"]),
    "gamma": (mp.gamma, ["1/3", "-7/3", "√2", "100 + 1/3"]), "lgamma": (lambda x: mp.re(mp.loggamma(x)), ["1/3", "-7/3", "100000", "1 + 1/10^10"]),
    "digamma": (mp.digamma, ["1/3", "-7/3", "√2", "1000"]), "trigamma": (lambda x: mp.psi(1, x), ["1/3", "-7/3", "√2", "1000"]),
    "erf": (mp.erf, ["1/3", "-3", "10"]), "erfc": (mp.erfc, ["1/3", "-3", "5", "30"]),
}
COMPLEX = [
    ("atanh(2)", mp.mpc(mp.log(3) / 2, mp.pi / 2)), ("acosh(1/2)", mp.acosh(mp.mpf(1) / 2)), ("acosh(-2)", mp.acosh(-2)),
    ("log(-2)", mp.log(-2)), ("√(-3)", mp.sqrt(-3)), ("(-2)^(1/3)", mp.mpf(-2) ** (mp.mpf(1) / 3)), ("acos(2)", mp.mpc(0, mp.acosh(2))),
    ("exp(1 + 2i)", mp.exp(1 + 2j)), ("log(1 + 2i)", mp.log(1 + 2j)), ("(1 + 2i)^(1/3)", mp.mpc(1, 2) ** (mp.mpf(1) / 3)), ("sin(1 + 2i)", mp.sin(1 + 2j)),
]


def row(text, digits, value):
    print(f"{text}\t{digits}\t{value}")


def exact(text):
    """1/3 as a quotient of numbers of many digits."""
    return eval(re.sub(r"\d+", r"mp.mpf(\g<0>)", text.replace("^", "**").replace("√2", "mp.sqrt(2)")), {"mp": mp})


print(f"# functions.py, mpmath {mp.__version__}: expression, digits asked for (17: doubles), value (and imaginary part)")
for name, (function, points) in ONE.items():
    for x in points:
        row(f"{name}({x!r})", 17, mp.nstr(function(mp.mpf(x)), 25))
for name, (function, points) in TWO.items():
    for x, y in points:
        row(f"{name}({x!r}, {y!r})", 17, mp.nstr(function(mp.mpf(x), mp.mpf(y)), 25))
mp.mp.dps = 120
for name, (function, points) in MANY.items():
    for text in points:
        for digits in (30, 50):
            row(f"N({name}({text}), {digits})", digits, mp.nstr(function(exact(text)), digits + 5))
for text, value in COMPLEX:
    row(f"N({text}, 30)", 30, f"{mp.nstr(value.real, 35)}\t{mp.nstr(value.imag, 35)}")
