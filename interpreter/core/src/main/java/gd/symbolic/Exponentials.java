package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;

/**
 * Fractions and logarithms of exponentials as the functions with names that they are: exp(x)/(1 +
 * exp(x)) is sigmoid(x), and (exp(2x) - 1)/(exp(2x) + 1) is tanh(x). Both are written in one
 * exponential t; that they are equal is an identity of fractions in t.
 */
final class Exponentials {
  private static final Set<String> MADE_OF_EXPONENTIALS =
      Set.of("exp", "sigmoid", "tanh", "sinh", "cosh", "softplus", "log");

  private static final Set<String> HYPERBOLIC = Set.of("tanh", "sinh", "cosh");
  private static final List<String> NAMES = List.of("sigmoid", "softplus", "tanh", "sinh", "cosh");

  /** The root of the exponential of the unit. */
  private static final Symbol T = new Symbol("\u0001t");

  private static final Symbol UNIT = new Symbol("\u0001u");
  private static final Rational HALF = new Rational(BigInteger.ONE, BigInteger.TWO);
  private static final int MOST_HALVES = 8;

  /** What the arguments of functions may be, in halves of the unit. */
  private static final List<Integer> HALVES = List.of(2, -2, 1, -1, 4, -4);

  /** Longer ones are left alone. */
  private static final int LONGEST = 60;

  private static final double[] PLACES = {0.37, -1.21, 2.9};

  private final Symja symja;
  private final Formulas formulas;
  private final Request request;

  Exponentials(Symja symja, Request request) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.request = request;
  }

  /** The same with such parts replaced where that is shorter; empty if there are none. */
  Optional<Formula> named(Formula formula) {
    Sizes.check(formula); // parts are counted as they are read, shared ones too
    Map<Formula, Formula> known = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      Formula here = formulas.substitute(node, known);
      if (!(node instanceof Formula.Relation || node instanceof Formula.Logic)) {
        Formula shorter = shorter(here);
        if (!shorter.equals(node)) {
          known.put(node, shorter);
        }
      }
    }
    Formula named = formulas.substitute(formula, known);
    return length(named) < length(formula) ? Optional.of(named) : Optional.empty();
  }

  /** Nodes with repetition, as they are read. */
  private static int length(Formula formula) {
    int length = 1;
    for (Formula child : formula.children()) {
      length += length(child);
    }
    return length;
  }

  private Formula shorter(Formula formula) {
    if (length(formula) > LONGEST) {
      return formula;
    }
    for (Formula unit : units(formula)) {
      for (Set<Formula> group : groups(formula, unit)) {
        Formula part = joined(formula, group);
        Optional<Formula> name = name(part, unit);
        if (name.isPresent()) {
          List<Formula> all = new ArrayList<>(formula.children());
          all.removeAll(group);
          all.add(name.get());
          return group.size() == 1 ? name.get() : joined(formula, all);
        }
      }
    }
    return formula;
  }

  private Formula joined(Formula like, Collection<Formula> parts) {
    return like instanceof Sum
        ? formulas.sum(List.copyOf(parts))
        : like instanceof Product ? formulas.product(List.copyOf(parts)) : parts.iterator().next();
  }

  /** The whole, or the terms or factors that depend on the unit, with and without the number. */
  private List<Set<Formula>> groups(Formula formula, Formula unit) {
    if (!(formula instanceof Sum || formula instanceof Product)) {
      return List.of(Set.of(formula));
    }
    List<Symbol> symbols = Check.symbols(unit);
    Set<Formula> with = new LinkedHashSet<>();
    Set<Formula> without = new LinkedHashSet<>();
    for (Formula child : formula.children()) {
      List<Symbol> of = Check.symbols(child);
      if (!of.isEmpty() && symbols.containsAll(of)) {
        without.add(child);
        with.add(child);
      } else if (child instanceof Rational) {
        with.add(child);
      }
    }
    return List.of(with, without).stream().filter(group -> group.size() > 1).distinct().toList();
  }

  /** The arguments of exponentials, without their numbers. */
  private Set<Formula> units(Formula formula) {
    Set<Formula> units = new LinkedHashSet<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Apply apply
          && MADE_OF_EXPONENTIALS.contains(apply.operation().name())
          && !apply.operation().name().equals("log")
          && !Formula.isClosed(node)) {
        List<Formula> factors = Antiderivatives.factors(apply.arguments().getFirst());
        units.add(
            factors.getFirst() instanceof Rational
                ? formulas.product(factors.subList(1, factors.size()))
                : apply.arguments().getFirst());
      }
    }
    return units;
  }

  private Optional<Formula> name(Formula part, Formula unit) {
    Optional<Formula> given = inUnit(part, unit);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    return candidates().stream()
        .filter(each -> length(symja.at(each, UNIT, unit)) < length(part))
        .sorted(Comparator.comparingInt(Exponentials::length))
        .filter(each -> isNear(given.get(), each) && isSame(given.get(), each))
        .findFirst()
        .map(each -> symja.at(each, UNIT, unit));
  }

  private List<Formula> candidates() {
    List<Formula> candidates = new ArrayList<>();
    List<Formula> simplest = List.of(formulas.integer(0), formulas.integer(1), UNIT);
    for (Formula each : simplest) {
      candidates.add(each);
      candidates.add(formulas.negate(each));
    }
    for (int halves : HALVES) {
      Formula u = formulas.multiply(formulas.multiply(formulas.integer(halves), HALF), UNIT);
      for (String name : NAMES) {
        Formula value = symja.call(name, u);
        candidates.add(value);
        candidates.add(formulas.negate(value));
        candidates.add(formulas.power(value, formulas.integer(2)));
        if (HYPERBOLIC.contains(name)) { // 1 + exp(-x) is not 1/sigmoid(x)
          candidates.add(formulas.power(value, formulas.integer(-1)));
          candidates.add(formulas.power(value, formulas.integer(-2)));
        }
      }
    }
    return candidates;
  }

  /** In the unit alone; empty if more is left. */
  private Optional<Formula> inUnit(Formula part, Formula unit) {
    Map<Formula, Formula> written = new HashMap<>(Map.of(unit, UNIT));
    for (Formula node : Dag.postorder(List.of(part))) {
      if (node instanceof Apply apply && apply.arguments().size() == 1) {
        for (int halves = -MOST_HALVES; halves <= MOST_HALVES; halves++) {
          Formula times = formulas.multiply(formulas.integer(halves), HALF);
          if (apply.arguments().getFirst().equals(formulas.multiply(times, unit))) {
            Formula argument = formulas.multiply(times, UNIT);
            written.put(node, formulas.apply(apply.operation(), List.of(argument)));
          }
        }
      }
    }
    Formula inUnit = formulas.substitute(part, written);
    return Check.symbols(inUnit).equals(List.of(UNIT)) ? Optional.of(inUnit) : Optional.empty();
  }

  private static boolean isNear(Formula one, Formula other) {
    for (double place : PLACES) {
      Map<Formula, Complex> at = Map.of(UNIT, Complex.valueOf(place));
      if (!Check.close(ComplexEvaluation.at(one, at), ComplexEvaluation.at(other, at))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the difference is 0, or its derivative is, as a fraction in t. They are the same at
   * some places already.
   */
  private boolean isSame(Formula one, Formula other) {
    Formula difference = formulas.subtract(one, other);
    return isZero(difference) || isZero(symja.differentiation().derivative(difference, UNIT));
  }

  private boolean isZero(Formula formula) {
    Formula inT = inT(formula);
    return !Dag.contains(inT, UNIT)
        && symja
            .ask(request, to -> F.unaryAST1(S.Together, F.unaryAST1(S.ExpandAll, to.convert(inT))))
            .equals(formulas.integer(0));
  }

  private Formula inT(Formula formula) {
    Map<Formula, Formula> written = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Apply apply
          && formulas.divide(apply.arguments().getFirst(), UNIT) instanceof Rational times) {
        Formula power = formulas.power(T, formulas.multiply(formulas.integer(2), times));
        byPower(apply.operation().name(), power).ifPresent(each -> written.put(node, each));
      }
    }
    return formulas.substitute(formula, written);
  }

  private Optional<Formula> byPower(String name, Formula power) {
    Formula one = formulas.integer(1);
    Formula inverse = formulas.power(power, formulas.integer(-1));
    Formula sum = formulas.add(power, inverse);
    Formula difference = formulas.subtract(power, inverse);
    return switch (name) {
      case "exp" -> Optional.of(power);
      case "sigmoid" -> Optional.of(formulas.divide(one, formulas.add(one, inverse)));
      case "tanh" -> Optional.of(formulas.divide(difference, sum));
      case "sinh" -> Optional.of(formulas.multiply(HALF, difference));
      case "cosh" -> Optional.of(formulas.multiply(HALF, sum));
      default -> Optional.empty();
    };
  }
}
