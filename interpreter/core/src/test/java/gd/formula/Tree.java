package gd.formula;

import gd.formula.Formula.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** An expression as somebody writes it: it can be computed naively, and made a formula. */
sealed interface Tree {
  record Whole(int value) implements Tree {}

  record Ratio(int numerator, int denominator) implements Tree {}

  record Inexact(double value) implements Tree {}

  record Variable(boolean first) implements Tree {}

  record Plus(Tree left, Tree right) implements Tree {}

  record Minus(Tree left, Tree right) implements Tree {}

  record Times(Tree left, Tree right) implements Tree {}

  record Over(Tree left, Tree right) implements Tree {}

  record Raised(Tree base, int exponent) implements Tree {}

  record Root(Tree operand) implements Tree {}

  record Call(String name, Tree operand) implements Tree {}

  record Choice(Tree left, Tree right) implements Tree {}

  default Formula formula(Algebraic a) {
    return switch (this) {
      case Whole(int value) -> a.n(value);
      case Ratio(int numerator, int denominator) -> a.q(numerator, denominator);
      case Inexact(double value) -> a.d(value);
      case Variable(boolean first) -> first ? a.x : a.y;
      case Plus(Tree left, Tree right) -> a.add(left.formula(a), right.formula(a));
      case Minus(Tree left, Tree right) -> a.sub(left.formula(a), right.formula(a));
      case Times(Tree left, Tree right) -> a.mul(left.formula(a), right.formula(a));
      case Over(Tree left, Tree right) -> a.div(left.formula(a), right.formula(a));
      case Raised(Tree base, int exponent) -> a.pow(base.formula(a), exponent);
      case Root(Tree operand) -> a.op("sqrt", operand.formula(a));
      case Call(String name, Tree operand) -> a.op(name, operand.formula(a));
      case Choice(Tree left, Tree right) -> {
        Formula l = left.formula(a);
        Formula r = right.formula(a);
        yield a.when(l, Comparator.GREATER, r, l, r);
      }
    };
  }

  default double value(double x, double y) {
    return switch (this) {
      case Whole(int value) -> value;
      case Ratio(int numerator, int denominator) -> (double) numerator / denominator;
      case Inexact(double value) -> value;
      case Variable(boolean first) -> first ? x : y;
      case Plus(Tree left, Tree right) -> left.value(x, y) + right.value(x, y);
      case Minus(Tree left, Tree right) -> left.value(x, y) - right.value(x, y);
      case Times(Tree left, Tree right) -> left.value(x, y) * right.value(x, y);
      case Over(Tree left, Tree right) -> left.value(x, y) / right.value(x, y);
      case Raised(Tree base, int exponent) -> Math.pow(base.value(x, y), exponent);
      case Root(Tree operand) -> Math.sqrt(operand.value(x, y));
      case Call(String name, Tree operand) -> Algebraic.operation(name).value(operand.value(x, y));
      case Choice(Tree left, Tree right) -> Math.max(left.value(x, y), right.value(x, y));
    };
  }

  /** The largest magnitude on the way, which bounds what rounding can do. */
  default double magnitude(double x, double y) {
    double own = Math.abs(value(x, y));
    return switch (this) {
      case Whole _, Ratio _, Inexact _, Variable _ -> own;
      case Plus(Tree l, Tree r) -> Math.max(own, Math.max(l.magnitude(x, y), r.magnitude(x, y)));
      case Minus(Tree l, Tree r) -> Math.max(own, Math.max(l.magnitude(x, y), r.magnitude(x, y)));
      case Times(Tree l, Tree r) -> Math.max(own, Math.max(l.magnitude(x, y), r.magnitude(x, y)));
      case Over(Tree l, Tree r) -> Math.max(own, Math.max(l.magnitude(x, y), r.magnitude(x, y)));
      case Choice(Tree l, Tree r) -> Math.max(own, Math.max(l.magnitude(x, y), r.magnitude(x, y)));
      case Raised(Tree base, int _) -> Math.max(own, base.magnitude(x, y));
      case Root(Tree operand) -> Math.max(own, operand.magnitude(x, y));
      case Call(String _, Tree operand) -> Math.max(own, operand.magnitude(x, y));
    };
  }

  static Arbitrary<Tree> exact() {
    return grown(false, false, 4);
  }

  static Arbitrary<Tree> any() {
    return grown(true, true, 4);
  }

  /** Differentiable everywhere it has a value. */
  static Arbitrary<Tree> smooth() {
    return grown(true, false, 4);
  }

  private static Arbitrary<Tree> grown(boolean decimals, boolean choices, int depth) {
    Arbitrary<Tree> leaf =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, Arbitraries.of(true, false).map(Variable::new)),
            net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(-4, 9).map(Whole::new)),
            net.jqwik.api.Tuple.of(
                1,
                Combinators.combine(
                        Arbitraries.integers().between(-9, 9), Arbitraries.integers().between(1, 6))
                    .as(Ratio::new)),
            net.jqwik.api.Tuple.of(
                decimals ? 1 : 0,
                Arbitraries.integers().between(-40, 40).map(n -> new Inexact(n / 16.0 + 0.3))));
    Arbitrary<Tree> tree = leaf;
    for (int level = 0; level < depth; level++) {
      Arbitrary<Tree> part = tree;
      tree =
          Arbitraries.frequencyOf(
              net.jqwik.api.Tuple.of(2, leaf),
              net.jqwik.api.Tuple.of(3, Combinators.combine(part, part).as(Plus::new)),
              net.jqwik.api.Tuple.of(2, Combinators.combine(part, part).as(Minus::new)),
              net.jqwik.api.Tuple.of(3, Combinators.combine(part, part).as(Times::new)),
              net.jqwik.api.Tuple.of(1, Combinators.combine(part, part).as(Over::new)),
              net.jqwik.api.Tuple.of(
                  2,
                  Combinators.combine(part, Arbitraries.integers().between(-2, 3)).as(Raised::new)),
              net.jqwik.api.Tuple.of(1, part.map(Root::new)),
              net.jqwik.api.Tuple.of(
                  2,
                  Combinators.combine(
                          Arbitraries.of("sin", "cos", "exp", "log", "tanh", "sigmoid", "softplus"),
                          part)
                      .as(Call::new)),
              net.jqwik.api.Tuple.of(
                  choices ? 1 : 0, Combinators.combine(part, part).as(Choice::new)));
    }
    return tree;
  }
}
