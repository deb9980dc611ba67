package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Decimal;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Products in normal form: flat, the number first, equal bases collected into powers, in canonical
 * order.
 */
final class Products {
  /** Minus a sum of more terms than this stays a product. */
  static final int MAX_DISTRIBUTED = 100;

  private final Formulas formulas;
  private final Radicals radicals;

  Products(Formulas formulas, Radicals radicals) {
    this.formulas = formulas;
    this.radicals = radicals;
  }

  /** Numbers are multiplied from left to right. */
  Formula product(List<Formula> factors) {
    if (factors.size() == 2
        && factors.get(0) instanceof Number a
        && factors.get(1) instanceof Number b) {
      return Arithmetic.multiply(a, b);
    }
    Collector collector = new Collector();
    for (Formula factor : factors) {
      collector.add(factor);
    }
    return collector.product();
  }

  /** Whether a number before it is the whole product. */
  static boolean isSimple(Formula formula) {
    return switch (formula) {
      case Symbol _, Slot _ -> true;
      case Power _, Apply _ -> !Formula.isClosed(formula);
      case Sum _, Product _, Piecewise _, Relation _, Logic _, Number _, Constant _, Truth _ ->
          false;
    };
  }

  /** As {@link #product}, but products in it are not opened: what is shared stays shared. */
  Formula shared(List<Formula> factors) {
    Number number = Arithmetic.ONE;
    List<Formula> others = new ArrayList<>();
    for (Formula factor : factors) {
      if (factor instanceof Number value) {
        number = Arithmetic.multiply(number, value);
      } else {
        others.add(factor);
      }
    }
    if (Arithmetic.signum(number) == 0) {
      return number;
    }
    others.sort(Order.FACTORS);
    return scaled(number, make(others));
  }

  /** number · unit, where the unit has no number of its own. */
  Formula scaled(Number number, Formula unit) {
    if (Arithmetic.isOne(number)) {
      return unit;
    }
    if (Arithmetic.isOne(unit) || Arithmetic.isZero(number)) {
      return number;
    }
    if (unit instanceof Number value) {
      return Arithmetic.multiply(number, value);
    }
    return formulas.intern(
        new Product(
            unit instanceof Product product
                ? preceded(number, product.factors())
                : List.of(number, unit),
            Optional.of(unit),
            Order.degree(unit)));
  }

  private static List<Formula> preceded(Number number, List<Formula> others) {
    Formula[] factors = new Formula[others.size() + 1];
    factors[0] = number;
    for (int k = 0; k < others.size(); k++) {
      factors[k + 1] = others.get(k);
    }
    return List.of(factors);
  }

  private Formula make(List<Formula> factors) {
    if (factors.isEmpty()) {
      return Arithmetic.ONE;
    }
    if (factors.size() == 1) {
      return factors.getFirst();
    }
    double degree = 0;
    for (Formula factor : factors) {
      degree += Order.degree(factor);
    }
    return formulas.intern(new Product(List.copyOf(factors), Optional.empty(), degree));
  }

  /** exp(x) counts as e^x. */
  private static Formula base(Formula factor) {
    if (factor instanceof Power power) {
      return power.base();
    }
    return isExponential(factor) ? Constant.E : factor;
  }

  private static Formula exponent(Formula factor) {
    if (factor instanceof Power power) {
      return power.exponent();
    }
    return isExponential(factor) ? factor.children().getFirst() : Arithmetic.ONE;
  }

  static boolean isExponential(Formula formula) {
    return formula instanceof Apply apply && apply.operation().equals(Operation.EXP);
  }

  private final class Collector {
    /** By base, the factor as it came; at the end the power it was merged into. */
    private final Map<Formula, Formula> powers = new LinkedHashMap<>();

    /** By base that came more than once, the sum of the exponents. */
    private final Map<Formula, Formula> merged = new LinkedHashMap<>();

    private Number number = Arithmetic.ONE;

    /** x/0.3 stays a division: x·(1/0.3) would round differently. */
    private Number divisor = Arithmetic.ONE;

    /** A fraction times simple factors: nothing about them needs a second look. */
    private boolean isPlain = true;

    /** Opens products within products, however deep. */
    void add(Formula whole) {
      Deque<Formula> pending = new ArrayDeque<>();
      pending.push(whole);
      while (!pending.isEmpty()) {
        Formula factor = pending.pop();
        if (factor instanceof Product product) {
          product.factors().reversed().forEach(pending::push);
        } else if (factor instanceof Number value) {
          number = Arithmetic.multiply(number, value);
          isPlain &= number instanceof Rational;
        } else if (factor instanceof Power power
            && power.base() instanceof Decimal value
            && power.exponent().equals(Arithmetic.MINUS_ONE)) {
          divisor = Arithmetic.multiply(divisor, value);
          isPlain = false;
        } else {
          isPlain &= isSimple(factor) && Formula.isReal(factor);
          collect(factor);
        }
      }
    }

    private void collect(Formula factor) {
      Formula base = base(factor);
      Formula known = powers.putIfAbsent(base, factor);
      if (known != null) {
        Formula before = merged.getOrDefault(base, exponent(known));
        merged.put(base, formulas.add(before, exponent(factor)));
      }
    }

    Formula product() {
      merged.forEach((base, exponent) -> powers.put(base, formulas.power(base, exponent)));
      if (Arithmetic.isZero(number)) {
        if (powers.containsKey(Constant.INFINITY)) {
          throw Refusals.outsideDomain("*", "0*∞", "0*∞ has no value.");
        }
        return number;
      }
      List<Formula> factors = new ArrayList<>(powers.values());
      if (isPlain && merged.isEmpty() && !Arithmetic.isZero(number)) {
        factors.sort(Order.FACTORS);
        return scaled(number, make(factors));
      }
      Optional<Number> logarithms =
          factors.size() > 1 ? LogarithmRatio.takenOut(factors) : Optional.empty();
      if (!merged.isEmpty()
          || logarithms.isPresent()
          || factors.size() > 1 && (contentTakenOut(factors) || signsTakenOut(factors))
          || radicals.combine(factors)) {
        factors.addFirst(Arithmetic.multiply(number, logarithms.orElse(Arithmetic.ONE)));
        if (!Arithmetic.isOne(divisor)) {
          factors.add(formulas.reciprocal(divisor));
        }
        return formulas.product(factors);
      }
      if (Arithmetic.isOne(divisor)) {
        Optional<Formula> complex = Gaussian.product(formulas, number, factors);
        if (complex.isPresent()) {
          return formulas.product(List.of(complex.get(), make(factors)));
        }
      }
      return finish(factors);
    }

    private Formula finish(List<Formula> factors) {
      if (!(number instanceof Rational && divisor instanceof Rational)) {
        factors.removeIf(this::multiplyConstant);
      }
      if (factors.isEmpty()) {
        return Arithmetic.isOne(divisor) ? number : Arithmetic.divide(number, divisor);
      }
      if (Arithmetic.signum(number) == 0) {
        return number;
      }
      if (factors.remove(Constant.INFINITY)) {
        factors.removeIf(Formula::isClosed);
        factors.add(Constant.INFINITY);
        number = Arithmetic.signum(number) < 0 ? Arithmetic.MINUS_ONE : Arithmetic.ONE;
      }
      if (factors.size() == 1 && factors.getFirst() instanceof Sum sum && distributes(sum)) {
        return formulas.sum(
            sum.terms().stream().map(term -> formulas.multiply(number, term)).toList());
      }
      if (!Arithmetic.isOne(divisor)) {
        factors.add(formulas.reciprocal(divisor));
      }
      if (!Arithmetic.isOne(number)) {
        factors.replaceAll(this::signTakenOut);
      }
      factors.sort(Order.FACTORS);
      return scaled(number, make(factors));
    }

    /** What has its sign taken out may meet its like: (1 − x)·(x − 1) is −(x − 1)². */
    private boolean signsTakenOut(List<Formula> factors) {
      boolean any = false;
      for (int i = 0; i < factors.size(); i++) {
        Formula factor = factors.get(i);
        if (Gaussian.of(factor).isEmpty()) {
          factors.set(i, signTakenOut(factor));
          any |= factors.get(i) != factor;
        }
      }
      return any;
    }

    /** y·(1 − x) is −y·(x − 1), so that it meets its opposite in a sum. */
    private Formula signTakenOut(Formula factor) {
      if (!(factor instanceof Sum sum)
          || sum.terms().size() > MAX_DISTRIBUTED
          || !Sums.startsNegative(sum)) {
        return factor;
      }
      number = Arithmetic.negate(number);
      return formulas.negate(sum);
    }

    /** y·(2 + 2√2) is 2y·(1 + √2); complex numbers take numbers up instead. */
    private boolean contentTakenOut(List<Formula> factors) {
      boolean any = false;
      for (int i = 0; i < factors.size(); i++) {
        if (factors.get(i) instanceof Sum sum
            && Formula.isClosed(sum)
            && Gaussian.of(sum).isEmpty()) {
          Number content = Powers.content(sum);
          if (!Arithmetic.isOne(content)) {
            number = Arithmetic.multiply(number, content);
            factors.set(i, formulas.divide(sum, content));
            any = true;
          }
        }
      }
      return any;
    }

    /** A decimal that meets a constant makes a decimal. */
    private boolean multiplyConstant(Formula factor) {
      OptionalDouble value = Evaluation.constant(factor);
      value.ifPresent(known -> number = Arithmetic.multiply(number, Arithmetic.decimal(known)));
      return value.isPresent();
    }

    /** −(a + b) is −a − b, and 2(1 + √2) is 2 + 2√2; 2(x + 1) stays as it is. */
    private boolean distributes(Sum sum) {
      return !Arithmetic.isOne(number)
          && Arithmetic.isOne(divisor)
          && sum.terms().size() <= MAX_DISTRIBUTED
          && (number.equals(Arithmetic.MINUS_ONE) || Formula.isClosed(sum));
    }
  }
}
