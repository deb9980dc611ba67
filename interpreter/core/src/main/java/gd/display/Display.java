package gd.display;

import gd.evaluate.Interpreter;
import gd.evaluate.Value;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import gd.formula.Formulas;
import gd.matrix.MatrixFormula;
import gd.syntax.Printer;
import gd.syntax.Syntax;
import gd.tensor.Dimensions;
import gd.tensor.Elements;
import gd.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How values look as text: what is printed parses. */
public final class Display implements Interpreter.Rendering {
  /** Longer output is cut, with its size. */
  public static final int LONGEST = 10_000;

  /** Room for the size of an array that is cut. */
  private static final int SIZE = 100;

  /** What fits on a line of a report. */
  private static final int BRIEF = 200;

  /** A value at the top level, in the form the session asks for. */
  public String shown(Value value, Interpreter in) {
    return switch (in.form()) {
      case TEXT -> top(value, in);
      case LATEX -> latex(value, in);
      case PLANE -> plane(value, in);
    };
  }

  private String plane(Value value, Interpreter in) {
    return switch (value) {
      case Value.Scalar(var formula) ->
          Plane.of(text(value, in.digits()), approximation(formula, in));
      case Value.Array _ -> Plane.of(text(value, in.digits()));
      case Value.Callable _ -> Plane.of(top(value, in));
      case Value.Fields(var fields) ->
          fields.entrySet().stream()
              .map(e -> e.getKey() + " =\n" + plane(e.getValue(), in))
              .collect(Collectors.joining("\n"));
      case Value.Condition _,
          Value.Truth _,
          Value.Text _,
          Value.Texts _,
          Value.Nothing _,
          Value.Table _,
          Value.Explanation _,
          Value.Backpropagation _,
          Value.Agreement _,
          Value.Descent _ ->
          top(value, in);
    };
  }

  private static String approximation(Formula formula, Interpreter in) {
    return hasDecimal(formula)
        ? in.algebra()
            .approximation(formula)
            .map(decimal -> " ≈ " + formula(decimal, in.digits()))
            .orElse("")
        : "";
  }

  private static boolean isIrrational(Formula formula) {
    return switch (formula) {
      case Formula.Power _, Formula.Apply _ -> true;
      case Formula.Sum _, Formula.Product _ ->
          formula.children().stream().anyMatch(Display::isIrrational);
      case Formula.Number _,
          Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Formula.Truth _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Piecewise _ ->
          false;
    };
  }

  /** A value at the top level: an exact number that is no fraction is shown with its decimal. */
  public String top(Value value, Interpreter in) {
    return switch (value) {
      case Value.Scalar(var formula) -> text(value, in.digits()) + approximation(formula, in);
      case Value.Text(var text) -> cut(text);
      case Value.Descent(var result) -> report(result, in.digits());
      case Value.Explanation _, Value.Backpropagation _, Value.Agreement _ ->
          text(value, in.digits());
      case Value.Table(var name, var columns) ->
          columns.names().isEmpty() ? columns.words() : Grid.of(columns, in.digits());
      case Value.Callable function -> FunctionText.of(function, in, this);
      case Value.Fields(var fields) ->
          fields.entrySet().stream()
              .map(e -> e.getKey() + " = " + text(e.getValue(), in.digits()))
              .collect(Collectors.joining("\n"));
      case Value.Array _, Value.Condition _, Value.Truth _, Value.Texts _, Value.Nothing _ ->
          text(value, in.digits());
    };
  }

  /** Of a complex one only if it says something: asin(2) ≈ 1.5708 - 1.31696i, not 1 + i. */
  private static boolean hasDecimal(Formula formula) {
    return switch (formula) {
      case Formula.Number _,
          Formula.Symbol _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          false;
      case Formula.Constant constant ->
          constant == Formula.Constant.PI || constant == Formula.Constant.E;
      case Formula.Product product when product.factors().contains(Formula.Constant.INFINITY) ->
          false;
      case Formula.Sum _,
          Formula.Product _,
          Formula.Power _,
          Formula.Apply _,
          Formula.Piecewise _,
          Formula.Slot _ ->
          Formula.isClosed(formula) && (Formula.isReal(formula) || isIrrational(formula));
    };
  }

  @Override
  public String text(Value value, int digits) {
    return cut(
        switch (value) {
          case Value.Scalar(var formula) -> formula(formula, digits);
          case Value.Array(Tensor.Data data, _) -> cut(array(data, digits), data);
          case Value.Array(var tensor, _) -> formula(tensor);
          case Value.Condition(var body, var arguments) ->
              MatrixFormula.of(body, arguments, new Formulas())
                  .map(Printer::print)
                  .orElse("a condition");
          case Value.Truth(var truth) -> String.valueOf(truth);
          case Value.Text(var text) -> text;
          case Value.Texts(var texts) ->
              texts.stream()
                  .limit(LONGEST)
                  .map(Printer::quoted)
                  .collect(Collectors.joining(", ", "[", "]"));
          case Value.Nothing _ -> "";
          case Value.Closure closure -> closure.name().isEmpty() ? lambda(closure) : closure.name();
          case Value.Builtin(var declaration) -> declaration.name();
          case Value.Derived _ -> "a derivative";
          case Value.Table(var name, var columns) -> name + " (" + columns.rows() + " rows)";
          case Value.Fields(var fields) ->
              fields.entrySet().stream()
                  .map(e -> e.getKey() + " = " + text(e.getValue(), digits))
                  .collect(Collectors.joining("; "));
          case Value.Descent(var result) -> parameters(result, digits);
          case Value.Explanation explanation -> new CalculusText(this, digits).of(explanation);
          case Value.Backpropagation graph -> new CalculusText(this, digits).of(graph);
          case Value.Agreement agreement -> new CalculusText(this, digits).of(agreement);
        });
  }

  static String lambda(Value.Closure closure) {
    return Printer.print(
        new Syntax.Lambda(closure.defined(), closure.parameters(), closure.body()));
  }

  private static String parameters(Value.Result result, int digits) {
    Display display = new Display();
    return result.parameters().entrySet().stream()
        .map(e -> e.getKey() + " = " + display.text(e.getValue(), digits))
        .collect(Collectors.joining(", "));
  }

  private String report(Value.Result result, int digits) {
    int width =
        Math.max(4, result.parameters().keySet().stream().mapToInt(String::length).max().orElse(0));
    String steps = result.steps() == 1 ? "1 step" : "%,d steps".formatted(result.steps());
    StringBuilder out = new StringBuilder();
    out.append(
        "descent: %s (%s%s, %s)"
            .formatted(
                result.why(),
                result.why().endsWith(steps) ? "" : steps + ", ",
                result.device(),
                seconds(result.time())));
    row(out, "loss", brief(result.loss(), digits), width);
    for (Map.Entry<String, Value> parameter : result.parameters().entrySet()) {
      row(out, parameter.getKey(), brief(parameter.getValue(), digits), width);
    }
    result.diagnosis().get().remarks().forEach(remark -> out.append("\n  ").append(remark));
    return out.toString();
  }

  /** In a report, exact numbers too long to read are shown as decimals, and long arrays are cut. */
  private String brief(Value value, int digits) {
    String text = text(value, digits);
    if (text.length() <= BRIEF) {
      return text;
    }
    Value shown =
        switch (value) {
          case Value.Scalar(var formula) when Evaluation.constant(formula).isPresent() ->
              new Value.Scalar(new Formula.Decimal(Evaluation.constant(formula).getAsDouble()));
          case Value.Array(Tensor.Data data, _) -> new Value.Array(inDecimals(data));
          case Value other -> other;
        };
    String decimals = text(shown, digits);
    if (decimals.contains("∞")) {
      return text.substring(0, BRIEF) + "… (cut; %,d characters)".formatted(text.length());
    }
    return decimals.length() <= BRIEF ? decimals : upToSpace(decimals, BRIEF) + " …";
  }

  private static Tensor.Data inDecimals(Tensor.Data data) {
    List<Formula> decimals =
        data.elements().formulas().stream()
            .map(
                f ->
                    Evaluation.constant(f).isPresent()
                        ? new Formula.Decimal(Evaluation.constant(f).getAsDouble())
                        : f)
            .toList();
    return new Tensor.Data(data.shape(), new Elements.Formulas(decimals));
  }

  private static void row(StringBuilder out, String name, String text, int width) {
    out.append("\n  ")
        .append(name)
        .append(" ".repeat(width - name.length()))
        .append("  ")
        .append(text);
  }

  private static String seconds(java.time.Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }

  /** An array of symbols as a matrix formula, else its shape. */
  static String formula(Tensor tensor) {
    return MatrixFormula.of(tensor, new Formulas())
        .map(Printer::print)
        .orElseGet(() -> Dimensions.words(tensor));
  }

  private static String formula(Formula formula, int digits) {
    return new FormulaPrinter(digits).print(formula);
  }

  // ---- arrays

  /**
   * {@code [1, 2]}, {@code [1, 2; 3, 4]}, {@code [[1, 2, 3]]}, {@code [1; 2; 3]}; more dimensions
   * nested; {@code zeros(0, 3)} of what has no rows, since brackets could not say how long they
   * are.
   */
  private static String array(Tensor.Data data, int digits) {
    List<Integer> dimensions = data.shape().dimensions();
    if (!dimensions.isEmpty() && dimensions.subList(0, dimensions.size() - 1).contains(0)) {
      return dimensions.stream()
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "zeros(", ")"));
    }
    StringBuilder out = new StringBuilder();
    if (dimensions.size() == 2 && dimensions.get(0) != 1 && dimensions.get(1) != 0) {
      matrix(out, data, digits);
    } else {
      nested(out, data, digits, 0, 0);
    }
    return out.toString();
  }

  private static void matrix(StringBuilder out, Tensor.Data data, int digits) {
    int columns = data.shape().dimension(1);
    out.append('[');
    for (int i = 0; i < data.elements().size() && out.length() <= LONGEST; i++) {
      out.append(i == 0 ? "" : i % columns == 0 ? "; " : ", ")
          .append(formula(data.elements().formula(i), digits));
    }
    out.append(']');
  }

  private static int nested(StringBuilder out, Tensor.Data data, int digits, int axis, int first) {
    if (axis == data.shape().rank()) {
      out.append(formula(data.elements().formula(first), digits));
      return first + 1;
    }
    int next = first;
    out.append('[');
    for (int i = 0; i < data.shape().dimension(axis) && out.length() <= LONGEST; i++) {
      out.append(i == 0 ? "" : ", ");
      next = nested(out, data, digits, axis + 1, next);
    }
    out.append(']');
    return next;
  }

  /** Arrays are printed no further than they are shown: their size is said in elements. */
  private static String cut(String text, Tensor.Data data) {
    return text.length() <= LONGEST
        ? text
        : upToSpace(text, LONGEST - SIZE) + " … (cut; %s)".formatted(data.shape().words());
  }

  /** A long number has no space to cut at. */
  private static String upToSpace(String text, int longest) {
    int space = text.lastIndexOf(' ', longest);
    return text.substring(0, space < 0 ? longest : space);
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean all = !text.endsWith("…");
    return text.substring(0, LONGEST)
        + "… (cut; %s%,d characters)"
            .formatted(all ? "" : "more than ", text.length() - (all ? 0 : 1));
  }

  // ---- LaTeX

  @Override
  public String latex(Value value, Interpreter in) {
    return cut(LatexValues.of(value, in, this));
  }
}
