package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That a limit does not exist: where all sines and cosines are of multiples of one angle that grows
 * beyond all bounds, they have the same values again and again, and along the places where they do
 * the formula is one without them. Two such formulas with different limits leave none for the
 * whole.
 */
final class Subsequences {
  /** Angles, in parts of π. */
  private static final int[][] ANGLES = {
    {0, 1}, {1, 2}, {1, 1}, {3, 2}, {1, 4}, {1, 3}, {1, 6}, {3, 4}
  };

  private final Approach approach;
  private final int side;
  private final Symja symja;
  private final Formulas formulas;
  private final Symbol x;

  /** From one side, as {@code side} is 1 or -1. */
  Subsequences(Approach approach, int side) {
    this.approach = approach;
    this.side = side;
    this.symja = approach.symja();
    this.formulas = symja.formulas();
    this.x = approach.x();
  }

  /** name(times·angle + beyond). */
  private record Wave(Apply formula, Formula times, Formula beyond) {}

  /** Two different limits of the formula along such places; empty if they are not found. */
  Optional<List<Formula>> limits() {
    List<Apply> found = new ArrayList<>();
    for (Formula node : Dag.postorder(List.of(approach.formula()))) {
      if (node instanceof Apply apply && isPeriodic(apply) && Dag.contains(node, x)) {
        Optional<Formula> argument = limit(apply.arguments().getFirst());
        if (argument.isEmpty() || !isContinuous(apply.arguments().getFirst())) {
          return Optional.empty();
        }
        if (Growth.infinite(argument.get()) != 0) {
          found.add(apply);
        }
      }
    }
    List<Wave> waves = new ArrayList<>();
    for (Apply each : found) {
      Optional<Wave> wave = wave(each, found.getFirst().arguments().getFirst());
      if (wave.isEmpty()) {
        return Optional.empty();
      }
      waves.add(wave.get());
    }
    return waves.isEmpty() ? Optional.empty() : different(waves);
  }

  private static boolean isPeriodic(Apply apply) {
    return switch (apply.operation().name()) {
      case "sin", "cos", "tan" -> true;
      default -> false;
    };
  }

  /** Without steps and corners it takes every value on its way to infinity. */
  private static boolean isContinuous(Formula argument) {
    return Dag.postorder(List.of(argument)).stream()
        .noneMatch(
            node ->
                node instanceof Formula.Piecewise
                    || node instanceof Apply apply
                        && Series.CORNERED.contains(apply.operation().name()));
  }

  private Optional<Wave> wave(Apply apply, Formula angle) {
    Formula argument = apply.arguments().getFirst();
    return limit(formulas.divide(argument, angle))
        .filter(Rational.class::isInstance)
        .map(
            times ->
                new Wave(
                    apply,
                    times,
                    MultipliedOut.shortest(
                        formulas, formulas.subtract(argument, formulas.multiply(times, angle)))))
        .filter(wave -> !Dag.contains(wave.beyond(), x));
  }

  private Optional<Formula> limit(Formula formula) {
    return Growth.limit(symja, formula, x, approach.to(), side, approach.point());
  }

  private Optional<List<Formula>> different(List<Wave> waves) {
    BigInteger parts =
        waves.stream()
            .map(wave -> ((Rational) wave.times()).denominator())
            .reduce(BigInteger.ONE, Subsequences::leastCommonMultiple);
    List<Along> found = new ArrayList<>();
    for (int[] angle : ANGLES) {
      Formula turned =
          formulas.multiply(
              formulas.rational(
                  parts.multiply(BigInteger.valueOf(angle[0])), BigInteger.valueOf(angle[1])),
              Constant.PI);
      Optional<Along> next =
          along(waves, turned)
              .filter(each -> found.stream().noneMatch(known -> known.hasLimitOf(each)));
      next.ifPresent(found::add);
      if (next.isPresent() && found.size() > 1 && found.stream().allMatch(this::isConfirmed)) {
        return Optional.of(found.stream().map(Along::limit).toList());
      }
      if (found.size() > 1) {
        found.removeLast();
      }
    }
    return Optional.empty();
  }

  /** What the formula is along such places, and its limit. */
  private record Along(Formula formula, Formula limit) {
    boolean hasLimitOf(Along other) {
      return limit.equals(other.limit)
          || Growth.infinite(limit) == 0
              && Growth.infinite(other.limit) == 0
              && Check.same(limit, other.limit);
    }
  }

  private static BigInteger leastCommonMultiple(BigInteger a, BigInteger b) {
    return a.multiply(b).divide(a.gcd(b));
  }

  /** Where the angle is this one and whole turns. */
  private Optional<Along> along(List<Wave> waves, Formula angle) {
    try {
      Map<Formula, Formula> values = new HashMap<>();
      for (Wave wave : waves) {
        Formula there = formulas.add(formulas.multiply(wave.times(), angle), wave.beyond());
        values.put(wave.formula(), formulas.apply(wave.formula().operation(), List.of(there)));
      }
      Formula there = formulas.substitute(approach.formula(), values);
      Request request = Request.of("limit", there, x, approach.to());
      return symja.compute(request, () -> limit(there)).map(limit -> new Along(there, limit));
    } catch (Refusal noValue) { // tan(π/2), or too slow
      return Optional.empty();
    }
  }

  /** By numbers. */
  private boolean isConfirmed(Along along) {
    return new Approach(symja, along.formula(), x, approach.to(), approach.point())
        .tendsTo(along.limit(), side);
  }
}
