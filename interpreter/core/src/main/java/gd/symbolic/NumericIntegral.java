package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.symbolic.Quadrature.Estimate;
import gd.symbolic.WhereItHolds.Agreement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hipparchus.complex.Complex;

/** Definite integrals of formulas by quadrature, with which exact ones are compared. */
final class NumericIntegral {
  /** When so often there was no real value behind complex ones, there will be none. */
  private static final int MOST_FAILURES = 100;

  /** How well an answer and quadrature agree, and the same beside the magnitudes that cancel. */
  private static final double SAME = 1e-6;

  private static final double SAME_OF_SIZE = 1e-9;

  /** Parts into which a range is cut for quadrature. */
  private static final int MOST_CORNERS = 12;

  private static final double ROUNDING = 1e-12;

  /** Places inside a range, as parts of it. */
  private static final double[] SHARES = {0.03, 0.27, 0.48, 0.77, 0.98};

  private final Symja symja;

  NumericIntegral(Symja symja) {
    this.symja = symja;
  }

  boolean agrees(Formula answer, Formula formula, Symbol x, Formula from, Formula to) {
    List<Symbol> parameters =
        Check.symbols(answer, formula, from, to).stream()
            .filter(symbol -> !symbol.equals(x))
            .toList();
    int tried = parameters.isEmpty() ? 1 : 4;
    return agrees(answer, formula, x, from, to, Check.points(parameters).subList(0, tried));
  }

  /** Whether they agree wherever quadrature settles, and it does somewhere. */
  boolean agrees(
      Formula answer,
      Formula formula,
      Symbol x,
      Formula from,
      Formula to,
      List<Map<Formula, Complex>> points) {
    List<Agreement> seen =
        points.stream().map(point -> agreement(answer, formula, x, from, to, point)).toList();
    return seen.contains(Agreement.AGREES) && !seen.contains(Agreement.DIFFERS);
  }

  Agreement agreement(
      Formula answer,
      Formula formula,
      Symbol x,
      Formula from,
      Formula to,
      Map<Formula, Complex> point) {
    double first = bound(from, point);
    double last = bound(to, point);
    List<Estimate> numbers =
        Stream.of(
                quadrature(formula, x, first, last, point),
                byExponential(formula, x, first, last, point))
            .flatMap(Optional::stream)
            .toList();
    Complex exact = ComplexEvaluation.at(answer, point);
    if (numbers.isEmpty()) {
      return inComplexNumbers(exact, formula, x, first, last, point);
    }
    return Check.isFinite(exact) && numbers.stream().anyMatch(each -> isNear(exact, each))
        ? Agreement.AGREES
        : Agreement.DIFFERS;
  }

  /** Of what is not real, its parts one by one. */
  private static Agreement inComplexNumbers(
      Complex exact,
      Formula formula,
      Symbol x,
      double from,
      double to,
      Map<Formula, Complex> point) {
    if (isRealInside(formula, x, from, to, point)) {
      return Agreement.OPEN;
    }
    Map<Formula, Complex> moving = new HashMap<>(point);
    Function<ToDoubleFunction<Complex>, Optional<Estimate>> part =
        of ->
            Quadrature.integral(
                place -> {
                  moving.put(x, Complex.valueOf(place));
                  return of.applyAsDouble(ComplexEvaluation.at(formula, moving));
                },
                from,
                to,
                corners(formula, x, point));
    Optional<Estimate> real = part.apply(Complex::getReal);
    Optional<Estimate> imaginary = part.apply(Complex::getImaginary);
    if (real.isEmpty() || imaginary.isEmpty()) {
      return Agreement.OPEN;
    }
    Complex value = new Complex(real.get().value(), imaginary.get().value());
    double size = real.get().size() + imaginary.get().size();
    double allowed = SAME * Math.max(value.norm(), exact.norm()) + SAME_OF_SIZE * size;
    return exact.subtract(value).norm() <= allowed ? Agreement.AGREES : Agreement.DIFFERS;
  }

  /** At a few places. */
  private static boolean isRealInside(
      Formula formula, Symbol x, double from, double to, Map<Formula, Complex> point) {
    Map<Formula, Complex> moving = new HashMap<>(point);
    return !Double.isFinite(to - from)
        || DoubleStream.of(SHARES)
            .allMatch(
                share -> {
                  moving.put(x, Complex.valueOf(from + share * (to - from)));
                  return ComplexEvaluation.at(formula, moving).getImaginary() == 0;
                });
  }

  private static boolean isNear(Complex exact, Estimate number) {
    double value = number.value();
    double allowed = SAME * Math.max(Math.abs(value), exact.norm()) + SAME_OF_SIZE * number.size();
    return exact.subtract(value).norm() <= allowed;
  }

  /**
   * The same integral over the logarithm of x, for what falls little faster than 1/x; from 1 or
   * more to ∞.
   */
  private Optional<Estimate> byExponential(
      Formula formula, Symbol x, double from, double to, Map<Formula, Complex> point) {
    if (!(from >= 1) || to != Double.POSITIVE_INFINITY || Angles.occurIn(formula, x)) {
      return Optional.empty();
    }
    Formula power = symja.call("exp", x);
    Formula moved = symja.formulas().multiply(symja.at(formula, x, power), power);
    Formula plain = new Positive(symja, List.of(x)).written(moved);
    return quadrature(plain, x, Math.log(from), to, point);
  }

  /** By numbers alone, where two ways do not say different things; the bounds may be infinite. */
  OptionalDouble number(Formula formula, Symbol x, double from, double to) {
    Optional<Estimate> number = quadrature(formula, x, from, to, Map.of());
    Optional<Estimate> other = byExponential(formula, x, from, to, Map.of());
    boolean agree =
        number.isEmpty()
            || other.isEmpty()
            || isNear(Complex.valueOf(number.get().value()), other.get());
    return agree ? value(number) : OptionalDouble.empty();
  }

  /** The bounds may be infinite. */
  static OptionalDouble quadrature(Formula formula, Symbol x, double from, double to) {
    return value(quadrature(formula, x, from, to, Map.of()));
  }

  private static OptionalDouble value(Optional<Estimate> estimate) {
    return estimate.stream().mapToDouble(Estimate::value).findFirst();
  }

  static double bound(Formula bound, Map<Formula, Complex> point) {
    return Evaluation.constant(bound).orElseGet(() -> ComplexEvaluation.at(bound, point).getReal());
  }

  private static Optional<Estimate> quadrature(
      Formula formula, Symbol x, double from, double to, Map<Formula, Complex> point) {
    if (from > to) {
      return quadrature(formula, x, to, from, point)
          .map(turned -> new Estimate(-turned.value(), turned.size()));
    }
    List<Formula> variables = new ArrayList<>(List.of(x));
    variables.addAll(point.keySet());
    Evaluation evaluation = new Evaluation(List.of(formula), variables);
    double[] at = new double[variables.size()];
    for (int k = 1; k < at.length; k++) {
      at[k] = point.getOrDefault(variables.get(k), Complex.NaN).getReal();
    }
    Map<Formula, Complex> moving = new HashMap<>(point);
    int[] failures = {0};
    DoubleUnaryOperator f =
        place -> {
          at[0] = place;
          double value = evaluation.at(at);
          if (!Double.isNaN(value) || failures[0] > MOST_FAILURES) {
            return value;
          }
          moving.put(x, Complex.valueOf(place));
          Complex complex = ComplexEvaluation.at(formula, moving);
          if (Math.abs(complex.getImaginary()) <= 1e-9 * Math.abs(complex.getReal())) {
            return complex.getReal();
          }
          failures[0]++;
          return Double.NaN;
        };
    Optional<Estimate> settled = Quadrature.integral(f, from, to, corners(formula, x, point));
    return settled.isPresent() || to != Double.POSITIVE_INFINITY
        ? settled
        : oscillating(f, formula, x, from, point);
  }

  /**
   * Where parts that are linear or quadratic in x are zero or turn: there are corners, and whatever
   * is narrow beside the range, such as exp(-(x - 1000)²).
   */
  static List<Double> corners(Formula formula, Symbol x, Map<Formula, Complex> point) {
    return Dag.postorder(List.of(formula)).stream()
        .filter(node -> Dag.contains(node, x))
        .map(node -> node instanceof Formula.Relation r ? r.children() : List.of(node))
        .flatMapToDouble(parts -> turns(parts, x, point))
        .filter(Double::isFinite)
        .distinct()
        .limit(MOST_CORNERS)
        .boxed()
        .toList();
  }

  /** Of one part, or of the difference of two. */
  private static DoubleStream turns(List<Formula> parts, Symbol x, Map<Formula, Complex> point) {
    double[] values = new double[4];
    for (int k = 0; k < values.length; k++) {
      Map<Formula, Complex> there = new HashMap<>(point);
      there.put(x, Complex.valueOf(k));
      List<Complex> all = ComplexEvaluation.all(parts, there);
      values[k] = all.getFirst().getReal() - (all.size() > 1 ? all.getLast().getReal() : 0);
    }
    double slope = values[1] - values[0];
    double bend = values[2] - values[1] - slope;
    double more = values[3] - 3 * values[2] + 3 * values[1] - values[0];
    double size = DoubleStream.of(values).map(Math::abs).max().orElse(0);
    if (!(Math.abs(more) <= ROUNDING * size)) {
      return DoubleStream.empty();
    }
    if (Math.abs(bend) <= ROUNDING * size) {
      return DoubleStream.of(-values[0] / slope);
    }
    double turn = 0.5 - slope / bend;
    double away = Math.sqrt(turn * turn - 2 * values[0] / bend);
    return DoubleStream.of(turn, turn - away, turn + away);
  }

  /** Over the periods of a sine or cosine of a·xⁿ in the formula. */
  private static Optional<Estimate> oscillating(
      DoubleUnaryOperator f, Formula formula, Symbol x, double from, Map<Formula, Complex> point) {
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Formula.Apply wave
          && (wave.operation().name().equals("sin") || wave.operation().name().equals("cos"))) {
        Formula u = wave.arguments().getFirst();
        Map<Formula, Complex> one = new HashMap<>(point);
        one.put(x, Complex.ONE);
        Map<Formula, Complex> two = new HashMap<>(point);
        two.put(x, Complex.valueOf(2));
        double a = Math.abs(ComplexEvaluation.at(u, one).getReal());
        double power = Math.log(Math.abs(ComplexEvaluation.at(u, two).getReal()) / a) / Math.log(2);
        return from == Double.NEGATIVE_INFINITY
            ? Quadrature.oscillating(t -> f.applyAsDouble(t) + f.applyAsDouble(-t), 0, a, power)
            : Quadrature.oscillating(f, from, a, power);
      }
    }
    return Optional.empty();
  }
}
