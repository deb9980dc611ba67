package gd.kernel;

import gd.formula.Formula.Comparator;
import gd.formula.Operation;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * One primitive step of a kernel's body. Operands are register numbers (see {@link ThreeAddress}).
 * A back end performs each with one IEEE operation of its precision, without contraction into fused
 * multiply-adds.
 */
public sealed interface Instruction {

  /** Whether the result is a truth value and not a number. */
  default boolean isTruth() {
    return switch (this) {
      case Compare _, And _, Or _, Not _, Truth _ -> true;
      case Constant _, Unary _, Binary _, Call _, Select _ -> false;
    };
  }

  /** The registers it reads. */
  default List<Integer> operands() {
    return switch (this) {
      case Constant _, Truth _ -> List.of();
      case Unary unary -> List.of(unary.operand());
      case Binary binary -> List.of(binary.left(), binary.right());
      case Call call -> call.arguments();
      case Compare compare -> List.of(compare.left(), compare.right());
      case And and -> List.of(and.left(), and.right());
      case Or or -> List.of(or.left(), or.right());
      case Not not -> List.of(not.operand());
      case Select select -> List.of(select.condition(), select.ifTrue(), select.ifFalse());
    };
  }

  /** The same instruction with each operand register r replaced by {@code to(r)}. */
  default Instruction renamed(IntUnaryOperator to) {
    return switch (this) {
      case Constant constant -> constant;
      case Truth truth -> truth;
      case Unary(var operator, int operand) -> new Unary(operator, to.applyAsInt(operand));
      case Binary(var operator, int left, int right) ->
          new Binary(operator, to.applyAsInt(left), to.applyAsInt(right));
      case Call(var operation, var arguments) ->
          new Call(operation, arguments.stream().map(to::applyAsInt).toList());
      case Compare(var comparator, int left, int right) ->
          new Compare(comparator, to.applyAsInt(left), to.applyAsInt(right));
      case And(int left, int right) -> new And(to.applyAsInt(left), to.applyAsInt(right));
      case Or(int left, int right) -> new Or(to.applyAsInt(left), to.applyAsInt(right));
      case Not(int operand) -> new Not(to.applyAsInt(operand));
      case Select(int condition, int ifTrue, int ifFalse) ->
          new Select(to.applyAsInt(condition), to.applyAsInt(ifTrue), to.applyAsInt(ifFalse));
    };
  }

  /** A number; may be infinite, never NaN. */
  record Constant(double value) implements Instruction {}

  /** A decided condition. */
  record Truth(boolean value) implements Instruction {}

  /** NEG, SQRT, EXP. */
  enum UnaryOperator {
    NEG,
    SQRT,
    EXP
  }

  record Unary(UnaryOperator operator, int operand) implements Instruction {}

  /** ADD, SUB, MUL, DIV, POW. */
  enum BinaryOperator {
    ADD,
    SUB,
    MUL,
    DIV,
    POW
  }

  record Binary(BinaryOperator operator, int left, int right) implements Instruction {}

  /** An operation of the library, in the back end's spelling. */
  record Call(Operation operation, List<Integer> arguments) implements Instruction {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A comparison of numbers; false for NaN, except {@code !=}. */
  record Compare(Comparator comparator, int left, int right) implements Instruction {}

  record And(int left, int right) implements Instruction {}

  record Or(int left, int right) implements Instruction {}

  record Not(int operand) implements Instruction {}

  /** {@code condition ? ifTrue : ifFalse}; both were computed. */
  record Select(int condition, int ifTrue, int ifFalse) implements Instruction {}
}
