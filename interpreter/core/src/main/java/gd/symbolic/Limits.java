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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
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

  private static final double[] NEAR = {1e-3, 1e-2, 1e-1};

  /** Distances at which values are looked at where there is no closed form. */
  private static final double[] TENDING = {1e-3, 1e-5, 1e-7};

  /** Values on the way that have to come nearer, and how near beside the first. */
  private static final int FEWEST = 4;

  private static final double SLOWLY = 0.3;

  private final Symja symja;

  Limits(Symja symja) {
    this.symja = symja;
  }

  Formula limit(Formula formula, Symbol x, Formula to) {
    Request request = Request.of("limit", formula, x, to);
    Optional<Formula> value = isContinuous(formula) ? value(formula, x, to) : Optional.empty();
    if (value.isPresent()) {
      return value.get();
    }
    Optional<Formula> ours = bySides(request, formula, x, to);
    if (ours.isPresent()) {
      return ours.get();
    }
    try {
      Formula answer =
          symja.ask(
              request,
              names ->
                  F.Limit(
                      plainAbs(names.convert(formula)),
                      F.Rule(names.convert(x), names.convert(to))));
      check(request, answer, formula, x, to);
      return answer;
    } catch (Refusal noLimit) {
      throw oneSided(request, formula, x, to).orElse(noLimit);
    }
  }

  /** From the series on either side, where there are values. */
  private Optional<Formula> bySides(Request request, Formula formula, Symbol x, Formula to) {
    boolean infinite = Dag.postorder(List.of(to)).contains(Constant.INFINITY);
    List<Symbol> parameters =
        Check.symbols(formula, to).stream().filter(symbol -> !symbol.equals(x)).toList();
    Map<Formula, Complex> point = Check.points(parameters).getFirst();
    double target =
        Evaluation.constant(to).orElseGet(() -> ComplexEvaluation.at(to, point).getReal());
    List<Integer> sides =
        infinite
            ? List.of(to == Constant.INFINITY ? 1 : -1)
            : Stream.of(-1, 1)
                .filter(side -> isDefined(formula, x, target, side, point))
                .toList();
    List<Formula> limits =
        symja.compute(
            request,
            () ->
                sides.stream()
                    .flatMap(side -> new OneSided(symja, x, to, side).limit(formula).stream())
                    .toList());
    if (sides.isEmpty() || limits.size() < sides.size()) {
      return Optional.empty();
    }
    Formula first = limits.getFirst();
    Formula last = limits.getLast();
    if (!first.equals(last) && !isFiniteAndSame(first, last)) {
      throw differ(request, first, last);
    }
    int seen = sides.getLast();
    return approaches(last, formula, x, target, seen, point)
            || nears(last, formula, x, target, seen, point)
        ? Optional.of(last)
        : Optional.empty();
  }

  /** Whether the values come nearer and nearer, however slowly, as far as they are decimals. */
  private static boolean nears(
      Formula answer,
      Formula formula,
      Symbol x,
      double target,
      int side,
      Map<Formula, Complex> point) {
    Complex goal = ComplexEvaluation.at(answer, point);
    List<Double> left = new ArrayList<>();
    for (double distance = 0.2; distance > 1e-7; distance /= 2) {
      double at =
          Double.isInfinite(target) ? Math.signum(target) / distance : target + side * distance;
      Complex value = value(formula, x, at, point);
      if (Check.isFinite(value)) {
        left.add(value.subtract(goal).norm());
      }
    }
    boolean falls =
        IntStream.range(1, left.size()).allMatch(k -> left.get(k) < left.get(k - 1));
    return left.size() >= FEWEST && falls && left.getLast() <= SLOWLY * left.getFirst();
  }

  private static boolean isFiniteAndSame(Formula one, Formula other) {
    return Stream.of(one, other)
            .noneMatch(each -> Dag.postorder(List.of(each)).contains(Constant.INFINITY))
        && Check.same(one, other);
  }

  private static Refusal differ(Request request, Formula left, Formula right) {
    FormulaPrinter printer = new FormulaPrinter(6);
    return request.noAnswer(
        "From the left it tends to %s, from the right to %s."
            .formatted(printer.print(left), printer.print(right)));
  }

  /** What the limits from the left and the right are, where they are known and differ. */
  private Optional<Refusal> oneSided(Request request, Formula formula, Symbol x, Formula to) {
    if (Evaluation.constant(to).isEmpty()
        || Double.isInfinite(Evaluation.constant(to).getAsDouble())) {
      return Optional.empty();
    }
    Optional<Formula> left =
        from(request, formula, x, to, -1).or(() -> tendency(formula, x, to, -1));
    Optional<Formula> right = from(request, formula, x, to, 1).or(() -> tendency(formula, x, to, 1));
    return left.isEmpty() || right.isEmpty() || left.equals(right)
        ? Optional.empty()
        : Optional.of(differ(request, left.get(), right.get()));
  }

  /** Where the values go on one side, by numbers alone. */
  private Optional<Formula> tendency(Formula formula, Symbol x, Formula to, int side) {
    if (!Check.symbols(formula).equals(List.of(x))) {
      return Optional.empty();
    }
    double target = Evaluation.constant(to).orElseThrow();
    double[] values = new double[TENDING.length];
    for (int k = 0; k < values.length; k++) {
      Complex value = value(formula, x, target + side * TENDING[k], Map.of());
      values[k] = value.isReal() ? value.getReal() : Double.NaN;
    }
    double last = values[values.length - 1];
    if (Double.isInfinite(last)
        || Math.abs(last) > 1e4 && Math.abs(last) > 10 * Math.abs(values[1])) {
      return Optional.of(last > 0 ? Constant.INFINITY : symja.formulas().negate(Constant.INFINITY));
    }
    double size = Math.max(1, Math.abs(last));
    return Math.abs(last - values[1]) <= 1e-4 * size && Math.abs(last - values[0]) <= 1e-2 * size
        ? Optional.of(symja.formulas().decimal(Math.rint(last * 1e5) / 1e5))
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
      Map<Formula, Complex> point = Check.points(parameters).getFirst();
      double target = Evaluation.constant(to).orElseThrow();
      return isDefined(formula, x, target, side, point)
              && approaches(answer, formula, x, target, side, point)
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

  private void check(Request request, Formula answer, Formula formula, Symbol x, Formula to) {
    List<Symbol> parameters =
        Check.symbols(answer, formula, to).stream().filter(symbol -> !symbol.equals(x)).toList();
    Map<Formula, Complex> point = new HashMap<>(Check.points(parameters).getFirst());
    OptionalDouble end = Evaluation.constant(to);
    double target = end.orElseGet(() -> ComplexEvaluation.at(to, point).getReal());
    boolean infinite = Double.isInfinite(target);
    boolean above = (infinite && target < 0) || approaches(answer, formula, x, target, 1, point);
    boolean below = (infinite && target > 0) || approaches(answer, formula, x, target, -1, point);
    boolean definedAbove = !infinite && isDefined(formula, x, target, 1, point);
    boolean definedBelow = !infinite && isDefined(formula, x, target, -1, point);
    if (!infinite && definedAbove && definedBelow && above != below) {
      throw request.noAnswer("The limits from the left and from the right differ.");
    }
    boolean confirmed =
        infinite ? above && below : (above && definedAbove) || (below && definedBelow);
    if (!confirmed) {
      throw request.unchecked();
    }
  }

  private static boolean isDefined(
      Formula formula, Symbol x, double target, int side, Map<Formula, Complex> point) {
    for (double distance : NEAR) {
      Complex value = value(formula, x, target + side * distance, point);
      if (Check.isFinite(value)) { // exp(1/x) overflows near 0
        return Math.abs(value.getImaginary()) <= 1e-9 * Math.max(1, value.norm());
      }
    }
    return false;
  }

  /**
   * Whether the values come close to the answer, or grow beyond bounds if it is infinite, on the
   * way to the target.
   */
  private static boolean approaches(
      Formula answer,
      Formula formula,
      Symbol x,
      double target,
      int side,
      Map<Formula, Complex> point) {
    Complex goal = ComplexEvaluation.at(answer, point);
    boolean unbounded = Dag.postorder(List.of(answer)).contains(Constant.INFINITY);
    double best = Double.POSITIVE_INFINITY;
    double last = 0;
    boolean grows = true;
    for (int k = 1; k <= 7; k++) {
      double distance = Math.pow(10, -k);
      double at =
          Double.isInfinite(target) ? Math.signum(target) / distance : target + side * distance;
      Complex value = value(formula, x, at, point);
      if (!Check.isFinite(value)) {
        continue;
      }
      best = Math.min(best, value.subtract(goal).norm());
      double sign = answer == Constant.INFINITY ? 1 : -1;
      grows &= sign * value.getReal() > last;
      last = sign * value.getReal();
    }
    return unbounded ? grows && last > 5 : best <= 1e-3 * Math.max(1, goal.norm());
  }

  private static Complex value(Formula formula, Symbol x, double at, Map<Formula, Complex> point) {
    Map<Formula, Complex> moved = new HashMap<>(point);
    moved.put(x, Complex.valueOf(at));
    return ComplexEvaluation.at(formula, moved);
  }
}
