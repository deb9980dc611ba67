package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Decimal;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where a definite integral has no finite value: at a pole, or because what is integrated falls no
 * faster than 1/x. Numbers find the place; that they are no accident (1/x^1.0001 looks like 1/x as
 * far as they reach) is shown by a limit, or by powers that are whole.
 */
final class Divergence {
  /** Beyond these, poles are not looked for. */
  private static final double FARTHEST = 100;

  private static final double SAME_PLACE = 1e-9;

  /** How near a zero its divisor has another sign. */
  private static final double BESIDE = 1e-6;

  /** Distances from a pole; each is compared with its square. */
  private static final double[] NEAR = {1e-2, 1e-3};

  /** Places far out; each is compared with those up to its square. */
  private static final double[] FAR = {1e3, 1e4};

  /** How much a pole's residue may change with the distance. */
  private static final double SLOPE = 20;

  private static final int SAMPLES = 64;

  private static final double FAR_FROM_ZERO = 1e-3;

  private static final Set<String> MEROMORPHIC =
      Set.of("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "atan", "gamma", "digamma");

  /** What (sin(x) + 2)/x may lose on the way. */
  private static final double LOWEST = 0.2;

  private static final int LONGEST = 60;

  /** Values of a sine or cosine that goes on oscillating. */
  private static final List<Integer> TENTHS = List.of(-10, -7, -3, 1, 4, 8, 10);

  private final Symja symja;
  private final Symbol x;
  private final Formula formula;
  private final Evaluation values;

  /** Of a formula whose one symbol is x. */
  Divergence(Symja symja, Formula formula, Symbol x) {
    this.symja = symja;
    this.x = x;
    this.formula = formula;
    this.values = new Evaluation(List.of(formula), List.of(x));
  }

  /** Why the integral between numbers, the first below the second, diverges; empty if unseen. */
  Optional<String> between(Formula from, Formula to) {
    double a = Evaluation.constant(from).orElse(Double.NaN);
    double b = Evaluation.constant(to).orElse(Double.NaN);
    for (int sign : new int[] {1, -1}) {
      if ((sign > 0 ? b : -a) == Double.POSITIVE_INFINITY && isTooSlow(sign)) {
        return Optional.of(
            "It diverges: %s does not fall fast enough as %s tends to %s."
                .formatted(print(formula), x.name(), sign > 0 ? "∞" : "-∞"));
      }
    }
    if (Double.isFinite(a) && isTooSteep(a, 1) && isPole(from, 1)) {
      return Optional.of(pole(from));
    }
    if (Double.isFinite(b) && isTooSteep(b, -1) && isPole(to, -1)) {
      return Optional.of(pole(to));
    }
    return zeros(Math.max(a, -FARTHEST), Math.min(b, FARTHEST)).stream()
        .filter(zero -> zero.place() > a && !isNear(zero.place(), a))
        .filter(zero -> zero.place() < b && !isNear(zero.place(), b))
        .filter(zero -> isTooSteep(zero.place(), -1) || isTooSteep(zero.place(), 1))
        .flatMap(zero -> exact(zero).stream())
        .filter(place -> isPole(place, -1) || isPole(place, 1))
        .findFirst()
        .map(this::pole);
  }

  private static boolean isNear(double one, double other) {
    return RealRoots.isNear(one, other, SAME_PLACE);
  }

  private String pole(Formula place) {
    return "It diverges: %s is not integrable at %s = %s."
        .formatted(print(formula), x.name(), print(place));
  }

  /** The place by its closed form, or a decimal if it is certain that there is a zero. */
  private Optional<Formula> exact(Zero zero) {
    double place = zero.place();
    Formula known =
        multipleOfPi(place)
            .orElseGet(() -> new Equations(symja).recognised(place, zero.divisor(), x));
    Evaluation divisor = new Evaluation(List.of(zero.divisor()), List.of(x));
    double beside = BESIDE * Math.max(1, Math.abs(place));
    return known instanceof Decimal
            && !(divisor.at(place - beside) * divisor.at(place + beside) < 0)
        ? Optional.empty()
        : Optional.of(known);
  }

  private Optional<Formula> multipleOfPi(double place) {
    double twelfths = Math.rint(12 * place / Math.PI);
    return place != 0 && isNear(place, twelfths * Math.PI / 12)
        ? Optional.of(
            symja
                .formulas()
                .multiply(
                    symja
                        .formulas()
                        .rational(BigInteger.valueOf((long) twelfths), BigInteger.valueOf(12)),
                    Constant.PI))
        : Optional.empty();
  }

  private String print(Formula each) {
    return new FormulaPrinter(6).print(each, LONGEST);
  }

  /** Where numbers show a zero of what is divided by. */
  private record Zero(double place, Formula divisor) {}

  private List<Zero> zeros(double a, double b) {
    List<Zero> zeros = new ArrayList<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      Optional<Formula> divisor = Dag.contains(node, x) && a < b ? below(node) : Optional.empty();
      divisor
          .flatMap(zero -> new RealRoots(zero, x, symja.differentiation()).between(a, b))
          .ifPresent(places -> places.forEach(c -> zeros.add(new Zero(c, divisor.orElseThrow()))));
    }
    return zeros;
  }

  private Optional<Formula> below(Formula node) {
    if (node instanceof Power power) {
      return Evaluation.constant(power.exponent()).orElse(0) < 0
          ? Optional.of(power.base())
          : Optional.empty();
    }
    if (!(node instanceof Apply apply)) {
      return Optional.empty();
    }
    Formula u = apply.arguments().getFirst();
    return switch (apply.operation().name()) {
      case "tan" -> Optional.of(symja.call("cos", u));
      case "gamma", "digamma" ->
          Optional.of(symja.call("sin", symja.formulas().multiply(Constant.PI, u)));
      default -> Optional.empty();
    };
  }

  /** Whether it grows as 1/|x - c| at least, as far as numbers show. */
  private boolean isTooSteep(double c, int side) {
    return DoubleStream.of(NEAR)
        .allMatch(h -> isNoSmaller(h, share(c, side, h), share(c, side, h * h)));
  }

  /** Whether (x - c)·f does not vanish at c, or cannot: poles between whole powers are whole. */
  private boolean isPole(Formula place, int side) {
    double c = Evaluation.constant(place).orElse(Double.NaN);
    Formula distance = symja.formulas().subtract(x, place);
    Optional<Formula> residue =
        place instanceof Decimal
            ? Optional.empty()
            : Growth.limit(
                symja, symja.formulas().multiply(distance, formula), x, place, side, Map.of());
    return residue
        .map(limit -> !limit.equals(symja.formulas().integer(0)))
        .orElseGet(() -> hasWholePowers(c));
  }

  private boolean hasWholePowers(double c) {
    return Dag.postorder(List.of(formula)).stream()
        .filter(node -> Dag.contains(node, x))
        .allMatch(
            node ->
                switch (node) {
                  case Power power ->
                      power.exponent() instanceof Rational n && n.isInteger()
                          || Math.abs(new Evaluation(List.of(power.base()), List.of(x)).at(c))
                              > FAR_FROM_ZERO;
                  case Apply apply -> MEROMORPHIC.contains(apply.operation().name());
                  case Sum _, Product _, Symbol _ -> true;
                  case Formula.Number _,
                      Constant _,
                      Formula.Piecewise _,
                      Formula.Relation _,
                      Formula.Logic _,
                      Formula.Truth _,
                      Formula.Slot _ ->
                      false;
                });
  }

  private double share(double c, int side, double h) {
    return values.at(c + side * h) * h;
  }

  /** Whether x·f does not vanish far out, whatever value a sine in it has. */
  private boolean isTooSlow(int sign) {
    if (!looksTooSlow(sign)) {
      return false;
    }
    Formula infinity = Constant.INFINITY;
    Formula end = sign > 0 ? infinity : symja.formulas().negate(infinity);
    Formula product = symja.formulas().multiply(x, formula);
    List<Formula> waves =
        Dag.postorder(List.of(formula)).stream().filter(this::goesOnOscillating).toList();
    List<Optional<Integer>> signs =
        (waves.isEmpty() ? List.of(0) : TENTHS)
            .stream()
                .map(
                    tenths -> {
                      Map<Formula, Formula> still = new HashMap<>();
                      Formula value =
                          symja.formulas().rational(BigInteger.valueOf(tenths), BigInteger.TEN);
                      waves.forEach(wave -> still.put(wave, value));
                      return symja.formulas().substitute(product, still);
                    })
                .map(still -> Growth.limit(symja, still, x, end, 1, Map.of()).map(this::sign))
                .distinct()
                .toList();
    return signs.size() == 1 && signs.getFirst().orElse(0) != 0;
  }

  private boolean goesOnOscillating(Formula node) {
    return node instanceof Apply wave
        && Dag.contains(wave, x)
        && (wave.operation().name().equals("sin") || wave.operation().name().equals("cos"));
  }

  private int sign(Formula limit) {
    return (int) Math.signum(Evaluation.constant(limit).orElse(0));
  }

  /** Whether it falls as 1/|x| at most, and keeps its sign, as far as numbers show. */
  private boolean looksTooSlow(int sign) {
    return DoubleStream.of(FAR)
        .allMatch(
            far -> {
              double first = tail(sign, far);
              return IntStream.rangeClosed(0, SAMPLES)
                  .mapToDouble(k -> tail(sign, Math.pow(far, 1 + k / (double) SAMPLES)))
                  .allMatch(each -> each / first > LOWEST);
            });
  }

  private double tail(int sign, double far) {
    return values.at(sign * far) * far;
  }

  private static boolean isNoSmaller(double h, double first, double second) {
    return Double.isFinite(first) && first != 0 && second / first > 1 - SLOPE * h;
  }
}
