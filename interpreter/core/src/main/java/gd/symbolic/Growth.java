package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.hipparchus.complex.Complex;

/**
 * Limits at ∞ of formulas of exponentials and logarithms, however nested. What varies fastest is
 * written in one quantity ω that vanishes; the leading term in ω decides, or its coefficient does,
 * which varies more slowly (D. Gruntz, On Computing Limits in a Symbolic Manipulation System, ETH
 * Zürich 1996). Parameters are taken as positive; answers are to be compared with numbers.
 */
final class Growth {
  private static final int DEEPEST = 60;
  private static final int MOST_STEPS = 3_000;

  /** How many powers of ω are looked at, before it is said that too many cancel. */
  private static final int[] PRECISIONS = {1, 2, 4, 7};

  /** How near the piece that holds is looked at. */
  private static final BigDecimal NEAR = new BigDecimal("1e-60");

  /** Where a formula is compared with 0. */
  private static final double[] PLACES = {2.3, 5.7, 11.9};

  private static final double ROUNDING = 1e-9;

  /** Nothing can be said. */
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unknown(String why) {
      super(why, null, false, false);
    }
  }

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol x;
  private final Map<Formula, Complex> point;
  private final Map<Formula, Formula> limits = new HashMap<>();
  private final Map<Formula, Set<Formula>> fastest = new HashMap<>();
  private int depth;
  private int steps;

  private Growth(Symja symja, Symbol x, Map<Formula, Complex> point) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.x = x;
    this.point = point;
  }

  /**
   * The limit as x goes to {@code to} from one side: above if {@code side} is 1. {@code point} has
   * values for the parameters, by which signs are told.
   */
  static Optional<Formula> limit(
      Symja symja, Formula formula, Symbol x, Formula to, int side, Map<Formula, Complex> point) {
    Growth growth = new Growth(symja, x, point);
    try {
      Formula limit =
          growth
              .oscillating(formula, to, side)
              .map(Oscillation::squeezed)
              .orElseGet(
                  () -> {
                    Formula smooth = growth.smooth(formula, to, side);
                    Formula moved = symja.at(smooth, x, growth.towards(to, side));
                    return growth.limit(new Asymptotics(symja, growth).written(moved));
                  });
      return Optional.of(growth.asPowers(limit));
    } catch (Unknown | Refusal | ArithmeticException none) {
      return Optional.empty();
    }
  }

  /** Whether there are sines or cosines that go on oscillating on that side. */
  static boolean oscillates(
      Symja symja, Formula formula, Symbol x, Formula to, int side, Map<Formula, Complex> point) {
    return new Growth(symja, x, point).oscillating(formula, to, side).isPresent();
  }

  private Optional<Oscillation> oscillating(Formula formula, Formula to, int side) {
    return Optional.of(new Oscillation(this, symja.at(formula, x, towards(to, side))))
        .filter(Oscillation::occurs);
  }

  /** |x| as x or as -x, and other pieces as the one that holds on that side. */
  private Formula smooth(Formula formula, Formula to, int side) {
    double place = Evaluation.constant(to).orElse(Double.NaN);
    return Double.isInfinite(place)
            || Double.isNaN(place)
            || !Check.symbols(formula).equals(List.of(x))
        ? formula
        : new Pieces(symja, x)
            .smooth(
                formula,
                formulas.add(to, formulas.rational(NEAR.multiply(BigDecimal.valueOf(side)))));
  }

  /** What goes to the place as x goes to ∞. */
  private Formula towards(Formula to, int side) {
    if (Dag.postorder(List.of(to)).contains(Constant.INFINITY)) {
      return to == Constant.INFINITY ? x : formulas.negate(x);
    }
    return formulas.add(to, formulas.divide(formulas.integer(side), x));
  }

  /** √(x²) as x. */
  Formula asPositive(Formula formula) {
    return new Positive(symja, List.of(x)).written(formula);
  }

  /** exp(r·log(u) + v) as uʳ·exp(v). */
  private Formula asPowers(Formula limit) {
    if (!Positive.isExp(limit)) {
      return limit;
    }
    Formula exponent =
        MultipliedOut.terms(formulas, limit.children().getFirst(), Formula.Sum.class::isInstance)
            .map(terms -> formulas.sum(terms.stream().map(formulas::product).toList()))
            .orElse(limit.children().getFirst());
    List<Formula> factors = new ArrayList<>();
    List<Formula> rest = new ArrayList<>();
    for (Formula term : exponent instanceof Formula.Sum sum ? sum.terms() : List.of(exponent)) {
      List<Formula> parts = new ArrayList<>(Antiderivatives.factors(term));
      Optional<Formula> logarithm = parts.stream().filter(Growth::isLogarithm).findFirst();
      logarithm.ifPresent(parts::remove);
      logarithm.ifPresentOrElse(
          of -> factors.add(formulas.power(of.children().getFirst(), formulas.product(parts))),
          () -> rest.add(term));
    }
    factors.add(symja.call("exp", formulas.sum(rest)));
    return formulas.product(factors);
  }

  private static boolean isLogarithm(Formula formula) {
    return formula instanceof Formula.Apply apply && apply.operation().name().equals("log");
  }

  boolean varies(Formula formula) {
    return Dag.contains(formula, x);
  }

  Symja symja() {
    return symja;
  }

  /** As x goes to ∞. */
  Formula limit(Formula formula) {
    if (!varies(formula)) {
      return formula;
    }
    if (formula.equals(x)) {
      return Constant.INFINITY;
    }
    Formula known = limits.get(formula);
    if (known != null) {
      return known;
    }
    if (++depth > DEEPEST || ++steps > MOST_STEPS) {
      throw new Unknown("too deep");
    }
    checkTime();
    try {
      Leading leading = leading(formula);
      Formula limit =
          leading.order() > 0
              ? formulas.integer(0)
              : leading.order() < 0
                  ? infinity(sign(leading.coefficient()))
                  : limit(leading.coefficient());
      limits.put(formula, limit);
      return limit;
    } finally {
      depth--;
    }
  }

  /** Who waits for the answer may have given up. */
  static void checkTime() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
  }

  private Formula infinity(int sign) {
    return sign > 0 ? Constant.INFINITY : formulas.negate(Constant.INFINITY);
  }

  /** 1 for ∞, -1 for -∞, 0 for what is finite. */
  static int infinite(Formula limit) {
    return limit == Constant.INFINITY
        ? 1
        : Dag.postorder(List.of(limit)).contains(Constant.INFINITY) ? -1 : 0;
  }

  /** The sign far out. */
  int sign(Formula formula) {
    if (!varies(formula)) {
      double value = number(formula);
      if (value == 0) {
        throw new Unknown("no sign");
      }
      return value > 0 ? 1 : -1;
    }
    if (formula.equals(x) || exponent(formula).isPresent()) {
      return 1;
    }
    if (formula instanceof Product product) {
      return product.factors().stream().mapToInt(this::sign).reduce(1, (a, b) -> a * b);
    }
    return sign(leading(formula).coefficient());
  }

  /** The value at a place, where the parameters have theirs. */
  Complex value(Formula formula, double place) {
    Map<Formula, Complex> at = new HashMap<>(point);
    at.put(x, Complex.valueOf(place));
    return ComplexEvaluation.at(formula, at);
  }

  /** The value of what does not vary, where the parameters have theirs. */
  double number(Formula formula) {
    Complex value = ComplexEvaluation.at(formula, point);
    if (!Check.isFinite(value) || Math.abs(value.getImaginary()) > ROUNDING * value.norm()) {
      throw new Unknown("no number");
    }
    return value.getReal();
  }

  /** Whether the values of a sum are nothing but what rounding leaves. */
  boolean isZero(Formula formula) {
    if (!(formula instanceof Formula.Sum sum)) {
      return formula.equals(formulas.integer(0));
    }
    int seen = 0;
    for (double place : PLACES) {
      Map<Formula, Complex> at = new HashMap<>(point);
      at.put(x, Complex.valueOf(place));
      List<Complex> terms = ComplexEvaluation.all(sum.terms(), at);
      Complex value = terms.stream().reduce(Complex.ZERO, Complex::add);
      if (Check.isFinite(value)) {
        seen++;
        if (value.norm() > ROUNDING * terms.stream().mapToDouble(Complex::norm).sum()) {
          return false;
        }
      }
    }
    if (seen == 0) {
      throw new Unknown("nothing to compare");
    }
    Map<Formula, Formula> at = Check.exact(point);
    at.put(x, new Formula.Decimal(PLACES[0]));
    return Signs.isZero(formula, at).orElse(true);
  }

  // ---------------------------------------------------------------- what varies fastest

  /** u of exp(u), and of b^u where u varies. */
  Optional<Formula> exponent(Formula formula) {
    if (Positive.isExp(formula)) {
      return Optional.of(formula.children().getFirst());
    }
    return formula instanceof Power power && varies(power.exponent())
        ? Optional.of(formulas.multiply(power.exponent(), symja.call("log", power.base())))
        : Optional.empty();
  }

  /** The exponentials (or x) of which no other grows or vanishes faster. */
  private Set<Formula> fastest(Formula formula) {
    if (!varies(formula)) {
      return Set.of();
    }
    Set<Formula> known = fastest.get(formula);
    if (known == null) {
      known = findFastest(formula);
      fastest.put(formula, known);
    }
    return known;
  }

  private Set<Formula> findFastest(Formula formula) {
    if (formula.equals(x)) {
      return Set.of(x);
    }
    Optional<Formula> exponent = exponent(formula);
    if (exponent.isPresent()) {
      Set<Formula> inside = fastest(exponent.get());
      return infinite(limit(exponent.get())) == 0 ? inside : faster(Set.of(formula), inside);
    }
    Set<Formula> all = Set.of();
    for (Formula child : formula.children()) {
      all = faster(all, fastest(child));
    }
    return all;
  }

  private Set<Formula> faster(Set<Formula> a, Set<Formula> b) {
    if (a.isEmpty() || b.isEmpty() || a.equals(b)) {
      return a.isEmpty() ? b : a;
    }
    Set<Formula> both = new LinkedHashSet<>(a);
    both.addAll(b);
    if (both.size() < a.size() + b.size()) {
      return both;
    }
    if (isPowerOfX(a.iterator().next()) && b.contains(x)) {
      return a;
    }
    if (isPowerOfX(b.iterator().next()) && a.contains(x)) {
      return b;
    }
    Formula ratio =
        limit(formulas.divide(logarithm(a.iterator().next()), logarithm(b.iterator().next())));
    return infinite(ratio) != 0 ? a : ratio.equals(formulas.integer(0)) ? b : both;
  }

  /** Whether it is the exponential of a power of x, from which no question leads further. */
  private boolean isPowerOfX(Formula fast) {
    return exponent(fast).stream()
        .flatMap(exponent -> Antiderivatives.factors(exponent).stream())
        .filter(this::varies)
        .allMatch(
            factor ->
                Antiderivatives.base(factor).equals(x)
                    && (factor.equals(x) || number(((Power) factor).exponent()) > 0));
  }

  private Formula logarithm(Formula fast) {
    return exponent(fast).orElseGet(() -> symja.call("log", fast));
  }

  // ---------------------------------------------------------------- the leading term

  /** The term of the lowest power of ω. */
  record Leading(Formula coefficient, double order) {}

  private Leading leading(Formula formula) {
    Formula at = formula;
    Set<Formula> fast = fastest(at);
    for (int up = 0; fast.contains(x); up++) {
      if (up > DEEPEST) {
        throw new Unknown("too deep");
      }
      at = withExponential(at);
      fast = fastest(at);
    }
    if (fast.isEmpty()) {
      throw new Unknown("nothing grows");
    }
    Formula smallest = fast.stream().min(Comparator.comparingInt(Dag::size)).orElseThrow();
    Formula exponent = exponent(smallest).orElseThrow();
    Formula logarithm =
        infinite(limit(exponent)) > 0 ? formulas.negate(exponent) : exponent; // of ω
    Map<Formula, Formula> shares = new LinkedHashMap<>();
    for (Formula each : fast) {
      Formula share = limit(formulas.divide(exponent(each).orElseThrow(), logarithm));
      if (infinite(share) != 0) {
        throw new Unknown("not as fast");
      }
      shares.put(each, share);
    }
    for (int precision : PRECISIONS) {
      Optional<Leading> leading = new Expansions(this, shares, logarithm, precision).leading(at);
      if (leading.isPresent()) {
        return leading.get();
      }
    }
    throw new Unknown("too much cancels");
  }

  /** The same limit with exp(x) for x. */
  private Formula withExponential(Formula formula) {
    return formulas.substitute(formula, Map.of(symja.call("log", x), x, x, symja.call("exp", x)));
  }
}
