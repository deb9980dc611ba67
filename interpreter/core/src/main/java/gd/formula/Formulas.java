package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Comparator;
import gd.formula.Formula.Compound;
import gd.formula.Formula.Connective;
import gd.formula.Formula.Decimal;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Truth;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes formulas in normal form and shares equal ones: one arena a session, safe for several
 * threads. Arithmetic on numbers is done at once: exact stays exact, and a {@link Formula.Decimal}
 * that meets an exact number (or π, e) makes a decimal, computed in the order written. Refuses with
 * {@link gd.report.MathProblem}s (division by zero, a result too large).
 */
public final class Formulas {
  /** Of a power that stays one: each squaring of it makes its exponent a bit longer. */
  private static final int MAX_EXPONENT_BITS = 10_000;

  private static final ScopedValue<Boolean> COMPLEX = ScopedValue.newInstance();

  private final Interner interner = new Interner();
  private final Radicals radicals = new Radicals(this);
  private final Sums sums = new Sums(this);
  private final Products products = new Products(this, radicals);
  private final Powers powers = new Powers(this, radicals);

  /**
   * While the work is done, on this thread, a decimal may leave the real numbers: the root of -2.0
   * is 1.41421i and not refused.
   */
  public static <T> T withComplexValues(Supplier<T> work) {
    return ScopedValue.where(COMPLEX, true).call(work::get);
  }

  static boolean mayBeComplex() {
    return COMPLEX.isBound();
  }

  public Formula integer(long value) {
    return Arithmetic.integer(value);
  }

  public Formula rational(BigInteger numerator, BigInteger denominator) {
    return Arithmetic.rational(numerator, denominator);
  }

  /** The fraction that a decimal with finitely many places is. */
  public Formula rational(BigDecimal value) {
    BigInteger scale = BigInteger.TEN.pow(Math.max(0, value.scale()));
    return rational(value.multiply(new BigDecimal(scale)).toBigIntegerExact(), scale);
  }

  /** Refuses what is not finite. */
  public Formula decimal(double value) {
    return Arithmetic.decimal(value);
  }

  /** real + imaginary·i in decimals; a part that is only rounding is left out. */
  public Formula complex(double real, double imaginary) {
    double rounding = 1e-15 * Math.hypot(real, imaginary);
    if (Math.abs(imaginary) <= rounding) {
      return decimal(real);
    }
    Formula second = multiply(decimal(imaginary), Formula.Constant.I);
    return Math.abs(real) <= rounding ? second : add(decimal(real), second);
  }

  /** A decimal of many digits. */
  public Formula precise(BigDecimal value) {
    return new Formula.Precise(value);
  }

  public Formula symbol(String name) {
    return new Formula.Symbol(name);
  }

  public Formula slot(int index) {
    return new Formula.Slot(index);
  }

  public Formula add(Formula left, Formula right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Arithmetic.isZero(a) ? b : Arithmetic.isZero(b) ? a : Arithmetic.add(a, b);
    }
    return sum(List.of(left, right));
  }

  public Formula subtract(Formula left, Formula right) {
    return add(left, negate(right));
  }

  public Formula negate(Formula operand) {
    if (operand instanceof Number number) {
      return Arithmetic.negate(number);
    }
    return operand instanceof Sum sum && sum.terms().size() <= Products.MAX_DISTRIBUTED
        ? sums.negated(sum).orElseGet(() -> multiply(Arithmetic.MINUS_ONE, operand))
        : multiply(Arithmetic.MINUS_ONE, operand);
  }

  public Formula multiply(Formula left, Formula right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Arithmetic.multiply(a, b);
    }
    if (left instanceof Rational factor && Products.isSimple(right)) {
      return scaled(factor, right);
    }
    if (right instanceof Rational factor && Products.isSimple(left)) {
      return scaled(factor, left);
    }
    return product(List.of(left, right));
  }

  /** Decimals are divided, never multiplied by a reciprocal: x/0.3 is kept as it is written. */
  public Formula divide(Formula left, Formula right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Arithmetic.divide(a, b);
    }
    if (right instanceof Decimal divisor) {
      OptionalDouble known = Evaluation.constant(left);
      if (known.isPresent()) {
        return Arithmetic.divide(Arithmetic.decimal(known.getAsDouble()), divisor);
      }
    }
    if (left instanceof Decimal dividend) {
      OptionalDouble known = Evaluation.constant(right);
      if (known.isPresent()) {
        return Arithmetic.divide(dividend, Arithmetic.decimal(known.getAsDouble()));
      }
    }
    if (right instanceof Number divisor) {
      Number coefficient = Sums.coefficient(left);
      if (coefficient instanceof Decimal || divisor instanceof Formula.Rational) {
        return product(List.of(Arithmetic.divide(coefficient, divisor), Sums.unit(left)));
      }
      if (Arithmetic.signum(divisor) == 0) {
        throw Refusals.divisionByZero();
      }
      return multiply(left, reciprocal(divisor));
    }
    return multiply(left, power(right, Arithmetic.MINUS_ONE));
  }

  /** Numbers are added from left to right. */
  public Formula sum(List<Formula> terms) {
    return terms.isEmpty() ? Arithmetic.ZERO : sums.sum(terms);
  }

  /** Numbers are multiplied from left to right. */
  public Formula product(List<Formula> factors) {
    return factors.isEmpty() ? Arithmetic.ONE : products.product(factors);
  }

  /**
   * A sum that leaves the sums in it closed, so that shared parts stay shared: for large gradients.
   */
  Formula sharedSum(List<Formula> terms) {
    return sums.shared(terms);
  }

  /**
   * A product that leaves the products in it closed, so that shared parts stay shared: for large
   * gradients.
   */
  Formula sharedProduct(List<Formula> factors) {
    return products.shared(factors);
  }

  /** 0^0 is 1; e^x is exp(x). */
  public Formula power(Formula base, Formula exponent) {
    return powers.power(base, exponent);
  }

  /**
   * Evaluated at once if an argument is a decimal and all are numbers, or if the value is exactly
   * known (sin(π/6)).
   */
  public Formula apply(Operation operation, List<Formula> arguments) {
    if (operation.definition().isPresent()) {
      return arguments.stream().allMatch(Formula::isClosed)
          ? defined(operation, arguments)
          : intern(new Apply(operation, List.copyOf(arguments)));
    }
    Optional<Formula> known = KnownValues.of(this, operation, arguments);
    return known.isPresent()
        ? known.get()
        : DecimalValues.of(this, operation, arguments)
            .orElseGet(() -> intern(new Apply(operation, List.copyOf(arguments))));
  }

  private Formula defined(Operation operation, List<Formula> arguments) {
    Map<Formula, Formula> slots = new HashMap<>();
    for (int k = 0; k < arguments.size(); k++) {
      slots.put(slot(k), arguments.get(k));
    }
    return substitute(operation.definition().orElseThrow(), slots);
  }

  /** The formula with what a session defines replaced by its definitions. */
  public Formula inlined(Formula formula) {
    Map<Formula, Formula> definitions = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Apply apply && apply.operation().definition().isPresent()) {
        definitions.put(node, defined(apply.operation(), apply.arguments()));
      }
    }
    // What a definition or an argument contains is replaced in the next round; none is recursive.
    return definitions.isEmpty() ? formula : inlined(substitute(formula, definitions));
  }

  /** Decided cases are resolved. */
  public Formula piecewise(List<Case> cases, Formula otherwise) {
    List<Case> open = new ArrayList<>();
    Formula last = otherwise;
    for (Case each : cases) {
      if (each.condition() == Truth.TRUE) {
        last = each.value();
        break;
      }
      if (each.condition() != Truth.FALSE) {
        open.add(each);
      }
    }
    if (last instanceof Piecewise inner) {
      open.addAll(inner.cases());
      last = inner.otherwise();
    }
    while (!open.isEmpty() && open.getLast().value().equals(last)) {
      open.removeLast();
    }
    return open.isEmpty() ? last : intern(new Piecewise(List.copyOf(open), last));
  }

  /** A {@link Formula.Truth} where it can be decided. */
  public Formula relation(Comparator comparator, Formula left, Formula right) {
    return Comparison.decide(this, comparator, left, right)
        .<Formula>map(holds -> holds ? Truth.TRUE : Truth.FALSE)
        .orElseGet(() -> intern(new Relation(comparator, left, right)));
  }

  public Formula logic(Connective connective, List<Formula> operands) {
    if (connective == Connective.NOT) {
      return not(operands.getFirst());
    }
    Truth decisive = connective == Connective.AND ? Truth.FALSE : Truth.TRUE;
    Set<Formula> open = new LinkedHashSet<>();
    for (Formula operand : operands) {
      if (operand == decisive) {
        return decisive;
      }
      if (operand instanceof Logic inner && inner.connective() == connective) {
        open.addAll(inner.operands());
      } else if (!(operand instanceof Truth)) {
        open.add(operand);
      }
    }
    if (open.isEmpty()) {
      return decisive == Truth.FALSE ? Truth.TRUE : Truth.FALSE;
    }
    return open.size() == 1
        ? open.iterator().next()
        : intern(new Logic(connective, List.copyOf(open)));
  }

  private Formula not(Formula operand) {
    if (operand instanceof Truth truth) {
      return truth == Truth.TRUE ? Truth.FALSE : Truth.TRUE;
    }
    if (operand instanceof Relation relation) {
      return intern(
          new Relation(relation.comparator().negated(), relation.left(), relation.right()));
    }
    return operand instanceof Logic inner && inner.connective() == Connective.NOT
        ? inner.operands().getFirst()
        : intern(new Logic(Connective.NOT, List.of(operand)));
  }

  /** Replaces symbols and slots, all at once; the result is in normal form. */
  public Formula substitute(Formula formula, Map<Formula, Formula> replacements) {
    return new Substitution(this, replacements).in(formula);
  }

  /**
   * The formulas with symbols in the place of others; what is shared stays shared where the order
   * of the names allows it.
   */
  public List<Formula> renamed(List<Formula> together, Map<Formula.Symbol, Formula.Symbol> names) {
    return Renaming.of(this, together, names)
        .orElseGet(
            () -> together.stream().map(each -> substitute(each, Map.copyOf(names))).toList());
  }

  /** number·unit for a unit in normal form that has no number of its own. */
  Formula scaled(Number number, Formula unit) {
    return products.scaled(number, unit);
  }

  /** 1/0.3 as a factor. */
  Formula reciprocal(Number divisor) {
    return rawPower(divisor, Arithmetic.MINUS_ONE);
  }

  /** A power that is in normal form already. */
  Formula rawPower(Formula base, Formula exponent) {
    if (exponent instanceof Rational r && r.numerator().bitLength() > MAX_EXPONENT_BITS) {
      throw Refusals.limit(
          "size of an exponent",
          "%,d bits".formatted(MAX_EXPONENT_BITS),
          "Take a smaller exponent, or compute with decimals.");
    }
    return intern(new Power(base, exponent));
  }

  <T extends Compound> T intern(T node) {
    return interner.intern(node);
  }
}
