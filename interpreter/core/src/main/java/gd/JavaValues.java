package gd;

import gd.display.Display;
import gd.evaluate.Interpreter;
import gd.evaluate.Value;
import gd.formula.Formula;
import gd.report.Refusal;
import gd.tensor.Tensor;

/** Values as Java has them. */
final class JavaValues {
  private JavaValues() {}

  static Object of(Value value, Interpreter in, Display display) {
    return switch (value) {
      case Value.Truth(var truth) -> truth;
      case Value.Text(var text) -> text;
      case Value.Scalar(Formula.Rational r) when r.isInteger() -> r.numerator();
      case Value.Scalar _ ->
          numbers(value, in, display) instanceof double[] numbers
              ? numbers[0]
              : display.top(value, in);
      case Value.Array(Tensor.Data _, _) -> numbers(value, in, display);
      case Value.Array _,
          Value.Condition _,
          Value.Texts _,
          Value.Nothing _,
          Value.Callable _,
          Value.Table _,
          Value.Fields _,
          Value.Explanation _,
          Value.Backpropagation _,
          Value.Agreement _,
          Value.Descent _ ->
          display.top(value, in);
    };
  }

  /** The numbers of a value, or its text if it has symbols. */
  private static Object numbers(Value value, Interpreter in, Display display) {
    try {
      return in.decimals(value);
    } catch (Refusal symbolic) {
      return display.top(value, in);
    }
  }
}
