package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.grammar.GdParser.*;
import gd.report.Failure;
import gd.report.Span;
import gd.report.SyntaxProblem.NotAParameter;
import gd.report.SyntaxProblem.Unexpected;
import gd.report.SyntaxProblem.UnfinishedNumber;
import gd.syntax.Syntax.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * Binds the flat row of operands and operators of one expression by precedence climbing (Richards'
 * method), and refuses what has two readings.
 */
final class ExpressionBuilder {
  private final AstBuilder ast;
  private final Factors factors;
  private final List<ParseTree> row;
  private int at;

  /** {@code 1e}: nobody writes a factor 1; it is a number like 1e-3, left unfinished. */
  private static final Pattern ONE_E = Pattern.compile("[eE](?![\\p{L}\\p{N}_])");

  /**
   * The invisible product that was built last, to know a denominator that is one: where it began,
   * its factors.
   */
  private int latest;

  private List<Factor> latestFactors = List.of();

  ExpressionBuilder(AstBuilder ast, ExpressionContext context) {
    this.ast = ast;
    this.row = context.children;
    this.factors = new Factors(ast, this);
  }

  /** The whole row as one expression. */
  Expression build() {
    Expression whole = climb(Precedence.OPEN_ENDED);
    if (at < row.size()) {
      ParserRuleContext next = (ParserRuleContext) row.get(at);
      if (operator() == ARROW) {
        List<String> names = List.of("x -> x^2", "(x, y) -> x*y");
        throw new Failure(new NotAParameter(since(0), "Before `->` stand names.", names));
      }
      List<String> hints =
          operator() == BY
              ? List.of("`by` gives the step of a range: 1..10 by 2.")
              : List.of("Add parentheses.");
      throw new Failure(
          new Unexpected(ast.span(next), "`" + next.getText() + "`", "something else here", hints));
    }
    return whole;
  }

  // ---------------------------------------------------------------- the row

  /** The operator that comes next; 0 if none does. */
  int operator() {
    return at < row.size() && row.get(at) instanceof OperatorContext c ? c.start.getType() : 0;
  }

  int position() {
    return at;
  }

  /** All from a position on that has been read, with its parentheses. */
  Span since(int from) {
    return ast.span(
        ((ParserRuleContext) row.get(from)).start, ((ParserRuleContext) row.get(at - 1)).stop);
  }

  boolean prefixed() {
    return row.get(at) instanceof PrefixContext;
  }

  boolean prefixed(int type) {
    return at < row.size() && row.get(at) instanceof PrefixContext c && c.start.getType() == type;
  }

  /** Steps over an operator or a sign. */
  Token skip() {
    return ((ParserRuleContext) row.get(at++)).start;
  }

  OperandContext operand() {
    if (row.get(at) instanceof OperandContext c) {
      at++;
      return c;
    }
    ParserRuleContext sign = (ParserRuleContext) row.get(at);
    List<String> hints = List.of("Put parentheses round what belongs together, as in √(-4).");
    throw new Failure(
        new Unexpected(ast.span(sign), "`" + sign.start.getText() + "`", "a value", hints));
  }

  /** The operand after an invisible product. */
  OperandContext peek() {
    return (OperandContext) row.get(at + 1);
  }

  /** Whether an operand in parentheses touches what came before. */
  boolean touchesGroup() {
    return operator() == JUXTAPOSE
        && row.get(at + 1) instanceof OperandContext c
        && c.primary() instanceof GroupContext;
  }

  // ---------------------------------------------------------------- precedence

  /** Reads on as long as operators bind at least so tightly. */
  private Expression climb(int least) {
    int from = at;
    Expression left = unary();
    for (int operator = operator();
        operator != 0 && precedence(operator) >= least;
        operator = operator()) {
      left =
          switch (precedence(operator)) {
            case Precedence.COMPARISON -> comparison(from, left);
            case Precedence.RANGE -> range(from, left);
            default -> binary(from, left);
          };
    }
    return left;
  }

  private static int precedence(int operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> Precedence.COMPARISON;
      case RANGE -> Precedence.RANGE;
      case AND, OR, PLUS, MINUS, TIMES, DIVIDE, INNER, EACH_TIMES, EACH_DIVIDE ->
          Precedence.of(binary(operator));
      default -> 0;
    };
  }

  static BinaryOperator binary(int operator) {
    return switch (operator) {
      case AND -> BinaryOperator.AND;
      case OR -> BinaryOperator.OR;
      case PLUS -> BinaryOperator.ADD;
      case MINUS -> BinaryOperator.SUBTRACT;
      case TIMES, JUXTAPOSE -> BinaryOperator.MULTIPLY;
      case DIVIDE -> BinaryOperator.DIVIDE;
      case INNER -> BinaryOperator.INNER;
      case EACH_TIMES -> BinaryOperator.EACH_MULTIPLY;
      case EACH_DIVIDE -> BinaryOperator.EACH_DIVIDE;
      case POWER -> BinaryOperator.POWER;
      case EACH_POWER -> BinaryOperator.EACH_POWER;
      default -> throw new IllegalStateException("no operator between two operands: " + operator);
    };
  }

  private Expression binary(int from, Expression left) {
    BinaryOperator operator = binary(skip().getType());
    int start = at;
    Expression right = climb(Precedence.of(operator) + 1);
    boolean divides = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.EACH_DIVIDE;
    if (divides && (latest == start || latest == start + 1 && right instanceof Unary)) {
      Span whole = since(from);
      int lead = latestFactors.getFirst().span().start() - whole.start();
      String before = whole.text().substring(0, lead);
      right = Readings.denominator(whole, before, right, latestFactors);
    }
    return new Binary(since(from), operator, left, right);
  }

  private Expression comparison(int from, Expression first) {
    List<Expression> operands = new ArrayList<>(List.of(first));
    List<Comparator> operators = new ArrayList<>();
    while (precedence(operator()) == Precedence.COMPARISON) {
      Token number = ((ParserRuleContext) row.get(at - 1)).stop;
      Token sign = skip();
      operators.add(comparator(sign.getType()));
      boolean arrow = sign.getType() == LESS && isArrow(sign);
      operands.add(climb(Precedence.COMPARISON + 1));
      if (arrow) {
        throw Readings.arrow(since(from), ast.span(sign, sign));
      }
      if (sign.getText().equals("!=") && number.getType() == NUMBER && Tokens.touch(number, sign)) {
        throw Readings.notEqual(since(from), ast.span(number, number), ast.span(sign, sign));
      }
    }
    return new Comparison(since(from), List.copyOf(operands), List.copyOf(operators));
  }

  /** {@code x <- 3}: the sign touches a minus that stands apart from what follows. */
  private boolean isArrow(Token less) {
    if (!prefixed(MINUS) || at + 1 >= row.size()) {
      return false;
    }
    Token minus = ((ParserRuleContext) row.get(at)).start;
    Token next = ((ParserRuleContext) row.get(at + 1)).start;
    return Tokens.touch(less, minus) && !Tokens.touch(minus, next);
  }

  private static Comparator comparator(int operator) {
    return switch (operator) {
      case EQUAL -> Comparator.EQUAL;
      case NOT_EQUAL -> Comparator.NOT_EQUAL;
      case LESS -> Comparator.LESS;
      case LESS_EQUAL -> Comparator.LESS_EQUAL;
      case GREATER -> Comparator.GREATER;
      default -> Comparator.GREATER_EQUAL;
    };
  }

  private Expression range(int from, Expression first) {
    skip();
    Expression last = climb(Precedence.RANGE + 1);
    if (operator() == RANGE) {
      List<String> hints = List.of("The step comes after `by`, as in 1..10 by 2");
      throw new Failure(
          new Unexpected(ast.span((ParserRuleContext) row.get(at)), "`..`", "`by`", hints));
    }
    Optional<Expression> step = Optional.empty();
    if (operator() == BY) {
      skip();
      step = Optional.of(climb(Precedence.RANGE + 1));
    }
    return new Range(since(from), first, last, step);
  }

  /** An operand with the signs before it, a conditional or a lambda. */
  Expression unary() {
    int from = at;
    if (row.get(at) instanceof PrefixContext c && c.start.getType() != ROOT) {
      at++;
      return switch (c.start.getType()) {
        case MINUS -> unary(from, UnaryOperator.MINUS, climb(Precedence.JUXTAPOSITION));
        case NOT -> unary(from, UnaryOperator.NOT, climb(Precedence.COMPARISON));
        default -> conditional(from, c);
      };
    }
    boolean arrow =
        at + 1 < row.size()
            && row.get(at + 1) instanceof OperatorContext c
            && c.start.getType() == ARROW;
    return arrow ? lambda(from) : product(from);
  }

  private Expression unary(int from, UnaryOperator operator, Expression operand) {
    return new Unary(since(from), operator, operand);
  }

  private Expression conditional(int from, PrefixContext c) {
    Expression condition = ast.expression(c.expression());
    Expression then = ast.branch(c.equation(), c.block());
    Expression otherwise = climb(Precedence.OPEN_ENDED);
    return new Conditional(since(from), condition, then, otherwise);
  }

  private Lambda lambda(int from) {
    List<Parameter> parameters = new Definitions(ast).parameters(operand());
    skip();
    Expression body = climb(Precedence.OPEN_ENDED);
    return new Lambda(since(from), parameters, body);
  }

  /** Factors with nothing between them, or one. */
  private Expression product(int from) {
    Factor first = factors.factor();
    List<Factor> all = new ArrayList<>(List.of(first));
    Expression product = first.tree();
    while (operator() == JUXTAPOSE) {
      boolean group = touchesGroup();
      Factor last = all.getLast();
      skip();
      Factor next = factors.factor();
      all.add(next);
      if (last.span().text().equals("1") && ONE_E.matcher(next.span().text()).lookingAt()) {
        Span digits = new Span(last.span().source(), last.span().start(), next.span().start() + 1);
        throw new Failure(new UnfinishedNumber(digits, "the e", List.of("1e0", "e")));
      }
      if (last.raised().isPresent() && !(group && last.raised().get().bounded())) {
        List<Span> rest = rest(next);
        throw Readings.exponent(last.span().to(since(from)), last.raised().get(), rest);
      }
      product = new Binary(since(from), BinaryOperator.MULTIPLY, product, next.tree());
    }
    latest = from;
    latestFactors = all;
    return product;
  }

  /** What a factor and all that still touch multiply. */
  private List<Span> rest(Factor first) {
    List<Span> pieces = new ArrayList<>(first.pieces());
    while (operator() == JUXTAPOSE) {
      skip();
      pieces.addAll(factors.factor().pieces());
    }
    return pieces;
  }
}
