package gd.symbolic;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.report.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;

/** Integrals, each compared with numbers. */
final class Integration {
  private final Symja symja;

  Integration(Symja symja) {
    this.symja = symja;
  }

  /** An antiderivative, whose derivative is the formula at random points. */
  Formula antiderivative(Formula formula, Symbol x) {
    Engine.loadIntegrationRules();
    Request request = Request.of("integrate", formula, x);
    List<Symja.Question> questions =
        List.of(
            to -> F.Integrate(to.convert(formula), to.convert(x)),
            // some rational functions come back as hypergeometric series unless they are taken
            // apart first
            to -> F.Integrate(F.Apart(to.convert(formula)), to.convert(x)),
            to -> F.Integrate(F.Expand(to.convert(formula)), to.convert(x)));
    return symja.first(
        request,
        questions,
        answer -> Check.same(symja.differentiation().derivative(answer, x), formula));
  }

  /**
   * The definite integral: Symja's, or the difference of the antiderivative's values, whichever
   * agrees with quadrature. Other symbols are tried with random values.
   */
  Formula definite(Formula formula, Symbol x, Formula from, Formula to) {
    Engine.loadIntegrationRules();
    Request request = Request.of("integrate", formula, x, from, to);
    try {
      Formula difference = difference(antiderivative(formula, x), x, from, to);
      if (agrees(difference, formula, x, from, to)) {
        return difference;
      }
    } catch (Refusal noAntiderivative) {
      if (Engine.isLimit(noAntiderivative)) {
        throw request.noAnswer("The algebra system found no antiderivative in its time.");
      }
      // Symja may know the definite integral all the same
    }
    Formula answer =
        symja.ask(
            request,
            to2 ->
                F.Integrate(
                    to2.convert(formula),
                    F.List(to2.convert(x), to2.convert(from), to2.convert(to))));
    if (!agrees(answer, formula, x, from, to)) {
      throw request.noAnswer(
          "The algebra system's answer does not agree with quadrature; the integral may not exist.");
    }
    return answer;
  }

  private Formula difference(Formula antiderivative, Symbol x, Formula from, Formula to) {
    return symja.formulas().subtract(end(antiderivative, x, to), end(antiderivative, x, from));
  }

  private Formula end(Formula antiderivative, Symbol x, Formula at) {
    boolean infinite =
        at == Constant.INFINITY || at.equals(symja.formulas().negate(Constant.INFINITY));
    return infinite
        ? new Limits(symja).limit(antiderivative, x, at)
        : symja.at(antiderivative, x, at);
  }

  private boolean agrees(Formula answer, Formula formula, Symbol x, Formula from, Formula to) {
    List<Symbol> parameters =
        Check.symbols(answer, formula, from, to).stream()
            .filter(symbol -> !symbol.equals(x))
            .toList();
    int agreed = 0;
    int tried = parameters.isEmpty() ? 1 : 4;
    for (Map<Formula, Complex> point : Check.points(parameters).subList(0, tried)) {
      Complex exact = ComplexEvaluation.at(answer, point);
      OptionalDouble number = quadrature(formula, x, bound(from, point), bound(to, point), point);
      if (number.isPresent()) {
        if (!Check.isFinite(exact) || !Check.close(exact, Complex.valueOf(number.getAsDouble()))) {
          return false;
        }
        agreed++;
      }
    }
    return agreed > 0;
  }

  /** By numbers alone; the bounds may be infinite. */
  static OptionalDouble quadrature(Formula formula, Symbol x, double from, double to) {
    return quadrature(formula, x, from, to, Map.of());
  }

  private static double bound(Formula bound, Map<Formula, Complex> point) {
    return Evaluation.constant(bound).orElseGet(() -> ComplexEvaluation.at(bound, point).getReal());
  }

  private static OptionalDouble quadrature(
      Formula formula, Symbol x, double from, double to, Map<Formula, Complex> point) {
    Map<Formula, Complex> moving = new HashMap<>(point);
    DoubleUnaryOperator f =
        at -> {
          moving.put(x, Complex.valueOf(at));
          Complex value = ComplexEvaluation.at(formula, moving);
          return Math.abs(value.getImaginary()) <= 1e-9 * Math.abs(value.getReal())
              ? value.getReal()
              : Double.NaN;
        };
    return from <= to
        ? Quadrature.integral(f, from, to)
        : negated(Quadrature.integral(f, to, from));
  }

  private static OptionalDouble negated(OptionalDouble value) {
    return value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
  }
}
