package gd.report;

import static gd.report.Prose.code;

import gd.report.MathProblem.*;

/** What is said about mathematics without an answer. */
final class MathExplanations {
  private MathExplanations() {}

  static Report explain(MathProblem problem) {
    return switch (problem) {
      case DivisionByZero p ->
          Prose.error("Division by zero")
              .at(p.at(), "what it is divided by is 0")
              .hint("For what it tends to: limit(1/x, x, 0)")
              .report();
      case OutsideDomain p ->
          Prose.error("Outside the domain")
              .at(p.at(), "no value: " + applied(p.function(), p.argument()))
              .say(Prose.sentence(p.why()))
              .report();
      case NoDerivative p -> noDerivative(p);
      case NoAnswer p ->
          Prose.error("No answer found")
              .at(p.at(), "not solved")
              .say(Prose.sentence(p.why()))
              .say(p.request().isEmpty() ? "" : "    " + p.request())
              .report();
      case NoFiniteValue p ->
          Prose.error("No finite value")
              .at(p.at(), "does not converge")
              .say(Prose.sentence(p.why()))
              .say(p.request().isEmpty() ? "" : "    " + p.request())
              .report();
      case LimitReached p ->
          Prose.error("Limit reached")
              .at(p.at(), "here " + p.limit() + " passed " + p.value())
              .say("This is a limit of the system, not of mathematics.")
              .hint(p.instead())
              .report();
      case SymbolLeft p ->
          Prose.error("No value for it")
              .at(p.at(), code(p.symbol()) + " stands for itself here")
              .say(
                  "For "
                      + p.where()
                      + (p.rank() == 0 ? " a number is needed, and " : " numbers are needed, and ")
                      + code(p.symbol())
                      + " has no value.")
              .hint(
                  "Give it one first: "
                      + p.symbol()
                      + switch (p.rank()) {
                        case 0 -> " = 1";
                        case 1 -> " = [1, 2]";
                        case 2 -> " = [1, 2; 3, 4]";
                        default -> " = zeros(2, 2, 2)";
                      })
              .report();
      case LetterLength p ->
          Prose.error("The length is a letter")
              .at(p.at(), code(p.letter()) + " is the length of an array without values")
              .say(
                  "Such arrays are computed as a whole: an index from 1 to "
                      + code(p.letter())
                      + " may choose elements and may count, as in `i*x[i]`. A part of the range, a"
                      + " place such as `x[i+1]` or a condition needs elements one by one, and so a"
                      + " number.")
              .hint(
                  "Declare the array with a number, as in symbol x[4]; in a function, length(x) is"
                      + " a number when x has values.")
              .report();
      case SingularMatrix p ->
          Prose.error("The matrix is singular")
              .at(p.at(), code(p.function()) + " needs a determinant that is not 0")
              .say(
                  p.rank().isEmpty()
                      ? "Its determinant is 0."
                      : p.rank().getAsInt() == 0
                          ? "All its elements are 0."
                          : "Its " + p.size() + " rows have only rank " + p.rank().getAsInt() + ".")
              .hint(
                  p.function().equals("inv")
                      ? "pinv(A) is the pseudo-inverse, which every matrix has."
                      : "pinv(A)*b is the shortest of the best solutions of A*x = b; null(A) are the"
                          + " directions in which x is free.")
              .report();
      case NotPositiveDefinite p ->
          Prose.error("Not positive definite")
              .at(
                  p.at(),
                  "a Cholesky decomposition needs a symmetric matrix whose eigenvalues are positive")
              .say(Prose.sentence(p.why()))
              .hint("(A + A.T)/2 is symmetric; A + c*eye(n) has eigenvalues that are greater by c.")
              .report();
      case Convention p -> {
        Prose prose = Prose.note("By convention").at(p.at(), p.what());
        p.instead().ifPresent(prose::hint);
        yield prose.report();
      }
      case DerivativeDisagrees p -> {
        Columns table = new Columns().row("at", "declared", "differences");
        p.points().forEach(d -> table.row(d.point(), d.declared(), d.differences()));
        yield Prose.warning("Declared derivative disagrees")
            .at(p.at(), "compared with differences of " + code(p.function()))
            .say(table.text())
            .report();
      }
    };
  }

  /** {@code log of 0}, {@code (-1)!}; of a sign between two numbers the argument says all. */
  private static String applied(String function, String argument) {
    return switch (function) {
      case "!" -> "(" + argument + ")!";
      case "√" -> "√(" + argument + ")";
      case "^", "-", "*" -> argument;
      default -> function + " of " + argument;
    };
  }

  private static Report noDerivative(NoDerivative p) {
    Prose prose =
        Prose.error("No derivative at this point")
            .at(
                p.at(),
                p.jumps().isPresent()
                    ? code(p.function()) + " has no slope where it jumps, and none is declared"
                    : "here no slope exists, or none is declared")
            .cause(p.cause(), p.jumps().map(jumps -> "jumps where " + jumps).orElse("used here"));
    if (p.jumps().isEmpty()) {
      prose.say(Prose.sentence(p.why()));
    } else if (p.cause().isEmpty()) {
      prose.say(code(p.function()) + " jumps where " + p.jumps().get() + ".");
    }
    boolean name = p.function().matches("[\\p{L}_][\\p{L}0-9_]*");
    return name
        ? prose.hint("To choose a value there, define it: " + p.function() + "'(x) = 0").report()
        : prose.report();
  }
}
