package gd.backend.jvm;

import gd.backend.jvm.Step.Kind;
import gd.formula.Formula.Comparator;
import gd.kernel.Decay;
import gd.kernel.Instruction;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Elementary operations in order, equal ones once. Elementary functions are put together from them,
 * without branches and the same in a loop of numbers and in one of vectors: right to a few units in
 * the last place, and the logistic function and softplus of one number share their exponential.
 */
final class Steps {
  private static final double LOG2_E = 1.4426950408889634;

  private static final Set<String> FUNCTIONS =
      Set.of(
          "java.lang.Math.exp",
          "java.lang.Math.abs",
          "java.lang.Math.max",
          "java.lang.Math.min",
          "gd.formula.Special.sigmoid",
          "gd.formula.Special.softplus");

  private final boolean single;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Step, Integer> places = new HashMap<>();

  Steps(boolean single) {
    this.single = single;
  }

  List<Step> list() {
    return List.copyOf(steps);
  }

  /** Appends a body; empty if it has an operation that is better not done so. */
  Optional<List<Integer>> body(ThreeAddress code) {
    if (!code.code().stream().allMatch(Steps::isKnown)) {
      return Optional.empty();
    }
    int[] values = new int[code.registers()];
    for (int register = 0; register < values.length; register++) {
      values[register] =
          code.isInput(register) ? input(register) : instruction(code.at(register), values);
    }
    return Optional.of(code.results().stream().map(result -> values[result]).toList());
  }

  private static boolean isKnown(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Binary(var operator, int _, int _) ->
          operator != Instruction.BinaryOperator.POW;
      case Instruction.Call(var operation, var _) -> FUNCTIONS.contains(operation.jvm());
      case Instruction.Constant _, Instruction.Truth _, Instruction.Unary _ -> true;
      case Instruction.Compare _, Instruction.And _, Instruction.Or _, Instruction.Not _ -> true;
      case Instruction.Select _ -> true;
    };
  }

  private int instruction(Instruction instruction, int[] values) {
    return switch (instruction) {
      case Instruction.Constant(double value) -> number(value);
      case Instruction.Truth(boolean value) -> number(value ? 1 : 0);
      case Instruction.Unary(var operator, int operand) ->
          switch (operator) {
            case NEG -> add(Kind.NEG, values[operand]);
            case SQRT -> add(Kind.SQRT, values[operand]);
            case EXP -> exp(values[operand]);
          };
      case Instruction.Binary(var operator, int left, int right) ->
          switch (operator) {
            case ADD -> add(Kind.ADD, values[left], values[right]);
            case SUB -> add(Kind.SUB, values[left], values[right]);
            case MUL -> add(Kind.MUL, values[left], values[right]);
            case DIV -> add(Kind.DIV, values[left], values[right]);
            case POW -> throw new IllegalStateException("no step");
          };
      case Instruction.Call(var operation, var arguments) ->
          call(operation.jvm(), values[arguments.getFirst()], values[arguments.getLast()]);
      case Instruction.Compare(var comparator, int left, int right) ->
          compare(comparator, values[left], values[right]);
      case Instruction.And(int left, int right) -> add(Kind.MUL, values[left], values[right]);
      case Instruction.Or(int left, int right) -> add(Kind.MAX, values[left], values[right]);
      case Instruction.Not(int operand) -> add(Kind.SUB, number(1), values[operand]);
      case Instruction.Select(int condition, int ifTrue, int ifFalse) ->
          add(Kind.SELECT, values[condition], values[ifTrue], values[ifFalse]);
    };
  }

  private int compare(Comparator comparator, int a, int b) {
    return switch (comparator) {
      case EQUAL -> add(Kind.EQUAL, a, b);
      case NOT_EQUAL -> add(Kind.NOT_EQUAL, a, b);
      case LESS -> add(Kind.LESS, a, b);
      case LESS_EQUAL -> add(Kind.LESS_EQUAL, a, b);
      case GREATER -> add(Kind.LESS, b, a);
      case GREATER_EQUAL -> add(Kind.LESS_EQUAL, b, a);
    };
  }

  private int call(String function, int a, int b) {
    return switch (function) {
      case "java.lang.Math.exp" -> exp(a);
      case "java.lang.Math.abs" -> add(Kind.ABS, a);
      case "java.lang.Math.max" -> add(Kind.MAX, a, b);
      case "java.lang.Math.min" -> add(Kind.MIN, a, b);
      case "gd.formula.Special.sigmoid" -> sigmoid(a);
      case "gd.formula.Special.softplus" -> softplus(a);
      default -> throw new IllegalStateException("no steps for " + function);
    };
  }

  int input(int place) {
    return put(new Step(Kind.INPUT, place));
  }

  int weight(int place) {
    return put(new Step(Kind.WEIGHT, place));
  }

  int number(double value) {
    return put(new Step(Kind.NUMBER, single ? (float) value : value));
  }

  int add(Kind kind, int... operands) {
    return put(new Step(kind, 0, operands));
  }

  private int put(Step step) {
    return places.computeIfAbsent(
        step,
        _ -> {
          steps.add(step);
          return steps.size() - 1;
        });
  }

  /** e^x; 2^k is multiplied in two halves, so that it passes the largest and the least number. */
  private int exp(int x) {
    int most = add(Kind.MIN, number(single ? 100 : 720), x);
    int bounded = add(Kind.MAX, number(single ? -110 : -760), most);
    int magic = number(magic(single));
    int k = add(Kind.SUB, shifted(bounded), magic);
    int half = add(Kind.ADD, add(Kind.MUL, k, number(0.5)), magic);
    int rest = add(Kind.ADD, add(Kind.SUB, k, add(Kind.SUB, half, magic)), magic);
    int scaled = add(Kind.MUL, reduced(bounded, k), add(Kind.POWER, half));
    return add(Kind.MUL, scaled, add(Kind.POWER, rest));
  }

  /** e^−|x|, no less than the least number with all digits. */
  private int exponential(int x) {
    int negative = add(Kind.NEG, add(Kind.ABS, x));
    int bounded = add(Kind.MAX, number(single ? -87 : -708), negative);
    int shifted = shifted(bounded);
    int k = add(Kind.SUB, shifted, number(magic(single)));
    return add(Kind.MUL, reduced(bounded, k), add(Kind.POWER, shifted));
  }

  /** x/log 2 as a whole number in the lowest bits. */
  private int shifted(int x) {
    return add(Kind.ADD, add(Kind.MUL, x, number(LOG2_E)), number(magic(single)));
  }

  /**
   * e^r for r = x − k·log 2, |r| ≤ 0.35: log 2 in two parts, the first with few digits (Cody and
   * Waite, 1980).
   */
  private int reduced(int x, int k) {
    int high = number(single ? 0.693359375 : 0.693147180369123816490);
    int low = number(single ? -2.12194440e-4 : 1.90821492927058770002e-10);
    int r = add(Kind.SUB, add(Kind.SUB, x, add(Kind.MUL, k, high)), add(Kind.MUL, k, low));
    int square = add(Kind.MUL, r, r);
    int rest = add(Kind.MUL, square, polynomial(Decay.exponential(single), r));
    return add(Kind.ADD, number(1), add(Kind.ADD, r, rest));
  }

  /** Horner's scheme. */
  private int polynomial(List<Double> coefficients, int x) {
    int sum = number(coefficients.getLast());
    for (double coefficient : coefficients.reversed().subList(1, coefficients.size())) {
      sum = add(Kind.ADD, add(Kind.MUL, sum, x), number(coefficient));
    }
    return sum;
  }

  /** What makes whole numbers of numbers when it is added: 1.5 · 2^(digits − 1). */
  static double magic(boolean single) {
    return single ? 0x1.8p23 : 0x1.8p52;
  }

  /** 1 / (1 + e^−x), from e = exp(−|x|): 1 or e above 1 + e. */
  private int sigmoid(int x) {
    int e = exponential(x);
    return add(Kind.DIV, add(Kind.MAX, e, add(Kind.SIGN, x)), add(Kind.ADD, number(1), e));
  }

  /**
   * log(1 + e^x) = max(x, 0) + log(1 + e), e = exp(−|x|). It is exact where e is small, as 1 + e
   * would not be.
   */
  private int softplus(int x) {
    int e = exponential(x);
    int square = add(Kind.MUL, e, e);
    int rest = add(Kind.MUL, square, polynomial(Decay.logarithm(single), e));
    return add(Kind.ADD, add(Kind.MAX, x, number(0)), add(Kind.ADD, e, rest));
  }
}
