package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where a definite integral has no finite value: at a pole, or because what is integrated falls no
 * faster than 1/x. Found by numbers, so only where that is plain.
 */
final class Divergence {
  /** Beyond these, poles are not looked for. */
  private static final double FARTHEST = 100;

  private static final double SAME_PLACE = 1e-9;

  /** Distances from a pole, or 1/x; each is compared with its square. */
  private static final double[] NEAR = {1e-3, 1e-4};

  /** How much a pole's residue may change with the distance. */
  private static final double SLOPE = 20;

  private static final int SAMPLES = 64;

  /** What sin(x) + 2 may lose on the way. */
  private static final double LOWEST = 0.2;

  private static final int LONGEST = 60;

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

  /** Why the integral from a to b, a below b, has no finite value; empty if none is seen. */
  Optional<String> between(double a, double b) {
    if (Double.isInfinite(a) && isTooSlow(-1) || Double.isInfinite(b) && isTooSlow(1)) {
      String end = Double.isInfinite(b) && isTooSlow(1) ? "∞" : "-∞";
      return Optional.of(
          "It diverges: %s does not fall fast enough as %s tends to %s."
              .formatted(print(formula), x.name(), end));
    }
    if (Double.isFinite(a) && isTooSteep(a, 1)) {
      return Optional.of(pole(a));
    }
    if (Double.isFinite(b) && isTooSteep(b, -1)) {
      return Optional.of(pole(b));
    }
    return poles(Math.max(a, -FARTHEST), Math.min(b, FARTHEST)).stream()
        .filter(c -> c > a && c < b && !isNear(c, a) && !isNear(c, b))
        .filter(c -> isTooSteep(c, -1) || isTooSteep(c, 1))
        .findFirst()
        .map(this::pole);
  }

  private static boolean isNear(double one, double other) {
    return RealRoots.isNear(one, other, SAME_PLACE);
  }

  private String pole(double place) {
    Formula reciprocal = symja.formulas().power(formula, symja.formulas().integer(-1));
    Formula known =
        multipleOfPi(place).orElseGet(() -> new Equations(symja).recognised(place, reciprocal, x));
    return "It diverges: %s is not integrable at %s = %s."
        .formatted(print(formula), x.name(), print(known));
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

  /** Where something that is divided by is zero. */
  private List<Double> poles(double a, double b) {
    List<Double> places = new ArrayList<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (Dag.contains(node, x) && a < b) {
        below(node)
            .flatMap(zero -> new RealRoots(zero, x, symja.differentiation()).between(a, b))
            .ifPresent(places::addAll);
      }
    }
    return places;
  }

  private Optional<Formula> below(Formula node) {
    if (node instanceof Power power) {
      return Evaluation.constant(power.exponent()).orElse(0) < 0
          ? Optional.of(power.base())
          : Optional.empty();
    }
    return node instanceof Apply tangent && tangent.operation().name().equals("tan")
        ? Optional.of(symja.call("cos", tangent.arguments().getFirst()))
        : Optional.empty();
  }

  /** Whether it grows as 1/|x - c| at least. */
  private boolean isTooSteep(double c, int side) {
    return DoubleStream.of(NEAR)
        .allMatch(h -> isNoSmaller(h, share(c, side, h), share(c, side, h * h)));
  }

  private double share(double c, int side, double h) {
    return values.at(c + side * h) * h;
  }

  /** Whether it falls as 1/|x| at most, and keeps its sign. */
  private boolean isTooSlow(int sign) {
    return DoubleStream.of(NEAR)
        .allMatch(
            h -> {
              double first = tail(sign, h);
              return isNoSmaller(h, first, tail(sign, h * h))
                  && IntStream.range(0, SAMPLES)
                      .mapToDouble(k -> tail(sign, Math.pow(h, 1 + k / (double) SAMPLES)))
                      .allMatch(each -> each / first > LOWEST);
            });
  }

  private double tail(int sign, double h) {
    return values.at(sign / h) / h;
  }

  private static boolean isNoSmaller(double h, double first, double second) {
    return Double.isFinite(first) && first != 0 && second / first > 1 - SLOPE * h;
  }
}
