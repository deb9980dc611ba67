package gd.backend.jvm;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One operation that a block loop performs for every element ({@link Steps}); operands are numbers
 * of earlier steps. Truth is 1 or 0.
 *
 * @param value a number's value, an input's or a weight's place
 */
record Step(Kind kind, List<Integer> operands, double value) {

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
    MIN,
    MAX,
    NEG,
    ABS,
    SQRT,
    /** 1, 0 or −1. */
    SIGN,
    /** 2^k of {@code magic + k}, where magic makes k the lowest bits of the number. */
    POWER,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    /** The second operand where the first is not 0, else the third. */
    SELECT
  }

  Step(Kind kind, double value, int... operands) {
    this(kind, IntStream.of(operands).boxed().toList(), value);
  }

  int operand(int number) {
    return operands.get(number);
  }

  /** Whether it computes something. */
  boolean isWork() {
    return switch (kind) {
      case INPUT, WEIGHT, NUMBER -> false;
      case ADD, SUB, MUL, DIV, MIN, MAX, NEG, ABS, SQRT, SIGN, POWER -> true;
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, SELECT -> true;
    };
  }
}
