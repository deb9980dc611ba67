package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.report.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
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
    Pieces pieces = new Pieces(symja, x);
    if (pieces.hasCases(formula)) {
      return joined(pieces, formula, x).orElseGet(() -> inOnePiece(formula, x));
    }
    try {
      return inOnePiece(formula, x);
    } catch (Refusal none) {
      return joined(pieces, formula, x).orElseThrow(() -> none);
    }
  }

  /** Continuous, of a formula with corners whose places are known. */
  private Optional<Formula> joined(Pieces pieces, Formula formula, Symbol x) {
    Formula end = Constant.INFINITY;
    return pieces
        .between(formula, symja.formulas().negate(end), end)
        .map(
            all ->
                pieces.joined(
                    all.stream()
                        .map(
                            piece ->
                                new Pieces.Piece(
                                    inOnePiece(piece.formula(), x), piece.from(), piece.to()))
                        .toList()))
        .filter(answer -> isAntiderivative(answer, formula, x));
  }

  private Formula inOnePiece(Formula formula, Symbol x) {
    Request request = Request.of("integrate", formula, x);
    Optional<Formula> ours =
        symja.compute(
            request,
            () ->
                Antiderivatives.of(symja, formula, x)
                    .filter(answer -> isAntiderivative(answer, formula, x)));
    if (ours.isPresent()) {
      return ours.get();
    }
    if (Antiderivatives.isHopeless(formula, x)) {
      throw request.unfinished();
    }
    Engine.loadIntegrationRules();
    List<Symja.Question> questions =
        List.of(
            to -> F.Integrate(to.convert(formula), to.convert(x)),
            // some rational functions come back as hypergeometric series unless they are taken
            // apart first
            to -> F.Integrate(F.Apart(to.convert(formula)), to.convert(x)),
            to -> F.Integrate(F.Expand(to.convert(formula)), to.convert(x)));
    return symja.first(request, questions, answer -> isAntiderivative(answer, formula, x));
  }

  private boolean isAntiderivative(Formula answer, Formula formula, Symbol x) {
    return Check.same(symja.differentiation().derivative(answer, x), formula);
  }

  /**
   * The definite integral: a known one, or else the difference of the antiderivative's values or
   * Symja's, whichever agrees with quadrature. Other symbols are tried with random values; over an
   * infinite range they are taken to be positive, see {@link #holdsWhereNegative}.
   */
  Formula definite(Formula formula, Symbol x, Formula from, Formula to) {
    boolean turned =
        Evaluation.constant(from).orElse(Double.NaN) > Evaluation.constant(to).orElse(Double.NaN);
    if (turned) {
      return symja.formulas().negate(definite(formula, x, to, from));
    }
    Optional<List<Pieces.Piece>> pieces = new Pieces(symja, x).between(formula, from, to);
    if (pieces.isPresent()) {
      return symja
          .formulas()
          .sum(pieces.get().stream().map(p -> definite(p.formula(), x, p.from(), p.to())).toList());
    }
    Optional<Formula> classic = ClassicIntegrals.of(symja, formula, x, from, to);
    if (classic.isPresent()) {
      return classic.get();
    }
    List<Symbol> parameters = parameters(x, formula, from, to);
    if (!parameters.isEmpty() && (isInfinite(from) || isInfinite(to))) {
      return overInfinity(formula, x, from, to, parameters);
    }
    Request request = Request.of("integrate", formula, x, from, to);
    try {
      Formula difference = withRealLogarithms(difference(antiderivative(formula, x), x, from, to));
      if (agrees(difference, formula, x, from, to)) {
        return difference;
      }
    } catch (Refusal noAntiderivative) {
      if (Engine.isLimit(noAntiderivative)) {
        throw request.noAnswer("The algebra system found no antiderivative in its time.");
      }
      // Symja may know the definite integral all the same
    }
    Engine.loadIntegrationRules();
    Formula answer = symja.ask(request, question(formula, x, from, to));
    if (!agrees(answer, formula, x, from, to)) {
      throw disagrees(request);
    }
    return answer;
  }

  private static Symja.Question question(Formula formula, Symbol x, Formula from, Formula to) {
    return names ->
        F.Integrate(
            names.convert(formula),
            F.List(names.convert(x), names.convert(from), names.convert(to)));
  }

  private static Refusal disagrees(Request request) {
    return request.noAnswer(
        "The algebra system's answer does not agree with quadrature; the integral may not exist.");
  }

  private Formula overInfinity(
      Formula formula, Symbol x, Formula from, Formula to, List<Symbol> parameters) {
    Request request = Request.of("integrate", formula, x, from, to);
    Symja positive = symja.wherePositive(parameters);
    Predicate<Formula> isRight =
        answer -> agreesAt(Check.positive(parameters), answer, formula, x, from, to) > 0;
    Optional<Formula> plain =
        symja.compute(
            request,
            () ->
                Antiderivatives.of(symja, formula, x)
                    .flatMap(answer -> plainDifference(answer, x, from, to))
                    .map(answer -> Ends.positively(symja.formulas(), answer))
                    .filter(isRight));
    if (plain.isPresent()) {
      return plain.get();
    }
    Engine.loadIntegrationRules();
    try {
      return positive.first(request, List.of(question(formula, x, from, to)), isRight);
    } catch (Refusal notAtOnce) {
      Formula antiderivative = new Integration(positive).antiderivative(formula, x);
      Formula answer =
          symja
              .formulas()
              .subtract(
                  end(positive, antiderivative, x, to), end(positive, antiderivative, x, from));
      if (!isRight.test(answer)) {
        throw disagrees(request);
      }
      return answer;
    }
  }

  private Optional<Formula> plainDifference(
      Formula antiderivative, Symbol x, Formula from, Formula to) {
    return plainEnd(antiderivative, x, to)
        .flatMap(
            last ->
                plainEnd(antiderivative, x, from)
                    .map(first -> symja.formulas().subtract(last, first)));
  }

  private Optional<Formula> plainEnd(Formula antiderivative, Symbol x, Formula at) {
    return isInfinite(at)
        ? Ends.of(symja, antiderivative, x, at == Constant.INFINITY ? 1 : -1)
        : Optional.of(symja.at(antiderivative, x, at));
  }

  private static Formula end(Symja positive, Formula antiderivative, Symbol x, Formula at) {
    return isInfinite(at)
        ? positive.ask(
            Request.of("limit", antiderivative, x, at),
            names ->
                F.Limit(names.convert(antiderivative), F.Rule(names.convert(x), names.convert(at))))
        : positive.at(antiderivative, x, at);
  }

  private static boolean isInfinite(Formula bound) {
    return bound == Constant.INFINITY
        || bound instanceof Formula.Product product
            && product.factors().contains(Constant.INFINITY);
  }

  private static List<Symbol> parameters(Symbol x, Formula... formulas) {
    return Check.symbols(formulas).stream().filter(symbol -> !symbol.equals(x)).toList();
  }

  /** Whether an integral over an infinite range was right for negative parameters, too. */
  static boolean holdsWhereNegative(
      Formula answer, Formula formula, Symbol x, Formula from, Formula to) {
    List<Symbol> parameters = parameters(x, answer, formula, from, to);
    List<Map<Formula, Complex>> points = Check.negative(parameters);
    return parameters.isEmpty()
        || !isInfinite(from) && !isInfinite(to)
        || agreesAt(points, answer, formula, x, from, to) == points.size();
  }

  /** log(-2) as log(2): in a difference that is real the imaginary parts have cancelled. */
  private Formula withRealLogarithms(Formula difference) {
    Map<Formula, Formula> real = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(difference))) {
      if (node instanceof Formula.Apply log
          && log.operation().name().equals("log")
          && Evaluation.constant(log.arguments().getFirst()).orElse(1) < 0) {
        real.put(log, symja.call("log", symja.formulas().negate(log.arguments().getFirst())));
      }
    }
    return real.isEmpty() ? difference : symja.formulas().substitute(difference, real);
  }

  private Formula difference(Formula antiderivative, Symbol x, Formula from, Formula to) {
    return symja.formulas().subtract(end(antiderivative, x, to), end(antiderivative, x, from));
  }

  private Formula end(Formula antiderivative, Symbol x, Formula at) {
    return plainEnd(antiderivative, x, at)
        .orElseGet(() -> new Limits(symja).limit(antiderivative, x, at));
  }

  private static boolean agrees(
      Formula answer, Formula formula, Symbol x, Formula from, Formula to) {
    List<Symbol> parameters = parameters(x, answer, formula, from, to);
    int tried = parameters.isEmpty() ? 1 : 4;
    return agreesAt(Check.points(parameters).subList(0, tried), answer, formula, x, from, to) > 0;
  }

  /** At how many points they agree, where quadrature settles; 0 if they disagree at one. */
  private static int agreesAt(
      List<Map<Formula, Complex>> points,
      Formula answer,
      Formula formula,
      Symbol x,
      Formula from,
      Formula to) {
    int agreed = 0;
    for (Map<Formula, Complex> point : points) {
      Complex exact = ComplexEvaluation.at(answer, point);
      OptionalDouble number = quadrature(formula, x, bound(from, point), bound(to, point), point);
      if (number.isPresent()) {
        if (!Check.isFinite(exact) || !Check.close(exact, Complex.valueOf(number.getAsDouble()))) {
          return 0;
        }
        agreed++;
      }
    }
    return agreed;
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
