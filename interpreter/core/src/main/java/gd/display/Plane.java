package gd.display;

import gd.report.Source;
import gd.syntax.Names;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Printer;
import gd.syntax.Superscripts;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values over several lines: fractions, powers, roots, cases and matrices as on paper. Since what
 * is printed on one line reads back, the text is read, and its tree laid out.
 */
final class Plane {
  /** Deeper formulas stay on one line: nobody can read them. */
  private static final int TALLEST = 60;

  private static final int WIDEST = 1_000;

  /** How tightly something holds together: what holds less than its place asks for is bracketed. */
  private enum Level {
    ANY,
    CONDITION,
    SUM,
    PRODUCT,
    FACTOR,
    ATOM
  }

  private record Part(Box box, Level level) {}

  private Plane() {}

  /** The text of an expression in two dimensions; as it is if it is none, or too large for that. */
  static String of(String text) {
    return of(text, "");
  }

  /** With something behind it, on its line of writing. */
  static String of(String text, String behind) {
    Parsed parsed = Parser.parse(new Source("value", text));
    if (!parsed.problems().isEmpty()
        || parsed.statements().size() != 1
        || !(parsed.statements().getFirst() instanceof Syntax.Evaluation(_, var expression))) {
      return text + behind;
    }
    Box box = box(expression, Level.ANY);
    return box.height() > TALLEST && !isArray(expression) || box.width() > WIDEST
        ? text + behind
        : Box.beside(box, Box.of(behind)).text();
  }

  private static Box box(Syntax.Expression expression, Level needed) {
    Part part = part(expression);
    return part.level().compareTo(needed) < 0
        ? part.box().between(Bracket.OPEN, Bracket.CLOSE)
        : part.box();
  }

  private static Part atom(Box box) {
    return new Part(box, Level.ATOM);
  }

  private static Part part(Syntax.Expression expression) {
    return switch (expression) {
      case Syntax.Number(_, var digits) -> atom(Box.of(digits));
      case Syntax.Name(_, var name) -> atom(Box.of(name(name)));
      case Syntax.Binary b -> binary(b);
      case Syntax.Unary u -> unary(u);
      case Syntax.Call c -> call(c);
      case Syntax.CallOrProduct c -> either(c);
      case Syntax.Array a -> atom(array(a));
      case Syntax.Comparison c -> new Part(comparison(c), Level.CONDITION);
      case Syntax.Conditional c -> new Part(cases(c), Level.CONDITION);
      case Syntax.Lambda l ->
          new Part(
              Box.beside(
                  Box.of(
                      l.parameters().size() == 1
                          ? name(l.parameters().getFirst().name())
                          : Printer.printed(l.parameters())),
                  Box.of(" ↦ "),
                  box(l.body(), Level.ANY)),
              Level.ANY);
      case Syntax.Transpose(_, var operand) -> atom(box(operand, Level.ATOM).raised(Box.of("T")));
      case Syntax.Text _,
          Syntax.Truth _,
          Syntax.Prime _,
          Syntax.Nabla _,
          Syntax.Partial _,
          Syntax.Index _,
          Syntax.Field _,
          Syntax.Range _,
          Syntax.Comprehension _,
          Syntax.Block _ ->
          Optional.of(Printer.print(expression))
              .filter(text -> !text.contains("\n"))
              .map(text -> new Part(Box.of(text), Level.FACTOR))
              .orElseGet(
                  () -> atom(Box.stacked(Printer.print(expression).lines().map(Box::of).toList())));
    };
  }

  /** {@code theta_1} as {@code θ₁}. */
  private static String name(String name) {
    String pretty = Names.pretty(name);
    int under = pretty.indexOf('_');
    boolean digits = under > 0 && pretty.substring(under + 1).matches("\\d+");
    if (!digits) {
      return pretty;
    }
    StringBuilder text = new StringBuilder(pretty.substring(0, under));
    pretty.substring(under + 1).chars().forEach(c -> text.append((char) ('₀' + c - '0')));
    return text.toString();
  }

  // ---------------------------------------------------------------- operators

  private static Part binary(Syntax.Binary b) {
    return switch (b.operator()) {
      case ADD -> new Part(row(b, " + ", Level.SUM, Level.PRODUCT), Level.SUM);
      case SUBTRACT -> new Part(row(b, " - ", Level.SUM, Level.PRODUCT), Level.SUM);
      case MULTIPLY, INNER -> new Part(product(b), Level.PRODUCT);
      case EACH_MULTIPLY -> new Part(row(b, " ⊙ ", Level.PRODUCT, Level.FACTOR), Level.PRODUCT);
      case DIVIDE ->
          new Part(Box.fraction(box(b.left(), Level.ANY), box(b.right(), Level.ANY)), Level.FACTOR);
      case EACH_DIVIDE -> new Part(row(b, " ⊘ ", Level.PRODUCT, Level.FACTOR), Level.PRODUCT);
      case POWER -> new Part(power(b), Level.FACTOR);
      case EACH_POWER ->
          new Part(
              box(b.left(), Level.ATOM).raised(Box.beside(Box.of("∘"), box(b.right(), Level.ATOM))),
              Level.FACTOR);
      case AND -> new Part(row(b, " ∧ ", Level.CONDITION, Level.CONDITION), Level.CONDITION);
      case OR -> new Part(row(b, " ∨ ", Level.CONDITION, Level.CONDITION), Level.CONDITION);
    };
  }

  private static Box row(Syntax.Binary b, String sign, Level left, Level right) {
    return Box.beside(box(b.left(), left), Box.of(sign), box(b.right(), right));
  }

  private static Box product(Syntax.Binary b) {
    Box left = box(b.left(), Level.PRODUCT);
    Box right = box(b.right(), Level.FACTOR);
    String begins = right.lines().get(right.base());
    boolean touch =
        b.left() instanceof Syntax.Number
            && !begins.isEmpty()
            && (Character.isLetter(begins.codePointAt(0)) || begins.matches("[√(∇∂⎛⎜⎝].*"));
    return Box.beside(left, Box.of(touch ? "" : "·"), right);
  }

  private static Box power(Syntax.Binary b) {
    Box base = box(b.left(), Level.ATOM);
    boolean integer = b.right() instanceof Syntax.Number(_, var digits) && digits.matches("\\d+");
    if (!integer || base.height() > 1) {
      return base.raised(box(b.right(), Level.ANY));
    }
    return Box.beside(base, Box.of(Superscripts.of(Printer.print(b.right()))));
  }

  private static Part unary(Syntax.Unary u) {
    return switch (u.operator()) {
      case MINUS -> new Part(Box.beside(Box.of("-"), box(u.operand(), Level.PRODUCT)), Level.SUM);
      case NOT -> new Part(Box.beside(Box.of("¬"), box(u.operand(), Level.ATOM)), Level.CONDITION);
      case ROOT ->
          new Part(
              u.operand() instanceof Syntax.Number || u.operand() instanceof Syntax.Name
                  ? Box.beside(Box.of("√"), box(u.operand(), Level.ATOM))
                  : box(u.operand(), Level.ANY).root(),
              Level.FACTOR);
      case FACTORIAL ->
          new Part(Box.beside(box(u.operand(), Level.ATOM), Box.of("!")), Level.FACTOR);
      case DEGREES -> new Part(Box.beside(box(u.operand(), Level.ATOM), Box.of("°")), Level.FACTOR);
    };
  }

  private static Part call(Syntax.Call c) {
    List<Box> arguments =
        c.arguments().stream()
            .map(
                a ->
                    Box.beside(
                        Box.of(a.name().map(n -> name(n) + "=").orElse("")),
                        box(a.value(), Level.ANY)))
            .toList();
    Box inside = Box.joined(arguments, ", ");
    boolean absolute =
        c.callee() instanceof Syntax.Name(_, var name)
            && name.equals("abs")
            && arguments.size() == 1;
    return atom(
        absolute
            ? inside.between(Bracket.BAR, Bracket.BAR)
            : Box.beside(box(c.callee(), Level.ATOM), inside.between(Bracket.OPEN, Bracket.CLOSE)));
  }

  private static Part either(Syntax.CallOrProduct c) {
    Box left = box(c.left(), Level.ATOM);
    Box right = box(c.right(), Level.ANY).between(Bracket.OPEN, Bracket.CLOSE);
    return new Part(
        Box.beside(
            c.leftPower().map(p -> left.raised(box(p, Level.ANY))).orElse(left),
            c.rightPower().map(p -> right.raised(box(p, Level.ANY))).orElse(right)),
        Level.PRODUCT);
  }

  private static Box comparison(Syntax.Comparison c) {
    Box row = box(c.operands().getFirst(), Level.SUM);
    for (int i = 0; i < c.operators().size(); i++) {
      String sign =
          switch (c.operators().get(i)) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " ≠ ";
            case LESS -> " < ";
            case LESS_EQUAL -> " ≤ ";
            case GREATER -> " > ";
            case GREATER_EQUAL -> " ≥ ";
          };
      row = Box.beside(row, Box.of(sign), box(c.operands().get(i + 1), Level.SUM));
    }
    return row;
  }

  /** A choice, and those in its last branch, behind one brace. */
  private static Box cases(Syntax.Conditional conditional) {
    List<List<Box>> rows = new ArrayList<>();
    Syntax.Expression rest = conditional;
    while (rest instanceof Syntax.Conditional c) {
      rows.add(
          List.of(
              box(c.yes(), Level.ANY), Box.beside(Box.of("if "), box(c.condition(), Level.ANY))));
      rest = c.no();
    }
    rows.add(List.of(box(rest, Level.ANY), Box.of("otherwise")));
    Box table = Box.table(rows);
    return table.between(Bracket.BRACE, Bracket.NONE);
  }

  // ---------------------------------------------------------------- arrays

  private static boolean isArray(Syntax.Expression expression) {
    return expression instanceof Syntax.Array;
  }

  private static Box array(Syntax.Array array) {
    List<Syntax.Row> rows = array.rows();
    if (rows.size() == 1
        && !rows.getFirst().elements().isEmpty()
        && rows.getFirst().elements().stream().allMatch(Plane::isVector)) {
      rows =
          rows.getFirst().elements().stream()
              .map(e -> ((Syntax.Array) e).rows().getFirst())
              .toList();
    }
    if (rows.isEmpty()) {
      return Box.of("[]");
    }
    List<List<Box>> cells =
        rows.stream()
            .map(row -> row.elements().stream().map(e -> box(e, Level.ANY)).toList())
            .toList();
    return Box.table(cells).between(Bracket.OPEN_ARRAY, Bracket.CLOSE_ARRAY);
  }

  private static boolean isVector(Syntax.Expression expression) {
    return expression instanceof Syntax.Array(_, var rows)
        && rows.size() == 1
        && rows.getFirst().elements().stream().noneMatch(Plane::isArray);
  }
}
