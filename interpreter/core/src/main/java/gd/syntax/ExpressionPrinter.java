package gd.syntax;

import gd.syntax.Syntax.*;
import gd.syntax.Syntax.Number;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    return enclosed(text(expression), precedence(expression) < least);
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
      case Number _,
          Text _,
          Truth _,
          Name _,
          Prime _,
          Nabla _,
          Partial _,
          Call _,
          Index _,
          Field _ ->
          Precedence.SUFFIX;
      case Transpose _, Array _, Comprehension _, Block _ -> Precedence.SUFFIX;
    };
  }

  /**
   * Chains such as {@code a + b + c} and {@code v[1][2]} may be a thousand long: they are followed
   * down to where they begin and printed from there on, without recursion.
   */
  private String text(Expression expression) {
    Deque<Expression> chain = new ArrayDeque<>();
    Expression first = expression;
    for (Optional<Expression> left = left(first); left.isPresent(); left = left(first)) {
      chain.push(first);
      first = left.get();
    }
    String text = text(first, "");
    for (Expression next : chain) {
      text = text(next, text);
    }
    return text;
  }

  /** What an expression begins with, if it goes on after a whole expression. */
  private static Optional<Expression> left(Expression expression) {
    return switch (expression) {
      case Call c -> Optional.of(c.callee());
      case CallOrProduct c -> Optional.of(c.left());
      case Index i -> Optional.of(i.of());
      case Field f -> Optional.of(f.of());
      case Transpose t -> Optional.of(t.operand());
      case Binary b -> Optional.of(b.left());
      case Unary u
          when u.operator() == UnaryOperator.FACTORIAL || u.operator() == UnaryOperator.DEGREES ->
          Optional.of(u.operand());
      case Unary _,
          Number _,
          Text _,
          Truth _,
          Name _,
          Prime _,
          Nabla _,
          Partial _,
          Comparison _,
          Range _ ->
          Optional.empty();
      case Conditional _, Lambda _, Array _, Comprehension _, Block _ -> Optional.empty();
    };
  }

  /** ∂f/∂x, ∂²f/∂x², ∂²f/∂x∂y. */
  private String partial(Partial partial) {
    List<String> variables = new ArrayList<>();
    Expression function = partial;
    while (function instanceof Partial(_, Expression of, String variable)) {
      variables.add(name(variable));
      function = of;
    }
    return Superscripts.partial(text(function), variables);
  }

  /** An expression, given the text of what it begins with, if that is an expression. */
  private String text(Expression expression, String left) {
    return switch (expression) {
      case Call c -> called(c.callee(), left) + arguments(c.arguments());
      case CallOrProduct c -> either(c, left);
      case Index i ->
          base(i.of(), left)
              + "["
              + Printer.join(i.positions().stream().map(this::position).toList())
              + "]";
      case Field f -> fieldBase(f.of(), left) + "." + name(f.name());
      case Transpose t -> fieldBase(t.operand(), left) + ".T";
      case Binary b -> binary(b, left);
      case Unary u -> unary(u, left);
      case Number n -> n.digits();
      case Text t -> "\"" + t.parts().stream().map(this::part).collect(Collectors.joining()) + "\"";
      case Truth t -> String.valueOf(t.value());
      case Name n -> name(n.name());
      case Prime p -> text(p.function()) + "'".repeat(p.order());
      case Nabla n -> "∇" + text(n.function());
      case Partial p -> partial(p);
      case Comparison c -> comparison(c);
      case Range r ->
          at(r.first(), Precedence.SUM)
              + ".."
              + at(r.last(), Precedence.SUM)
              + r.step().map(s -> " by " + at(s, Precedence.SUM)).orElse("");
      case Conditional c ->
          "if " + closed(c.condition()) + " then " + closed(c.yes()) + " else " + text(c.no());
      case Lambda l -> lambda(l);
      case Array a ->
          "[" + a.rows().stream().map(this::row).collect(Collectors.joining("; ")) + "]";
      case Comprehension c -> "[" + generated(c) + "]";
      case Block b -> printer.block(b);
    };
  }

  /** Greek letters as such. */
  String name(String name) {
    return Names.pretty(name);
  }

  // ---------------------------------------------------------------- operators

  private String unary(Unary unary, String left) {
    Expression operand = unary.operand();
    String sign = unary.operator().sign();
    return switch (unary.operator()) {
      case MINUS -> sign + at(operand, Precedence.JUXTAPOSITION);
      case NOT -> sign + at(operand, Precedence.COMPARISON);
      case ROOT -> sign + base(operand, text(operand));
      case FACTORIAL ->
          operand instanceof Unary(_, UnaryOperator of, _) && of == UnaryOperator.FACTORIAL
              ? "(" + left + ")" + sign
              : base(operand, left) + sign;
      case DEGREES -> base(operand, left) + sign;
    };
  }

  /** (u·v)*w and (A*u)·v read better than u·v*w and A*u·v, which are the same. */
  private boolean mixesProducts(Binary binary) {
    return binary.left() instanceof Binary left
        && (left.operator() == BinaryOperator.INNER && binary.operator() == BinaryOperator.MULTIPLY
            || left.operator() == BinaryOperator.MULTIPLY
                && binary.operator() == BinaryOperator.INNER
                && !touches(left));
  }

  private String binary(Binary binary, String text) {
    int precedence = Precedence.of(binary.operator());
    String left = enclosed(text, mixesProducts(binary) || precedence(binary.left()) < precedence);
    return switch (binary.operator()) {
      case AND, OR, ADD, SUBTRACT ->
          left + " " + binary.operator().sign() + " " + at(binary.right(), precedence + 1);
      case MULTIPLY ->
          touches(binary)
              ? left + touching(binary.right())
              : left + "*" + at(binary.right(), precedence + 1);
      case INNER, EACH_MULTIPLY ->
          left + binary.operator().sign() + at(binary.right(), precedence + 1);
      case DIVIDE, EACH_DIVIDE -> left + binary.operator().sign() + denominator(binary.right());
      case POWER, EACH_POWER ->
          base(binary.left(), text) + binary.operator().sign() + exponent(binary.right());
    };
  }

  /**
   * Whether a product is written without a sign, {@code 3x}: the number, put before it, must still
   * be that number.
   */
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
      case Binary b
          when b.operator() == BinaryOperator.POWER || b.operator() == BinaryOperator.EACH_POWER ->
          beginsBase(b.left());
      case Unary u
          when u.operator() == UnaryOperator.FACTORIAL || u.operator() == UnaryOperator.DEGREES ->
          beginsBase(u.operand());
      case Nabla _,
          Partial _,
          Truth _,
          Unary _,
          Binary _,
          Comparison _,
          Range _,
          Conditional _,
          Lambda _ ->
          true;
    };
  }

  private boolean beginsBase(Expression base) {
    return !undecided(base) && precedence(base) < Precedence.SUFFIX || begins(base);
  }

  /** Never an invisible product, except one that turns out to be a call. */
  private String denominator(Expression right) {
    boolean either =
        undecided(right)
            || right instanceof Unary(_, UnaryOperator sign, Expression operand)
                && sign == UnaryOperator.MINUS
                && undecided(operand);
    return either ? text(right) : at(right, Precedence.ROOT);
  }

  private String exponent(Expression exponent) {
    if (exponent instanceof Unary(_, UnaryOperator sign, Expression operand)
        && sign == UnaryOperator.MINUS) {
      return undecided(operand) || !leavesArguments(operand)
          ? "-" + text(operand)
          : "(" + text(exponent) + ")";
    }
    return undecided(exponent)
        ? text(exponent)
        : enclosed(text(exponent), leavesArguments(exponent));
  }

  /**
   * Whether it would be read differently as an exponent: one in parentheses is not called by those
   * that follow.
   */
  private boolean leavesArguments(Expression exponent) {
    if (precedence(exponent) < Precedence.POWER) {
      return true;
    }
    Expression at = exponent;
    while (true) {
      boolean calls =
          at instanceof Call c && !named(c.callee())
              || at instanceof CallOrProduct p && p.leftPower().isEmpty();
      Optional<Expression> left = left(at);
      if (left.isEmpty()) {
        return false;
      }
      if (calls && !closes(left.get())) {
        return true;
      }
      if (!calls && !undecided(left.get()) && precedence(left.get()) < Precedence.SUFFIX) {
        return false;
      }
      at = left.get();
    }
  }

  private static boolean named(Expression callee) {
    return callee instanceof Name
        || callee instanceof Prime
        || callee instanceof Nabla
        || callee instanceof Partial
        || callee instanceof Field;
  }

  /** What a suffix, an exponent or a root applies to. */
  private String base(Expression base, String text) {
    return enclosed(text, !undecided(base) && precedence(base) < Precedence.SUFFIX);
  }

  private String fieldBase(Expression base, String text) {
    return base instanceof Number ? enclosed(text, true) : base(base, text);
  }

  private static String enclosed(String text, boolean parentheses) {
    return parentheses ? "(" + text + ")" : text;
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

  private static String called(Expression callee, String text) {
    return named(callee) ? text : before(callee, text);
  }

  /** What stands before parentheses that may call it: it ends with a parenthesis itself. */
  private static String before(Expression callee, String text) {
    return enclosed(text, !closes(callee));
  }

  private static boolean closes(Expression callee) {
    return callee instanceof Call || callee instanceof CallOrProduct c && c.rightPower().isEmpty();
  }

  private String either(CallOrProduct c, String text) {
    String left =
        c.leftPower()
            .map(power -> text + "^" + bounded(power))
            .orElseGet(() -> before(c.left(), text));
    return left
        + "("
        + text(c.right())
        + ")"
        + c.rightPower().map(power -> "^" + exponent(power)).orElse("");
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
    return (bare ? name(parameters.getFirst().name()) : printer.parameters(parameters))
        + " -> "
        + text(lambda.body());
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
      case Interpolation i -> "{" + oneLine(text(i.expression())) + "}";
      case Literal l -> escaped(l.text());
    };
  }

  /** A text ends on its line, so blocks in it are written on one. */
  private static String oneLine(String text) {
    return text.replaceAll("\\{\n\\s*", "{ ")
        .replaceAll("\n\\s*\\}", " }")
        .replaceAll("\n\\s*", "; ");
  }

  static String escaped(String characters) {
    return characters
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("{", "\\{")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }
}
