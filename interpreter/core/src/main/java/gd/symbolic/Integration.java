package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.formula.LogarithmSum;
import gd.report.Refusal;
import gd.symbolic.WhereItHolds.Agreement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apfloat.Apcomplex;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;

/** Integrals, each compared with numbers. */
final class Integration {
  private static final int LONGEST = 60;

  private static final int DIGITS = 30;

  /** Places in a range where signs are looked at, and sizes of parameters. */
  private static final double[] SHARES = {0.5, 0.25, 0.75};

  private static final List<Double> SIZES = List.of(1e-6, 1e-4, 0.01, 1.0, 100.0, 1e4, 1e6, 1e12);

  private final Symja symja;
  private final NumericIntegral numbers;

  Integration(Symja symja) {
    this.symja = symja;
    this.numbers = new NumericIntegral(symja);
  }

  /** An antiderivative, whose derivative is the formula at random points. */
  Formula antiderivative(Formula formula, Symbol x) {
    if (!Dag.contains(formula, x)) {
      return symja.formulas().multiply(formula, x);
    }
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
    Optional<Formula> ours = symja.compute(request, () -> Antiderivatives.of(symja, formula, x));
    if (ours.isPresent() && isAntiderivative(ours.get(), formula, x)) {
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
    return Check.confirms(symja.differentiation().derivative(answer, x), formula);
  }

  /**
   * The definite integral: a known one, or else the difference of the antiderivative's values or
   * Symja's, whichever agrees with quadrature. Other symbols are tried with random values; over an
   * infinite range they are taken to be positive, and a remark says for which that is needed.
   */
  Solutions definite(Formula formula, Symbol x, Formula from, Formula to) {
    Set<Formula> assumed = new LinkedHashSet<>();
    Formula value =
        LogarithmSum.combined(symja.formulas(), definite(formula, x, from, to, assumed));
    WhereItHolds where =
        new WhereItHolds(
            symja.formulas(),
            point -> numbers.agreement(value, formula, x, from, to, point),
            parameters(x, formula, from, to),
            assumed,
            "the integral");
    return new Solutions(
        List.of(value),
        Stream.concat(where.remark().stream(), poles(formula, x, from, to).stream()).toList());
  }

  /** What is divided by, if for some parameters it is zero inside a finite range. */
  private Optional<String> poles(Formula formula, Symbol x, Formula from, Formula to) {
    List<Symbol> parameters = parameters(x, formula, from, to);
    if (parameters.isEmpty() || isInfinite(from) || isInfinite(to)) {
      return Optional.empty();
    }
    FormulaPrinter printer = new FormulaPrinter(6);
    return Dag.postorder(List.of(formula)).stream()
        .flatMap(node -> divisor(node).stream())
        .filter(base -> Dag.contains(base, x))
        .filter(base -> vanishes(base, x, from, to, parameters))
        .findFirst()
        .map(
            base ->
                ("This holds where %s is not 0 between %s = %s and %s; elsewhere the integral does"
                        + " not exist.")
                    .formatted(
                        printer.print(base), x.name(), printer.print(from), printer.print(to)));
  }

  private Optional<Formula> divisor(Formula node) {
    if (node instanceof Formula.Power power) {
      boolean pole = Evaluation.constant(power.exponent()).orElse(0) <= -1;
      return pole ? Optional.of(power.base()) : Optional.empty();
    }
    return node instanceof Formula.Apply apply && apply.operation().name().equals("tan")
        ? Optional.of(symja.call("cos", apply.arguments().getFirst()))
        : Optional.empty();
  }

  /**
   * Whether at one place of the range it has either sign, so that for parameters in between it is
   * zero there; they are tried in many sizes.
   */
  private static boolean vanishes(
      Formula base, Symbol x, Formula from, Formula to, List<Symbol> parameters) {
    return DoubleStream.of(SHARES)
        .anyMatch(
            share ->
                Stream.concat(
                            Check.points(parameters).stream(), Check.negative(parameters).stream())
                        .flatMap(point -> SIZES.stream().map(size -> times(point, size)))
                        .map(point -> sign(base, x, from, to, share, point))
                        .filter(sign -> sign != 0)
                        .distinct()
                        .count()
                    > 1);
  }

  private static Map<Formula, Complex> times(Map<Formula, Complex> point, double size) {
    Map<Formula, Complex> scaled = new HashMap<>();
    point.forEach((symbol, value) -> scaled.put(symbol, value.multiply(size)));
    return scaled;
  }

  private static int sign(
      Formula base, Symbol x, Formula from, Formula to, double share, Map<Formula, Complex> point) {
    double first = NumericIntegral.bound(from, point);
    Map<Formula, Complex> there = new HashMap<>(point);
    there.put(x, Complex.valueOf(first + share * (NumericIntegral.bound(to, point) - first)));
    Complex value = ComplexEvaluation.at(base, there);
    return Check.isFinite(value) && value.getImaginary() == 0
        ? (int) Math.signum(value.getReal())
        : 0;
  }

  private Formula definite(
      Formula formula, Symbol x, Formula from, Formula to, Set<Formula> assumed) {
    boolean turned =
        Evaluation.constant(from).orElse(Double.NaN) > Evaluation.constant(to).orElse(Double.NaN);
    if (turned) {
      return symja.formulas().negate(definite(formula, x, to, from, assumed));
    }
    if (!Dag.contains(formula, x)) {
      if (!isInfinite(from) && !isInfinite(to)) {
        Formula length = symja.formulas().subtract(to, from);
        return symja.formulas().multiply(formula, length);
      }
      if (formula.equals(symja.formulas().integer(0))) {
        return formula;
      }
      if (Formula.isClosed(formula)) {
        throw ofConstant(formula, Request.of("integrate", formula, x, from, to));
      }
    }
    Optional<List<Pieces.Piece>> pieces = new Pieces(symja, x).between(formula, from, to);
    if (pieces.isPresent()) {
      if (isInfinite(from) || isInfinite(to)) {
        assumed.addAll(parameters(x, formula));
      }
      List<Formula> parts = new ArrayList<>();
      for (Pieces.Piece piece : pieces.get()) {
        parts.add(definite(piece.formula(), x, piece.from(), piece.to(), assumed));
      }
      Formula whole = MultipliedOut.shortest(symja.formulas(), symja.formulas().sum(parts));
      if (parameters(x, formula, from, to).isEmpty()
          && numbers.agreement(whole, formula, x, from, to, Map.of()) == Agreement.DIFFERS) {
        throw disagrees(Request.of("integrate", formula, x, from, to));
      }
      return whole;
    }
    List<Symbol> parameters = parameters(x, formula, from, to);
    if (parameters.isEmpty()) {
      new Divergence(symja, formula, x)
          .between(from, to)
          .ifPresent(
              why -> {
                throw Request.of("integrate", formula, x, from, to).noFiniteValue(why);
              });
    }
    Optional<Formula> known = known(formula, x, from, to, assumed);
    if (known.isPresent()) {
      return known.get();
    }
    if (!parameters.isEmpty() && (isInfinite(from) || isInfinite(to))) {
      assumed.addAll(parameters);
      return overInfinity(formula, x, from, to, parameters);
    }
    Request request = Request.of("integrate", formula, x, from, to);
    try {
      Formula antiderivative = antiderivative(formula, x);
      Formula difference =
          new Positive(symja, List.of())
              .written(withRealLogarithms(difference(antiderivative, x, from, to)));
      if (numbers.agrees(difference, formula, x, from, to)
          || parameters.isEmpty()
              && Jumps.hasNone(antiderivative, formula, x, number(from), number(to))) {
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
    if (!numbers.agrees(answer, formula, x, from, to)) {
      throw Check.symbols(answer, formula, from, to).equals(List.of(x))
              && numbers.agreement(answer, formula, x, from, to, Map.of()) == Agreement.OPEN
          ? request.noAnswer(
              "The algebra system's answer could not be confirmed with numbers, for quadrature does"
                  + " not settle; the integral may not exist.")
          : disagrees(request);
    }
    return answer;
  }

  /** Over an infinite range. What is no decimal but 0 may be exp(-10^5). */
  private static Refusal ofConstant(Formula formula, Request request) {
    boolean known =
        new PreciseEvaluation(DIGITS, Map.of())
            .at(formula)
            .filter(value -> !value.equals(Apcomplex.ZERO))
            .isPresent();
    return known
        ? request.noFiniteValue("It diverges: what is integrated is a constant.")
        : request.noAnswer("It is infinite, or 0: the sign of what is integrated is not known.");
  }

  /**
   * Without an antiderivative, or from our own over an infinite range; where the parameters are
   * positive, and what is put to {@code assumed}.
   */
  private Optional<Formula> known(
      Formula formula, Symbol x, Formula from, Formula to, Set<Formula> assumed) {
    List<Symbol> parameters = parameters(x, formula, from, to);
    List<Symbol> positives = new ArrayList<>(parameters);
    boolean above = !from.equals(symja.formulas().negate(Constant.INFINITY));
    if (above && new Positive(symja, parameters).isNotNegative(from)) {
      positives.add(x);
    }
    Positive positive = new Positive(symja, positives);
    Request request = Request.of("integrate", formula, x, from, to);
    Formula plain = symja.compute(request, () -> positive.written(formula));
    if (!plain.equals(formula) && !Check.sameWherePositive(plain, formula)) {
      return Optional.empty();
    }
    List<Function<Set<Formula>, Optional<Formula>>> ways =
        List.of(
            needed -> ClassicIntegrals.of(symja, plain, x, from, to).map(positive::written),
            needed -> Densities.of(symja, plain, x, from, to, positive, needed),
            needed -> byEnds(plain, x, from, to, positive, needed),
            needed -> ofRoots(plain, x, from, to, positive, needed));
    for (Function<Set<Formula>, Optional<Formula>> way : ways) {
      Set<Formula> needed = new LinkedHashSet<>();
      Optional<Formula> answer = symja.compute(request, () -> way.apply(needed));
      if (answer.isPresent()
          && numbers.agrees(
              answer.get(), plain, x, from, to, WhereItHolds.points(parameters, needed))) {
        assumed.addAll(parameters);
        assumed.addAll(needed);
        return answer;
      }
    }
    return Optional.empty();
  }

  /** Over a finite range, of roots with x and letters, as √(a² - x²). */
  private Optional<Formula> ofRoots(
      Formula formula,
      Symbol x,
      Formula from,
      Formula to,
      Positive positive,
      Set<Formula> assumed) {
    List<Symbol> letters = parameters(x, formula, from, to);
    boolean roots =
        Dag.postorder(List.of(formula)).stream()
            .anyMatch(
                node ->
                    node instanceof Formula.Power power
                        && power.exponent() instanceof Formula.Rational r
                        && !r.isInteger()
                        && Dag.contains(power.base(), x)
                        && Check.symbols(power.base()).size() > 1);
    if (!roots || isInfinite(from) || isInfinite(to)) {
      return Optional.empty();
    }
    assumed.addAll(letters);
    return Antiderivatives.wherePositive(symja, formula, x, letters)
        .flatMap(
            known ->
                plainEnd(known, x, to, positive, assumed)
                    .flatMap(
                        last ->
                            plainEnd(known, x, from, positive, assumed)
                                .map(
                                    first ->
                                        symja
                                            .formulas()
                                            .subtract(
                                                positive.written(last), positive.written(first)))))
        .map(answer -> MultipliedOut.shortest(symja.formulas(), positive.written(answer)));
  }

  private static Symja.Question question(Formula formula, Symbol x, Formula from, Formula to) {
    return names ->
        F.Integrate(
            names.convert(formula),
            F.List(names.convert(x), names.convert(from), names.convert(to)));
  }

  private static double number(Formula bound) {
    return Evaluation.constant(bound).orElse(Double.NaN);
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
        answer -> numbers.agrees(answer, formula, x, from, to, Check.positive(parameters));
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

  /** From our own antiderivative, over an infinite range. */
  private Optional<Formula> byEnds(
      Formula formula,
      Symbol x,
      Formula from,
      Formula to,
      Positive positive,
      Set<Formula> assumed) {
    if (!isInfinite(from) && !isInfinite(to)) {
      return Optional.empty();
    }
    Optional<Formula> antiderivative = Antiderivatives.of(symja, formula, x);
    antiderivative
        .filter(_ -> Check.symbols(formula).equals(List.of(x)))
        .filter(known -> isEndless(known, x, from) || isEndless(known, x, to))
        .ifPresent(
            known -> {
              throw Request.of("integrate", formula, x, from, to)
                  .noFiniteValue(
                      "It does not converge: its antiderivative "
                          + new FormulaPrinter(6).print(known, LONGEST)
                          + " tends to no finite value at an end.");
            });
    return antiderivative
        .flatMap(
            known ->
                plainEnd(known, x, to, positive, assumed)
                    .flatMap(
                        last ->
                            plainEnd(known, x, from, positive, assumed)
                                .map(first -> symja.formulas().subtract(last, first))))
        .map(answer -> MultipliedOut.shortest(symja.formulas(), positive.written(answer)));
  }

  private boolean isEndless(Formula antiderivative, Symbol x, Formula at) {
    return isInfinite(at)
        && Ends.isEndless(symja, antiderivative, x, at == Constant.INFINITY ? 1 : -1);
  }

  private Optional<Formula> plainEnd(
      Formula antiderivative, Symbol x, Formula at, Positive positive, Set<Formula> assumed) {
    if (isInfinite(at)) {
      int sign = at == Constant.INFINITY ? 1 : -1;
      return Ends.of(symja, antiderivative, x, sign, positive, assumed);
    }
    try {
      return Optional.of(symja.at(antiderivative, x, at));
    } catch (Refusal noValue) { // of log(x) at 0
      return Optional.empty();
    }
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
    Positive none = new Positive(symja, List.of());
    return plainEnd(antiderivative, x, at, none, new LinkedHashSet<>())
        .orElseGet(() -> new Limits(symja).limit(antiderivative, x, at).roots().getFirst());
  }
}
