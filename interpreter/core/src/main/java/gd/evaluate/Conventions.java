package gd.evaluate;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.RunProblem;
import gd.report.Span;
import gd.syntax.Syntax;
import gd.tensor.Tensor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Notes on values that not everybody expects: one for each place in a statement. */
final class Conventions {
  /** Up to here every whole number is a decimal. */
  private static final int EXACT_BITS = 53;

  private final Interpreter in;
  private final Set<Syntax.Expression> noted = new HashSet<>();

  Conventions(Interpreter in) {
    this.in = in;
  }

  /** A new statement begins. */
  void reset() {
    noted.clear();
  }

  void note(Syntax.Binary binary, Value left, Value right, Value result) {
    if (left instanceof Value.Scalar(Formula.Number a)
        && right instanceof Value.Scalar(Formula.Number b)) {
      boolean power =
          binary.operator() == Syntax.BinaryOperator.POWER
              || binary.operator() == Syntax.BinaryOperator.EACH_POWER;
      if (power && isZero(a) && isZero(b)) {
        tell(
            binary,
            new MathProblem.Convention(binary.span(), "0^0 is taken to be 1.", Optional.empty()));
      }
      if (result instanceof Value.Scalar(Formula.Decimal(var value))) {
        inDecimals(binary, a, b, value);
      } else if (binary.operator() == Syntax.BinaryOperator.POWER
          && a instanceof Formula.Rational base
          && b instanceof Formula.Rational exponent) {
        power(binary, base, exponent);
      }
    }
  }

  private void power(Syntax.Binary binary, Formula.Rational base, Formula.Rational exponent) {
    if (base.numerator().signum() < 0 && exponent.denominator().equals(BigInteger.valueOf(3))) {
      tell(
          binary,
          new MathProblem.Convention(
              binary.span(),
              "A root of a negative number is its principal root, which is complex.",
              Optional.of(
                  "cbrt(%s) is the real cube root".formatted(binary.left().span().text()))));
    }
  }

  private void inDecimals(
      Syntax.Binary binary, Formula.Number left, Formula.Number right, double result) {
    rounded(binary, left);
    rounded(binary, right);
    boolean vanishes =
        switch (binary.operator()) {
          case MULTIPLY, EACH_MULTIPLY, INNER -> !isZero(left) && !isZero(right);
          case DIVIDE, EACH_DIVIDE, POWER, EACH_POWER -> !isZero(left);
          case ADD, SUBTRACT, AND, OR -> false;
        };
    if (vanishes && Math.abs(result) < Double.MIN_NORMAL) {
      lost(binary);
    }
  }

  /** Notes that a function was differentiated where it has a corner. */
  void corner(Span at) {
    if (at.source().text().isEmpty()) {
      return; // only looked at, to be shown
    }
    in.corners()
        .toTell()
        .ifPresent(
            text -> in.listener().noted(new MathProblem.Convention(at, text, Optional.empty())));
  }

  /** Notes what ∇mean((X*w - y).^2) is, in which mean is the function that is differentiated. */
  void gradient(Value.Derived derived, List<Value> values, Span at) {
    boolean ofLibrary =
        derived.of() instanceof Value.Builtin
            || derived.of() instanceof Value.Closure closure
                && closure.scope() == in.libraryScope();
    boolean ofFormula =
        values.size() == 1
            && values.getFirst() instanceof Value.Array(var tensor, _)
            && tensor.isTraced()
            && !(tensor instanceof Tensor.Input);
    if (derived.derivation() instanceof Value.Derivation.Gradient && ofLibrary && ofFormula) {
      String f = Words.title(derived.of());
      String inside = at.text().replaceFirst("^(∇|nabla)\\s*", "");
      String instead =
          Symbols.of(values.getFirst()).stream()
              .map(name -> "grad(" + inside + ", " + name + ")")
              .collect(Collectors.joining("\n"));
      String text = "∇" + f + "(…) is the gradient of " + f + " at what stands in the brackets.";
      in.listener().noted(new MathProblem.Convention(at, text, Optional.of(instead)));
    }
  }

  /** Notes that a decimal of this size is not to be had. */
  void lost(Syntax.Expression tooSmall) {
    tell(
        tooSmall,
        new RunProblem.Remark(
            tooSmall.span(),
            "This is too small for a decimal, whose smallest size is about 2e-308: "
                + "digits were lost, or all of it."));
  }

  private static boolean isZero(Formula.Number number) {
    return Evaluation.constant(number).orElse(1) == 0;
  }

  private void rounded(Syntax.Binary binary, Formula.Number number) {
    if (number instanceof Formula.Rational r
        && r.isInteger()
        && r.numerator().bitLength() > EXACT_BITS
        && r.numerator().bitLength() <= Double.MAX_EXPONENT
        && r.numerator().bitLength() - r.numerator().getLowestSetBit() > EXACT_BITS) {
      BigInteger nearest = new BigDecimal(r.numerator().doubleValue()).toBigInteger();
      tell(
          binary,
          new RunProblem.Remark(
              binary.span(),
              "%s is no decimal of 64 bits: its last digits are lost. The nearest is %s."
                  .formatted(brief(r.numerator()), brief(nearest))));
    }
  }

  private static String brief(BigInteger number) {
    String text = number.toString();
    return text.length() <= 25 ? text : text.substring(0, 22) + "…";
  }

  private void tell(Syntax.Expression where, Problem note) {
    if (!where.span().source().isLibrary() && noted.add(where)) {
      in.listener().noted(note);
    }
  }
}
