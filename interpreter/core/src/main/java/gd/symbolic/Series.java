package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hipparchus.complex.Complex;
import org.hipparchus.util.ArithmeticUtils;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;

/** Taylor polynomials; at poles, branch points and infinity what takes their place. */
final class Series {
  /** A derivative with more parts than this is left to Symja. */
  private static final int MAX_PARTS = 3_000;

  private static final double[] DISTANCES = {1e-2, 1e-3};

  private static final double SMALLER = 0.1;
  private static final double FARTHEST = 0.1;
  private static final double NEAREST = 1e-9;

  /** Of higher degrees rounding leaves no more to be seen. */
  private static final int HIGHEST = 6;

  private static final double ROUNDING = 1e-13;

  /** The next coefficient is not expected to be larger than this times the value nearby. */
  private static final double MAX_FACTOR = 50;

  /** How many powers more are computed, since some are lost where terms cancel. */
  private static final int[] MORE = {3, 8};

  private static final int MOST_ROOTS = 12;

  /** How near a formula with corners is looked at. */
  private static final BigDecimal BESIDE = new BigDecimal("1e-60");

  /** The root of x − around, or of 1/x. */
  private static final Symbol STEP = new Symbol("\u0001s");

  /** Functions with corners or jumps. */
  static final Set<String> CORNERED =
      Set.of("abs", "sign", "max", "min", "floor", "ceil", "round", "trunc", "mod", "frac");

  private final Symja symja;

  Series(Symja symja) {
    this.symja = symja;
  }

  /**
   * Up to the power {@code degree} of (x − around), without the remainder; of 1/x where {@code
   * around} is infinite. There may be fractional powers, and logarithms of x − around.
   */
  Formula series(Formula formula, Symbol x, Formula around, int degree) {
    Formulas formulas = symja.formulas();
    Request request = Request.of("series", formula, x, around, formulas.integer(degree));
    boolean above = around == Constant.INFINITY;
    boolean infinite = above || around.equals(formulas.negate(Constant.INFINITY));
    Formula sign = formulas.integer(above ? 1 : -1);
    int roots =
        infinite
            ? roots(symja.at(formula, x, formulas.divide(sign, x)), x, _ -> false)
            : roots(formula, x, base -> isPositive(base, x, around));
    if (!infinite && roots == 1) {
      Optional<Formula> taylor = smooth(request, formula, x, around, degree);
      if (taylor.isPresent()) {
        return taylor.get();
      }
    }
    boolean essential = false;
    for (Steps steps : steps(infinite, sign, x, around, roots)) {
      Formula power =
          formulas.power(STEP, formulas.integer(infinite ? -steps.roots() : steps.roots()));
      Formula inner = formulas.multiply(steps.sign(), power);
      Formula moved = symja.at(formula, x, infinite ? inner : formulas.add(around, inner));
      Formula root =
          formulas.rational(
              BigInteger.ONE, BigInteger.valueOf(infinite ? -steps.roots() : steps.roots()));
      Formula inSteps =
          infinite || steps.roots() > 1 ? new Positive(symja, List.of(STEP)).written(moved) : moved;
      for (int more : MORE) {
        Laurent laurent =
            new Laurent(
                symja,
                STEP,
                formulas.integer(0),
                degree * steps.roots() + more,
                formulas.multiply(root, symja.call("log", steps.step())),
                infinite);
        Optional<Formula> sum =
            symja
                .compute(request, () -> laurent.sum(inSteps, degree * steps.roots()))
                .map(terms -> symja.at(terms, STEP, formulas.power(steps.step(), root)))
                .filter(terms -> isClose(terms, formula, x, around, degree, steps.roots()));
        if (sum.isPresent()) {
          return sum.get();
        }
        essential |= laurent.isEssential();
      }
    }
    if (essential) {
      throw request.noAnswer(
          "It has no power series there, but an essential singularity, as exp(1/x) has at 0.");
    }
    if (infinite) {
      throw request.noAnswer("No series in powers of 1/x was found for it.");
    }
    return bySymja(request, formula, x, around, degree);
  }

  /** The series is one in this root of a step, sign·(x - around) or sign·x. */
  private record Steps(Formula sign, Formula step, int roots) {}

  /** At a branch point also to the left, and in square roots, as acos needs them at 1. */
  private List<Steps> steps(boolean infinite, Formula sign, Symbol x, Formula around, int roots) {
    Formulas formulas = symja.formulas();
    if (infinite) {
      return List.of(new Steps(sign, formulas.multiply(sign, x), roots));
    }
    Steps right = new Steps(formulas.integer(1), formulas.subtract(x, around), roots);
    Steps left = new Steps(formulas.integer(-1), formulas.subtract(around, x), Math.max(2, roots));
    return roots > 1
        ? List.of(right, left)
        : List.of(right, left, new Steps(right.sign(), right.step(), 2));
  }

  private boolean isPositive(Formula base, Symbol x, Formula around) {
    try {
      return Signs.of(symja.at(base, x, around)).orElse(0) > 0;
    } catch (Refusal noValue) {
      return false;
    }
  }

  /**
   * The common denominator of the exponents of powers in which x is, but for those of {@code no}.
   */
  private static int roots(Formula formula, Symbol x, Predicate<Formula> no) {
    int roots = 1;
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Power power
          && power.exponent() instanceof Rational r
          && !r.isInteger()
          && r.denominator().bitLength() < 4
          && Dag.contains(power.base(), x)
          && !no.test(power.base())) {
        int other = r.denominator().intValue();
        roots = roots * other / ArithmeticUtils.gcd(roots, other);
      }
    }
    return roots <= MOST_ROOTS ? roots : 1;
  }

  /**
   * Taylor's polynomial; of a formula with corners that of the formulas that it is on either side,
   * if there is one for both. Where it cannot be told what they are, numbers decide.
   */
  private Optional<Formula> smooth(
      Request request, Formula formula, Symbol x, Formula around, int degree) {
    if (!hasCorner(formula, x)) {
      return taylor(formula, x, around, degree);
    }
    Optional<Formula> taylor;
    boolean smooth;
    Optional<Formula> left = side(formula, x, around, -1);
    Optional<Formula> right = side(formula, x, around, 1);
    if (left.isPresent() && right.isPresent()) {
      taylor = taylor(right.get(), x, around, degree);
      Optional<Formula> other = taylor(left.get(), x, around, degree);
      if (taylor.isEmpty() || other.isEmpty()) {
        return Optional.empty();
      }
      smooth = taylor.get().equals(other.get()) || Check.confirms(taylor.get(), other.get());
    } else {
      taylor = taylor(formula, x, around, degree);
      smooth = taylor.isEmpty() || isSmooth(taylor.get(), formula, x, around, degree);
      if (smooth && taylor.isPresent() && degree > HIGHEST) {
        throw request.noAnswer(
            "It has a corner there, and whether its series goes on beyond degree %d cannot be told."
                .formatted(HIGHEST));
      }
    }
    if (!smooth) {
      throw request.noAnswer(
          "It has no power series there: on the left and on the right it goes on differently.");
    }
    return taylor;
  }

  /** What the formula is just beside a place, without corners; empty if that cannot be told. */
  private Optional<Formula> side(Formula formula, Symbol x, Formula around, int side) {
    Formulas formulas = symja.formulas();
    Formula step = formulas.rational(BESIDE.multiply(BigDecimal.valueOf(side)));
    try {
      Formula there = new Pieces(symja, x).smooth(formula, formulas.add(around, step));
      return Optional.of(there).filter(each -> !hasCorner(each, x));
    } catch (Refusal unknown) {
      return Optional.empty();
    }
  }

  /** From the derivatives; empty where one has no value or grows too large. */
  private Optional<Formula> taylor(Formula formula, Symbol x, Formula around, int degree) {
    List<Formula> terms = new ArrayList<>();
    Formula derivative = formula;
    Formula factorial = symja.formulas().integer(1);
    Formula step = symja.formulas().subtract(x, around);
    try {
      for (int k = 0; k <= degree; k++) {
        if (k > 0) {
          derivative = symja.differentiation().derivative(derivative, x);
          factorial = symja.formulas().multiply(factorial, symja.formulas().integer(k));
        }
        if (Dag.size(derivative) > MAX_PARTS) {
          return Optional.empty();
        }
        Formula coefficient = symja.formulas().divide(symja.at(derivative, x, around), factorial);
        terms.add(
            symja
                .formulas()
                .multiply(coefficient, symja.formulas().power(step, symja.formulas().integer(k))));
      }
    } catch (Refusal noDerivativeThere) {
      return Optional.empty();
    }
    return Optional.of(symja.formulas().sum(terms));
  }

  private Formula bySymja(Request request, Formula formula, Symbol x, Formula around, int degree) {
    Formula answer =
        symja.ask(
            request,
            to ->
                F.unaryAST1(
                    S.Normal,
                    F.Series(
                        to.convert(formula),
                        F.List(to.convert(x), to.convert(around), F.ZZ(degree)))));
    if (!isClose(answer, formula, x, around, degree, MOST_ROOTS)) {
      throw request.unchecked();
    }
    return answer;
  }

  /**
   * Whether the remainder vanishes as a power above the degree should, in 64 bits and with all the
   * digits that it takes.
   */
  private boolean isClose(
      Formula answer, Formula formula, Symbol x, Formula around, int degree, int parts) {
    List<Symbol> parameters =
        Check.symbols(answer, formula, around).stream()
            .filter(symbol -> !symbol.equals(x))
            .toList();
    Map<Formula, Complex> point = new HashMap<>(Check.points(parameters).getFirst());
    double end = Evaluation.constant(around).orElse(0);
    Complex centre = ComplexEvaluation.at(around, point);
    for (double distance : DISTANCES) {
      List<Complex> places =
          Double.isInfinite(end)
              ? List.of(Complex.valueOf(Math.signum(end) / distance))
              : List.of(centre.add(distance), centre.subtract(distance));
      for (Complex place : places) {
        point.put(x, place);
        Complex exact = ComplexEvaluation.at(formula, point);
        double remainder = exact.subtract(ComplexEvaluation.at(answer, point)).norm();
        double allowed = Math.max(MAX_FACTOR * Math.pow(distance, Math.min(degree, 3) + 0.6), 1e-9);
        boolean known = place.equals(places.getFirst()) || Check.isFinite(exact);
        if (known && !(remainder <= allowed * Math.max(1, exact.norm()))) {
          return false;
        }
      }
    }
    point.remove(x);
    return new Remainder(symja, formula, x, around, point).isBeyond(answer, degree, parts);
  }

  /**
   * Whether the remainder of a Taylor polynomial shrinks with the distance as its degree says, on
   * both sides. That of |x| does not, whatever its derivative at 0 is declared to be.
   */
  private static boolean isSmooth(
      Formula answer, Formula formula, Symbol x, Formula around, int degree) {
    double factor = Math.pow(SMALLER, Math.min(degree, HIGHEST) + 0.5);
    for (double distance = FARTHEST; distance > NEAREST; distance *= SMALLER * SMALLER) {
      double far = remainder(answer, formula, x, around, distance);
      double near = remainder(answer, formula, x, around, SMALLER * distance);
      boolean rounding = distance == FARTHEST && near <= ROUNDING;
      if (rounding || near <= factor * far) {
        return true;
      }
    }
    return false;
  }

  /** Whether the formula has a part, such as |x|, that need not be smooth. */
  private static boolean hasCorner(Formula formula, Symbol x) {
    return Dag.postorder(List.of(formula)).stream()
        .filter(node -> Dag.contains(node, x))
        .anyMatch(
            node ->
                node instanceof Formula.Piecewise
                    || node instanceof Formula.Apply apply
                        && CORNERED.contains(apply.operation().name()));
  }

  /** The larger one of both sides, beside the value there if that is large. */
  private static double remainder(
      Formula answer, Formula formula, Symbol x, Formula around, double distance) {
    List<Symbol> parameters =
        Check.symbols(answer, formula, around).stream()
            .filter(symbol -> !symbol.equals(x))
            .toList();
    Map<Formula, Complex> point = new HashMap<>(Check.points(parameters).getFirst());
    Complex centre = ComplexEvaluation.at(around, point);
    double largest = 0;
    for (double side : new double[] {-distance, distance}) {
      point.put(x, centre.add(side));
      Complex exact = ComplexEvaluation.at(formula, point);
      double off = exact.subtract(ComplexEvaluation.at(answer, point)).norm();
      largest = Math.max(largest, off / Math.max(1, exact.norm()));
    }
    return largest;
  }
}
