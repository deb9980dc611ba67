package gd.display;

import gd.evaluate.Value;
import gd.formula.Derivation;
import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import gd.syntax.Names;
import gd.syntax.Printer;
import gd.tensor.Dimensions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Derivations, computational graphs and comparisons of gradients as text. */
final class CalculusText {
  /** What fits in a column of a table. */
  private static final int MOST_ROWS = 8;

  private static final int WIDEST = 48;

  private final Display display;
  private final int digits;

  CalculusText(Display display, int digits) {
    this.display = display;
    this.digits = digits;
  }

  // ---- derivations

  String of(Value.Explanation explanation) {
    List<String> lines = new ArrayList<>();
    Derivation derivation = explanation.derivation();
    lines.add(d(explanation.by(), derivation.of()));
    rule(derivation, explanation.by(), 1, lines);
    lines.add("  = " + formula(derivation.derivative()));
    explanation
        .expanded()
        .ifPresent(expanded -> lines.add("  = " + formula(expanded) + ", multiplied out"));
    return String.join("\n", lines);
  }

  private void rule(Derivation derivation, String x, int depth, List<String> lines) {
    String indent = "  ".repeat(depth);
    if (derivation.chain().isPresent()) {
      Derivation.Chain chain = derivation.chain().get();
      String letters =
          chain.links().stream()
              .map(link -> link.letter().name() + " = " + formula(link.inner()))
              .collect(Collectors.joining(", "));
      lines.add(indent + "chain rule: %s with %s".formatted(formula(chain.outer()), letters));
      for (Derivation.Link link : chain.links()) {
        lines.add(
            indent + "  " + d(link.letter().name(), chain.outer()) + " = " + formula(link.slope()));
      }
    } else if (depth == 1) {
      lines.add(indent + derivation.rule().title());
    }
    for (Derivation part : derivation.parts()) {
      String title = part.rule() == Derivation.Rule.CHAIN ? "" : " (" + part.rule().title() + ")";
      lines.add(indent + "  " + d(x, part.of()) + " = " + formula(part.derivative()) + title);
      if (part.rule() != Derivation.Rule.SUM || part.parts().size() > 1) {
        rule(part, x, depth + (part.chain().isPresent() ? 2 : 1), lines);
      }
    }
    derivation.chain().ifPresent(chain -> lines.add(indent + "  " + products(chain, derivation)));
  }

  /** The slopes of a chain multiplied, and added up if there are several inner parts. */
  private String products(Derivation.Chain chain, Derivation derivation) {
    return (chain.links().size() == 1 ? "product: " : "sum of products: ")
        + IntStream.range(0, chain.links().size())
            .mapToObj(
                k ->
                    factor(chain.links().get(k).slopeThere())
                        + " * "
                        + factor(derivation.parts().get(k).derivative()))
            .collect(Collectors.joining(" + "));
  }

  private String factor(Formula formula) {
    String text = formula(formula);
    boolean open =
        formula instanceof Formula.Sum
            || formula instanceof Formula.Piecewise
            || text.startsWith("-");
    return open ? "(" + text + ")" : text;
  }

  private String d(String x, Formula formula) {
    boolean single =
        formula instanceof Formula.Symbol
            || formula instanceof Formula.Power
            || formula instanceof Formula.Number
            || formula instanceof Formula.Apply;
    return "d/d%s %s".formatted(x, single ? formula(formula) : "(" + formula(formula) + ")");
  }

  private String formula(Formula formula) {
    return new FormulaPrinter(digits).print(formula, 500);
  }

  // ---- graphs and comparisons

  String of(Value.Backpropagation graph) {
    boolean known = graph.nodes().stream().anyMatch(n -> !(n.value() instanceof Value.Nothing));
    List<List<String>> rows = new ArrayList<>();
    rows.add(known ? List.of("node", "value", "gradient") : List.of("node", "gradient"));
    for (Value.Node node : graph.nodes()) {
      String name = Names.pretty(node.name());
      String made = node.made().map(m -> name + " = " + Printer.print(m)).orElse(name);
      String gradient = brief(node.gradient());
      rows.add(known ? List.of(made, brief(node.value()), gradient) : List.of(made, gradient));
    }
    return Grid.of(rows);
  }

  String of(Value.Agreement agreement) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("way", "gradient", "off by"));
    double worst = 0;
    for (Value.Way way : agreement.ways()) {
      worst = Math.max(worst, way.distance());
      rows.add(
          List.of(
              way.name(),
              brief(way.gradient()),
              way.distance() == 0 ? "0" : "%.0e".formatted(way.distance())));
    }
    String verdict =
        worst <= 1e-6 ? "They agree." : "They do not agree: they differ by %.1e.".formatted(worst);
    return Grid.of(rows) + "\n" + verdict;
  }

  /** A matrix has a line for every row; large arrays are said by their shape. */
  private String brief(Value value) {
    String text = display.text(value, digits);
    if (text.length() <= WIDEST || !(value instanceof Value.Array(var tensor, _))) {
      return text;
    }
    List<String> rows = List.of(text.split("(?<=;) ", -1));
    return rows.size() > 1
            && rows.size() <= MOST_ROWS
            && rows.stream().allMatch(row -> row.length() <= WIDEST)
        ? String.join("\n ", rows)
        : Dimensions.words(tensor);
  }
}
