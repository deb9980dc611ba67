package gd.syntax;

import gd.report.Problem;
import gd.report.Span;
import java.util.Optional;
import java.util.Set;

/** What others write, as far as it can be read here: calls of computer algebra, and names. */
public final class ForeignCalls {
  private ForeignCalls() {}

  /** What is written for a call that can be read but means nothing. */
  public static Optional<Problem> of(Span call) {
    return CalculusHabits.of(call);
  }

  /** Whether a name before square brackets is a function of Mathematica. */
  public static boolean isForeign(String name) {
    return ForeignNames.bracketed(name).isPresent();
  }

  /** Whether calls of a function are written with lists and equations elsewhere. */
  public static boolean isOfCalculus(String function) {
    return CalculusHabits.isOfCalculus(function);
  }

  /** The problem of a name that has no meaning here but one elsewhere. */
  public static Optional<Problem> name(Span at, String name, Set<String> known) {
    return NameHabits.of(at, name, known);
  }

  /** The problem of a field that is a method elsewhere. */
  public static Optional<Problem> method(Syntax.Field field) {
    return NameHabits.method(field);
  }
}
