package gd.syntax;

import gd.report.Problem;
import gd.report.Span;
import java.util.Optional;

/** Calls as other systems of computer algebra write them, which can be read here. */
public final class ForeignCalls {
  private ForeignCalls() {}

  /** What is written for a call that can be read but means nothing. */
  public static Optional<Problem> of(Span call) {
    return CalculusHabits.of(call);
  }

  /** Whether a name before square brackets is a function of Mathematica. */
  public static boolean isForeign(String name) {
    return CalculusHabits.isForeign(name);
  }

  /** Whether calls of a function are written with lists and equations elsewhere. */
  public static boolean isOfCalculus(String function) {
    return CalculusHabits.isOfCalculus(function);
  }
}
