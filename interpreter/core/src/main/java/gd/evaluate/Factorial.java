package gd.evaluate;

import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.List;

/** x! is Γ(x + 1): exact of whole numbers, with poles at -1, -2, … */
final class Factorial {
  private Factorial() {}

  static Value of(Interpreter in, Value operand) {
    if (Numbers.whole(operand).map(BigInteger::signum).orElse(0) < 0) {
      String what = in.text(operand);
      throw new Refusal(
          at ->
              new MathProblem.OutsideDomain(
                  at, "!", what, "The factorial x! = gamma(x + 1) has poles at -1, -2, …"));
    }
    Value one = new Value.Scalar(new Formula.Rational(BigInteger.ONE, BigInteger.ONE));
    return in.operation("gamma", List.of(in.arithmetic().add(operand, one)));
  }
}
