package gd.display;

import gd.evaluate.Interpreter;
import gd.formula.Operation;
import gd.syntax.Printer;
import gd.syntax.Syntax;
import gd.syntax.Syntax.BinaryOperator;
import gd.syntax.Syntax.Expression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Formulas of arrays in LaTeX, as {@link gd.matrix.MatrixFormula} makes them: vectors are columns,
 * operations element by element have Hadamard's signs. What it never makes stands as program text.
 */
final class LatexSyntax {
  /** What a form is, loosest first: it stands without parentheses where as much is asked for. */
  private enum Level {
    OPEN,
    SUM,
    EACH,
    PRODUCT,
    POWER,
    ATOM
  }

  private record Written(String text, Level level) {
    /** At the beginning, where a sign may stand. */
    String first(Level least) {
      return level.compareTo(least) < 0 ? "\\left(" + text + "\\right)" : text;
    }

    /** After an operator, where a sign may not stand. */
    String next(Level least) {
      return text.startsWith("-") ? "\\left(" + text + "\\right)" : first(least);
    }
  }

  private final Interpreter in;

  private LatexSyntax(Interpreter in) {
    this.in = in;
  }

  static String of(Expression expression, Interpreter in) {
    return new LatexSyntax(in).text(expression);
  }

  private String text(Expression expression) {
    return written(expression).text();
  }

  private Written written(Expression expression) {
    return switch (expression) {
      case Syntax.Number(_, var digits) -> number(digits);
      case Syntax.Truth(_, var value) -> new Written("\\mathrm{" + value + "}", Level.ATOM);
      case Syntax.Name named ->
          new Written(
              switch (named.name()) {
                case "e" -> "e";
                case "pi" -> "\\pi";
                case "infinity" -> "\\infty";
                default -> Latex.name(named.name());
              },
              Level.ATOM);
      // The column of a vector, which in LaTeX a vector is.
      case Syntax.Transpose(_, Syntax.Transpose(_, var vector)) -> written(vector);
      case Syntax.Transpose(_, var operand) ->
          new Written(written(operand).next(Level.ATOM) + "^{\\top}", Level.POWER);
      case Syntax.Unary unary -> unary(unary.operator(), written(unary.operand()));
      case Syntax.Binary(_, var operator, Syntax.Unary(_, var minus, var left), var right)
          when operator == BinaryOperator.DIVIDE && minus == Syntax.UnaryOperator.MINUS ->
          unary(minus, fraction(written(left), written(right)));
      case Syntax.Binary(_, var operator, var left, var right) ->
          binary(operator, written(left), written(right));
      case Syntax.Comparison comparison -> comparison(comparison);
      case Syntax.Conditional conditional -> cases(conditional);
      case Syntax.Call call -> call(call);
      case Syntax.Index(_, var of, var positions) -> index(written(of), positions);
      case Syntax.Array(_, var rows) ->
          new Written(
              LatexValues.column(
                  rows.stream()
                      .map(
                          row ->
                              row.elements().stream()
                                  .map(this::text)
                                  .collect(Collectors.joining(rows.size() == 1 ? " \\\\ " : " & ")))
                      .toList()),
              Level.ATOM);
      case Syntax.Range(_, var first, var last, var step) when step.isEmpty() ->
          new Written(LatexValues.column(List.of(text(first), "\\vdots", text(last))), Level.ATOM);
      case Syntax.Range _,
          Syntax.Text _,
          Syntax.Prime _,
          Syntax.Nabla _,
          Syntax.Partial _,
          Syntax.CallOrProduct _,
          Syntax.Field _,
          Syntax.Lambda _,
          Syntax.Comprehension _,
          Syntax.Block _ ->
          new Written(LatexValues.verbatim(Printer.print(expression)), Level.OPEN);
    };
  }

  private static Written number(String digits) {
    int e = digits.indexOf('e');
    return e < 0
        ? new Written(digits, Level.ATOM)
        : new Written(
            digits.substring(0, e) + " \\cdot 10^{" + digits.substring(e + 1) + "}", Level.PRODUCT);
  }

  private static Written unary(Syntax.UnaryOperator operator, Written operand) {
    return switch (operator) {
      case MINUS ->
          new Written(
              "-" + operand.next(Level.EACH),
              operand.level() == Level.EACH ? Level.EACH : Level.PRODUCT);
      case NOT -> new Written("\\lnot " + operand.next(Level.ATOM), Level.OPEN);
      case ROOT -> new Written("\\sqrt{" + operand.text() + "}", Level.ATOM);
      case FACTORIAL -> new Written(operand.next(Level.ATOM) + "!", Level.POWER);
      case DEGREES -> new Written(operand.next(Level.ATOM) + "^{\\circ}", Level.POWER);
    };
  }

  private static Written binary(BinaryOperator operator, Written left, Written right) {
    return switch (operator) {
      case ADD -> joined(left, " + ", right, Level.SUM, Level.EACH);
      case SUBTRACT -> joined(left, " - ", right, Level.SUM, Level.EACH);
      case MULTIPLY -> product(left, right);
      case DIVIDE -> fraction(left, right);
      case INNER -> joined(left, " \\cdot ", right, Level.PRODUCT, Level.PRODUCT, Level.EACH);
      case EACH_MULTIPLY -> joined(left, " \\odot ", right, Level.EACH, Level.PRODUCT);
      case EACH_DIVIDE -> joined(left, " \\oslash ", right, Level.EACH, Level.PRODUCT);
      case POWER -> new Written(left.next(Level.ATOM) + "^{" + right.text() + "}", Level.POWER);
      case EACH_POWER ->
          new Written(
              left.next(Level.ATOM) + "^{\\circ " + right.first(Level.EACH) + "}", Level.POWER);
      case AND -> joined(left, " \\land ", right, Level.SUM, Level.SUM, Level.OPEN);
      case OR -> joined(left, " \\lor ", right, Level.SUM, Level.SUM, Level.OPEN);
    };
  }

  private static Written joined(
      Written left, String sign, Written right, Level level, Level after) {
    return joined(left, sign, right, level, after, level);
  }

  private static Written joined(
      Written left, String sign, Written right, Level before, Level after, Level level) {
    return new Written(left.first(before) + sign + right.next(after), level);
  }

  /** A dot between digits, which would otherwise read as one number. */
  private static Written product(Written left, Written right) {
    String factor = right.next(Level.POWER);
    String sign = Character.isDigit(factor.charAt(0)) ? " \\cdot " : " ";
    return new Written(left.first(Level.PRODUCT) + sign + factor, Level.PRODUCT);
  }

  /** The sign of a product stands before its fraction. */
  private static Written fraction(Written above, Written below) {
    boolean negative = above.text().startsWith("-") && above.level().compareTo(Level.EACH) >= 0;
    return new Written(
        (negative ? "-" : "")
            + "\\frac{"
            + above.text().substring(negative ? 1 : 0)
            + "}{"
            + below.text()
            + "}",
        Level.PRODUCT);
  }

  private Written comparison(Syntax.Comparison comparison) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < comparison.operands().size(); i++) {
      out.append(i == 0 ? "" : Latex.sign(comparison.operators().get(i - 1)))
          .append(written(comparison.operands().get(i)).first(Level.SUM));
    }
    return new Written(out.toString(), Level.OPEN);
  }

  private Written cases(Syntax.Conditional conditional) {
    StringBuilder out = new StringBuilder("\\begin{cases} ");
    Expression rest = conditional;
    while (rest instanceof Syntax.Conditional(_, var condition, var yes, var no)) {
      out.append(text(yes)).append(" & ").append(text(condition)).append(" \\\\ ");
      rest = no;
    }
    return new Written(
        out.append(text(rest)).append(" & \\text{otherwise} \\end{cases}").toString(), Level.OPEN);
  }

  private Written call(Syntax.Call call) {
    List<String> arguments =
        call.arguments().stream()
            .map(a -> a.name().map(n -> "\\mathrm{" + n + "} = ").orElse("") + text(a.value()))
            .toList();
    if (!(call.callee() instanceof Syntax.Name named)) {
      return new Written(LatexValues.verbatim(Printer.print(call)), Level.OPEN);
    }
    String shape = "_{" + String.join(" \\times ", arguments) + "}";
    String name = named.name();
    return switch (named.name()) {
      case "ones" -> new Written("\\mathbf{1}" + shape, Level.ATOM);
      case "zeros" -> new Written("\\mathbf{0}" + shape, Level.ATOM);
      case "eye" -> new Written("I" + shape, Level.ATOM);
      case "norm" ->
          new Written("\\left\\|" + String.join(", ", arguments) + "\\right\\|", Level.ATOM);
      case "inv" -> {
        boolean isName = call.arguments().getFirst().value() instanceof Syntax.Name;
        String of = arguments.getFirst();
        yield new Written((isName ? of : "\\left(" + of + "\\right)") + "^{-1}", Level.POWER);
      }
      default -> {
        Optional<Operation> operation =
            in.operation(name).filter(o -> o.arity() == arguments.size());
        yield operation.isPresent()
            ? new Written(Latex.applied(operation.get(), arguments), Level.POWER)
            : new Written(
                "\\operatorname{"
                    + name.replace("_", "\\_")
                    + "}\\left("
                    + String.join(", ", arguments)
                    + "\\right)",
                Level.ATOM);
      }
    };
  }

  /** Nothing has two subscripts. */
  private Written index(Written of, List<Syntax.Position> positions) {
    String places =
        positions.stream()
            .map(
                position ->
                    switch (position) {
                      case Syntax.Place(_, var expression) -> text(expression);
                      case Syntax.Whole _ -> ":";
                    })
            .collect(Collectors.joining(", "));
    String base =
        of.text().contains("_") ? "\\left(" + of.text() + "\\right)" : of.next(Level.ATOM);
    return new Written(base + "_{" + places + "}", Level.POWER);
  }
}
