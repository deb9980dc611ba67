package gd.syntax;

import gd.syntax.Syntax.*;
import gd.syntax.Syntax.Number;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints expressions, in parentheses where they would otherwise be read differently. */
final class ExpressionPrinter {
  private final Printer printer;

  ExpressionPrinter(Printer printer) {
    this.printer = printer;
  }

  /** Where nothing follows that it could swallow. */
  String open(Expression expression) {
    return text(expression);
  }

  /** Where a word or a block follows. */
  String closed(Expression expression) {
    return at(expression, Precedence.OR);
  }

  private String at(Expression expression, int least) {
    return precedence(expression) < least ? "(" + text(expression) + ")" : text(expression);
  }

  private int precedence(Expression expression) {
    return switch (expression) {
      case Conditional _, Lambda _ -> Precedence.OPEN_ENDED;
      case Comparison _ -> Precedence.COMPARISON;
      case Range _ -> Precedence.RANGE;
      case Unary u ->
          switch (u.operator()) {
            case NOT -> Precedence.NOT;
            case MINUS -> Precedence.SIGN;
            case ROOT -> Precedence.ROOT;
            case FACTORIAL, DEGREES -> Precedence.SUFFIX;
          };
      case Binary b -> touches(b) ? Precedence.JUXTAPOSITION : Precedence.of(b.operator());
      case CallOrProduct _ -> Precedence.JUXTAPOSITION;
      case Number _, Text _, Truth _, Name _, Prime _, Nabla _, Partial _, Call _, Index _, Field _ -> Precedence.SUFFIX;
      case Transpose _, Array _, Comprehension _, Block _ -> Precedence.SUFFIX;
    };
  }

  private String text(Expression expression) {
    return switch (expression) {
      case Number n -> n.digits();
      case Text t -> "\"" + t.parts().stream().map(this::part).collect(Collectors.joining()) + "\"";
      case Truth t -> String.valueOf(t.value());
      case Name n -> name(n.name());
      case Prime p -> text(p.function()) + "'".repeat(p.order());
      case Nabla n -> "∇" + text(n.function());
      case Partial p -> "∂" + text(p.function()) + "/∂" + name(p.variable());
      case Call c -> called(c.callee()) + arguments(c.arguments());
      case CallOrProduct c -> either(c);
      case Index i -> base(i.of()) + "[" + Printer.join(i.positions().stream().map(this::position).toList()) + "]";
      case Field f -> fieldBase(f.of()) + "." + name(f.name());
      case Transpose t -> fieldBase(t.operand()) + ".T";
      case Unary u -> unary(u);
      case Binary b -> binary(b);
      case Comparison c -> comparison(c);
      case Range r ->
          at(r.first(), Precedence.SUM)
              + ".."
              + at(r.last(), Precedence.SUM)
              + r.step().map(s -> " by " + at(s, Precedence.SUM)).orElse("");
      case Conditional c -> "if " + closed(c.condition()) + " then " + closed(c.yes()) + " else " + text(c.no());
      case Lambda l -> lambda(l);
      case Array a -> "[" + a.rows().stream().map(this::row).collect(Collectors.joining("; ")) + "]";
      case Comprehension c -> "[" + generated(c) + "]";
      case Block b -> printer.block(b);
    };
  }

  /** Greek letters as such, but {@code Sigma} and {@code Pi}: these letters mean sum and product in a call. */
  String name(String name) {
    return name.equals("Sigma") || name.equals("Pi") ? name : Names.pretty(name);
  }

  // ---------------------------------------------------------------- operators

  private String unary(Unary unary) {
    Expression operand = unary.operand();
    return switch (unary.operator()) {
      case MINUS -> "-" + at(operand, Precedence.JUXTAPOSITION);
      case NOT -> "not " + at(operand, Precedence.COMPARISON);
      case ROOT -> "√" + base(operand);
      case FACTORIAL, DEGREES -> base(operand) + unary.operator().sign();
    };
  }

  private String binary(Binary binary) {
    int precedence = Precedence.of(binary.operator());
    String left = at(binary.left(), precedence);
    return switch (binary.operator()) {
      case AND, OR, ADD, SUBTRACT ->
          left + " " + binary.operator().sign() + " " + at(binary.right(), precedence + 1);
      case MULTIPLY ->
          touches(binary) ? left + touching(binary.right()) : left + "*" + at(binary.right(), precedence + 1);
      case INNER, EACH_MULTIPLY -> left + binary.operator().sign() + at(binary.right(), precedence + 1);
      case DIVIDE, EACH_DIVIDE -> left + binary.operator().sign() + denominator(binary.right());
      case POWER, EACH_POWER -> base(binary.left()) + binary.operator().sign() + exponent(binary.right());
    };
  }

  /** Whether a product is written without a sign, {@code 3x}: the number, put before it, must still be that number. */
  private boolean touches(Binary binary) {
    return binary.operator() == BinaryOperator.MULTIPLY
        && binary.left() instanceof Number
        && !(binary.right() instanceof Truth)
        && begins(binary.right());
  }

  private String touching(Expression right) {
    return right instanceof CallOrProduct ? text(right) : at(right, Precedence.ROOT);
  }

  /** Whether the text of a factor begins with a name, a root or a parenthesis. */
  private boolean begins(Expression factor) {
    return switch (factor) {
      case Number _, Text _, Array _, Comprehension _, Block _ -> false;
      case Name n -> !n.name().startsWith("_") && !n.name().matches("[eE][0-9].*");
      case Prime p -> begins(p.function());
      case Call c -> c.callee() instanceof Field f ? beginsBase(f.of()) : begins(c.callee());
      case CallOrProduct c -> !closes(c.left()) && c.leftPower().isEmpty() || begins(c.left());
      case Index i -> beginsBase(i.of());
      case Field f -> f.of() instanceof Number || beginsBase(f.of());
      case Transpose t -> t.operand() instanceof Number || beginsBase(t.operand());
      case Binary b when b.operator() == BinaryOperator.POWER || b.operator() == BinaryOperator.EACH_POWER ->
          beginsBase(b.left());
      case Unary u when u.operator() == UnaryOperator.FACTORIAL || u.operator() == UnaryOperator.DEGREES ->
          beginsBase(u.operand());
      case Nabla _, Partial _, Truth _, Unary _, Binary _, Comparison _, Range _, Conditional _, Lambda _ -> true;
    };
  }

  private boolean beginsBase(Expression base) {
    return !undecided(base) && precedence(base) < Precedence.SUFFIX || begins(base);
  }

  /** Never an invisible product, except one that turns out to be a call. */
  private String denominator(Expression right) {
    boolean either = undecided(right) || right instanceof Unary(_, UnaryOperator sign, Expression operand) && sign == UnaryOperator.MINUS && undecided(operand);
    return either ? text(right) : at(right, Precedence.ROOT);
  }

  private String exponent(Expression exponent) {
    if (exponent instanceof Unary(_, UnaryOperator sign, Expression operand) && sign == UnaryOperator.MINUS) {
      return precedence(operand) >= Precedence.POWER ? "-" + text(operand) : "(" + text(exponent) + ")";
    }
    return undecided(exponent) ? text(exponent) : at(exponent, Precedence.POWER);
  }

  /** What a suffix, an exponent or a root applies to. */
  private String base(Expression base) {
    return undecided(base) ? text(base) : at(base, Precedence.SUFFIX);
  }

  private String fieldBase(Expression base) {
    return base instanceof Number ? "(" + text(base) + ")" : base(base);
  }

  private static boolean undecided(Expression expression) {
    return expression instanceof CallOrProduct c && c.ifProduct().isPresent();
  }

  private String comparison(Comparison comparison) {
    StringBuilder text = new StringBuilder(at(comparison.operands().getFirst(), Precedence.RANGE));
    for (int i = 0; i < comparison.operators().size(); i++) {
      text.append(" ").append(comparison.operators().get(i).sign()).append(" ");
      text.append(at(comparison.operands().get(i + 1), Precedence.RANGE));
    }
    return text.toString();
  }

  // ---------------------------------------------------------------- calls

  private String called(Expression callee) {
    return switch (callee) {
      case Name _, Prime _, Nabla _, Partial _, Field _ -> text(callee);
      default -> before(callee);
    };
  }

  /** What stands before parentheses that may call it: it ends with a parenthesis itself. */
  private String before(Expression callee) {
    return closes(callee) ? text(callee) : "(" + text(callee) + ")";
  }

  private static boolean closes(Expression callee) {
    return callee instanceof Call || callee instanceof CallOrProduct c && c.rightPower().isEmpty();
  }

  private String either(CallOrProduct c) {
    String left =
        c.leftPower().map(power -> text(c.left()) + "^" + bounded(power)).orElseGet(() -> before(c.left()));
    return left + "(" + text(c.right()) + ")" + c.rightPower().map(power -> "^" + exponent(power)).orElse("");
  }

  private String bounded(Expression exponent) {
    return exponent instanceof Number ? text(exponent) : "(" + text(exponent) + ")";
  }

  private String arguments(List<Argument> arguments) {
    if (arguments.size() == 1
        && arguments.getFirst() instanceof Argument(_, Optional<String> name, Comprehension c)
        && name.isEmpty()) {
      return "(" + generated(c) + ")";
    }
    return "(" + Printer.join(arguments.stream().map(this::argument).toList()) + ")";
  }

  String argument(Argument argument) {
    return argument.name().map(n -> name(n) + "=").orElse("") + text(argument.value());
  }

  private String position(Position position) {
    return switch (position) {
      case Place p -> text(p.expression());
      case Whole _ -> ":";
    };
  }

  private String lambda(Lambda lambda) {
    List<Parameter> parameters = lambda.parameters();
    boolean bare = parameters.size() == 1 && bare(parameters.getFirst());
    return (bare ? name(parameters.getFirst().name()) : printer.parameters(parameters)) + " -> " + text(lambda.body());
  }

  private static boolean bare(Parameter parameter) {
    return parameter.byDefault().isEmpty() && !parameter.rest() && !parameter.unevaluated();
  }

  // ---------------------------------------------------------------- arrays and texts

  String row(Row row) {
    return Printer.join(row.elements().stream().map(this::text).toList());
  }

  private String generated(Comprehension c) {
    List<String> parts = new ArrayList<>(List.of(text(c.body())));
    c.bindings().forEach(b -> parts.add(binding(b)));
    c.condition().ifPresent(condition -> parts.add("if " + closed(condition)));
    return String.join(" ", parts);
  }

  String binding(Binding binding) {
    return "for " + name(binding.variable()) + " in " + closed(binding.range());
  }

  String part(TextPart part) {
    return switch (part) {
      case Interpolation i -> "{" + text(i.expression()) + "}";
      case Literal l -> escaped(l.text());
    };
  }

  private static String escaped(String characters) {
    return characters
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("{", "\\{")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }
}
