package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.grammar.GdParser.*;
import gd.report.Failure;
import gd.report.Problem;
import gd.report.Span;
import gd.syntax.Factor.Raised;
import gd.syntax.Syntax.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Builds the factors of invisible products: operands with exponents, roots, and what touching
 * parentheses join.
 */
final class Factors {
  /** Where a factor stands: an exponent leaves to what it raises the parentheses that touch it. */
  private enum Place {
    PRODUCT,
    EXPONENT,
    ROOT
  }

  private record Exponent(Span span, Expression tree, boolean bounded) {}

  private final AstBuilder ast;
  private final ExpressionBuilder row;

  Factors(AstBuilder ast, ExpressionBuilder row) {
    this.ast = ast;
    this.row = row;
  }

  Factor factor() {
    return row.prefixed(ROOT) ? root() : grown(row.operand(), Place.PRODUCT);
  }

  private Factor operand(OperandContext c) {
    Factor factor = Factor.of(ast.span(c), ast.operand(c), c.stop.getType() == CLOSE);
    if (c.suffix().isEmpty() && callee(c.primary())) {
      return factor.withName(factor.tree(), Optional.empty());
    }
    boolean powered =
        c.suffix().size() == 1 && c.suffix(0) instanceof SuperscriptContext && callee(c.primary());
    return powered && factor.tree() instanceof Binary(_, _, Expression callee, Expression exponent)
        ? factor.withName(callee, Optional.of(exponent))
        : factor;
  }

  /** Whether it is what can be called, not called yet. */
  private static boolean callee(PrimaryContext context) {
    return context instanceof NamedContext n && n.list() == null
        || context instanceof GradientContext g && g.list() == null
        || context instanceof PartialContext p && p.list() == null;
  }

  /** Takes in the parentheses that touch and the exponents that follow. */
  private Factor grown(OperandContext start, Place place) {
    Factor factor = operand(start);
    boolean group =
        place == Place.EXPONENT
            && start.primary() instanceof GroupContext
            && start.suffix().isEmpty();
    while (true) {
      boolean raises = row.operator() == POWER || row.operator() == EACH_POWER;
      if (row.touchesGroup() && factor.callable() && !group) {
        factor = joined(factor, factor.tree(), Optional.empty());
      } else if (row.touchesGroup() && factor.poweredName()) {
        factor = joined(factor, factor.name().orElseThrow(), factor.power());
      } else if (raises
          && factor.raised().isEmpty()
          && (place != Place.ROOT || factor.name().isPresent())) {
        factor = raised(factor);
      } else {
        return factor;
      }
    }
  }

  // ---------------------------------------------------------------- touching parentheses

  private Factor joined(Factor factor, Expression left, Optional<Expression> power) {
    if (power.isPresent() && minusOne(power.get())) {
      Span argument = ast.span(row.peek());
      throw new Failure(
          Readings.inverse(factor.span().to(argument), left.span().text(), argument.text()));
    }
    row.skip();
    OperandContext c = row.operand();
    ListContext list = ((GroupContext) c.primary()).list();
    Span call = factor.span().to(ast.span(list));
    Span span = factor.span().to(ast.span(c));
    boolean callable = c.stop.getType() == CLOSE;
    if (list.argument().size() != 1 || !AstBuilder.plain(list.argument(0))) {
      Expression called = new Call(call, left, ast.arguments(list));
      Expression powered =
          power
              .<Expression>map(p -> new Binary(call, BinaryOperator.POWER, called, p))
              .orElse(called);
      return Factor.of(span, ast.suffixed(span, powered, c.suffix()), callable);
    }
    Expression argument = ast.group(list);
    Optional<Expression> exponent =
        c.suffix().size() == 1 && c.suffix(0) instanceof SuperscriptContext s
            ? Optional.of(ast.superscript(s))
            : Optional.empty();
    if (c.suffix().isEmpty() || exponent.isPresent()) {
      CallOrProduct tree =
          new CallOrProduct(span, left, power, argument, exponent, Optional.empty());
      List<Span> pieces = new ArrayList<>(factor.pieces());
      pieces.add(ast.span(c));
      if (pieces.size() > Limits.TREE) {
        throw Depth.tooDeep(span);
      }
      return new Factor(
          span, tree, pieces, callable, Optional.empty(), Optional.empty(), Optional.empty());
    }
    Problem reading = Readings.suffix(span, factor.span(), call, ast.span(c));
    if (c.suffix().stream().anyMatch(SuperscriptContext.class::isInstance)) {
      throw new Failure(reading);
    }
    Optional<Problem> twoWays = Optional.of(reading);
    CallOrProduct tree = new CallOrProduct(call, left, power, argument, Optional.empty(), twoWays);
    return Factor.of(span, ast.suffixed(span, tree, c.suffix()), callable);
  }

  private static boolean minusOne(Expression exponent) {
    return exponent instanceof Unary(_, UnaryOperator op, Syntax.Number(_, String digits))
        && op == UnaryOperator.MINUS
        && digits.equals("1");
  }

  // ---------------------------------------------------------------- exponents

  private Factor raised(Factor factor) {
    Token sign = row.skip();
    BinaryOperator operator = ExpressionBuilder.binary(sign.getType());
    Exponent exponent = exponent(factor, sign);
    Span span = factor.span().to(exponent.span());
    Raised raised = new Raised(factor.span(), sign.getText(), exponent.span(), exponent.bounded());
    boolean callee = operator == BinaryOperator.POWER && factor.power().isEmpty();
    boolean takesArgument = callee && (exponent.bounded() || minusOne(exponent.tree()));
    return new Factor(
        span,
        raised(span, factor, operator, exponent.tree()),
        raisedPieces(factor, raised),
        false,
        factor.name(),
        takesArgument && factor.name().isPresent()
            ? Optional.of(exponent.tree())
            : Optional.empty(),
        Optional.of(raised));
  }

  private static Expression raised(
      Span span, Factor factor, BinaryOperator operator, Expression exponent) {
    if (factor.tree() instanceof CallOrProduct p && factor.joined() && p.rightPower().isEmpty()) {
      if (operator == BinaryOperator.POWER) {
        return new CallOrProduct(
            span, p.left(), p.leftPower(), p.right(), Optional.of(exponent), p.ifProduct());
      }
      Expression either =
          Readings.undecided(p, Readings.eachPower(span, factor.pieces(), exponent.span().text()));
      return new Binary(span, operator, either, exponent);
    }
    return new Binary(span, operator, factor.tree(), exponent);
  }

  private static List<Span> raisedPieces(Factor factor, Raised raised) {
    List<Span> pieces = new ArrayList<>(factor.pieces());
    pieces.set(pieces.size() - 1, pieces.getLast().to(raised.exponent()));
    return pieces;
  }

  /**
   * What stands right of {@code ^}: it may have a sign, and {@code ^} itself binds to the right.
   */
  private Exponent exponent(Factor base, Token sign) {
    int from = row.position();
    if (row.prefixed(MINUS)) {
      row.skip();
      Exponent inner = exponent(base, sign);
      Span span = row.since(from);
      return new Exponent(span, new Unary(span, UnaryOperator.MINUS, inner.tree()), false);
    }
    if (row.prefixed(ROOT)) {
      Factor root = root();
      return new Exponent(root.span(), root.tree(), false);
    }
    if (row.prefixed()) {
      Expression tree = row.unary();
      return new Exponent(row.since(from), tree, false);
    }
    OperandContext c = row.operand();
    Factor factor = grown(c, Place.EXPONENT);
    boolean simple = c.primary() instanceof NumberContext || c.primary() instanceof GroupContext;
    boolean bounded =
        simple && c.suffix().isEmpty() && factor.raised().isEmpty() && !factor.joined();
    Expression tree =
        factor.joined() && factor.tree() instanceof CallOrProduct p
            ? Readings.undecided(
                p,
                Readings.exponent(
                    base.span().to(factor.span()),
                    base.span().text() + sign.getText(),
                    factor.pieces()))
            : factor.tree();
    return new Exponent(factor.span(), tree, bounded);
  }

  // ---------------------------------------------------------------- roots

  private Factor root() {
    int from = row.position();
    row.skip();
    Factor under = row.prefixed(ROOT) ? root() : grown(row.operand(), Place.ROOT);
    if (under.raised().isPresent()) {
      Raised raised = under.raised().get();
      throw Readings.root(
          row.since(from), raised.base().text(), raised.sign() + raised.exponent().text());
    }
    if (row.operator() == POWER || row.operator() == EACH_POWER) {
      Token sign = row.skip();
      Exponent exponent = exponent(under, sign);
      throw Readings.root(
          row.since(from), under.span().text(), sign.getText() + exponent.span().text());
    }
    superscript(from, under);
    Span span = row.since(from);
    Expression tree =
        under.joined() && under.tree() instanceof CallOrProduct p
            ? Readings.undecided(p, Readings.underRoot(span, under.pieces()))
            : under.tree();
    return Factor.of(span, new Unary(span, UnaryOperator.ROOT, tree), false);
  }

  /** Refuses {@code √x²}; under the root of {@code √sin²(x)} stands a call. */
  private void superscript(int from, Factor under) {
    boolean raised =
        under.tree() instanceof Binary(_, BinaryOperator op, _, _) && op == BinaryOperator.POWER;
    boolean joined = under.tree() instanceof CallOrProduct p && p.rightPower().isPresent();
    String text = under.span().text();
    int digits = text.length();
    while (digits > 0 && "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(text.charAt(digits - 1)) >= 0) {
      digits--;
    }
    if ((raised || joined) && digits < text.length()) {
      throw Readings.root(row.since(from), text.substring(0, digits), text.substring(digits));
    }
  }
}
