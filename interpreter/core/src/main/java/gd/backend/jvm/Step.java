package gd.backend.jvm;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * One operation that a block loop performs for every element ({@link Steps}); operands are numbers
 * of earlier steps. Truth is 1 or 0.
 *
 * @param value a number's value, an input's or a weight's place
 * @param function what is called: a static method of numbers of 64 bits, or nothing
 */
record Step(Kind kind, List<Integer> operands, double value, String function) {

  /** What is done. */
  enum Kind {
    /** An element of an array. */
    INPUT,
    /** A number that is handed over when the loop runs. */
    WEIGHT,
    NUMBER,
    ADD,
    SUB,
    MUL,
    DIV,
    /** a·b + c, rounded once; in vectors alone. */
    FMA,
    MIN,
    MAX,
    /** MAX for numbers of which no more than one is 0. */
    AT_LEAST,
    /** MIN for such numbers. */
    AT_MOST,
    NEG,
    ABS,
    SQRT,
    /** 1, 0 or −1. */
    SIGN,
    /** 2^k of {@code magic + k}, where magic makes k the lowest bits of the number. */
    POWER,
    /** {@code magic + bias + k} for x = 2^k·m, √½ ≤ m < √2, x with all digits; in vectors alone. */
    EXPONENT,
    /** That m. */
    MANTISSA,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    /** The second operand where the first is not 0, else the third. */
    SELECT,
    /** The third operand where the first is less than the second, else the fourth. */
    IF_LESS,
    /** A function that no lane has: computed number by number, in 64 bits. */
    CALL
  }

  Step(Kind kind, double value, int... operands) {
    this(kind, IntStream.of(operands).boxed().toList(), value, "");
  }

  /** The same step with each operand s replaced by {@code to(s)}. */
  Step renamed(IntUnaryOperator to) {
    List<Integer> renamed = operands.stream().map(to::applyAsInt).toList();
    return new Step(kind, renamed, value, function);
  }

  /** Whether it computes something. */
  boolean isWork() {
    return switch (kind) {
      case INPUT, WEIGHT, NUMBER -> false;
      case ADD, SUB, MUL, DIV, FMA, MIN, MAX, AT_LEAST, AT_MOST, NEG, ABS, SQRT, SIGN -> true;
      case POWER, EXPONENT, MANTISSA, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, SELECT -> true;
      case IF_LESS, CALL -> true;
    };
  }
}
