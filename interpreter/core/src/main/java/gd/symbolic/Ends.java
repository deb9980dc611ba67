package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What antiderivatives tend to at the ends of the line where that is plain: powers of x that an
 * exponential beats, and functions of what has a limit or grows without bound. Parameters are
 * positive.
 */
final class Ends {
  private final Symja symja;
  private final Formulas formulas;
  private final Positive positive;
  private final Symbol x;
  private final int sign;
  private final Set<Formula> assumed;

  private Ends(Symja symja, Symbol x, int sign, Positive positive, Set<Formula> assumed) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.positive = positive;
    this.x = x;
    this.sign = sign;
    this.assumed = assumed;
  }

  /**
   * The limit at ∞ (sign 1) or -∞ (-1); empty where a term is not plain, or has none that is
   * finite. What has to be positive for it goes to {@code assumed}.
   */
  static Optional<Formula> of(
      Symja symja, Formula formula, Symbol x, int sign, Positive positive, Set<Formula> assumed) {
    Ends ends = new Ends(symja, x, sign, positive, assumed);
    return ends.tail(formula) instanceof Tail.Finite(var value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** Whether it plainly has no finite limit, for any parameters. */
  static boolean isEndless(Symja symja, Formula formula, Symbol x, int sign) {
    Positive none = new Positive(symja, List.of());
    return switch (new Ends(symja, x, sign, none, new HashSet<>()).tail(formula)) {
      case Tail.Infinite _, Tail.Bounded _ -> true;
      case Tail.Finite _, Tail.Gone _, Tail.Unknown _ -> false;
    };
  }

  /** How a part behaves at the end. */
  private sealed interface Tail {
    record Finite(Formula value) implements Tail {}

    /** Grows beyond all bounds; slowly if no faster than a power of x. */
    record Infinite(int sign, boolean slow) implements Tail {}

    /** Vanishes faster than every power of x. */
    record Gone() implements Tail {}

    /** Stays within bounds. */
    record Bounded() implements Tail {}

    record Unknown() implements Tail {}
  }

  private Tail tail(Formula node) {
    if (!Dag.contains(node, x)) {
      return new Tail.Finite(node);
    }
    return switch (node) {
      case Symbol _ -> new Tail.Infinite(sign, true);
      case Sum sum -> ofSum(sum);
      case Product product -> ofProduct(product.factors());
      case Power power -> ofPower(power);
      case Apply apply when apply.arguments().size() == 1 -> ofFunction(apply);
      case Apply _,
          Formula.Number _,
          Constant _,
          Formula.Slot _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          new Tail.Unknown();
    };
  }

  private Tail ofSum(Sum sum) {
    int leading = leading(sum);
    if (leading != 0) {
      return new Tail.Infinite(leading, true);
    }
    List<Formula> values = new ArrayList<>();
    boolean infinite = false;
    boolean bounded = false;
    int side = 0;
    boolean slow = true;
    for (Formula term : sum.terms()) {
      switch (tail(term)) {
        case Tail.Finite(var value) -> values.add(value);
        case Tail.Gone _ -> {}
        case Tail.Infinite(int each, boolean slowly) -> {
          if (infinite && each != side) {
            return new Tail.Unknown();
          }
          infinite = true;
          side = each;
          slow &= slowly;
        }
        case Tail.Bounded _ -> bounded = true;
        case Tail.Unknown _ -> {
          return new Tail.Unknown();
        }
      }
    }
    return infinite
        ? new Tail.Infinite(side, slow)
        : bounded ? new Tail.Bounded() : new Tail.Finite(formulas.sum(values));
  }

  private Tail ofProduct(List<Formula> factors) {
    List<Formula> values = new ArrayList<>();
    boolean gone = false;
    boolean zero = false;
    boolean bounded = false;
    int side = 0;
    boolean slow = true;
    for (Formula factor : factors) {
      switch (tail(factor)) {
        case Tail.Finite(var value) -> {
          zero |= value.equals(formulas.integer(0));
          values.add(value);
        }
        case Tail.Gone _ -> gone = true;
        case Tail.Bounded _ -> bounded = true;
        case Tail.Infinite(int each, boolean slowly) -> {
          side = side == 0 ? each : side * each;
          slow &= slowly;
        }
        case Tail.Unknown _ -> {
          return new Tail.Unknown();
        }
      }
    }
    if (gone) {
      return slow ? new Tail.Gone() : new Tail.Unknown();
    }
    if (side == 0) {
      return zero
          ? new Tail.Finite(formulas.integer(0))
          : bounded ? new Tail.Bounded() : new Tail.Finite(formulas.product(values));
    }
    int scale = sign(formulas.product(values));
    return zero || bounded || scale == 0
        ? new Tail.Unknown()
        : new Tail.Infinite(side * scale, slow);
  }

  private Tail ofPower(Power power) {
    Formula exponent = power.exponent();
    if (Dag.contains(exponent, x)) {
      return Dag.contains(power.base(), x)
          ? new Tail.Unknown()
          : exponential(tail(formulas.multiply(exponent, symja.call("log", power.base()))));
    }
    return switch (tail(power.base())) {
      case Tail.Finite(var value) when !value.equals(formulas.integer(0)) ->
          new Tail.Finite(formulas.power(value, exponent));
      case Tail.Finite _ ->
          positive.is(exponent) ? new Tail.Finite(formulas.integer(0)) : new Tail.Unknown();
      case Tail.Gone _ -> positive.is(exponent) ? new Tail.Gone() : new Tail.Unknown();
      case Tail.Bounded _ -> positive.is(exponent) ? new Tail.Bounded() : new Tail.Unknown();
      case Tail.Infinite(int side, boolean slow) -> {
        if (positive.is(formulas.negate(exponent))) {
          yield slow ? new Tail.Finite(formulas.integer(0)) : new Tail.Gone();
        }
        if (!Formula.isClosed(exponent) && sign(exponent) == 0) {
          assumed.add(formulas.negate(exponent)); // of an integral that exists it vanishes
          yield new Tail.Finite(formulas.integer(0));
        }
        boolean whole = exponent instanceof Rational r && r.isInteger();
        boolean even = whole && !((Rational) exponent).numerator().testBit(0);
        yield positive.is(exponent) && (side > 0 || whole)
            ? new Tail.Infinite(even ? 1 : side, slow)
            : new Tail.Unknown();
      }
      case Tail.Unknown _ -> new Tail.Unknown();
    };
  }

  private Tail ofFunction(Apply apply) {
    Formula u = apply.arguments().getFirst();
    String name = apply.operation().name();
    if (name.equals("exp") && leading(u) == 0 && slope(u).isPresent()) {
      // of an integral that exists it vanishes
      Formula towards = formulas.multiply(formulas.integer(-sign), slope(u).get());
      if (!Formula.isClosed(towards)) {
        assumed.add(towards);
        return new Tail.Gone();
      }
    }
    Tail tail = tail(u);
    if (name.equals("exp")) {
      return exponential(tail);
    }
    return switch (tail) {
      case Tail.Finite(var value) ->
          value.equals(formulas.integer(0)) && name.equals("log")
              ? new Tail.Unknown()
              : new Tail.Finite(formulas.apply(apply.operation(), List.of(value)));
      case Tail.Gone _ ->
          name.equals("log")
              ? new Tail.Unknown()
              : new Tail.Finite(formulas.apply(apply.operation(), List.of(formulas.integer(0))));
      case Tail.Infinite(int side, boolean slow) -> atInfinity(name, side, slow);
      case Tail.Bounded _, Tail.Unknown _ -> isWave(name) ? new Tail.Bounded() : new Tail.Unknown();
    };
  }

  private static boolean isWave(String name) {
    return name.equals("sin") || name.equals("cos");
  }

  private Tail exponential(Tail exponent) {
    return switch (exponent) {
      case Tail.Finite(var value) -> new Tail.Finite(symja.call("exp", value));
      case Tail.Gone _ -> new Tail.Finite(formulas.integer(1));
      case Tail.Infinite(int side, boolean _) ->
          side < 0 ? new Tail.Gone() : new Tail.Infinite(1, false);
      case Tail.Bounded _ -> new Tail.Bounded();
      case Tail.Unknown _ -> new Tail.Unknown();
    };
  }

  private Tail atInfinity(String name, int side, boolean slow) {
    Formula one = formulas.integer(side);
    return switch (name) {
      case "sin", "cos" -> new Tail.Bounded();
      case "erf", "tanh" -> new Tail.Finite(one);
      case "erfc" -> new Tail.Finite(formulas.integer(1 - side));
      case "sigmoid" -> side > 0 ? new Tail.Finite(one) : new Tail.Gone();
      case "softplus" -> side > 0 ? new Tail.Infinite(1, slow) : new Tail.Gone();
      case "log", "sqrt" -> side > 0 ? new Tail.Infinite(1, true) : new Tail.Unknown();
      case "atan" ->
          new Tail.Finite(
              formulas.product(
                  List.of(formulas.rational(BigInteger.ONE, BigInteger.TWO), Constant.PI, one)));
      default -> new Tail.Unknown();
    };
  }

  /** The sign of a linear or quadratic formula at the end; 0 if it is another or unknown. */
  private int leading(Formula u) {
    Formula first = symja.differentiation().derivative(u, x);
    Formula second = symja.differentiation().derivative(first, x);
    if (Dag.contains(second, x)) {
      return 0;
    }
    return second.equals(formulas.integer(0)) ? sign * sign(first) : sign(second);
  }

  /** Of a linear formula. */
  private Optional<Formula> slope(Formula u) {
    Formula first = symja.differentiation().derivative(u, x);
    return Dag.contains(first, x) ? Optional.empty() : Optional.of(first);
  }

  private int sign(Formula value) {
    if (Formula.isClosed(value)) {
      return (int) Math.signum(Evaluation.constant(value).orElse(0));
    }
    return positive.is(value) ? 1 : positive.is(formulas.negate(value)) ? -1 : 0;
  }
}
