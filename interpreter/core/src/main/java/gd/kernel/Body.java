package gd.kernel;

import gd.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Straight-line scalar code: {@code inputs} slots are given, and statement k makes slot inputs+k,
 * which later statements may use; the last statement is the result. Inside statement k, {@code
 * Slot(i)} stands for the body's slot {@code operands.get(k).get(i)}. So a statement is a formula
 * just as it was traced: nothing is renamed, reordered or reassociated, and every back end rounds
 * alike (up to its elementary functions).
 */
public record Body(int inputs, List<Formula> statements, List<List<Integer>> operands) {
  public Body {
    statements = List.copyOf(statements);
    operands = List.copyOf(operands);
  }

  /** Statements in which {@code Slot(i)} is the body's slot i itself. */
  public Body(int inputs, List<Formula> statements) {
    this(inputs, statements, identity(inputs, statements.size()));
  }

  private static List<List<Integer>> identity(int inputs, int statements) {
    List<List<Integer>> operands = new ArrayList<>();
    for (int statement = 0; statement < statements; statement++) {
      operands.add(IntStream.range(0, inputs + statement).boxed().toList());
    }
    return operands;
  }
}
