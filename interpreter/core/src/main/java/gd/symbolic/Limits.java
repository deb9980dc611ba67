package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
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
import gd.formula.FormulaPrinter;
import gd.report.Refusal;
import gd.symbolic.WhereItHolds.Agreement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;

/** Limits from both sides, each compared with the values on the way there. */
final class Limits {
  /** Continuous wherever they have a value. */
  private static final Set<String> CONTINUOUS =
      Set.of(
          "exp",
          "log",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "sinh",
          "cosh",
          "tanh",
          "sigmoid",
          "softplus",
          "abs");

  /** Distances at which values are looked at where there is no closed form. */
  private static final double[] TENDING = {1e-3, 1e-5, 1e-7};

  private static final String AS_NUMBERS_SHOW = ", as far as numbers show";

  private final Symja symja;

  Limits(Symja symja) {
    this.symja = symja;
  }

  /**
   * A remark says which parameters have to be positive, if Symja finds it only where they are, or
   * numbers agree only there.
   */
  Solutions limit(Formula formula, Symbol x, Formula to) {
    Request request = Request.of("limit", formula, x, to);
    Optional<Formula> value = isContinuous(formula) ? value(formula, x, to) : Optional.empty();
    if (value.isPresent()) {
      return new Solutions(List.of(value.get()), List.of());
    }
    List<Symbol> parameters =
        Check.symbols(formula, to).stream().filter(symbol -> !symbol.equals(x)).toList();
    Optional<Solutions> ours = bySides(request, formula, x, to, parameters);
    if (ours.isPresent()) {
      return ours.get();
    }
    if (parameters.isEmpty()) {
      oscillates(request, new Approach(symja, formula, x, to, Map.of()));
    }
    Formula settled = settled(request, formula, x, to, parameters);
    if (!settled.equals(formula)) {
      return limit(settled, x, to);
    }
    try {
      try {
        return checked(request, asked(symja, request), formula, x, to, parameters);
      } catch (Refusal noLimit) {
        if (parameters.isEmpty()) {
          throw noLimit;
        }
        return wherePositive(request, formula, x, to, parameters).orElseThrow(() -> noLimit);
      }
    } catch (Refusal noLimit) {
      throw oneSided(request, formula, x, to).orElse(noLimit);
    }
  }

  /** By the growth of the parts on either side, the same whatever the order of the parameters. */
  private Optional<Solutions> bySides(
      Request request, Formula formula, Symbol x, Formula to, List<Symbol> parameters) {
    List<List<Formula>> bySides =
        Check.eitherOrder(parameters).stream()
            .distinct()
            .map(point -> growth(request, new Approach(symja, formula, x, to, point)))
            .distinct()
            .toList();
    if (bySides.size() > 1 || bySides.getFirst().isEmpty()) {
      return Optional.empty();
    }
    Formula left = bySides.getFirst().getFirst();
    Formula right = bySides.getFirst().getLast();
    try {
      if (left.equals(right) || isFiniteAndSame(left, right)) {
        return Optional.of(checked(request, right, formula, x, to, parameters));
      }
    } catch (Refusal unchecked) {
      return Optional.empty();
    }
    Approach approach = new Approach(symja, formula, x, to, Check.positive(parameters).getFirst());
    if (approach.tendsTo(left, -1) && approach.tendsTo(right, 1)) {
      throw differ(request, "", left, right);
    }
    return Optional.empty();
  }

  /** The limits from the sides where there are values; none if one is not known. */
  private List<Formula> growth(Request request, Approach approach) {
    List<Integer> sides = sides(approach);
    List<Formula> known =
        sides.stream().flatMap(side -> growth(request, approach, side).stream()).toList();
    return known.size() < sides.size() ? List.of() : known;
  }

  private Optional<Formula> growth(Request request, Approach approach, int side) {
    return symja.compute(
        request,
        () ->
            Growth.limit(
                symja, approach.formula(), approach.x(), approach.to(), side, approach.point()));
  }

  private static List<Integer> sides(Approach approach) {
    return Double.isInfinite(approach.target())
        ? List.of(1)
        : Stream.of(-1, 1).filter(approach::isDefined).toList();
  }

  /** Refuses if it is certain that there is no limit because sines go on oscillating. */
  private static void oscillates(Request request, Approach approach) {
    FormulaPrinter printer = new FormulaPrinter(6);
    for (int side : sides(approach)) {
      new Subsequences(approach, side)
          .limits()
          .ifPresent(
              limits -> {
                throw request.noAnswer(
                    "It goes on oscillating: along some values of %s it tends to %s, along others to %s."
                        .formatted(
                            approach.x().name(),
                            printer.print(limits.getFirst()),
                            printer.print(limits.getLast())));
              });
    }
  }

  /**
   * In another form if there are sines that go on oscillating, which has to be without them: of the
   * others numbers at single places cannot tell whether they have a limit.
   */
  private Formula settled(
      Request request, Formula formula, Symbol x, Formula to, List<Symbol> parameters) {
    if (!oscillates(request, formula, x, to, parameters)) {
      return formula;
    }
    Formula simpler = symja.ask(request, names -> F.Simplify(names.convert(formula)));
    if (!Check.same(simpler, formula) || oscillates(request, simpler, x, to, parameters)) {
      throw request.unfinished();
    }
    return simpler;
  }

  private boolean oscillates(
      Request request, Formula formula, Symbol x, Formula to, List<Symbol> parameters) {
    Map<Formula, Complex> point = Check.eitherOrder(parameters).getFirst();
    return symja.compute(
        request,
        () ->
            sides(new Approach(symja, formula, x, to, point)).stream()
                .anyMatch(side -> Growth.oscillates(symja, formula, x, to, side, point)));
  }

  private static boolean isFiniteAndSame(Formula one, Formula other) {
    return Stream.of(one, other)
            .noneMatch(each -> Dag.postorder(List.of(each)).contains(Constant.INFINITY))
        && Check.same(one, other);
  }

  private static Refusal differ(Request request, String how, Formula left, Formula right) {
    FormulaPrinter printer = new FormulaPrinter(6);
    return request.noAnswer(
        "From the left it tends to %s, from the right to %s%s."
            .formatted(printer.print(left), printer.print(right), how));
  }

  private Optional<Solutions> wherePositive(
      Request request, Formula formula, Symbol x, Formula to, List<Symbol> parameters) {
    try {
      Formula answer = asked(symja.wherePositive(parameters), request);
      return Optional.of(checked(request, answer, formula, x, to, parameters));
    } catch (Refusal none) {
      return Optional.empty();
    }
  }

  private static Formula asked(Symja symja, Request request) {
    List<Formula> of = request.arguments(); // a formula, a symbol, a place
    return symja.ask(
        request,
        names ->
            F.Limit(
                plainAbs(names.convert(of.get(0))),
                F.Rule(names.convert(of.get(1)), names.convert(of.get(2)))));
  }

  /** What the limits from the left and the right are, where they are known and differ. */
  private Optional<Refusal> oneSided(Request request, Formula formula, Symbol x, Formula to) {
    if (Evaluation.constant(to).isEmpty()
        || Double.isInfinite(Evaluation.constant(to).getAsDouble())) {
      return Optional.empty();
    }
    Optional<Formula> left = from(request, formula, x, to, -1);
    Optional<Formula> right = from(request, formula, x, to, 1);
    String how = left.isPresent() && right.isPresent() ? "" : AS_NUMBERS_SHOW;
    left = left.or(() -> tendency(formula, x, to, -1));
    right = right.or(() -> tendency(formula, x, to, 1));
    return left.isEmpty() || right.isEmpty() || left.equals(right)
        ? Optional.empty()
        : Optional.of(differ(request, how, left.get(), right.get()));
  }

  /** Where the values go on one side, by numbers alone. */
  private Optional<Formula> tendency(Formula formula, Symbol x, Formula to, int side) {
    if (!Check.symbols(formula).equals(List.of(x))) {
      return Optional.empty();
    }
    double target = Evaluation.constant(to).orElseThrow();
    double[] values = new double[TENDING.length];
    for (int k = 0; k < values.length; k++) {
      Complex value = value(formula, x, target + side * TENDING[k]);
      values[k] = value.isReal() ? value.getReal() : Double.NaN;
    }
    double last = values[values.length - 1];
    if (Double.isInfinite(last)
        || Math.abs(last) > 1e4 && Math.abs(last) > 10 * Math.abs(values[1])) {
      return Optional.of(last > 0 ? Constant.INFINITY : symja.formulas().negate(Constant.INFINITY));
    }
    double size = Math.max(1, Math.abs(last));
    return Math.abs(last - values[1]) <= 1e-4 * size && Math.abs(last - values[0]) <= 1e-2 * size
        ? Optional.of(symja.formulas().decimal(Math.rint(last * 1e5) / 1e5 + 0.0))
        : Optional.empty();
  }

  /** The limit from one side (-1: from the left), compared with the values there. */
  private Optional<Formula> from(Request request, Formula formula, Symbol x, Formula to, int side) {
    try {
      Formula answer =
          symja.ask(
              request,
              names ->
                  F.ternaryAST3(
                      S.Limit,
                      plainAbs(names.convert(formula)),
                      F.Rule(names.convert(x), names.convert(to)),
                      F.Rule(S.Direction, F.ZZ(-side))));
      List<Symbol> parameters =
          Check.symbols(answer, formula).stream().filter(s -> !s.equals(x)).toList();
      Approach approach = new Approach(symja, formula, x, to, Check.points(parameters).getFirst());
      return approach.isDefined(side) && approach.tendsTo(answer, side)
          ? Optional.of(answer)
          : Optional.empty();
    } catch (Refusal unknown) {
      return Optional.empty();
    }
  }

  /** Symja's Limit does not end for RealAbs, and knows Abs. */
  private static IExpr plainAbs(IExpr expression) {
    return F.subst(
        expression, part -> part.isAST(S.RealAbs, 2) ? F.Abs(plainAbs(part.first())) : F.NIL);
  }

  /** Sums, products, powers with numbers for exponents, and continuous operations of them. */
  private static boolean isContinuous(Formula formula) {
    for (Formula node : Dag.postorder(List.of(formula))) {
      boolean continuous =
          switch (node) {
            case Sum _, Product _, Number _, Symbol _, Slot _, Truth _ -> true;
            case Constant constant -> constant != Constant.INFINITY;
            case Power power -> power.exponent() instanceof Number;
            case Apply apply -> CONTINUOUS.contains(apply.operation().name());
            case Piecewise _, Relation _, Logic _ -> false;
          };
      if (!continuous) {
        return false;
      }
    }
    return true;
  }

  private Optional<Formula> value(Formula formula, Symbol x, Formula to) {
    if (!Formula.isReal(to) || Dag.postorder(List.of(to)).contains(Constant.INFINITY)) {
      return Optional.empty();
    }
    try {
      return Optional.of(symja.at(formula, x, to));
    } catch (Refusal noValue) {
      return Optional.empty();
    }
  }

  /**
   * An answer that numbers agree with where the parameters are positive, and with whether
   * elsewhere.
   */
  private Solutions checked(
      Request request,
      Formula answer,
      Formula formula,
      Symbol x,
      Formula to,
      List<Symbol> parameters) {
    Function<Map<Formula, Complex>, Agreement> agreement =
        point -> new Approach(symja, formula, x, to, point).agreement(answer);
    List<Agreement> seen = Check.positive(parameters).stream().map(agreement).toList();
    if (!seen.contains(Agreement.AGREES) || seen.contains(Agreement.DIFFERS)) {
      throw request.unchecked();
    }
    WhereItHolds where =
        new WhereItHolds(
            symja.formulas(), agreement, parameters, Set.copyOf(parameters), "the limit");
    return new Solutions(List.of(answer), where.remark().stream().toList());
  }

  private static Complex value(Formula formula, Symbol x, double at) {
    return ComplexEvaluation.at(formula, Map.of(x, Complex.valueOf(at)));
  }
}
