package gd.kernel;

import gd.formula.Formula.Comparator;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.Instruction.UnaryOperator;
import java.util.Arrays;
import java.util.List;

/**
 * Performs three-address code one instruction after the other: what back ends are compared with.
 */
public final class Interpreter {
  private final ThreeAddress code;

  public Interpreter(ThreeAddress code) {
    this.code = code;
  }

  /** The results, in 64 bits. */
  public List<Double> apply(double... inputs) {
    double[] values = Arrays.copyOf(inputs, code.registers());
    for (int register = code.inputs(); register < values.length; register++) {
      values[register] = value(code.at(register), values);
    }
    return code.results().stream().map(result -> values[result]).toList();
  }

  /** Truth is 1 or 0. */
  private static double value(Instruction instruction, double[] values) {
    return switch (instruction) {
      case Instruction.Constant(double value) -> value;
      case Instruction.Truth(boolean value) -> number(value);
      case Instruction.Unary(var operator, int operand) -> unary(operator, values[operand]);
      case Instruction.Binary(var operator, int left, int right) ->
          binary(operator, values[left], values[right]);
      case Instruction.Call(var operation, var arguments) ->
          operation.value(arguments.stream().mapToDouble(argument -> values[argument]).toArray());
      case Instruction.Compare(var comparator, int left, int right) ->
          number(compare(comparator, values[left], values[right]));
      case Instruction.And(int left, int right) -> values[left] * values[right];
      case Instruction.Or(int left, int right) -> Math.max(values[left], values[right]);
      case Instruction.Not(int operand) -> 1 - values[operand];
      case Instruction.Select(int condition, int ifTrue, int ifFalse) ->
          values[condition] != 0 ? values[ifTrue] : values[ifFalse];
    };
  }

  private static double number(boolean truth) {
    return truth ? 1 : 0;
  }

  private static double unary(UnaryOperator operator, double operand) {
    return switch (operator) {
      case NEG -> -operand;
      case SQRT -> Math.sqrt(operand);
      case EXP -> Math.exp(operand);
    };
  }

  private static double binary(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case POW -> Math.pow(left, right);
    };
  }

  private static boolean compare(Comparator comparator, double left, double right) {
    return switch (comparator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_EQUAL -> left >= right;
    };
  }
}
