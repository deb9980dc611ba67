package gd.backend.jvm;

import gd.backend.jvm.Step.Kind;
import gd.formula.Formula.Comparator;
import gd.kernel.Decay;
import gd.kernel.Instruction;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Elementary operations in order, equal ones once. Elementary functions are put together from them,
 * without branches: right to a few units in the last place, and the logistic function and softplus
 * of one number share their exponential. Logarithms take apart a number's bits, which only vectors
 * do fast; what remains is called number by number.
 */
final class Steps {
  private static final double LOG2_E = 1.4426950408889634;

  private final boolean single;

  /** Whether steps are for vectors, which have more operations. */
  private final boolean isVector;

  private final boolean fuses;
  private final List<Step> steps = new ArrayList<>();

  /** The first steps of functions, and those behind them. */
  private final TreeSet<Integer> edges = new TreeSet<>();

  private final Map<Step, Integer> places = new HashMap<>();

  Steps(Lanes lanes) {
    this.single = lanes.single();
    this.isVector = lanes.width() > 1;
    this.fuses = lanes.fuses();
  }

  List<Step> list() {
    return List.copyOf(steps);
  }

  /** Appends a body, and returns the steps of its results. */
  List<Integer> body(ThreeAddress code) {
    int[] values = new int[code.registers()];
    for (int register = 0; register < values.length; register++) {
      values[register] =
          code.isInput(register) ? input(register) : instruction(code.at(register), values);
    }
    return code.results().stream().map(result -> values[result]).toList();
  }

  /** Where functions begin and end: good places to cut a long body. */
  Set<Integer> edges() {
    return Collections.unmodifiableSet(edges);
  }

  /** Whether loops of vectors can perform all of them. */
  boolean fitsVectors() {
    return steps.stream().noneMatch(step -> step.kind() == Kind.CALL);
  }

  private int instruction(Instruction instruction, int[] values) {
    return switch (instruction) {
      case Instruction.Constant(double value) -> number(value);
      case Instruction.Truth(boolean value) -> number(value ? 1 : 0);
      case Instruction.Unary(var operator, int operand) ->
          switch (operator) {
            case NEG -> add(Kind.NEG, values[operand]);
            case SQRT -> add(Kind.SQRT, values[operand]);
            case EXP -> function("java.lang.Math.exp", values[operand]);
          };
      case Instruction.Binary(var operator, int left, int right) ->
          switch (operator) {
            case ADD -> add(Kind.ADD, values[left], values[right]);
            case SUB -> add(Kind.SUB, values[left], values[right]);
            case MUL -> add(Kind.MUL, values[left], values[right]);
            case DIV -> add(Kind.DIV, values[left], values[right]);
            case POW -> call("java.lang.Math.pow", values[left], values[right]);
          };
      case Instruction.Call(var operation, var arguments) ->
          function(operation.jvm(), arguments.stream().mapToInt(k -> values[k]).toArray());
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

  private int function(String function, int... at) {
    int first = steps.size();
    int result = put(function, at);
    if (steps.size() > first + 1) {
      edges.add(first);
      edges.add(steps.size());
    }
    return result;
  }

  private int put(String function, int... at) {
    return switch (function) {
      case "java.lang.Math.exp" -> exp(at[0]);
      case "java.lang.Math.abs" -> add(Kind.ABS, at[0]);
      case "java.lang.Math.max" -> add(Kind.MAX, at[0], at[1]);
      case "java.lang.Math.min" -> add(Kind.MIN, at[0], at[1]);
      case "java.lang.Math.signum" -> add(Kind.SIGN, at[0]);
      case "gd.formula.Special.sigmoid" -> sigmoid(at[0]);
      case "gd.formula.Special.softplus" -> softplus(at[0]);
      case "java.lang.Math.log" -> isVector ? log(at[0]) : call(function, at);
      case "java.lang.Math.log1p" -> isVector ? log1p(at[0]) : call(function, at);
      case "java.lang.Math.expm1" -> isVector ? expm1(at[0]) : call(function, at);
      case "java.lang.Math.tanh" -> isVector ? tanh(at[0]) : call(function, at);
      default -> call(function, at);
    };
  }

  private int call(String function, int... operands) {
    return put(
        new Step(Kind.CALL, IntStream.of(operands).boxed().toList(), 0, qualified(function)));
  }

  private static String qualified(String function) {
    return function.indexOf('.') == function.lastIndexOf('.') ? "java.lang." + function : function;
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

  /** a·b + c: rounded once where the processor does that. */
  int multiplyAdd(int a, int b, int c) {
    return fuses ? add(Kind.FMA, a, b, c) : add(Kind.ADD, add(Kind.MUL, a, b), c);
  }

  private int ifLess(int a, int b, int ifTrue, int ifFalse) {
    return add(Kind.IF_LESS, a, b, ifTrue, ifFalse);
  }

  /** e^x; 2^k is multiplied in two halves, so that it passes the largest and the least number. */
  private int exp(int x) {
    int most = add(Kind.AT_MOST, x, number(single ? 100 : 720));
    int bounded = add(Kind.AT_LEAST, most, number(single ? -110 : -760));
    int magic = number(magic(single));
    int k = add(Kind.SUB, shifted(bounded), magic);
    int half = multiplyAdd(k, number(0.5), magic);
    int rest = add(Kind.ADD, add(Kind.SUB, k, add(Kind.SUB, half, magic)), magic);
    int scaled = scaled(reduced(bounded, k), add(Kind.POWER, half));
    return add(Kind.MUL, scaled, add(Kind.POWER, rest));
  }

  /** e^−|x|, no less than the least number with all digits. */
  private int exponential(int x) {
    int negative = add(Kind.NEG, add(Kind.ABS, x));
    int bounded = add(Kind.AT_LEAST, negative, number(single ? -87 : -708));
    int shifted = shifted(bounded);
    int k = add(Kind.SUB, shifted, number(magic(single)));
    return scaled(reduced(bounded, k), add(Kind.POWER, shifted));
  }

  /** x/log 2 as a whole number in the lowest bits. */
  private int shifted(int x) {
    return multiplyAdd(x, number(LOG2_E), number(magic(single)));
  }

  /**
   * e^r − 1 for r = x − k·log 2, |r| ≤ 0.35: log 2 in two parts, the first with few digits (Cody
   * and Waite, 1980).
   */
  private int reduced(int x, int k) {
    int high = number(single ? -0.693359375 : -0.693147180369123816490);
    int low = number(single ? 2.12194440e-4 : -1.90821492927058770002e-10);
    int r = multiplyAdd(k, low, multiplyAdd(k, high, x));
    return multiplyAdd(add(Kind.MUL, r, r), polynomial(Decay.exponential(single), r), r);
  }

  /** (1 + s)·p */
  private int scaled(int s, int p) {
    return fuses ? add(Kind.FMA, s, p, p) : add(Kind.MUL, add(Kind.ADD, number(1), s), p);
  }

  /** Horner's scheme. */
  private int polynomial(List<Double> coefficients, int x) {
    int sum = number(coefficients.getLast());
    for (double coefficient : coefficients.reversed().subList(1, coefficients.size())) {
      sum = multiplyAdd(sum, x, number(coefficient));
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
    int above =
        isVector
            ? ifLess(x, number(0), e, number(1))
            : add(Kind.MAX, e, add(Kind.SIGN, x)); // no branch, for loops of numbers
    return add(Kind.DIV, above, add(Kind.ADD, number(1), e));
  }

  /**
   * log(1 + e^x) = max(x, 0) + log(1 + e), e = exp(−|x|). It is exact where e is small, as 1 + e
   * would not be.
   */
  private int softplus(int x) {
    int e = exponential(x);
    int rest = multiplyAdd(add(Kind.MUL, e, e), polynomial(Decay.logarithm(single), e), e);
    return add(Kind.ADD, add(Kind.AT_LEAST, x, number(0)), rest);
  }

  /**
   * log x = k·log 2 + log m with x = 2^k·m, √½ ≤ m < √2, where log m = log(1 + s) − log(1 − s), s =
   * (m − 1)/(m + 1); the order of the additions is that of Ng's (fdlibm, 1993).
   */
  private int log(int x) {
    int least = number(single ? Float.MIN_NORMAL : Double.MIN_NORMAL);
    double bias = magic(single) + (single ? 127 : 1023);
    int digits = single ? 25 : 54;
    int scaled = add(Kind.MUL, x, number(Math.scalb(1.0, digits)));
    int whole = ifLess(x, least, scaled, x);
    int k =
        add(
            Kind.SUB,
            add(Kind.EXPONENT, whole),
            ifLess(x, least, number(bias + digits), number(bias)));
    int f = add(Kind.SUB, add(Kind.MANTISSA, whole), number(1));
    int s = add(Kind.DIV, f, add(Kind.ADD, number(2), f));
    int z = add(Kind.MUL, s, s);
    int r = add(Kind.MUL, z, polynomial(Decay.logarithmOfMantissa(single), z));
    int half = add(Kind.MUL, add(Kind.MUL, number(0.5), f), f);
    int high = number(single ? 6.9313812256e-01 : 6.93147180369123816490e-01);
    int low = number(single ? 9.0580006145e-06 : 1.90821492927058770002e-10);
    int rest = multiplyAdd(s, add(Kind.ADD, half, r), add(Kind.MUL, k, low));
    int m = add(Kind.SUB, f, add(Kind.SUB, half, rest));
    int finite = multiplyAdd(k, high, m);
    int infinity = number(Double.POSITIVE_INFINITY);
    int negative = number(Double.NEGATIVE_INFINITY);
    int notPositive =
        ifLess(
            x, number(0), number(Double.NaN), add(Kind.ADD, x, negative)); // of 0, or not a number
    return ifLess(number(0), x, ifLess(x, infinity, finite, x), notPositive);
  }

  /** log(1 + x) = log u + (x − (u − 1))/u, u = 1 + x rounded. */
  private int log1p(int x) {
    int u = add(Kind.ADD, number(1), x);
    int left = add(Kind.DIV, add(Kind.SUB, x, add(Kind.SUB, u, number(1))), u);
    int infinity = number(Double.POSITIVE_INFINITY);
    int finite = ifLess(u, infinity, left, number(0));
    return add(Kind.ADD, log(u), ifLess(number(0), u, finite, number(0)));
  }

  /** e^x and e^x − 1 for x ≤ 40; 0 and −1 where x is far below. */
  private record Growth(int whole, int less) {}

  private Growth growth(int x) {
    int bounded = add(Kind.AT_LEAST, x, number(-40));
    int shifted = shifted(bounded);
    int power = add(Kind.POWER, shifted);
    int s = reduced(bounded, add(Kind.SUB, shifted, number(magic(single))));
    int less = multiplyAdd(s, power, add(Kind.SUB, power, number(1)));
    return new Growth(scaled(s, power), less);
  }

  private int expm1(int x) {
    int near = growth(add(Kind.AT_MOST, x, number(40))).less();
    return ifLess(number(40), x, exp(x), near);
  }

  /** With e = e^(−2|x|): (1 − e)/(1 + e) near 0, 1 − 2e/(1 + e) elsewhere. */
  private int tanh(int x) {
    int size = add(Kind.ABS, x);
    Growth e = growth(add(Kind.MUL, number(-2), size));
    int edge = number(0.55);
    int above = ifLess(size, edge, e.less(), add(Kind.ADD, e.whole(), e.whole()));
    int ratio = add(Kind.DIV, above, add(Kind.ADD, number(1), e.whole()));
    int y = ifLess(size, edge, add(Kind.NEG, ratio), add(Kind.SUB, number(1), ratio));
    return ifLess(x, number(0), add(Kind.NEG, y), y);
  }
}
