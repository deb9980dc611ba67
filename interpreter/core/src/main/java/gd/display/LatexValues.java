package gd.display;

import gd.data.Column;
import gd.data.Columns;
import gd.evaluate.Interpreter;
import gd.evaluate.Value;
import gd.formula.Formula;
import gd.matrix.MatrixFormula;
import gd.report.Failure;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values in LaTeX, for the inside of a formula. */
final class LatexValues {
  /** Rows of a table that are shown. */
  private static final int ROWS = 50;

  private LatexValues() {}

  static String of(Value value, Interpreter in, Display display) {
    Latex latex = new Latex(in.digits());
    return switch (value) {
      case Value.Scalar(var formula) -> latex.of(formula);
      case Value.Array(Tensor.Data data, _) -> array(latex, data, 0, 0);
      case Value.Array(var tensor, _) ->
          MatrixFormula.of(tensor, in.formulas())
              .map(formula -> LatexSyntax.of(formula, in))
              .orElseGet(() -> text(Display.formula(tensor)));
      case Value.Condition _ -> text("a condition");
      case Value.Truth(var truth) -> "\\mathrm{" + truth + "}";
      case Value.Text(var text) -> text(text);
      case Value.Texts(var texts) ->
          column(texts.stream().limit(ROWS).map(LatexValues::text).toList());
      case Value.Nothing _ -> "";
      case Value.Callable function -> function(function, in, display);
      case Value.Table(_, var columns) -> table(latex, columns);
      case Value.Fields(var fields) -> fields(fields, in, display);
      case Value.Explanation(var derivation, var by, _) ->
          "\\frac{d}{d "
              + latex.of(new Formula.Symbol(by))
              + "}\\left("
              + latex.of(derivation.of())
              + "\\right) = "
              + latex.of(derivation.derivative());
      case Value.Backpropagation _, Value.Agreement _ ->
          lines(display.top(value, in).lines().map(line -> line.split(" {2,}")).toList());
      case Value.Descent(var result) -> fields(result.parameters(), in, display);
    };
  }

  /** A text inside a formula; nothing in it is a command. */
  static String text(String text) {
    StringBuilder out = new StringBuilder("\\text{");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> out.append("\\textbackslash{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '{', '}', '$', '&', '#', '_', '%' -> out.append('\\').appendCodePoint(c);
                case '\n', '\t' -> out.append(' ');
                default -> out.appendCodePoint(c);
              }
            });
    return out.append('}').toString();
  }

  /** Vectors are columns; of more than two dimensions, a column of arrays. */
  private static String array(Latex latex, Tensor.Data data, int axis, int first) {
    List<Integer> shape = data.shape().dimensions();
    int rank = shape.size() - axis;
    if (rank == 0) {
      return latex.of(data.elements().formula(first));
    }
    int rows = shape.get(axis);
    int step = shape.subList(axis + 1, shape.size()).stream().reduce(1, (a, b) -> a * b);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows && lines.size() <= Display.LONGEST; i++) {
      if (rank == 2) {
        List<String> cells = new ArrayList<>();
        for (int j = 0; j < step && cells.size() <= Display.LONGEST; j++) {
          cells.add(latex.of(data.elements().formula(first + i * step + j)));
        }
        lines.add(String.join(" & ", cells));
      } else {
        lines.add(array(latex, data, axis + 1, first + i * step));
      }
    }
    return column(lines);
  }

  static String column(List<String> lines) {
    return "\\begin{bmatrix} " + String.join(" \\\\ ", lines) + " \\end{bmatrix}";
  }

  /** {@code x \mapsto 2x}, if the value of the function at symbols is a formula. */
  private static String function(Value.Callable function, Interpreter in, Display display) {
    List<String> parameters = in.parameters(function);
    List<Value> symbols =
        parameters.stream().<Value>map(p -> new Value.Scalar(in.formulas().symbol(p))).toList();
    try {
      Span nowhere = new Span(new Source("", ""), 0, 0);
      Value body = in.call(function, symbols, nowhere);
      boolean shown = body instanceof Value.Scalar || body instanceof Value.Array(Tensor.Data _, _);
      if (function instanceof Value.Builtin || !shown) {
        return verbatim(FunctionText.of(function, in, display));
      }
      String names =
          symbols.stream().map(s -> of(s, in, display)).collect(Collectors.joining(", "));
      String head = parameters.size() == 1 ? names : "\\left(" + names + "\\right)";
      return head + " \\mapsto " + of(body, in, display);
    } catch (Failure | Refusal e) {
      // A function of arrays has no formula in numbers.
      return verbatim(FunctionText.of(function, in, display));
    }
  }

  static String verbatim(String text) {
    return text(text).replaceFirst("text", "texttt");
  }

  /** Lines of cells, as many columns as the longest has. */
  private static String lines(List<String[]> lines) {
    int most = lines.stream().mapToInt(cells -> cells.length).max().orElse(1);
    return "\\begin{array}{"
        + "l".repeat(most)
        + "} "
        + lines.stream()
            .map(
                cells -> Stream.of(cells).map(LatexValues::text).collect(Collectors.joining(" & ")))
            .collect(Collectors.joining(" \\\\ "))
        + " \\end{array}";
  }

  private static String table(Latex latex, Columns columns) {
    List<String> lines = new ArrayList<>();
    lines.add(columns.names().stream().map(LatexValues::text).collect(Collectors.joining(" & ")));
    for (int row = 0; row < Math.min(ROWS, columns.rows()); row++) {
      int at = row;
      lines.add(
          columns.columns().stream()
              .map(c -> cell(latex, c, at))
              .collect(Collectors.joining(" & ")));
    }
    if (columns.rows() > ROWS) {
      lines.add("\\vdots");
    }
    return "\\begin{array}{"
        + "r".repeat(columns.names().size())
        + "} "
        + String.join(" \\\\ ", lines)
        + " \\end{array}";
  }

  private static String cell(Latex latex, Column column, int row) {
    return switch (column) {
      case Column.Decimals(var values) -> latex.of(new Formula.Decimal(values[row]));
      case Column.Arrays arrays -> text(arrays.shape());
      case Column.Texts(var values) -> text(values.get(row));
    };
  }

  private static String fields(Map<String, Value> fields, Interpreter in, Display display) {
    return "\\begin{array}{ll} "
        + fields.entrySet().stream()
            .map(
                e ->
                    of(new Value.Scalar(in.formulas().symbol(e.getKey())), in, display)
                        + " & "
                        + of(e.getValue(), in, display))
            .collect(Collectors.joining(" \\\\ "))
        + " \\end{array}";
  }
}
