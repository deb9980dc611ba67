package gd.syntax;

import gd.grammar.GdParser.*;
import gd.report.Failure;
import gd.report.Span;
import gd.report.SyntaxProblem.CannotDefine;
import gd.report.SyntaxProblem.NotAParameter;
import gd.syntax.Syntax.*;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Left sides of {@code =} and lists of parameters, which the grammar reads as expressions. */
final class Definitions {
  private final AstBuilder ast;

  Definitions(AstBuilder ast) {
    this.ast = ast;
  }

  /** What to say of a line that ends with an operator, so that the next one belongs to it. */
  private static Optional<String> openEnd(Span value) {
    int end = value.text().indexOf('\n');
    String line = end < 0 ? "" : value.text().substring(0, end).strip();
    if (line.isEmpty() || Character.isLetterOrDigit(line.charAt(line.length() - 1))) {
      return Optional.empty();
    }
    int number = value.source().line(value.start());
    String last = line.substring(line.length() - 1);
    return Optional.of(
        "Line "
            + number
            + " ends with `"
            + last
            + "` and goes on below it: is something missing there?");
  }

  /**
   * {@code name = …}, {@code f(x) = …}, {@code f'(x) = …}, or {@code if c then a = 1 else a = 2}.
   */
  Statement definition(EquationContext c, Optional<Documentation> documentation) {
    ExpressionContext left = c.expression(0);
    Span at = ast.span(left);
    if (c.expression().size() > 2) {
      Span all = ast.span(c);
      throw cannot(
          all,
          "One `=` defines one name.",
          List.of(
              openEnd(ast.span(c.expression(1))).orElse("Give each name a statement of its own.")));
    }
    Expression value = ast.expression(c.expression(1));
    if (!left.prefix().isEmpty()
        && left.prefix(0).ELSE() != null
        && left.prefix().size() == left.getChildCount() - 1) {
      return new Evaluation(ast.span(c), chosen(left, 0, value, ast.span(c)));
    }
    OperandContext operand = only(left);
    if (operand == null) {
      throw cannot(
          at, "This is no name that could be defined.", List.of("To compare: " + comparison(c)));
    }
    return defined(c, operand, value, documentation);
  }

  private Statement defined(
      EquationContext c, OperandContext left, Expression value, Optional<Documentation> doc) {
    Span at = ast.span(left);
    Span span = ast.span(c);
    if (!left.suffix().isEmpty()) {
      boolean element = left.suffix().getLast() instanceof IndexContext;
      String why =
          element
              ? "Arrays do not change: an element has no value of its own."
              : "This is no name.";
      String hint =
          element
              ? "Build a new array, as in [if i == 1 then 3 else v[i] for i in 1..length(v)]"
              : comparison(c);
      throw cannot(at, why, List.of(element ? hint : "To compare: " + hint));
    }
    if (left.primary() instanceof NamedContext n && n.PRIME() == null && n.list() == null) {
      return new Assignment(span, at, AstBuilder.name(n.NAME()), value, doc);
    }
    Defined defined = defined(left.primary(), at);
    if (defined == null) {
      throw cannot(
          at, "This is no name that could be defined.", List.of("To compare: " + comparison(c)));
    }
    ListContext list = left.primary().getRuleContext(ListContext.class, 0);
    if (list == null) {
      throw withoutParameters(at, at.text(), value);
    }
    return new FunctionDefinition(span, defined, parameters(list), value, doc);
  }

  /** What is defined, parameters aside; null if this is nothing that can be. */
  private static @Nullable Defined defined(PrimaryContext context, Span at) {
    if (context instanceof NamedContext n) {
      String name = AstBuilder.name(n.NAME());
      return n.PRIME() == null
          ? new DefinedFunction(at, name)
          : new DefinedPrime(at, name, AstBuilder.order(n.PRIME().getText()));
    }
    if (context instanceof GradientContext g) {
      return new DefinedGradient(at, AstBuilder.name(g.NAME()));
    }
    return context instanceof PartialContext p
            && p.ORDER() == null
            && p.by().size() == 1
            && p.by(0).ORDER() == null
        ? new DefinedPartial(at, AstBuilder.name(p.NAME()), AstBuilder.name(p.by(0).NAME()))
        : null;
  }

  private static Failure withoutParameters(Span at, String text, Expression value) {
    String fix = text + "(x) = " + value.span().text();
    return cannot(at, "The derivative of a function is defined with its parameters.", List.of(fix));
  }

  private String comparison(EquationContext c) {
    return ast.span(c.expression(0)).text() + " == " + ast.span(c.expression(1)).text();
  }

  /** {@code if c then … else name = value}: the grammar sees the {@code if} as the left side. */
  private Expression chosen(ExpressionContext left, int index, Expression value, Span whole) {
    if (index == left.prefix().size()) {
      Name name = name((OperandContext) left.getChild(left.getChildCount() - 1));
      if (name == null) {
        throw cannot(
            ast.span(left), "After `else` this is no name that could be defined.", List.of());
      }
      Span span = name.span().to(value.span());
      return new Block(
          span, List.of(new Assignment(span, name.span(), name.name(), value, Optional.empty())));
    }
    PrefixContext c = left.prefix(index);
    Expression condition = ast.expression(c.expression());
    Expression then = ast.branch(c.equation(), c.block());
    return new Conditional(
        ast.span(c).to(whole), condition, then, chosen(left, index + 1, value, whole));
  }

  // ---------------------------------------------------------------- parameters

  List<Parameter> parameters(ListContext c) {
    ast.limit(ast.span(c), c.argument().size(), "parameters of a function");
    List<Parameter> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ArgumentContext argument : c.argument()) {
      Parameter parameter = parameter(argument);
      if (!names.add(parameter.name())) {
        String why = "There are two parameters called `" + Names.pretty(parameter.name()) + "`.";
        throw new Failure(new NotAParameter(parameter.span(), why, List.of()));
      }
      parameters.add(parameter);
    }
    return List.copyOf(parameters);
  }

  /** The parameters before {@code ->}: one name, or a list in parentheses. */
  List<Parameter> parameters(OperandContext c) {
    Name name = name(c);
    if (name != null) {
      return List.of(new Parameter(name.span(), name.name(), Optional.empty(), false, false));
    }
    if (c.suffix().isEmpty() && c.primary() instanceof GroupContext group) {
      return parameters(group.list());
    }
    throw new Failure(
        new NotAParameter(
            ast.span(c), "Before `->` stand names.", List.of("x -> x^2", "(x, y) -> x*y")));
  }

  private Parameter parameter(ArgumentContext c) {
    Span at = ast.span(c);
    boolean unevaluated = c.AT() != null;
    if (unevaluated && !c.NAME().getText().equals("name")) {
      throw new Failure(
          new NotAParameter(at, "Only `@name` may stand before a parameter.", List.of()));
    }
    Name name = name(c.expression(0));
    if (name == null || !c.clause().isEmpty()) {
      List<String> hints = List.of("f(x) = … defines f; its value at 2 is then f(2).");
      throw new Failure(
          new NotAParameter(at, "A parameter is a name, perhaps with a default: y=1.", hints));
    }
    Optional<Expression> byDefault = Optional.ofNullable(c.expression(1)).map(ast::expression);
    return new Parameter(at, name.name(), byDefault, c.ELLIPSIS() != null, unevaluated);
  }

  // ---------------------------------------------------------------- names

  /** The name an expression consists of; null if it is more. */
  @Nullable Name name(ExpressionContext c) {
    OperandContext operand = only(c);
    return operand == null ? null : name(operand);
  }

  private @Nullable Name name(OperandContext c) {
    PrimaryContext primary = c.primary();
    boolean bare =
        c.suffix().isEmpty()
            && primary instanceof NamedContext n
            && n.PRIME() == null
            && n.list() == null;
    return bare ? (Name) ast.operand(c) : null;
  }

  private static @Nullable OperandContext only(ExpressionContext c) {
    return c.getChildCount() == 1 ? c.operand(0) : null;
  }

  private static Failure cannot(Span at, String why, List<String> hints) {
    return new Failure(new CannotDefine(at, why, hints));
  }
}
