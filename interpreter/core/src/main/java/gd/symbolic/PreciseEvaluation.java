package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Decimal;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Precise;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apfloat.Apcomplex;
import org.apfloat.ApcomplexMath;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.apfloat.ApfloatRuntimeException;
import org.apfloat.OverflowException;

/**
 * A constant in complex numbers of many digits, every shared part once; outside the real numbers
 * principal values, as in {@link ComplexEvaluation}. What has no value (or none that is known here)
 * is empty, so that a branch that is not taken does no harm.
 */
final class PreciseEvaluation {
  private static final int WORD = Long.SIZE - 1;
  private static final Apcomplex ONE = Apcomplex.ONE;

  private final Map<Formula, Optional<Apcomplex>> values = new HashMap<>();
  private final long digits;
  private final PreciseElementary elementary;
  private final PreciseSpecial special;
  private final Map<Formula, Optional<Apcomplex>> symbols = new HashMap<>();

  /** Beside a jump within so many digits nothing says on which side. */
  private static final int SURE_DIGITS = 5;

  private boolean lost;
  private boolean doubtful;
  private boolean refused;

  /** {@code digits} are carried; cancellation leaves fewer. */
  PreciseEvaluation(int digits) {
    this.digits = digits;
    this.elementary = new PreciseElementary(digits);
    this.special = new PreciseSpecial(digits, elementary);
  }

  /** Where symbols have the values of closed formulas. */
  PreciseEvaluation(int digits, Map<Formula, Formula> symbols) {
    this(digits);
    symbols.forEach((symbol, value) -> this.symbols.put(symbol, at(value)));
  }

  /** Whether terms have cancelled so far, or been so small beside 1, that no digit was left. */
  boolean hasLost() {
    return lost;
  }

  /** Whether a condition, or a function that jumps, was decided by what may be rounding. */
  boolean isDoubtful() {
    return doubtful;
  }

  /**
   * Whether some part had no value, which can be for want of digits; what is too large has none for
   * any number of digits.
   */
  boolean hasRefused() {
    return refused;
  }

  Optional<Apcomplex> at(Formula formula) {
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      values.put(node, value(node));
    }
    return get(formula);
  }

  private Optional<Apcomplex> get(Formula formula) {
    return values.getOrDefault(formula, Optional.empty());
  }

  private Optional<Apcomplex> value(Formula node) {
    if (node instanceof Piecewise piecewise) {
      return piecewise(piecewise);
    }
    if (node.children().stream().anyMatch(child -> get(child).isEmpty())) {
      return Optional.empty();
    }
    try {
      return node(node);
    } catch (OverflowException tooLarge) {
      return Optional.empty();
    } catch (ArithmeticException | ApfloatRuntimeException noValue) { // log(0), 1/0, sin(10^1000)
      refused = true;
      return Optional.empty();
    }
  }

  private Optional<Apcomplex> node(Formula node) {
    return switch (node) {
      case Rational r -> Optional.of(whole(r.numerator()).divide(whole(r.denominator())));
      case Decimal d -> Optional.of(decimal(new BigDecimal(Double.toString(d.value()))));
      case Precise p -> Optional.of(decimal(p.value()));
      case Constant constant -> constant(constant);
      case Symbol symbol -> symbols.getOrDefault(symbol, Optional.empty());
      case Slot _, Piecewise _ -> Optional.empty();
      case Sum sum -> Optional.of(kept(ApcomplexMath.sum(all(sum.terms()))));
      case Product product -> Optional.of(ApcomplexMath.product(all(product.factors())));
      case Power power -> power(some(power.base()), power.exponent(), some(power.exponent()));
      case Apply apply -> apply(apply.operation().name(), all(apply.arguments()));
      case Relation relation -> relation(relation, some(relation.left()), some(relation.right()));
      case Logic logic -> Optional.of(truth(logic(logic)));
      case Truth truth -> Optional.of(truth(truth == Truth.TRUE));
    };
  }

  private Apcomplex some(Formula formula) {
    return get(formula).orElseThrow();
  }

  private Apcomplex[] all(List<Formula> formulas) {
    return formulas.stream().map(this::some).toArray(Apcomplex[]::new);
  }

  /** A large one in words of 63 bits: digit by digit takes longer. */
  private Apfloat whole(BigInteger value) {
    if (value.bitLength() < WORD) {
      return new Apfloat(value.longValue(), digits);
    }
    Apfloat word = ApfloatMath.pow(new Apfloat(2, digits), WORD);
    Apfloat sum = new Apfloat(0, digits);
    for (int k = value.bitLength() / WORD; k >= 0; k--) {
      long part = value.abs().shiftRight(k * WORD).longValue() & Long.MAX_VALUE;
      sum = sum.multiply(word).add(new Apfloat(part, digits));
    }
    return value.signum() < 0 ? sum.negate() : sum;
  }

  private Apfloat decimal(BigDecimal value) {
    return new Apfloat(value).precision(digits);
  }

  private static Apcomplex truth(boolean holds) {
    return holds ? ONE : Apcomplex.ZERO;
  }

  private Optional<Apcomplex> constant(Constant constant) {
    return switch (constant) {
      case E -> Optional.of(elementary.exp(new Apfloat(1, digits)));
      case PI -> Optional.of(ApfloatMath.pi(digits));
      case I -> Optional.of(new Apcomplex(Apfloat.ZERO, new Apfloat(1, digits)));
      case INFINITY -> Optional.empty();
    };
  }

  private Optional<Apcomplex> power(Apcomplex base, Formula written, Apcomplex exponent) {
    if (written instanceof Rational r && r.isInteger() && r.numerator().bitLength() < 63) {
      return Optional.of(ApcomplexMath.pow(base, r.numerator().longValue()));
    }
    if (written instanceof Rational r
        && r.denominator().equals(BigInteger.TWO)
        && r.numerator().bitLength() < 63) {
      return Optional.of(ApcomplexMath.pow(ApcomplexMath.sqrt(base), r.numerator().longValue()));
    }
    if (isZero(base)) {
      return exponent.real().signum() > 0 ? Optional.of(Apcomplex.ZERO) : Optional.empty();
    }
    return Optional.of(elementary.pow(base, exponent));
  }

  /** Of a formula that is not 0. */
  private Apcomplex kept(Apcomplex value) {
    lost |= isZero(value);
    return value;
  }

  private Optional<Apcomplex> apply(String name, Apcomplex[] arguments) {
    Apcomplex x = arguments[0];
    return switch (name) {
      case "exp" -> Optional.of(elementary.exp(x));
      case "log" -> Optional.of(kept(elementary.log(x)));
      case "sin" -> Optional.of(elementary.sin(x));
      case "cos" -> Optional.of(elementary.cos(x));
      case "tan" -> Optional.of(elementary.tan(x));
      case "asin" -> Optional.of(elementary.asin(x));
      case "acos" -> Optional.of(elementary.acos(x));
      case "atan" -> Optional.of(elementary.atan(x));
      case "sinh" -> Optional.of(elementary.sinh(x));
      case "cosh" -> Optional.of(elementary.cosh(x));
      case "tanh" -> Optional.of(elementary.tanh(x));
      case "asinh" -> Optional.of(ApcomplexMath.asinh(x));
      case "acosh" ->
          Optional.of(
              elementary.log(
                  x.add(
                      ApcomplexMath.sqrt(x.add(ONE))
                          .multiply(ApcomplexMath.sqrt(x.subtract(ONE))))));
      case "atanh" -> Optional.of(areaTangent(x));
      case "log2" -> Optional.of(elementary.log(x).divide(logarithm(2)));
      case "log10" -> Optional.of(elementary.log(x).divide(logarithm(10)));
      case "log1p" -> Optional.of(kept(elementary.log(ONE.add(x))));
      case "expm1" -> Optional.of(kept(elementary.exp(x).subtract(ONE)));
      case "sigmoid" -> Optional.of(ONE.divide(ONE.add(elementary.exp(x.negate()))));
      case "softplus" -> Optional.of(kept(elementary.log(ONE.add(elementary.exp(x)))));
      case "abs" -> Optional.of(ApcomplexMath.abs(x));
      default -> real(name, arguments);
    };
  }

  private Apcomplex logarithm(long base) {
    return elementary.log(new Apfloat(base, digits));
  }

  /** Above 1 the value with a positive imaginary part. */
  private Apcomplex areaTangent(Apcomplex x) {
    Apcomplex quotient = ONE.add(x).divide(ONE.subtract(x));
    return elementary.log(quotient).divide(new Apfloat(2, quotient.precision()));
  }

  private Optional<Apcomplex> real(String name, Apcomplex[] arguments) {
    for (Apcomplex argument : arguments) {
      if (!isReal(argument)) {
        return Optional.empty();
      }
    }
    Apfloat x = arguments[0].real();
    Apfloat y = arguments[arguments.length - 1].real();
    return switch (name) {
      case "atan2" -> Optional.of(ApfloatMath.atan2(x, y));
      case "hypot" -> Optional.of(ApfloatMath.sqrt(x.multiply(x).add(y.multiply(y))));
      case "max" -> Optional.of(ApfloatMath.max(x, y));
      case "min" -> Optional.of(ApfloatMath.min(x, y));
      case "mod" ->
          Optional.of(x.subtract(y.multiply(ApfloatMath.floor(besideWhole(x.divide(y))))));
      case "cbrt" -> Optional.of(ApfloatMath.cbrt(x));
      case "sign" -> Optional.of(new Apfloat(besideZero(x).signum(), digits));
      case "floor" -> Optional.of(besideWhole(x).floor());
      case "ceil" -> Optional.of(besideWhole(x).ceil());
      case "gamma" -> special.gamma(x).map(value -> value);
      case "lgamma" -> special.lgamma(x).map(value -> value);
      case "digamma" -> special.polygamma(0, x).map(value -> value);
      case "trigamma" -> special.polygamma(1, x).map(value -> value);
      case "polygamma" -> special.polygamma(x.longValueExact(), y).map(value -> value);
      case "erf" -> Optional.of(special.erf(x));
      case "erfc" -> Optional.of(special.erfc(x));
      default -> Optional.empty();
    };
  }

  private Apfloat besideWhole(Apfloat x) {
    Apfloat part = x.subtract(x.floor());
    besideZero(part);
    besideZero(Apfloat.ONE.subtract(part));
    return x;
  }

  private Apfloat besideZero(Apfloat x) {
    doubtful |= x.signum() == 0 || x.precision() < SURE_DIGITS;
    return x;
  }

  private static boolean isReal(Apcomplex value) {
    return value.imag().signum() == 0;
  }

  private static boolean isZero(Apcomplex value) {
    return isReal(value) && value.real().signum() == 0;
  }

  private Optional<Apcomplex> piecewise(Piecewise piecewise) {
    for (Case each : piecewise.cases()) {
      Optional<Apcomplex> condition = get(each.condition());
      if (condition.isEmpty()) {
        return Optional.empty();
      }
      if (!isZero(condition.get())) {
        return get(each.value());
      }
    }
    return get(piecewise.otherwise());
  }

  private Optional<Apcomplex> relation(Relation relation, Apcomplex left, Apcomplex right) {
    besideZero(left.subtract(right).real());
    return isReal(left) && isReal(right)
        ? Optional.of(truth(relation.comparator().holds(left.real().compareTo(right.real()))))
        : Optional.empty();
  }

  private boolean logic(Logic logic) {
    return switch (logic.connective()) {
      case AND -> logic.operands().stream().noneMatch(operand -> isZero(some(operand)));
      case OR -> !logic.operands().stream().allMatch(operand -> isZero(some(operand)));
      case NOT -> isZero(some(logic.operands().getFirst()));
    };
  }
}
