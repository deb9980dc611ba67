package gd.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.formula.Algebraic;
import gd.formula.Formula;
import gd.report.Refusal;
import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** The decimal that is shown of an exact number, against many digits. */
class ExactDecimalsProperties {
  private static final int DIGITS = 40;

  private final Algebraic a = new Algebraic();
  private final Algebra algebra =
      new Algebra(a.formulas, a, name -> Optional.of(Algebraic.operation(name)));

  /** What somebody writes; it has a value or not. */
  private interface Written {
    Formula in(Algebraic a);
  }

  /** Small numbers, large ones, those close to 0, and π. */
  @Provide
  Arbitrary<Written> numbers() {
    Arbitrary<Written> leaf =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(-9, 20).map(n -> a -> a.n(n))),
            Tuple.of(2, Arbitraries.integers().between(1, 9).map(n -> a -> a.q(n, 7))),
            Tuple.of(
                2, Arbitraries.integers().between(-25, 25).map(n -> a -> a.pow(a.n(10), a.n(n)))),
            Tuple.of(1, Arbitraries.just(a -> Formula.Constant.PI)));
    Arbitrary<Written> written = leaf;
    for (int level = 0; level < 4; level++) {
      Arbitrary<Written> part = written;
      written =
          Arbitraries.frequencyOf(
              Tuple.of(1, leaf),
              Tuple.of(
                  2, Combinators.combine(part, part).as((l, r) -> a -> a.add(l.in(a), r.in(a)))),
              Tuple.of(
                  2, Combinators.combine(part, part).as((l, r) -> a -> a.sub(l.in(a), r.in(a)))),
              Tuple.of(
                  2, Combinators.combine(part, part).as((l, r) -> a -> a.mul(l.in(a), r.in(a)))),
              Tuple.of(
                  1, Combinators.combine(part, part).as((l, r) -> a -> a.div(l.in(a), r.in(a)))),
              Tuple.of(
                  3,
                  Combinators.combine(
                          Arbitraries.of(
                              "sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "atan", "floor"),
                          part)
                      .as((name, x) -> a -> a.op(name, x.in(a)))));
    }
    return written;
  }

  @Property(tries = 500, seed = "1", shrinking = ShrinkingMode.BOUNDED)
  void whatIsShownIsRight(@ForAll("numbers") Written written) {
    Optional<Formula> formula = formula(written);
    Assume.that(formula.isPresent());
    Optional<Formula> shown = algebra.approximation(formula.get());
    Assume.that(shown.isPresent() && shown.get() instanceof Formula.Decimal);
    double value = ((Formula.Decimal) shown.get()).value();
    Assume.that(Double.isFinite(value) && Math.abs(value) > Double.MIN_NORMAL);
    Optional<BigDecimal> precise = precise(formula.get());
    Assume.that(precise.isPresent());
    double expected = precise.get().doubleValue();
    assertEquals(expected, value, 1e-12 * Math.abs(expected), () -> a.show(formula.get()));
  }

  /** Also what 64 bits decide. */
  @Property(tries = 500, seed = "2", shrinking = ShrinkingMode.BOUNDED)
  void theSignIsRight(@ForAll("numbers") Written written) {
    Optional<Formula> formula = formula(written);
    Assume.that(formula.isPresent());
    Optional<BigDecimal> precise = precise(formula.get());
    Assume.that(precise.isPresent() && precise.get().signum() != 0);
    Formula positive =
        a.formulas.relation(Formula.Comparator.GREATER, formula.get(), a.formulas.integer(0));
    boolean holds =
        positive instanceof Formula.Relation relation
            ? algebra.holds(relation).orElseThrow()
            : positive == Formula.Truth.TRUE;
    assertEquals(precise.get().signum() > 0, holds, () -> a.show(formula.get()));
  }

  private Optional<Formula> formula(Written written) {
    try {
      return Optional.of(written.in(a)).filter(Formula::isClosed);
    } catch (Refusal noValue) {
      return Optional.empty(); // 1/0, log(0), exp(10^25) that is a whole number's size
    }
  }

  private Optional<BigDecimal> precise(Formula formula) {
    try {
      Formula digits = algebra.decimal(formula, DIGITS);
      return digits instanceof Formula.Precise(BigDecimal value)
          ? Optional.of(value)
          : Optional.empty();
    } catch (Refusal unknown) {
      return Optional.empty();
    }
  }
}
