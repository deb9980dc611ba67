package gd.syntax;

import gd.report.Problem;
import gd.syntax.Syntax.Statement;
import java.util.List;

/**
 * What parsing makes of a text: the statements that could be read, at most {@link Limits#PROBLEMS}
 * errors (one a statement, in the order of the text), and notes that stop nothing.
 *
 * @param incomplete whether all that is wrong is that the text ends too early: more lines could
 *     make it right
 */
public record Parsed(
    List<Statement> statements, List<Problem> problems, List<Problem> notes, boolean incomplete) {
  public Parsed {
    statements = List.copyOf(statements);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }
}
