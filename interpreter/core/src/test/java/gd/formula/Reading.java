package gd.formula;

import gd.formula.Formula.Case;
import gd.formula.Formula.Comparator;
import gd.formula.Formula.Connective;
import gd.formula.Formula.Constant;
import gd.report.Source;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Syntax;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads formulas back: as much of an evaluator as printed formulas need. */
public final class Reading {
  private final Algebraic a;

  public Reading(Algebraic a) {
    this.a = a;
  }

  public Formula read(String text) {
    Parsed parsed = Parser.parse(new Source("printed", text));
    if (!parsed.problems().isEmpty()) {
      throw new AssertionError(text + " does not read back: " + parsed.problems());
    }
    return formula(((Syntax.Evaluation) parsed.statements().getFirst()).expression());
  }

  private Formula formula(Syntax.Expression expression) {
    return switch (expression) {
      case Syntax.Number(var _, String digits) -> number(digits);
      case Syntax.Name(var _, String name) -> name(name);
      case Syntax.Truth(var _, boolean value) -> value ? Formula.Truth.TRUE : Formula.Truth.FALSE;
      case Syntax.Unary unary -> unary(unary.operator(), formula(unary.operand()));
      case Syntax.Binary binary ->
          binary(binary.operator(), formula(binary.left()), formula(binary.right()));
      case Syntax.Call call ->
          a.op(((Syntax.Name) call.callee()).name(), formula(call.arguments().getFirst().value()));
      case Syntax.Comparison comparison -> comparison(comparison);
      case Syntax.Conditional c ->
          a.formulas.piecewise(
              List.of(new Case(formula(c.condition()), formula(c.yes()))), formula(c.no()));
      default -> throw new AssertionError("printed formulas have no " + expression);
    };
  }

  private Formula number(String digits) {
    return digits.matches("[0-9]+")
        ? a.formulas.rational(new BigInteger(digits), BigInteger.ONE)
        : a.d(Double.parseDouble(digits));
  }

  private Formula name(String name) {
    return switch (name) {
      case "e" -> Constant.E;
      case "i" -> Constant.I;
      case "pi" -> Constant.PI;
      case "infinity" -> Constant.INFINITY;
      default -> a.formulas.symbol(name);
    };
  }

  private Formula unary(Syntax.UnaryOperator operator, Formula operand) {
    return switch (operator) {
      case MINUS -> a.neg(operand);
      case NOT -> a.formulas.logic(Connective.NOT, List.of(operand));
      case ROOT -> a.op("sqrt", operand);
      case FACTORIAL, DEGREES -> throw new AssertionError("never printed");
    };
  }

  private Formula binary(Syntax.BinaryOperator operator, Formula left, Formula right) {
    return switch (operator) {
      case ADD -> a.add(left, right);
      case SUBTRACT -> a.sub(left, right);
      case MULTIPLY -> a.mul(left, right);
      case DIVIDE -> a.div(left, right);
      case POWER -> a.pow(left, right);
      case AND -> a.formulas.logic(Connective.AND, List.of(left, right));
      case OR -> a.formulas.logic(Connective.OR, List.of(left, right));
      case INNER, EACH_MULTIPLY, EACH_DIVIDE, EACH_POWER ->
          throw new AssertionError("never printed");
    };
  }

  private Formula comparison(Syntax.Comparison comparison) {
    List<Formula> operands =
        new ArrayList<>(comparison.operands().stream().map(this::formula).toList());
    return a.formulas.relation(
        Comparator.valueOf(comparison.operators().getFirst().name()),
        operands.get(0),
        operands.get(1));
  }
}
