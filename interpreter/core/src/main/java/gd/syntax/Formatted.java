package gd.syntax;

import gd.report.Problem;
import java.util.List;

/** What formatting makes of a text: unchanged, if the text has problems. */
public record Formatted(String text, List<Problem> problems) {
  public Formatted {
    problems = List.copyOf(problems);
  }
}
