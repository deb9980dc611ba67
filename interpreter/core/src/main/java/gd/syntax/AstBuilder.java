package gd.syntax;

import gd.grammar.GdParser;
import gd.grammar.GdParser.*;
import gd.report.Failure;
import gd.report.MathProblem.LimitReached;
import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.DecimalComma;
import gd.report.SyntaxProblem.ThousandsMark;
import gd.report.SyntaxProblem.Unexpected;
import gd.report.SyntaxProblem.UnfinishedNumber;
import gd.report.SyntaxProblem.WrittenOtherwise;
import gd.syntax.Syntax.*;
import gd.syntax.Syntax.Number;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * ANTLR's tree in, ours out. Ends with a {@link Failure} at what the grammar lets pass and the
 * language does not.
 */
final class AstBuilder {
  private final Original original;
  private final Map<Token, Documentation> documentation;

  AstBuilder(Original original, Map<Token, Documentation> documentation) {
    this.original = original;
    this.documentation = documentation;
  }

  // ---------------------------------------------------------------- statements

  Statement statement(StatementContext context) {
    if (context instanceof DefinitionOrEvaluationContext c) {
      return equation(c.equation());
    }
    if (context instanceof ExternalContext c) {
      return external(c);
    }
    if (context instanceof ForLoopContext c) {
      return new For(span(c), name(c.NAME()), expression(c.expression()), block(c.block()));
    }
    if (context instanceof WhileLoopContext c) {
      return new While(span(c), expression(c.expression()), block(c.block()));
    }
    if (context instanceof OnlyIfContext c) {
      return new If(span(c), expression(c.expression()), branch(c.equation(), c.block()));
    }
    if (context instanceof ImportingContext c) {
      return importing(c);
    }
    if (context instanceof SymbolsContext c) {
      return new Symbols(span(c), c.declared().stream().map(this::declared).toList());
    }
    throw unknown(context);
  }

  private Statement importing(ImportingContext c) {
    boolean file = c.module.getType() == GdParser.STRING;
    String text = c.module.getText();
    return new Import(
        span(c), file ? text.substring(1, text.length() - 1) : Names.canonical(text), file);
  }

  private SymbolDeclaration declared(DeclaredContext c) {
    List<Expression> dimensions = new ArrayList<>();
    for (var dimension : c.dimension()) {
      dimensions.add(
          dimension.NUMBER() == null
              ? new Name(span(dimension), name(dimension.NAME()))
              : new Number(span(dimension), dimension.getText()));
    }
    return new SymbolDeclaration(span(c), name(c.NAME()), List.copyOf(dimensions));
  }

  private External external(ExternalContext c) {
    List<Parameter> parameters = c.list() == null ? List.of() : definitions().parameters(c.list());
    List<Annotation> annotations = c.annotation().stream().map(this::annotation).toList();
    return new External(
        span(c), name(c.NAME()), c.list() == null, parameters, annotations, documentation(c));
  }

  private Annotation annotation(AnnotationContext c) {
    List<String> texts = c.STRING().stream().map(t -> inside(t.getText())).toList();
    return new Annotation(span(c), name(c.NAME()), texts);
  }

  private static String inside(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }

  /** {@code expression}, or a definition. */
  Statement equation(EquationContext c) {
    List<ExpressionContext> sides = c.expression();
    return sides.size() == 1
        ? new Evaluation(span(c), expression(sides.getFirst()))
        : definitions().definition(c, documentation(c));
  }

  private Definitions definitions() {
    return new Definitions(this);
  }

  Optional<Documentation> documentation(ParserRuleContext c) {
    return Optional.ofNullable(documentation.get(c.start));
  }

  Block block(BlockContext c) {
    return new Block(span(c), c.statement().stream().map(this::statement).toList());
  }

  /** What follows {@code then}: an expression, an assignment (as a block of one), or a block. */
  Expression branch(@Nullable EquationContext equation, @Nullable BlockContext block) {
    if (block != null) {
      return block(block);
    }
    Statement only = equation(Objects.requireNonNull(equation));
    return only instanceof Evaluation(_, Expression value)
        ? value
        : new Block(only.span(), List.of(only));
  }

  // ---------------------------------------------------------------- expressions

  Expression expression(ExpressionContext c) {
    return new ExpressionBuilder(this, c).build();
  }

  /** An operand with its suffixes. */
  Expression operand(OperandContext c) {
    return suffixed(span(c), primary(c.primary()), c.suffix());
  }

  /** A base that begins where {@code whole} does, with its suffixes. */
  Expression suffixed(Span whole, Expression base, List<SuffixContext> suffixes) {
    Expression result = base;
    for (SuffixContext suffix : suffixes) {
      Span span = new Span(whole.source(), whole.start(), span(suffix).end());
      result = suffixed(span, result, suffix);
    }
    return result;
  }

  private Expression suffixed(Span span, Expression of, SuffixContext context) {
    if (context instanceof FieldContext c) {
      return field(span, of, c);
    }
    if (context instanceof IndexContext c) {
      return new Index(span, of, c.subscript().stream().map(this::subscript).toList());
    }
    if (context instanceof SuperscriptContext c) {
      return new Binary(span, BinaryOperator.POWER, of, superscript(c));
    }
    if (context instanceof TransposeContext) {
      return new Transpose(span, of);
    }
    boolean factorial = context instanceof FactorialContext;
    if (factorial
        && of instanceof Unary(Span once, UnaryOperator sign, Expression n)
        && sign == UnaryOperator.FACTORIAL
        && once.end() + 1 == span.end()) {
      throw Readings.doubleFactorial(span, n.span());
    }
    return new Unary(span, factorial ? UnaryOperator.FACTORIAL : UnaryOperator.DEGREES, of);
  }

  private Expression field(Span span, Expression of, FieldContext c) {
    boolean bare =
        c.parent instanceof OperandContext operand && operand.primary() instanceof NumberContext;
    if (bare && of instanceof Number(Span at, String digits)) {
      throw new Failure(UnfinishedNumber.point(at.to(span(c.DOT())), digits));
    }
    String name = name(c.NAME());
    if (c.list() == null) {
      return name.equals("T") ? new Transpose(span, of) : new Field(span, of, name);
    }
    return new Call(
        span,
        new Field(new Span(span.source(), span.start(), span(c.NAME()).end()), of, name),
        arguments(c.list()));
  }

  private Position subscript(SubscriptContext c) {
    return c.expression() == null
        ? new Whole(span(c))
        : new Place(span(c), expression(c.expression()));
  }

  /** The exponent that a superscript writes. */
  Expression superscript(SuperscriptContext c) {
    Span span = span(c);
    Number number = new Number(span, Superscripts.digits(c.getText()));
    return c.getText().startsWith("⁻") ? new Unary(span, UnaryOperator.MINUS, number) : number;
  }

  private Expression primary(PrimaryContext context) {
    if (context instanceof NamedContext c) {
      return called(c, named(c), c.list());
    }
    if (context instanceof NumberContext c) {
      return new Number(span(c), digits(c.getText()));
    }
    if (context instanceof GroupContext c) {
      return group(c.list());
    }
    if (context instanceof ArrayContext c) {
      return array(c);
    }
    if (context instanceof TextContext c) {
      return new TextBuilder(original).text(c.STRING().getSymbol());
    }
    if (context instanceof TruthContext c) {
      return new Truth(span(c), c.TRUE() != null);
    }
    if (context instanceof GradientContext c) {
      return called(c, new Nabla(upTo(c, c.NAME()), reference(c.NAME())), c.list());
    }
    if (context instanceof PartialContext c) {
      return called(c, partial(c), c.list());
    }
    if (context instanceof SequenceContext c) {
      return block(c.block());
    }
    throw unknown(context);
  }

  /** ∂²f/∂x∂y is ∂/∂x of ∂f/∂y. */
  private Expression partial(PartialContext c) {
    List<String> variables = new ArrayList<>();
    for (ByContext by : c.by()) {
      variables.addAll(Collections.nCopies(times(by.ORDER()), name(by.NAME())));
    }
    Span span = span(c.start, c.by().getLast().stop);
    int order = times(c.ORDER());
    if (variables.isEmpty() || variables.size() != order) {
      throw new Failure(
          new WrittenOtherwise(
              span, "a partial derivative of this order", meant(c, variables, order)));
    }
    Expression partial = reference(c.NAME());
    for (String variable : variables.reversed()) {
      partial = new Partial(span, partial, variable);
    }
    return partial;
  }

  /**
   * By the variables as often as they are written, or by the only one as often as the order says.
   */
  private static List<String> meant(PartialContext c, List<String> variables, int order) {
    if (variables.isEmpty()) {
      return List.of("∂²f/∂x²", "∂²f/∂x∂y");
    }
    String function = c.NAME().getText();
    String written = Superscripts.partial(function, variables);
    return order > 0 && c.by().size() == 1 && variables.size() == 1
        ? List.of(
            Superscripts.partial(function, Collections.nCopies(order, variables.getFirst())),
            written)
        : List.of(written);
  }

  /**
   * The order that a superscript writes, 1 without one; none of more than two digits, and none
   * below 0, fits.
   */
  private static int times(@Nullable TerminalNode superscript) {
    if (superscript == null) {
      return 1;
    }
    String digits = Superscripts.digits(superscript.getText());
    return digits.length() == superscript.getText().length() && digits.length() <= 2
        ? Integer.parseInt(digits)
        : 0;
  }

  private static String digits(String written) {
    String lower = written.replace('E', 'e');
    return lower.startsWith(".") ? "0" + lower : lower;
  }

  private Expression named(NamedContext c) {
    if (c.NAME().getText().matches("_[0-9][0-9_]*|[xX][0-9a-fA-F]+|[bB][01]+")) {
      digitsOfOthers(c);
    }
    Name name = reference(c.NAME());
    boolean sign =
        c.list() != null && (c.NAME().getText().equals("Σ") || c.NAME().getText().equals("Π"));
    if (sign) {
      return new Name(name.span(), c.NAME().getText().equals("Σ") ? "sum" : "product");
    }
    return c.PRIME() == null
        ? name
        : new Prime(upTo(c, c.PRIME()), name, order(c.PRIME().getText()));
  }

  /** Refuses {@code 1_000} and {@code 0xFF}. */
  private void digitsOfOthers(NamedContext name) {
    ParserRuleContext operand = name.getParent();
    List<ParseTree> row = ((ExpressionContext) operand.getParent()).children;
    int at = row.indexOf(operand) - 2;
    if (at >= 0
        && row.get(at) instanceof OperandContext number
        && number.stop.getType() == GdParser.NUMBER) {
      Span span = span(number.start, name.NAME().getSymbol());
      boolean touches = number.stop.getStopIndex() + 1 == name.start.getStartIndex();
      String text = span.text();
      if (touches && text.startsWith("_", number.stop.getText().length())) {
        throw new Failure(new ThousandsMark(span, text.replace("_", "")));
      }
      if (touches && number.stop.getText().equals("0")) {
        boolean binary = Character.toLowerCase(text.charAt(1)) == 'b';
        String value = new BigInteger(text.substring(2), binary ? 2 : 16).toString();
        throw new Failure(new WrittenOtherwise(span, "a whole number", List.of(value)));
      }
    }
  }

  static int order(String primes) {
    return primes.chars().map(p -> p == '″' ? 2 : p == '‴' ? 3 : 1).sum();
  }

  private Expression called(ParserRuleContext c, Expression callee, @Nullable ListContext list) {
    return list == null ? callee : new Call(span(c), callee, arguments(list));
  }

  /** Refuses {@code integrate(x^2, (x, 0, 1))} as a whole. */
  private void calculus(ParserRuleContext list) {
    for (ParserRuleContext c = list.getParent(); c != null; c = c.getParent()) {
      Optional<Problem> problem =
          c instanceof NamedContext && c.start.getType() == GdParser.NAME
              ? CalculusHabits.of(span(c))
              : Optional.empty();
      if (problem.isPresent()) {
        throw new Failure(problem.get());
      }
    }
  }

  /** What one pair of parentheses holds, as a value. */
  Expression group(ListContext c) {
    List<ArgumentContext> inside = c.argument();
    if (inside.size() == 1 && plain(inside.getFirst())) {
      return expression(inside.getFirst().expression(0));
    }
    if (inside.size() == 2 || inside.stream().anyMatch(a -> a.getText().matches("[0-9]{3}"))) {
      commas(c);
    }
    if (inside.size() == 1 && inside.getFirst().EQUALS() != null) {
      String fix = span(c).text().replaceFirst("=", "==");
      throw new Failure(new WrittenOtherwise(span(c), "a comparison", List.of(fix)));
    }
    if (inside.isEmpty()) {
      throw new Failure(
          new Unexpected(span(c), "`()`", "a value between the parentheses", List.of()));
    }
    calculus(c);
    String array =
        "[" + inside.stream().map(a -> span(a).text()).collect(Collectors.joining(", ")) + "]";
    throw new Failure(new WrittenOtherwise(span(c), "a list of values", List.of(array)));
  }

  /** Whether an argument is just a value: no name, no default, no generator. */
  static boolean plain(ArgumentContext c) {
    return c.expression().size() == 1
        && c.clause().isEmpty()
        && c.AT() == null
        && c.ELLIPSIS() == null;
  }

  List<Argument> arguments(ListContext c) {
    List<Argument> arguments = new ArrayList<>();
    limit(span(c), c.argument().size(), "arguments of a call");
    for (ArgumentContext argument : c.argument()) {
      commasBefore(c, argument);
      Argument built = argument(argument);
      boolean named = !arguments.isEmpty() && arguments.getLast().name().isPresent();
      if (named && built.name().isEmpty()) {
        List<String> hints = List.of("Give it a name as well, or put it before the named ones.");
        throw new Failure(
            new Unexpected(span(argument), "a value without a name", "a named argument", hints));
      }
      arguments.add(built);
    }
    return List.copyOf(arguments);
  }

  void limit(Span at, int count, String what) {
    if (count > Limits.ARGUMENTS) {
      String instead = "Put the values into an array.";
      throw new Failure(new LimitReached(at, what, "%,d".formatted(Limits.ARGUMENTS), instead));
    }
  }

  private Argument argument(ArgumentContext c) {
    if (c.AT() != null || c.ELLIPSIS() != null) {
      String sign = c.AT() != null ? "`@`" : "`...`";
      throw new Failure(
          new Unexpected(
              span(c), sign, "a value: only parameters of a library function have it", List.of()));
    }
    List<ExpressionContext> sides = c.expression();
    Expression value = generated(span(sides.getLast()), expression(sides.getLast()), c.clause());
    if (sides.size() == 1) {
      return new Argument(span(c), Optional.empty(), value);
    }
    Name name = definitions().name(sides.getFirst());
    if (name == null) {
      String fix = span(c).text().replaceFirst("=", "==");
      throw new Failure(new WrittenOtherwise(span(c), "a comparison", List.of(fix)));
    }
    return new Argument(span(c), Optional.of(name.name()), value);
  }

  /** A value with the {@code for}s and {@code if}s after it. */
  private Expression generated(Span start, Expression body, List<ClauseContext> clauses) {
    if (clauses.isEmpty()) {
      return body;
    }
    List<Binding> bindings = new ArrayList<>();
    Optional<Expression> condition = Optional.empty();
    for (ClauseContext c : clauses) {
      Expression expression = expression(c.expression());
      if (c.FOR() != null) {
        bindings.add(new Binding(span(c), name(c.NAME()), expression));
      } else {
        condition = Optional.of(condition.map(both -> and(both, expression)).orElse(expression));
      }
    }
    if (bindings.isEmpty()) {
      List<String> hints =
          List.of("As a choice: if c then a else b. As a filter: [x for x in v if x > 0].");
      throw new Failure(new Unexpected(span(clauses.getFirst()), "`if`", "`for` first", hints));
    }
    return new Comprehension(
        start.to(span(clauses.getLast())), body, List.copyOf(bindings), condition);
  }

  private static Expression and(Expression left, Expression right) {
    return new Binary(left.span().to(right.span()), BinaryOperator.AND, left, right);
  }

  private Expression array(ArrayContext c) {
    if (c.row().size() == 1 && !c.row().getFirst().element().getFirst().clause().isEmpty()) {
      ElementContext only = c.row().getFirst().element().getFirst();
      if (c.row().getFirst().element().size() == 1) {
        Comprehension all =
            (Comprehension) generated(span(c), expression(only.expression()), only.clause());
        return new Comprehension(span(c), all.body(), all.bindings(), all.condition());
      }
    }
    return new Array(span(c), c.row().stream().map(this::row).toList());
  }

  private Row row(RowContext c) {
    List<Expression> elements = new ArrayList<>();
    for (ElementContext element : c.element()) {
      if (!element.clause().isEmpty()) {
        List<String> hints = List.of("Put it into brackets of its own: [x for x in v].");
        throw new Failure(
            new Unexpected(span(element.clause(0)), "`for`", "the next element", hints));
      }
      elements.add(expression(element.expression()));
    }
    return new Row(span(c), List.copyOf(elements));
  }

  // ---------------------------------------------------------------- decimal commas

  /** Refuses {@code (3,14)}. */
  private void commas(ListContext c) {
    List<ArgumentContext> arguments = c.argument();
    for (int i = 1; i < arguments.size(); i++) {
      Token left = arguments.get(i - 1).stop;
      Token right = arguments.get(i).start;
      if (twoNumbers(left, right)) {
        throw new Failure(decimalComma(left, right));
      }
    }
  }

  /**
   * Refuses {@code f(lr=0,01)} and {@code f(1,05)}, where the second number would be odd as an
   * argument.
   */
  private void commasBefore(ListContext c, ArgumentContext argument) {
    int index = c.argument().indexOf(argument);
    if (index > 0) {
      Token left = c.argument(index - 1).stop;
      Token right = argument.start;
      boolean named = c.argument(index - 1).EQUALS() != null && argument.EQUALS() == null;
      boolean odd =
          right.getText().length() > 1
              && right.getText().startsWith("0")
              && !right.getText().contains(".");
      if (twoNumbers(left, right) && (named || odd)) {
        throw new Failure(decimalComma(left, right));
      }
    }
  }

  private static boolean twoNumbers(Token left, Token right) {
    return left.getType() == GdParser.NUMBER
        && right.getType() == GdParser.NUMBER
        && left.getStopIndex() + 2 == right.getStartIndex();
  }

  private DecimalComma decimalComma(Token left, Token right) {
    return new DecimalComma(span(left, right), left.getText() + "." + right.getText());
  }

  // ---------------------------------------------------------------- places and names

  private Name reference(TerminalNode name) {
    return new Name(span(name), name(name));
  }

  static String name(TerminalNode name) {
    return Names.canonical(name.getText());
  }

  Span span(ParserRuleContext c) {
    return span(c.start, c.stop);
  }

  private Span span(TerminalNode node) {
    return span(node.getSymbol(), node.getSymbol());
  }

  private Span upTo(ParserRuleContext c, TerminalNode last) {
    return span(c.start, last.getSymbol());
  }

  Span span(Token first, Token last) {
    return original.span(first.getStartIndex(), last.getStopIndex() + 1);
  }

  static IllegalStateException unknown(ParserRuleContext context) {
    return new IllegalStateException("no tree for " + context.getClass().getSimpleName());
  }
}
