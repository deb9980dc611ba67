package gd.kernel;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.Instruction.UnaryOperator;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Formulas to instructions, in the one order of evaluation there is: sums and products from left to
 * right in their canonical order; a negative term is subtracted; factors with negative exponents
 * are gathered under a single division; small integer powers are products, halves are square roots.
 * Equal instructions share a register.
 */
final class Lowering {
  /** Integer powers up to this one are products. */
  private static final BigInteger LARGEST_POWER = BigInteger.valueOf(32);

  private final Body body;
  private final List<Instruction> code = new ArrayList<>();
  private final Map<Instruction, Integer> known = new HashMap<>();
  private final Map<Formula, Integer> registers = new HashMap<>();

  Lowering(Body body) {
    this.body = body;
  }

  ThreeAddress lower(List<Integer> slots) {
    List<Integer> values = new ArrayList<>();
    for (int input = 0; input < body.inputs(); input++) {
      values.add(input);
    }
    for (int statement = 0; statement < body.statements().size(); statement++) {
      registers.clear();
      List<Integer> operands = body.operands().get(statement);
      for (int slot = 0; slot < operands.size(); slot++) {
        registers.put(new Formula.Slot(slot), values.get(operands.get(slot)));
      }
      values.add(lower(body.statements().get(statement)));
    }
    List<Integer> results = slots.stream().map(values::get).toList();
    return new Signs(new ThreeAddress(body.inputs(), code, results)).gathered();
  }

  private int lower(Formula root) {
    for (Formula formula : Dag.postorder(List.of(root))) {
      if (!registers.containsKey(formula)) {
        registers.put(formula, translate(formula));
      }
    }
    return register(root);
  }

  private int translate(Formula formula) {
    return switch (formula) {
      case Formula.Number number -> constant(Decimals.toDouble(number));
      case Formula.Constant constant -> constant(Decimals.toDouble(constant));
      case Formula.Truth truth -> emit(new Instruction.Truth(truth == Formula.Truth.TRUE));
      case Formula.Symbol(String name) ->
          throw new Refusal(
              at -> new MathProblem.SymbolLeft(at, name, "a computation with decimals"));
      case Formula.Slot(int index) -> throw new IllegalStateException("no slot " + index);
      case Formula.Sum sum -> sum(sum.terms());
      case Formula.Product product -> product(product.factors());
      case Formula.Power power -> power(power);
      case Formula.Apply apply ->
          emit(
              new Instruction.Call(
                  apply.operation(), apply.arguments().stream().map(this::register).toList()));
      case Formula.Relation relation ->
          emit(
              new Instruction.Compare(
                  relation.comparator(), register(relation.left()), register(relation.right())));
      case Formula.Logic logic -> logic(logic);
      case Formula.Piecewise piecewise -> {
        int value = register(piecewise.otherwise());
        for (Formula.Case c : piecewise.cases().reversed()) {
          value = emit(new Instruction.Select(register(c.condition()), register(c.value()), value));
        }
        yield value;
      }
    };
  }

  private int sum(List<Formula> terms) {
    if (terms.size() == 2 && isNegative(terms.getFirst()) && !isNegative(terms.getLast())) {
      return binary(BinaryOperator.SUB, register(terms.getLast()), opposite(terms.getFirst()));
    }
    int total = register(terms.getFirst());
    for (Formula term : terms.subList(1, terms.size())) {
      total =
          isNegative(term)
              ? binary(BinaryOperator.SUB, total, opposite(term))
              : binary(BinaryOperator.ADD, total, register(term));
    }
    return total;
  }

  private static boolean isNegative(Formula term) {
    Formula first = term instanceof Formula.Product product ? product.factors().getFirst() : term;
    return first instanceof Formula.Number number && Decimals.isNegative(number);
  }

  /** The register of −term, for a term with a negative number in front. */
  private int opposite(Formula term) {
    if (term instanceof Formula.Product product) {
      List<Formula> factors = new ArrayList<>(product.factors());
      factors.set(0, Decimals.opposite((Formula.Number) factors.getFirst()));
      return product(factors);
    }
    return constant(-Decimals.toDouble((Formula.Number) term));
  }

  /** numerator / denominator, each from left to right. */
  private int product(List<Formula> factors) {
    List<Integer> above = new ArrayList<>();
    List<Integer> below = new ArrayList<>();
    boolean negated = false;
    for (Formula factor : factors) {
      if (factor instanceof Formula.Rational(BigInteger numerator, BigInteger denominator)
          && Decimals.isFaithful(numerator)
          && Decimals.isFaithful(denominator)) {
        negated ^= numerator.signum() < 0;
        double top = numerator.abs().doubleValue();
        if (denominator.bitCount() == 1) {
          above.add(constant(top / denominator.doubleValue()));
        } else {
          above.add(constant(top));
          below.add(constant(denominator.doubleValue()));
        }
      } else if (factor instanceof Formula.Power power
          && power.exponent() instanceof Formula.Rational exponent
          && exponent.numerator().signum() < 0) {
        below.add(raised(register(power.base()), (Formula.Rational) Decimals.opposite(exponent)));
      } else {
        // A decimal whose sign was taken off is no part of the formula, and so has no register yet.
        above.add(
            factor instanceof Formula.Number number
                ? constant(Decimals.toDouble(number))
                : register(factor));
      }
    }
    int value = multiplied(above);
    if (!below.isEmpty()) {
      value = binary(BinaryOperator.DIV, value, multiplied(below));
    }
    return negated ? emit(new Instruction.Unary(UnaryOperator.NEG, value)) : value;
  }

  /** The product from left to right; factors 1 are left out. */
  private int multiplied(List<Integer> factors) {
    int one = constant(1);
    int value = one;
    for (int factor : factors) {
      value =
          value == one ? factor : factor == one ? value : binary(BinaryOperator.MUL, value, factor);
    }
    return value;
  }

  private int power(Formula.Power power) {
    if (power.base() == Formula.Constant.E) {
      return emit(new Instruction.Unary(UnaryOperator.EXP, register(power.exponent())));
    }
    int base = register(power.base());
    if (power.exponent() instanceof Formula.Rational exponent) {
      return exponent.numerator().signum() < 0
          ? binary(
              BinaryOperator.DIV,
              constant(1),
              raised(base, (Formula.Rational) Decimals.opposite(exponent)))
          : raised(base, exponent);
    }
    return binary(BinaryOperator.POW, base, register(power.exponent()));
  }

  /** base ^ exponent for an exponent ≥ 0. */
  private int raised(int base, Formula.Rational exponent) {
    boolean half = exponent.denominator().equals(BigInteger.TWO);
    BigInteger whole = half ? exponent.numerator().shiftRight(1) : exponent.numerator();
    if ((!half && !exponent.isInteger()) || whole.compareTo(LARGEST_POWER) > 0) {
      return binary(BinaryOperator.POW, base, constant(Decimals.toDouble(exponent)));
    }
    List<Integer> factors = new ArrayList<>();
    int square = base;
    for (int rest = whole.intValue(); rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        factors.add(square);
      }
      if (rest > 1) {
        square = binary(BinaryOperator.MUL, square, square);
      }
    }
    if (half) {
      factors.add(emit(new Instruction.Unary(UnaryOperator.SQRT, base)));
    }
    return multiplied(factors);
  }

  private int logic(Formula.Logic logic) {
    List<Integer> operands = logic.operands().stream().map(this::register).toList();
    return switch (logic.connective()) {
      case NOT -> emit(new Instruction.Not(operands.getFirst()));
      case AND ->
          operands.stream()
              .reduce((left, right) -> emit(new Instruction.And(left, right)))
              .orElseThrow();
      case OR ->
          operands.stream()
              .reduce((left, right) -> emit(new Instruction.Or(left, right)))
              .orElseThrow();
    };
  }

  private int constant(double value) {
    return emit(new Instruction.Constant(value));
  }

  private int binary(BinaryOperator operator, int left, int right) {
    return emit(new Instruction.Binary(operator, left, right));
  }

  private int emit(Instruction instruction) {
    return known.computeIfAbsent(
        instruction,
        added -> {
          code.add(added);
          return body.inputs() + code.size() - 1;
        });
  }

  private int register(Formula formula) {
    return Objects.requireNonNull(registers.get(formula));
  }
}
