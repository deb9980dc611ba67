package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.symbolic.Growth.Unknown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hipparchus.complex.Complex;

/**
 * Limits at ∞ of formulas with sines and cosines that go on oscillating there. Of each all that is
 * used is that it stays between -1 and 1: the formula is enclosed by one without them and by
 * multiples of such quantities, and where the multiples vanish both have the same limit (the
 * squeeze theorem).
 */
final class Oscillation {
  private static final Set<String> WAVES =
      Set.of("sin", "cos", "tan", "floor", "ceil", "round", "mod");

  /** Functions of all real numbers whose slope stays below 2. */
  private static final Set<String> GENTLE =
      Set.of("atan", "tanh", "sigmoid", "softplus", "abs", "asinh", "erf", "erfc");

  private static final int HIGHEST_POWER = 6;
  private static final int MOST_PARTS = 60;

  /** Nearer to 1 a share is not said to be below it. */
  private static final double BELOW_ONE = 0.99;

  private static final Formula HALF = new Formula.Rational(BigInteger.ONE, BigInteger.TWO);
  private static final double MARGIN = 0.01;

  /** Where it is looked whether the argument of a sine is real. */
  private static final double[] PLACES = {7.3, 31.7, 113.9, 1009.1};

  private static final double ROUNDING = 1e-9;

  private final Growth growth;
  private final Formula formula;
  private final Symja symja;
  private final Formulas formulas;
  private final Asymptotics asymptotics;
  private final Map<Formula, Enclosure> known = new HashMap<>();
  private final Set<Formula> oscillating = new HashSet<>();
  private final List<Wave> waves = new ArrayList<>();
  private int quantities;

  Oscillation(Growth growth, Formula formula) {
    this.growth = growth;
    this.formula = formula;
    this.symja = growth.symja();
    this.formulas = symja.formulas();
    this.asymptotics = new Asymptotics(symja, growth);
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node.children().stream().anyMatch(oscillating::contains)
          || isWave(node) && !isSettled(node.children().getFirst())) {
        oscillating.add(node);
      }
    }
  }

  /**
   * main + Σ part·quantity: every key of the map is a quantity, or a product of some, that stays
   * between -1 and 1 far out; neither the main part nor the values oscillate.
   */
  private record Enclosure(Formula main, Map<Formula, Formula> parts) {}

  /** sin(argument) or cos(argument) as a quantity. */
  private record Wave(String name, Formula argument, Symbol quantity) {}

  /** Whether there are sines, cosines or steps whose argument has no finite limit. */
  boolean occurs() {
    return oscillating.contains(formula);
  }

  private static boolean isWave(Formula node) {
    return node instanceof Apply apply && WAVES.contains(apply.operation().name());
  }

  private boolean isSettled(Formula argument) {
    try {
      return Growth.infinite(limit(argument)) == 0;
    } catch (Unknown none) {
      return false;
    }
  }

  /** The limit, if they occur. */
  Formula squeezed() {
    Enclosure enclosure = of(formula);
    boolean cancels = growth.isZero(enclosure.main());
    Formula limit = cancels ? formulas.integer(0) : limit(enclosure.main());
    boolean squeezed =
        Growth.infinite(limit) == 0 ? vanish(enclosure) : share(enclosure) < BELOW_ONE;
    if (!squeezed) {
      throw new Unknown("it may go on oscillating");
    }
    return limit;
  }

  /** Of a formula in which they do not occur. */
  private Formula limit(Formula formula) {
    return growth.limit(asymptotics.written(formula));
  }

  private boolean vanish(Enclosure enclosure) {
    Formula zero = formulas.integer(0);
    return enclosure.parts().values().stream().allMatch(part -> limit(part).equals(zero));
  }

  /** What the parts come to at most beside the main one, far out. */
  private double share(Enclosure enclosure) {
    if (growth.isZero(enclosure.main())) {
      throw new Unknown("nothing but oscillation");
    }
    return size(
        enclosure.parts().values().stream()
            .map(part -> formulas.divide(part, enclosure.main()))
            .toList());
  }

  private double size(List<Formula> parts) {
    double size = 0;
    for (Formula part : parts) {
      Formula limit = limit(part);
      if (Growth.infinite(limit) != 0) {
        return Double.POSITIVE_INFINITY;
      }
      size += Math.abs(growth.number(limit));
    }
    return size;
  }

  // ---------------------------------------------------------------- enclosures

  private Enclosure of(Formula formula) {
    Growth.checkTime();
    Enclosure found = known.get(formula);
    if (found == null) {
      found = oscillating.contains(formula) ? enclosed(formula) : constant(formula);
      known.put(formula, found);
    }
    return found;
  }

  private static Enclosure constant(Formula formula) {
    return new Enclosure(formula, Map.of());
  }

  private Enclosure enclosed(Formula formula) {
    return switch (formula) {
      case Sum sum -> sum.terms().stream().map(this::of).reduce(this::plus).orElseThrow();
      case Product product ->
          product.factors().stream().map(this::of).reduce(this::times).orElseThrow();
      case Power power
          when oscillating.contains(power.exponent()) || growth.varies(power.exponent()) ->
          exponential(times(of(power.exponent()), logarithm(of(power.base()))));
      case Power power -> power(of(power.base()), power.exponent());
      case Apply apply when apply.arguments().size() == 1 ->
          function(apply, of(apply.arguments().getFirst()));
      case Apply apply when apply.operation().name().equals("mod") ->
          remainder(apply.arguments().getFirst(), apply.arguments().getLast());
      case Formula other -> throw new Unknown("no enclosure of " + other);
    };
  }

  /** Between 0 and what is divided by. */
  private Enclosure remainder(Formula of, Formula by) {
    if (!Formula.isClosed(by) || !isReal(of)) {
      throw new Unknown("no constant");
    }
    Formula half = formulas.multiply(HALF, by);
    return plus(constant(half), within(half));
  }

  /** floor(u) = u - 1/2 + q/2. */
  private Enclosure step(Apply apply, Enclosure u, Formula beyond) {
    if (!isReal(apply.arguments().getFirst())) {
      throw new Unknown("perhaps not real");
    }
    return plus(plus(u, constant(beyond)), within(HALF));
  }

  private Enclosure function(Apply apply, Enclosure u) {
    return switch (apply.operation().name()) {
      case "exp" -> exponential(u);
      case "log" -> logarithm(u);
      case "sin", "cos" -> wave(apply, u);
      case "floor" -> step(apply, u, formulas.negate(HALF));
      case "ceil" -> step(apply, u, HALF);
      case "round" -> step(apply, u, formulas.integer(0));
      case "atan" ->
          Growth.infinite(limit(u.main())) == 0 ? gentle(apply, u) : quarterTurn(apply, u);
      case String name when GENTLE.contains(name) -> gentle(apply, u);
      case String name -> throw new Unknown("no enclosure of " + name);
    };
  }

  /** sin(m + r) = sin(m) + 2r·q; sin(m) is a quantity where m grows beyond all bounds. */
  private Enclosure wave(Apply apply, Enclosure u) {
    if (!u.parts().isEmpty() && !vanish(u)) {
      if (!isReal(apply.arguments().getFirst())) {
        throw new Unknown("perhaps not real");
      }
      return within(formulas.integer(1));
    }
    if (isSettled(u.main())) {
      return gentle(apply, u);
    }
    if (!isReal(u.main())) {
      throw new Unknown("perhaps not real");
    }
    Wave wave = wave(apply.operation().name(), u.main());
    Formula beyond = formulas.subtract(u.main(), wave.argument());
    return plus(
        new Enclosure(formulas.integer(0), Map.of(wave.quantity(), formulas.integer(1))),
        times(within(plus(within(beyond), u), formulas.integer(2)), quantity()));
  }

  /** Of an argument so near that it makes no difference in the end. */
  private Wave wave(String name, Formula argument) {
    for (Wave wave : waves) {
      if (wave.name().equals(name)
          && (wave.argument().equals(argument) || isNear(wave.argument(), argument))) {
        return wave;
      }
    }
    Wave wave = new Wave(name, argument, quantity());
    waves.add(wave);
    return wave;
  }

  private boolean isNear(Formula one, Formula other) {
    try {
      return limit(formulas.subtract(one, other)).equals(formulas.integer(0));
    } catch (Unknown none) {
      return false;
    }
  }

  private boolean isReal(Formula argument) {
    int seen = 0;
    for (double place : PLACES) {
      Complex value = growth.value(argument, place);
      if (Check.isFinite(value)) {
        seen++;
        if (Math.abs(value.getImaginary()) > ROUNDING * value.norm()) {
          return false;
        }
      }
    }
    return seen > 0 && Formula.isReal(argument);
  }

  /** f(m + r) = f(m) + 2r·q. */
  private Enclosure gentle(Apply apply, Enclosure u) {
    Formula main = formulas.apply(apply.operation(), List.of(u.main()));
    return plus(constant(main), times(within(u, formulas.integer(2)), quantity()));
  }

  /** atan(u) = ±π/2 - atan(1/u). */
  private Enclosure quarterTurn(Apply apply, Enclosure u) {
    Formula side = formulas.integer(Growth.infinite(limit(u.main())));
    Formula quarter = formulas.product(List.of(HALF, side, Constant.PI));
    Enclosure rest = gentle(apply, power(u, formulas.integer(-1)));
    return plus(constant(quarter), times(rest, constant(formulas.integer(-1))));
  }

  // ---------------------------------------------------------------- arithmetic

  private Symbol quantity() {
    return new Symbol("\u0001q" + quantities++);
  }

  private Enclosure plus(Enclosure a, Enclosure b) {
    Map<Formula, Formula> parts = new LinkedHashMap<>(a.parts());
    b.parts().forEach((quantity, part) -> add(parts, quantity, part));
    return new Enclosure(formulas.add(a.main(), b.main()), parts);
  }

  private void add(Map<Formula, Formula> parts, Formula quantity, Formula part) {
    Formula sum = formulas.add(parts.getOrDefault(quantity, formulas.integer(0)), part);
    if (growth.isZero(sum)) {
      parts.remove(quantity);
    } else {
      parts.put(quantity, sum);
    }
    if (parts.size() > MOST_PARTS) {
      throw new Unknown("too many parts");
    }
  }

  private Enclosure times(Enclosure a, Enclosure b) {
    Map<Formula, Formula> parts = new LinkedHashMap<>();
    a.parts().forEach((q, part) -> add(parts, q, formulas.multiply(part, b.main())));
    b.parts().forEach((q, part) -> add(parts, q, formulas.multiply(part, a.main())));
    a.parts()
        .forEach(
            (p, one) ->
                b.parts()
                    .forEach(
                        (q, other) ->
                            add(parts, formulas.multiply(p, q), formulas.multiply(one, other))));
    return new Enclosure(formulas.multiply(a.main(), b.main()), parts);
  }

  /** Without the main part, every other one times a factor. */
  private Enclosure within(Enclosure enclosure, Formula factor) {
    Map<Formula, Formula> parts = new LinkedHashMap<>();
    enclosure.parts().forEach((q, part) -> add(parts, q, formulas.multiply(part, factor)));
    return new Enclosure(formulas.integer(0), parts);
  }

  private Enclosure times(Enclosure enclosure, Symbol quantity) {
    return times(
        enclosure, new Enclosure(formulas.integer(0), Map.of(quantity, formulas.integer(1))));
  }

  /** A quantity times a formula. */
  private Enclosure within(Formula bound) {
    return new Enclosure(formulas.integer(0), Map.of(quantity(), bound));
  }

  // ---------------------------------------------------------------- functions

  /**
   * (m + r)ⁿ = mⁿ + (|n| + 1)·mⁿ⁻¹·r·q where r/m vanishes; where it only stays below 1, mⁿ times
   * what stays between two bounds.
   */
  private Enclosure power(Enclosure u, Formula exponent) {
    int natural = MultipliedOut.natural(exponent);
    if (natural > 0 && natural <= HIGHEST_POWER) {
      Enclosure power = u;
      for (int k = 1; k < natural; k++) {
        power = times(power, u);
      }
      return power;
    }
    double n = Evaluation.constant(exponent).orElseThrow(() -> new Unknown("power of a letter"));
    boolean whole = exponent instanceof Formula.Rational r && r.isInteger();
    double share = shareBelowOne(u);
    if (!whole && sign(u.main()) < 0) {
      throw new Unknown("root of a negative number");
    }
    Formula power = growth.asPositive(formulas.power(u.main(), exponent));
    if (share == 0) {
      Formula slope =
          formulas.multiply(
              above(Math.abs(n) + 1),
              formulas.power(u.main(), formulas.subtract(exponent, formulas.integer(1))));
      return plus(constant(power), times(within(u, slope), quantity()));
    }
    return times(constant(power), between(Math.pow(1 - share, n), Math.pow(1 + share, n)));
  }

  /** A positive quantity between two bounds, or a little beyond them. */
  private Enclosure between(double one, double other) {
    double least = (1 - MARGIN) * Math.min(one, other);
    double most = (1 + MARGIN) * Math.max(one, other);
    Formula radius = formulas.rational(BigDecimal.valueOf((most - least) / 2));
    return plus(
        constant(formulas.rational(BigDecimal.valueOf((least + most) / 2))), within(radius));
  }

  private double shareBelowOne(Enclosure u) {
    double share = share(u);
    if (share >= BELOW_ONE) {
      throw new Unknown("it may come to 0");
    }
    return share;
  }

  /** A whole number that is larger. */
  private Formula above(double number) {
    return formulas.rational(BigDecimal.valueOf(number).setScale(0, RoundingMode.CEILING));
  }

  private int sign(Formula formula) {
    return growth.sign(asymptotics.written(formula));
  }

  /** log(m + r) = log(m) + 2r/m·q where r/m vanishes, or log(m) and what is bounded. */
  private Enclosure logarithm(Enclosure u) {
    if (u.parts().isEmpty()) {
      return constant(symja.call("log", u.main()));
    }
    double share = shareBelowOne(u);
    if (sign(u.main()) < 0) {
      throw new Unknown("logarithm of a negative number");
    }
    Formula two = formulas.integer(2);
    Enclosure rest =
        share == 0
            ? times(within(u, formulas.divide(two, u.main())), quantity())
            : within(above(1 - Math.log(1 - share)));
    return plus(constant(symja.call("log", u.main())), rest);
  }

  /**
   * exp(m + r) = exp(m)·(1 + 2r·q) where r vanishes; where it is bounded exp(m) times what stays
   * between two bounds, and where it stays below |m| less than a power of exp(m).
   */
  private Enclosure exponential(Enclosure u) {
    Formula power = symja.call("exp", u.main());
    double size = size(List.copyOf(u.parts().values()));
    if (size == 0) {
      Formula slope = formulas.multiply(formulas.integer(2), power);
      return plus(constant(power), times(within(u, slope), quantity()));
    }
    if (Double.isFinite(size)) {
      return times(constant(power), between(Math.exp(-size), Math.exp(size)));
    }
    double share = shareBelowOne(u);
    if (!limit(u.main()).equals(formulas.negate(Constant.INFINITY))) {
      throw new Unknown("it may grow");
    }
    Formula part =
        formulas.rational(BigDecimal.valueOf((1 - share) / 2).setScale(4, RoundingMode.DOWN));
    return within(symja.call("exp", formulas.multiply(part, u.main())));
  }
}
