package gd.syntax;

import gd.report.Problem;
import gd.report.Span;
import java.util.List;
import java.util.Optional;

/**
 * The abstract syntax of the language: what a script says, free of how it was typed. Names are
 * canonical ({@code θ₁} is {@code theta_1}, see {@link Names}). No tree is deeper than {@link
 * Limits#TREE}.
 */
public sealed interface Syntax {
  Span span();

  // ---- statements

  sealed interface Statement extends Syntax {}

  /** {@code import stats} or {@code import "mine.gd"}. */
  record Import(Span span, String module, boolean file) implements Statement {}

  /** {@code symbol X[n, d], velocity}. */
  record Symbols(Span span, List<SymbolDeclaration> symbols) implements Statement {}

  record SymbolDeclaration(Span span, String name, List<Expression> dimensions) implements Syntax {}

  /** A built-in, declared by the library; {@code constant} if it has no parameter list at all. */
  record External(
      Span span,
      String name,
      boolean constant,
      List<Parameter> parameters,
      List<Annotation> annotations,
      Optional<Documentation> documentation)
      implements Statement {}

  /** {@code f(x) = …}, {@code f'(x) = …}, {@code ∂f/∂x(x, y) = …}, {@code ∇L(w) = …}. */
  record FunctionDefinition(
      Span span,
      Defined defined,
      List<Parameter> parameters,
      Expression body,
      Optional<Documentation> documentation)
      implements Statement {}

  /** {@code name = value}; the name may be {@code _}. */
  record Assignment(
      Span span,
      Span nameSpan,
      String name,
      Expression value,
      Optional<Documentation> documentation)
      implements Statement {}

  record For(Span span, String variable, Expression range, Block body) implements Statement {}

  record While(Span span, Expression condition, Block body) implements Statement {}

  /** {@code if c then …} without an else; with one it is a {@link Conditional}. */
  record If(Span span, Expression condition, Expression yes) implements Statement {}

  record Evaluation(Span span, Expression expression) implements Statement {}

  /** What a definition defines. */
  sealed interface Defined extends Syntax {
    /** The function it is about. */
    String name();
  }

  record DefinedFunction(Span span, String name) implements Defined {}

  /** {@code f'}, {@code f''}. */
  record DefinedPrime(Span span, String name, int order) implements Defined {}

  record DefinedGradient(Span span, String name) implements Defined {}

  record DefinedPartial(Span span, String name, String variable) implements Defined {}

  /** The {@code ##} lines directly above a definition, without their signs. */
  record Documentation(Span span, String text) implements Syntax {
    /** {@code > input} and the lines expected after it. */
    public record Example(String input, String expected) {}

    /** The examples in the text, in order. */
    public List<Example> examples() {
      return DocumentationExamples.of(text);
    }
  }

  // ---- expressions

  sealed interface Expression extends Syntax {}

  /** Without a sign: {@code 3}, {@code 2.5}, {@code 1e-6}; {@code .5} is {@code 0.5}. */
  record Number(Span span, String digits) implements Expression {}

  /** A text with expressions in braces. */
  record Text(Span span, List<TextPart> parts) implements Expression {}

  sealed interface TextPart extends Syntax {}

  record Literal(Span span, String text) implements TextPart {}

  record Interpolation(Span span, Expression expression) implements TextPart {}

  record Truth(Span span, boolean value) implements Expression {}

  record Name(Span span, String name) implements Expression {}

  /**
   * {@code f'}, {@code f''}; {@code order} counts the primes. What is differentiated is a {@link
   * Name}.
   */
  record Prime(Span span, Expression function, int order) implements Expression {}

  /** {@code ∇f}. */
  record Nabla(Span span, Expression function) implements Expression {}

  /** {@code ∂f/∂x}. */
  record Partial(Span span, Expression function, String variable) implements Expression {}

  record Call(Span span, Expression callee, List<Argument> arguments) implements Expression {}

  /**
   * Touching parentheses whose meaning only the value of {@code left} tells: {@code (x+1)(x-2)},
   * {@code grad(f)(w)}, {@code x²(y+1)}, {@code sin²(x)}. If it is a function: {@code (left(right)
   * ^ leftPower) ^ rightPower}. Otherwise {@code left ^ leftPower * right ^ rightPower}, unless
   * {@code ifProduct} is there: then a product would have two readings (as in {@code 1/x²(y+1)}),
   * and that is the problem to report. With a comma or a named argument it is always a {@link
   * Call}.
   */
  record CallOrProduct(
      Span span,
      Expression left,
      Optional<Expression> leftPower,
      Expression right,
      Optional<Expression> rightPower,
      Optional<Problem> ifProduct)
      implements Expression {}

  /** {@code v[1]}, {@code A[2, :]}. */
  record Index(Span span, Expression of, List<Position> positions) implements Expression {}

  sealed interface Position extends Syntax {}

  record Place(Span span, Expression expression) implements Position {}

  /** {@code :}, the whole of a dimension. */
  record Whole(Span span) implements Position {}

  /** {@code a.name}; {@code .T} is {@link Transpose}. */
  record Field(Span span, Expression of, String name) implements Expression {}

  record Transpose(Span span, Expression operand) implements Expression {}

  record Unary(Span span, UnaryOperator operator, Expression operand) implements Expression {}

  record Binary(Span span, BinaryOperator operator, Expression left, Expression right)
      implements Expression {}

  /** {@code 0 < x <= 1}: one operator fewer than operands. */
  record Comparison(Span span, List<Expression> operands, List<Comparator> operators)
      implements Expression {}

  record Range(Span span, Expression first, Expression last, Optional<Expression> step)
      implements Expression {}

  record Conditional(Span span, Expression condition, Expression yes, Expression no)
      implements Expression {}

  record Lambda(Span span, List<Parameter> parameters, Expression body) implements Expression {}

  /**
   * {@code [1, 2; 3, 4]}: rows of elements; one row is a vector (or an array of arrays), none is
   * empty.
   */
  record Array(Span span, List<Row> rows) implements Expression {}

  record Row(Span span, List<Expression> elements) implements Syntax {}

  /** {@code e for i in r for j in s if c}: an array in brackets, or the argument of {@code sum}. */
  record Comprehension(
      Span span, Expression body, List<Binding> bindings, Optional<Expression> condition)
      implements Expression {}

  record Binding(Span span, String variable, Expression range) implements Syntax {}

  /** {@code { …; e }}. */
  record Block(Span span, List<Statement> statements) implements Expression {}

  // ---- parts

  /**
   * {@code x}, {@code x=byDefault}; {@code x...} ({@code rest}) takes all arguments that remain,
   * also by name; {@code @name x} ({@code unevaluated}) takes a name as such.
   */
  record Parameter(
      Span span, String name, Optional<Expression> byDefault, boolean rest, boolean unevaluated)
      implements Syntax {}

  record Argument(Span span, Optional<String> name, Expression value) implements Syntax {}

  /** {@code @latex("…")}: arguments are raw texts. */
  record Annotation(Span span, String name, List<String> arguments) implements Syntax {}

  /** Operators before (or after) one operand. */
  enum UnaryOperator {
    MINUS("-"),
    NOT("not "),
    ROOT("√"),
    FACTORIAL("!"),
    DEGREES("°");

    private final String sign;

    UnaryOperator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** Operators between two operands. */
  enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    INNER("·"),
    EACH_MULTIPLY(".*"),
    EACH_DIVIDE("./"),
    POWER("^"),
    EACH_POWER(".^"),
    AND("and"),
    OR("or");

    private final String sign;

    BinaryOperator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** Comparisons. */
  enum Comparator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }
}
