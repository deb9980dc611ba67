package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Sum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far the 64-bit value of a real constant may be from the true one: the errors of all steps,
 * carried along. Terms that cancel leave all of theirs, and so does the sine of a large number.
 */
public final class RoundingError {
  /** One rounding, or one of a function that is right to the last bit or so. */
  private static final double STEP = 0x1p-52;

  /** Beyond this the slope at the value says little about the values around. */
  private static final double LARGEST_SHARE = 1e-3;

  /** Values below have lost digits that no relative error counts. */
  private static final double SMALLEST = 1e-290;

  private static final Bound UNKNOWN = new Bound(Double.NaN, Double.NaN);

  /** An infinite error: nothing is known. */
  private static final Bound LOST = new Bound(0, Double.POSITIVE_INFINITY);

  private record Bound(double value, double error) {
    boolean isLost() {
      return Double.isInfinite(error);
    }

    double share() {
      return error == 0 ? 0 : error / Math.abs(value);
    }
  }

  private final Map<Formula, Bound> bounds = new HashMap<>();

  private RoundingError() {}

  /** Whether it is at most this share of the value; false if nothing is known of it. */
  public static boolean isWithin(double share, Formula constant) {
    return bound(constant).share() <= share;
  }

  /** Whether it is surely larger than this, so that the 64-bit value says nothing. */
  static boolean exceeds(double error, Formula constant) {
    return bound(constant).error > error;
  }

  /** Whether the value's sign may be due to it. */
  static boolean hidesSign(Formula constant) {
    Bound bound = bound(constant);
    return bound.error >= Math.abs(bound.value);
  }

  private static Bound bound(Formula constant) {
    RoundingError errors = new RoundingError();
    for (Formula node : Dag.postorder(List.of(constant))) {
      errors.bounds.put(node, checked(errors.node(node)));
    }
    return errors.at(constant);
  }

  private static Bound checked(Bound bound) {
    if (bound == UNKNOWN) {
      return bound;
    }
    boolean tooSmall = bound.error > 0 && Math.abs(bound.value) < SMALLEST;
    return tooSmall || !Double.isFinite(bound.value) || Double.isNaN(bound.error) ? LOST : bound;
  }

  private Bound at(Formula formula) {
    return Objects.requireNonNull(bounds.get(formula));
  }

  private Bound node(Formula node) {
    List<Bound> parts = node.children().stream().map(this::at).toList();
    if (!(node instanceof Piecewise)) {
      if (parts.contains(UNKNOWN)) {
        return UNKNOWN;
      }
      if (parts.stream().anyMatch(Bound::isLost)) {
        return LOST;
      }
    }
    return switch (node) {
      case Number number -> number(number);
      case Constant.E -> rounded(Math.E, 0);
      case Constant.PI -> rounded(Math.PI, 0);
      case Constant _, Formula.Symbol _, Formula.Slot _ -> UNKNOWN;
      case Formula.Truth truth -> exactly(truth == Formula.Truth.TRUE);
      case Sum _ -> sum(parts);
      case Product _ -> product(parts);
      case Power _ -> power(parts.getFirst(), parts.getLast());
      case Apply apply -> apply(apply.operation(), parts);
      case Relation relation -> relation(relation, parts.getFirst(), parts.getLast());
      case Logic logic -> logic(logic, parts);
      case Piecewise piecewise -> piecewise(piecewise);
    };
  }

  private static Bound number(Number number) {
    double value = Arithmetic.toDouble(number);
    boolean exact =
        number instanceof Formula.Decimal
            || number instanceof Rational r && r.isInteger() && r.numerator().bitLength() <= 53;
    return exact ? new Bound(value, 0) : rounded(value, 0);
  }

  private static Bound exactly(boolean holds) {
    return new Bound(holds ? 1 : 0, 0);
  }

  /** Of what came in, and one rounding more. */
  private static Bound rounded(double value, double error) {
    return new Bound(value, error + 2 * STEP * Math.abs(value));
  }

  private static Bound sum(List<Bound> terms) {
    double value = 0;
    double error = 0;
    double sizes = 0;
    for (Bound term : terms) {
      value += term.value;
      error += term.error;
      sizes += Math.abs(term.value);
    }
    return new Bound(value, error + terms.size() * STEP * sizes);
  }

  private static Bound product(List<Bound> factors) {
    double value = 1;
    double share = 0;
    for (Bound factor : factors) {
      value *= factor.value;
      share += factor.share();
    }
    return share > LARGEST_SHARE
        ? LOST
        : new Bound(value, Math.abs(value) * (2 * share + 2 * factors.size() * STEP));
  }

  private static Bound power(Bound base, Bound exponent) {
    double value = Math.pow(base.value, exponent.value);
    double share =
        Math.abs(exponent.value) * base.share()
            + Math.abs(Math.log(Math.abs(base.value))) * exponent.error;
    return share < LARGEST_SHARE ? rounded(value, 2 * share * Math.abs(value)) : LOST;
  }

  private static Bound apply(Operation operation, List<Bound> arguments) {
    Bound x = arguments.getFirst();
    double value = operation.value(arguments.stream().mapToDouble(Bound::value).toArray());
    return switch (operation.name()) {
      case "exp" -> within(x.error, value, x.error * Math.abs(value));
      case "log" -> within(x.share(), value, x.share());
      case "log2", "log10" -> within(x.share(), value, 2 * x.share());
      case "sin", "cos" -> within(x.error, value, x.error);
      case "tan" -> {
        double slope = 1 + value * value;
        yield within(x.error * slope, value, x.error * slope);
      }
      case "sinh", "cosh" -> within(x.error, value, x.error * Math.cosh(x.value));
      case "asin", "acos" -> {
        double across = 1 - x.value * x.value;
        yield within(x.error / across, value, x.error / across);
      }
      case "atan", "tanh", "sigmoid", "asinh" -> within(x.error, value, x.error);
      case "abs" -> new Bound(Math.abs(x.value), x.error);
      case "sign" -> Math.abs(x.value) > x.error ? new Bound(value, 0) : LOST;
      case "floor", "ceil" ->
          Math.abs(x.value - Math.rint(x.value)) > x.error || x.error == 0
              ? new Bound(value, 0)
              : LOST;
      case "max", "min" ->
          new Bound(value, arguments.stream().mapToDouble(Bound::error).max().orElseThrow());
      default -> UNKNOWN;
    };
  }

  private static Bound within(double share, double value, double error) {
    return share < LARGEST_SHARE ? rounded(value, 2 * error) : LOST;
  }

  private static Bound relation(Relation relation, Bound left, Bound right) {
    double difference = left.value - right.value;
    double doubt = left.error + right.error;
    return Math.abs(difference) > doubt || doubt == 0
        ? exactly(relation.comparator().holds((int) Math.signum(difference)))
        : LOST;
  }

  private static Bound logic(Logic logic, List<Bound> operands) {
    return exactly(
        switch (logic.connective()) {
          case AND -> operands.stream().allMatch(each -> each.value != 0);
          case OR -> operands.stream().anyMatch(each -> each.value != 0);
          case NOT -> operands.getFirst().value == 0;
        });
  }

  /** Branches that are not taken do no harm. */
  private Bound piecewise(Piecewise piecewise) {
    for (Formula.Case each : piecewise.cases()) {
      Bound condition = at(each.condition());
      if (condition == UNKNOWN || condition.isLost()) {
        return condition;
      }
      if (condition.value != 0) {
        return at(each.value());
      }
    }
    return at(piecewise.otherwise());
  }
}
