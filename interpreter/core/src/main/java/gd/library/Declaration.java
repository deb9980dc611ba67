package gd.library;

import gd.formula.Operation;
import gd.report.Span;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One built-in as the library declares it.
 *
 * @param operation present for an elementary operation, absent for what the evaluator does itself
 * @param jumps where an operation jumps and has no derivative, in words
 * @param samples where the tests of an operation try it, from and to
 * @param documentation as written, examples included
 */
public record Declaration(
    String name,
    List<Syntax.Parameter> parameters,
    Optional<Operation> operation,
    Optional<String> jumps,
    List<Double> samples,
    String documentation,
    Span span) {
  private static final int MOST_OPTIONS = 3;

  /** The parameters that every call has to give. */
  public List<Syntax.Parameter> required() {
    return parameters.stream().filter(p -> p.byDefault().isEmpty() && !p.rest()).toList();
  }

  /** {@code descend(f, starts..., lr=0.01, steps=100)}. */
  public String signature() {
    return name
        + parameters.stream().map(Declaration::text).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The signature, without the options that few calls need. */
  public String brief() {
    int shown = 0;
    List<String> texts = new ArrayList<>();
    for (Syntax.Parameter parameter : parameters) {
      if (parameter.byDefault().isPresent() && ++shown > MOST_OPTIONS) {
        texts.add("…");
        break;
      }
      texts.add(text(parameter));
    }
    return name + "(" + String.join(", ", texts) + ")";
  }

  /** The first sentence of the documentation. */
  public String summary() {
    String line = documentation.strip().replace('\n', ' ');
    int end = line.indexOf(". ");
    String first = end < 0 ? line : line.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private static String text(Syntax.Parameter parameter) {
    String byDefault =
        parameter
            .byDefault()
            .map(
                e ->
                    e instanceof Syntax.Name(_, var n) && n.equals("_")
                        ? ""
                        : "=" + e.span().text())
            .orElse("");
    return parameter.name() + (parameter.rest() ? "..." : "") + byDefault;
  }
}
