package gd.kernel;

import gd.formula.Formula;
import java.util.List;

/**
 * Straight-line scalar code: {@code inputs} slots are given, each statement may use them and the statements before it
 * (statement k is {@code Slot(inputs + k)}); the last statement is the result. Statements are kept as traced: nothing is
 * reassociated, so every back end rounds alike (up to its elementary functions).
 */
public record Body(int inputs, List<Formula> statements) {
  public Body {
    statements = List.copyOf(statements);
  }
}
