package gd.syntax;

import gd.syntax.Syntax.BinaryOperator;

/** How tightly each form binds, loosest first; parser and printer share the list. */
final class Precedence {
  /** {@code x -> …} and {@code if … then … else …}: they reach as far right as they can. */
  static final int OPEN_ENDED = 1;

  static final int OR = 2;
  static final int AND = 3;
  static final int NOT = 4;
  static final int COMPARISON = 5;
  static final int RANGE = 6;
  static final int SUM = 7;
  static final int PRODUCT = 8;
  static final int SIGN = 9;

  /** {@code 3x}: tighter than {@code *} and {@code /}, looser than {@code ^} and {@code √}. */
  static final int JUXTAPOSITION = 10;

  static final int ROOT = 11;
  static final int POWER = 12;

  /** What follows its operand: {@code v[1]}, {@code A.T}, {@code 5!}; calls and names. */
  static final int SUFFIX = 13;

  private Precedence() {}

  static int of(BinaryOperator operator) {
    return switch (operator) {
      case OR -> OR;
      case AND -> AND;
      case ADD, SUBTRACT -> SUM;
      case MULTIPLY, DIVIDE, INNER, EACH_MULTIPLY, EACH_DIVIDE -> PRODUCT;
      case POWER, EACH_POWER -> POWER;
    };
  }
}
