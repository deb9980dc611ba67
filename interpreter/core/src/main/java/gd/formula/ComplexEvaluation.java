package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.hipparchus.complex.Complex;

/**
 * The value of a formula at complex numbers, principal branches throughout: of what is decimal and
 * complex, and what answers are checked with.
 */
public final class ComplexEvaluation {
  private final Map<Formula, Complex> values;

  private ComplexEvaluation(Map<Formula, Complex> point) {
    this.values = new HashMap<>(point);
  }

  /** NaN where there is none. The point names every symbol of the formula. */
  public static Complex at(Formula formula, Map<Formula, Complex> point) {
    return all(List.of(formula), point).getFirst();
  }

  /** Real and imaginary part of a formula without symbols; NaN where it has no value. */
  public static double[] parts(Formula closed) {
    Complex value = at(closed, Map.of());
    return new double[] {value.getReal(), value.getImaginary()};
  }

  /**
   * Several values, what the formulas share computed once.
   *
   * @throws CancellationException if the thread is interrupted: most of a long check is here
   */
  public static List<Complex> all(List<Formula> formulas, Map<Formula, Complex> point) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    ComplexEvaluation evaluation = new ComplexEvaluation(point);
    for (Formula node : Dag.postorder(formulas)) {
      if (!evaluation.values.containsKey(node)) {
        evaluation.values.put(node, evaluation.node(node));
      }
    }
    return formulas.stream().map(evaluation::get).toList();
  }

  private Complex get(Formula formula) {
    return Objects.requireNonNull(values.get(formula));
  }

  private Complex node(Formula node) {
    return switch (node) {
      case Number number -> real(Arithmetic.toDouble(number));
      case Constant constant ->
          switch (constant) {
            case E -> real(Math.E);
            case PI -> real(Math.PI);
            case I -> Complex.I;
            case INFINITY -> Complex.INF;
          };
      case Symbol _, Slot _ -> Complex.NaN;
      case Sum sum -> sum.terms().stream().map(this::get).reduce(Complex.ZERO, Complex::add);
      case Product product ->
          product.factors().stream().map(this::get).reduce(Complex.ONE, Complex::multiply);
      case Power power -> power(get(power.base()), get(power.exponent()));
      case Apply apply ->
          apply(apply.operation(), apply.arguments().stream().map(this::get).toList());
      case Piecewise piecewise -> piecewise(piecewise);
      case Relation relation -> relation(relation);
      case Logic logic -> logic(logic);
      case Truth truth -> truth == Truth.TRUE ? Complex.ONE : Complex.ZERO;
    };
  }

  private static Complex real(double value) {
    return Complex.valueOf(value);
  }

  static Complex power(Complex base, Complex exponent) {
    if (exponent.isReal() && base.isReal()) {
      double value = Math.pow(base.getReal(), exponent.getReal());
      if (!Double.isNaN(value)) {
        return real(value);
      }
    }
    if (exponent.isReal()
        && exponent.getReal() == Math.rint(exponent.getReal())
        && Math.abs(exponent.getReal()) < 1000) {
      return base.pow((int) exponent.getReal());
    }
    return base.isZero() ? Complex.NaN : base.log().multiply(exponent).exp();
  }

  static Complex apply(Operation operation, List<Complex> arguments) {
    Complex x = arguments.getFirst();
    if (arguments.stream().allMatch(Complex::isReal)) {
      double[] reals = arguments.stream().mapToDouble(Complex::getReal).toArray();
      double value = operation.value(reals);
      if (!Double.isNaN(value)) {
        return real(value);
      }
    }
    return switch (operation.name()) {
      case "exp" -> x.exp();
      case "log" -> x.log();
      case "sin" -> x.sin();
      case "cos" -> x.cos();
      case "tan" -> x.tan();
      case "asin" -> arcsine(x);
      case "acos" -> real(Math.PI / 2).subtract(arcsine(x));
      case "atan" -> x.atan();
      case "sinh" -> x.sinh();
      case "cosh" -> x.cosh();
      case "tanh" -> x.tanh();
      case "asinh" -> x.asinh();
      case "acosh" -> x.add(x.add(1).sqrt().multiply(x.subtract(1).sqrt())).log();
      case "atanh" -> x.atanh();
      case "log2" -> x.log().divide(Math.log(2));
      case "log10" -> x.log().divide(Math.log(10));
      case "log1p" -> x.add(1).log();
      case "expm1" -> x.exp().subtract(1);
      case "sigmoid" -> Complex.ONE.divide(x.negate().exp().add(1));
      case "softplus" -> x.exp().add(1).log();
      default -> Complex.NaN;
    };
  }

  /** -i·log(iz + √(1 - z²)); on its cuts, too, the root is that of the square without a -0. */
  private static Complex arcsine(Complex z) {
    Complex square = Complex.ONE.subtract(z.multiply(z)).add(Complex.ZERO);
    return square.sqrt().add(z.multiply(Complex.I)).log().multiply(Complex.I).negate();
  }

  private Complex piecewise(Piecewise piecewise) {
    for (Case each : piecewise.cases()) {
      if (get(each.condition()).isNaN()) {
        return Complex.NaN;
      }
      if (!get(each.condition()).isZero()) {
        return get(each.value());
      }
    }
    return get(piecewise.otherwise());
  }

  private Complex relation(Relation relation) {
    Complex left = get(relation.left());
    Complex right = get(relation.right());
    if (!left.isReal() || !right.isReal() || left.isNaN() || right.isNaN()) {
      return Complex.NaN;
    }
    boolean holds =
        relation.comparator().holds((int) Math.signum(left.getReal() - right.getReal()));
    return holds ? Complex.ONE : Complex.ZERO;
  }

  private Complex logic(Logic logic) {
    List<Complex> operands = logic.operands().stream().map(this::get).toList();
    if (operands.stream().anyMatch(Complex::isNaN)) {
      return Complex.NaN;
    }
    boolean holds =
        switch (logic.connective()) {
          case AND -> operands.stream().noneMatch(Complex::isZero);
          case OR -> !operands.stream().allMatch(Complex::isZero);
          case NOT -> operands.getFirst().isZero();
        };
    return holds ? Complex.ONE : Complex.ZERO;
  }
}
