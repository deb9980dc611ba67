"""Makes calculus.tsv: solutions, limits, series, sums and products by SymPy, as numbers.

    python3 calculus.py > calculus.tsv

A line is what gd is asked, and what its answer is compared with. Of a formula with letters these are its values at a point;
of an equation the set of its solutions; of an inequality whether it holds at some places; "none" where there is no answer.
"""

import signal
import sys

import mpmath
import sympy as sp
from sympy.parsing.sympy_parser import convert_xor, factorial_notation, implicit_multiplication, parse_expr, standard_transformations

x, y = sp.symbols("x y", real=True)
free = sp.Symbol("x")  # for solutions that may be complex
a, b = sp.symbols("a b", positive=True)
n, k = sp.symbols("n k", integer=True, positive=True)
POINT = {"a": sp.Rational(13, 10), "b": sp.Rational(7, 10), "n": sp.Integer(6)}
NAMES = {"e": sp.E, "π": sp.pi, "∞": sp.oo, "x": x, "y": y, "a": a, "b": b, "n": n, "k": k, "abs": sp.Abs}
READING = (*standard_transformations, convert_xor, implicit_multiplication, factorial_notation)


def read(text, **names):
    return parse_expr(text.replace("√", "sqrt ").replace("∞", "oo"), {**NAMES, **names}, READING)


def number(value):
    if value in (sp.oo, -sp.oo):
        return "∞" if value == sp.oo else "-∞"
    value = sp.N(value, 20)
    re, im = (mpmath.mpf(part) for part in value.as_real_imag())
    return mpmath.nstr(re, 15) if abs(im) < 1e-14 else mpmath.nstr(re, 15) + " " + mpmath.nstr(im, 15)


def at(value):
    return value.subs({s: POINT[s.name] for s in value.free_symbols if s.name in POINT})


class Late(Exception):
    pass


def late(*_):
    raise Late()


def attempt(kind, question, work, seconds=15):
    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        print(kind, question.replace(" = ", " == "), *work(question), sep="\t", flush=True)
    except Exception as problem:
        print("left out:", kind, question, type(problem).__name__, str(problem)[:80], file=sys.stderr)
    finally:
        signal.alarm(0)


# polynomials, rational, radicals with extraneous roots, |x|, exp and log, with letters, none
EQUATIONS = """x^2 - 5x + 6 = 0; x^2 - 2 = 0; x^2 + 1 = 0; 2x^2 + 3x - 7 = 0; x^2 + x + 1 = 0; x^3 - 6x^2 + 11x - 6 = 0; x^3 - 2 = 0; x^3 + x - 2 = 0
x^3 - 3x + 1 = 0; x^3 + x + 1 = 0; x^4 - 5x^2 + 4 = 0; x^4 + 4 = 0; x^4 + x^2 + 1 = 0; x^4 - 2x^3 + 2x - 1 = 0; x^4 - 10x^2 + 1 = 0; x^5 - x = 0
x^5 - 32 = 0; x^6 - 1 = 0; x^6 - 9x^3 + 8 = 0; x^8 - 1 = 0; (x - 1)^5 = 0; x^5 + 2x^4 - x - 2 = 0; (x^2 - 2)*(x^2 + x + 3) = 0
x^2*(x - 3)^2 = 0; x^7 - 3x^6 = 0; (2x + 1)^3 = 27; x^2 - 1000000x + 1 = 0; x/7 - 3/5 = 2x; x^3 - 15x - 4 = 0; x^4 + x^3 + x^2 + x + 1 = 0
1/x = 3; 1/x + 1/(x + 1) = 1; x/(x - 1) = 2; (x^2 - 1)/(x - 1) = 0; 1/(x^2 - 1) = 2; x + 1/x = 5/2; (x + 1)/(x - 1) = (x - 2)/(x + 3); 1/x - 1/(x + 2) = 2/15
x/(x + 1) + 1/(x^2 - 1) = 1; 1/(x - 1)^2 = 4; (x - 3)/(x^2 - 9) = 1/7
√(x) = 3; √(x + 2) = x; √(x + 2) = -x; √(2x + 3) = x; √(x + 1) + √(x) = 3; √(x + 4) - √(x) = 1; √(3x + 1) = √(x + 5); √(x^2 + 1) = x + 3; √(x - 1) = x - 3; √(x^2 - 5) = 2; x - √(x) = 6
x^(1/3) = 2; √(1 - x) = x + 1; √(√(x)) = 2; √(x + 7) = √(x) + 1; 1/√(x) = 2; x^(3/2) = 8; √(x)*√(x + 3) = 2
abs(x) = 3; abs(x - 2) = 5; abs(2x - 1) = x; abs(x - 1) = abs(x + 3); abs(x^2 - 4) = 3; abs(x) + x = 4; abs(x - 1) + abs(x + 1) = 4
exp(x) = 5; exp(2x) - 3*exp(x) + 2 = 0; exp(x) + exp(-x) = 4; exp(x^2) = 7; 2^x = 10; 2^x = 4^(x - 1); 3^(2x) - 4*3^x + 3 = 0; exp(3x - 1) = 2; exp(1/x) = 3; 5^x = 3^(x + 1); (x - 1)*exp(x) = 0
log(x) = 2; log(x) = -1; log(x) + log(x - 1) = log(6); log(x^2) = 4; log(x)^2 - 3*log(x) + 2 = 0; log(2x + 1) = 0; log(x) = log(2x - 3); log(x + 2) - log(x) = 1; log(log(x)) = 0
a*x + b = 0; a*x^2 - b = 0; x^2 - (a + b)*x + a*b = 0; a/x = b; √(x) = a; exp(a*x) = b; log(x) = a; x^2 + 2a*x + a^2 = 0; a*x = b*x + 1; (x - a)*(x - b) = 0; x^2 - a^2 = 0; 1/(x + a) = b; log(a*x) = b; a*exp(x) = b; x^3 - a^3 = 0; abs(x) = a; x^4 + a*x^2 - b = 0; 1/(x - a) + 1/(x - b) = 0; √(x + a) = x; exp(2x) - (a + b)*exp(x) + a*b = 0
asin(x) = 1/2; atan(x) = 1; acos(x) = 2; tanh(x) = 1/2; cosh(x) = 2; sinh(x) = 1; √(x) = -3; √(x) + 1 = 0; abs(x) = -1; exp(x) = 0; 1/x = 0; abs(x) + 1 = 0; √(x + 1) + √(x + 2) = 0"""

INEQUALITIES = """x^2 > 2; x^2 < 3; x^2 >= 4; x^2 + 1 > 0; x^2 + 1 < 0; x^2 <= 0; 2x - 3 > 5; 3 - x >= 2x; x^3 - x > 0; (x - 1)*(x - 2)*(x - 3) <= 0; x^4 - 5x^2 + 4 < 0; (x - 1)^2 > 0; (x - 1)^2*(x - 3) >= 0
1/x > 2; 1/x < -1; x/(x - 1) >= 2; (x - 1)/(x + 2) < 0; 1/(x^2 - 1) > 0; (x^2 - 4)/(x^2 - 9) <= 0; 1/x >= x; x + 1/x > 2
abs(x - 1) < 3; abs(x) > 2; abs(2x + 1) <= 5; abs(x - 1) > abs(x + 2); abs(x) < -1; √(x) < 2; √(x - 1) > 2; √(x) > x; √(4 - x) >= 1; √(x + 2) < x
exp(x) > 3; exp(x) < 1/2; log(x) < 1; log(x) > 2; log(x) >= -1; exp(2x) - 3*exp(x) + 2 < 0; log(x)^2 < 1; x*exp(x) > 0; x*log(x) < 0; 2^x > 8; exp(-x) <= 1; log(x - 1) < 0; x^3 > 8; x^5 - x - 1 > 0; exp(x) > 2x + 1"""

PLACES = [-50.3, -9.7, -3.31, -2.13, -1.41, -0.53, -0.21, 0.003, 0.17, 0.37, 0.53, 0.91, 1.13, 1.31, 1.52, 1.77, 2.19, 2.71, 2.73, 3.19, 4.7, 7.2, 7.5, 8.3, 23.7, 91.9]

SYSTEMS = """x + y = 5, x - y = 1; 2x + 3y = 7, x - y = 1; x^2 + y^2 = 25, x + y = 7; x*y = 6, x + y = 5; x^2 + y^2 = 5, x*y = 2; y = x^2, y = x + 2; x^2 - y^2 = 3, x*y = 2; x^3 + y^3 = 9, x + y = 3
x + 2y = 3, 4x - y = 3; x/2 + y/3 = 1, x - y = 0; x^2 + y^2 = 1, x = y; x^2 + y^2 = 2, x^2 - y^2 = 0; x*y = 1, x = y; x^2 = y, y^2 = x; a*x + y = 1, x - y = b; x + y = a, x*y = 0; x + y = a, x - y = b; 1/x + 1/y = 1, x + y = 5; x^2 + x*y = 6, y^2 + x*y = 3; exp(x) = 2, y = x; x*y = 4, x^2 = y"""

LIMITS = """sin(x)/x, 0; (1 - cos(x))/x^2, 0; tan(x)/x, 0; sin(3x)/sin(5x), 0; (exp(x) - 1)/x, 0; log(1 + x)/x, 0; (√(1 + x) - 1)/x, 0; (x - sin(x))/x^3, 0; (tan(x) - sin(x))/x^3, 0; (exp(x) - 1 - x)/x^2, 0; x*log(x), 0; x^x, 0; (1 + x)^(1/x), 0; cos(x)^(1/x^2), 0
(x^2 - 1)/(x - 1), 1; (x^3 - 8)/(x - 2), 2; (√(x) - 2)/(x - 4), 4; log(x)/(x - 1), 1; (x^5 - 1)/(x^3 - 1), 1; sin(π*x)/(x - 1), 1; (x^x - 1)/(x - 1), 1; (1/x - 1/2)/(x - 2), 2; (x - π)/sin(x), π; cos(x)/(x - π/2), π/2; (exp(x) - e)/(x - 1), 1; atan(x)/x, 0; asin(x)/x, 0; (2^x - 1)/x, 0; (a^x - 1)/x, 0; (a^x - b^x)/x, 0
1/x^2, 0; 1/abs(x), 0; -1/x^4, 0; 1/(x - 1)^2, 1; log(x), 0; log(x)^2, 0; exp(-1/x^2), 0; x*sin(1/x), 0; x^2*cos(1/x), 0; 1/(1 - cos(x)), 0; (1 - cos(a*x))/x^2, 0; sin(a*x)/(b*x), 0; (√(a + x) - √(a))/x, 0; ((x + a)^3 - a^3)/x, 0; (exp(a*x) - exp(b*x))/x, 0; log(1 + a*x)/x, 0; (1 + a*x)^(1/x), 0; 1/sin(x) - 1/x, 0; 1/x^2 - 1/sin(x)^2, 0; x/tan(x), 0
1/x, ∞; (2x^2 + 1)/(3x^2 - x), ∞; (x^2 + 1)/(x^3 - 2), ∞; x^3/(x^2 + 1), ∞; (1 + 1/x)^x, ∞; (1 + 2/x)^x, ∞; (1 + a/x)^x, ∞; (1 - 1/x)^x, ∞; √(x^2 + x) - x, ∞; √(x + 1) - √(x), ∞; x*(√(x^2 + 1) - x), ∞; log(x)/x, ∞; log(x)/√(x), ∞; x^2*exp(-x), ∞; exp(x)/x^5, ∞; x^(1/x), ∞; atan(x), ∞; tanh(x), ∞; x*sin(1/x), ∞; x*log(1 + 1/x), ∞
x*(exp(1/x) - 1), ∞; sin(x)/x, ∞; (x + sin(x))/x, ∞; exp(-x)*cos(x), ∞; 1/log(x), ∞; log(log(x)), ∞; log(x + 1) - log(x), ∞; (3^x + 2^x)^(1/x), ∞; ((x + 1)/(x - 1))^x, ∞; x^2*(1 - cos(1/x)), ∞; √(x)*(√(x + 1) - √(x)), ∞; exp(-a*x), ∞; x^a*exp(-x), ∞; a*x/(x + b), ∞; √(x^2 + a*x) - √(x^2 + b*x), ∞; erf(x), ∞; x*atan(1/x), ∞; (x^2 + x)/(x + 1) - x, ∞; log(1 + exp(x))/x, ∞
exp(x), -∞; x*exp(x), -∞; atan(x), -∞; (x^3 + 1)/(x^2 + 1), -∞; √(x^2 + 1)/x, -∞; √(x^2 + x) + x, -∞; x^5*exp(-x), -∞; tanh(x), -∞; (2x + 1)/(3x - 2), -∞; 1/(1 + exp(x)), -∞; log(1 + exp(x)), -∞; x^2 + x, -∞; exp(x)*sin(x), -∞; (1 + 1/x)^x, -∞; x - x^3, ∞; -x^2, ∞
n!/n^n, ∞; (1 - 1/n)^(n^2), ∞; (1 + a/n)^(b*n), ∞; n*(2^(1/n) - 1), ∞; n^2/2^n, ∞; (n^3 + 1)^(1/n), ∞; √(n^2 + n) - n, ∞; n*sin(1/n), ∞; (1 + 1/n^2)^n, ∞; log(n)^5/n, ∞; n^(1/n), ∞; ((n + 2)/(n + 1))^n, ∞; 2^n/n!, ∞; (n/(n + 1))^n, ∞
sin(x), ∞; cos(x), ∞; sin(1/x), 0; 1/x, 0; abs(x)/x, 0; exp(1/x), 0; atan(1/x), 0; tan(x), π/2; x*sin(x), ∞; 1/sin(x), 0; (x + 1)/(x - 1), 1; abs(x - 2)/(x - 2), 2; 1/(1 + exp(1/x)), 0; exp(x)*sin(x), ∞"""

SERIES = """exp(x), 0, 5; sin(x), 0, 7; cos(x), 0, 6; log(1 + x), 0, 5; 1/(1 - x), 0, 6; √(1 + x), 0, 4; tan(x), 0, 7; atan(x), 0, 7; asin(x), 0, 5; sinh(x), 0, 5; cosh(x), 0, 6; tanh(x), 0, 5; exp(-x^2), 0, 8; exp(sin(x)), 0, 4; log(cos(x)), 0, 6; x/(exp(x) - 1), 0, 4; 1/(1 + x^2), 0, 8; exp(x)*cos(x), 0, 5; (1 + x)^a, 0, 3; exp(a*x), 0, 4; log(1 + exp(x)), 0, 4; 1/(1 + exp(-x)), 0, 5
1/sin(x), 0, 5; 1/tan(x), 0, 5; exp(x)/x, 0, 3; exp(x)/x^3, 0, 2; 1/x, 0, 3; 1/(x*(1 - x)), 0, 3; cos(x)/x^2, 0, 4; 1/(1 - cos(x)), 0, 3; 1/sin(x)^2, 0, 4; log(1 + x)/x^2, 0, 3; 1/(exp(x) - 1), 0, 5; tan(x)/x^3, 0, 4; sin(a*x)/x, 0, 5; 1/(x^2 + x^3), 0, 2; 1/log(1 + x), 0, 3; (1 + x)^(1/x), 0, 3; (sin(x)/x)^2, 0, 6; erf(x), 0, 5; x^2*exp(x), 0, 6; sin(x)/x, 0, 6; sin(x^2), 0, 8
exp(x), 1, 3; log(x), 1, 4; sin(x), π/2, 4; √(x), 1, 3; √(x), 4, 3; 1/x, 1, 4; 1/x, 2, 3; tan(x), π/4, 3; x^3 - 2x, 2, 3; atan(x), 1, 3; log(x), a, 3; 1/(x - 1), 1, 2; 1/(x^2 - 1), 1, 3; exp(x)/(x - 1), 1, 2; cos(x), π, 5; x^x, 1, 3; 1/x^2, 1, 3; x/(x - 2), 2, 2; cos(x), π/3, 3; x^a, 1, 3
√(sin(x)), 0, 4; √(x)*exp(x), 0, 3; exp(√(x)), 0, 2; x*log(x), 0, 3; 1/√(x + x^2), 0, 2; √(x + x^2), 0, 3; log(x)*exp(x), 0, 3; x^(1/3)*cos(x), 0, 3; sin(√(x)), 0, 3
atan(x), ∞, 4; √(x^2 + 1), ∞, 4; 1/(1 + x), ∞, 4; exp(1/x), ∞, 4; x/(x^2 - 1), ∞, 5; log(1 + 1/x), ∞, 4; √(x^2 + a*x), ∞, 3; (x + 1)/(x - 1), ∞, 3; x*sin(1/x), ∞, 4; √(x + 1) - √(x), ∞, 2"""

SUMS = """k, 1, n; k^2, 1, n; k^3, 1, n; k^4, 1, n; 2k - 1, 1, n; k*(k + 1), 1, n; 2^k, 0, n; 3^k, 1, n; a^k, 0, n; k*2^k, 1, n; k*a^k, 0, n; 1/(k*(k + 1)), 1, n; 1/(k*(k + 1)*(k + 2)), 1, n; 1/((2k - 1)*(2k + 1)), 1, n; (-1)^k, 0, n; (-1)^k*k, 1, n; a + b*k, 0, n; k*k!, 1, n; binomial(n, k), 0, n; k*binomial(n, k), 0, n; binomial(n, k)*a^k, 0, n
a, 1, n; k^2*2^k, 0, n; 1/2^k, 1, n; k/2^k, 1, n; k^5, 1, n; (k + 1)^2 - k^2, 1, n; 1/k - 1/(k + 1), 1, n; binomial(n, k)^2, 0, n; binomial(n, k)*a^k*b^(n - k), 0, n; log((k + 1)/k), 1, n; 2k + 3, 2, n; k^2, 3, n; k, 1, 2n; k^2, 1, n - 1
1/2^k, 0, ∞; 1/2^k, 1, ∞; (1/3)^k, 0, ∞; 1/k^2, 1, ∞; 1/k^4, 1, ∞; 1/k!, 0, ∞; 2^k/k!, 0, ∞; a^k/k!, 0, ∞; k/2^k, 1, ∞; k^2/2^k, 1, ∞; 1/(k*(k + 1)), 1, ∞; 1/(k*(k + 2)), 1, ∞; (-1)^(k + 1)/k, 1, ∞; (-1)^k/(2k + 1), 0, ∞; (-1)^k/k!, 0, ∞; k/k!, 1, ∞; k*a^k*exp(-a)/k!, 0, ∞; k^2*a^k*exp(-a)/k!, 0, ∞; a^k*exp(-a)/k!, 0, ∞; 1/(k^2 + k), 3, ∞; (-1)^k/k^2, 1, ∞; 1/(4k^2 - 1), 1, ∞; 1/(2k + 1)^2, 0, ∞; k/3^k, 0, ∞; 1/(2k)!, 0, ∞; 1/(k*2^k), 1, ∞
1/k, 1, ∞; k, 1, ∞; (-1)^k, 0, ∞; 1/√(k), 1, ∞; k/(k + 1), 1, ∞"""

PRODUCTS = """k, 1, n; 2k, 1, n; k^2, 1, n; a*k, 1, n; a, 1, n; 2^k, 1, n; k/(k + 1), 1, n; 1 + 1/k, 1, n; 1 - 1/k^2, 2, n; (k + 2)/k, 1, n; 1 - 1/k^2, 2, ∞; 1 - 1/(4k^2), 1, ∞"""


def items(text):
    return [each.strip() for row in text.split("\n") for each in row.split(";") if each.strip()]


def roots(text):
    left, right = text.split(" = ")
    symbol = x if "abs" in text else free
    f = read(left, x=symbol) - read(right, x=symbol)
    kept = set()
    for value in sp.solve(f, symbol):
        place = sp.N(at(value), 40)
        if abs(sp.N(at(f).subs(symbol, place), 20)) < 1e-9:  # principal values: no root that squaring brought in
            kept.add(number(place))
    return sorted(kept) or ["none"]


def holds(text):
    sign = next(s for s in (">=", "<=", ">", "<") if f" {s} " in text)
    left, right = (read(side) for side in text.split(f" {sign} "))
    result = ""
    for place in PLACES:
        difference = complex(sp.N((left - right).subs(x, sp.Rational(str(place)))))
        size = difference.real
        truth = {">": size > 0, "<": size < 0, ">=": size >= 0, "<=": size <= 0}[sign]
        result += "1" if truth and abs(difference.imag) < 1e-12 else "0"
    return [result]


def system(text):
    p, q = sp.Symbol("x"), sp.Symbol("y")
    sides = [each.split(" = ") for each in text.split(", ")]
    found = sp.solve([read(left, x=p, y=q) - read(right, x=p, y=q) for left, right in sides], [p, q], dict=True)
    return sorted({number(at(each[p])) + " " + number(at(each[q])) for each in found if sp.im(sp.N(at(each[p]))) == 0 == sp.im(sp.N(at(each[q])))}) or ["none"]


def limit(text):
    text, to = text.rsplit(", ", 1)
    f, to = read(text), read(to)
    t = x if x in f.free_symbols else n
    if t == n:
        f, t = f.subs(n, free), free
    if to in (sp.oo, -sp.oo):
        value = sp.limit(f, t, to)
    else:
        value = sp.limit(f, t, to, "+")
        below = sp.N(at(f).subs(t, to - sp.Rational(1, 1000)))
        if sp.im(below) == 0 and sp.simplify(sp.limit(f, t, to, "-") - value) not in (0, sp.nan):
            return ["none"]
    return ["none"] if value.has(sp.AccumBounds) else [number(at(value))]


def series(text):
    text, around, degree = text.rsplit(", ", 2)
    p, h = sp.Symbol("x", positive=True), sp.Symbol("h", positive=True)
    f, around, degree = read(text, x=p), read(around), int(degree)
    moved = f.subs(p, 1 / h) if around == sp.oo else f.subs(p, around + h)
    terms = sp.Add.make_args(sp.expand(sp.series(moved, h, 0, degree + 2).removeO()))
    kept = sp.Add(*(term for term in terms if sp.limit(term / h ** (degree + sp.Rational(1, 20)), h, 0) != 0))
    return [number(at(sp.sympify(kept).subs(h, place))) for place in (sp.Rational(3, 10), sp.Rational(1, 7))]


def total(product):
    def value(text):
        term, first, last = text.rsplit(", ", 2)
        term, last = read(term), read(last)
        if last == sp.oo:
            exact = at((sp.product if product else sp.summation)(term, (k, int(first), last)).doit())
            if exact.has(sp.Product):
                raise ValueError("not found")
            return [number(exact)] if exact.is_finite else ["none"]
        values = []
        for size in (3, 6):  # added up
            parts = [at(term.subs({n: size, k: j})) for j in range(int(first), int(last.subs(n, size)) + 1)]
            values.append(number(sp.Mul(*parts) if product else sp.Add(*parts)))
        return values
    return value


print("# calculus.py, SymPy " + sp.__version__ + ": kind, question, values where a = 13/10 and b = 7/10")
for kind, texts, work in (("solve", EQUATIONS, roots), ("holds", INEQUALITIES, holds), ("system", SYSTEMS, system), ("limit", LIMITS, limit),
                          ("series", SERIES, series), ("sum", SUMS, total(False)), ("product", PRODUCTS, total(True))):
    for each in items(texts):
        attempt(kind, each, work)
