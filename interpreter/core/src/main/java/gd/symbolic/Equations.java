package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import gd.formula.FormulaPrinter;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;

/** Equations in one unknown; every root is put back into the equation. */
final class Equations {
  private static final double RESIDUAL = 1e-7;

  /** What is no rounding. */
  private static final double LARGE = 1e-3;

  /** Where real roots are looked for by numbers. */
  static final double BOUND = 100;

  /** More are no answer that anybody reads. */
  private static final int MOST_ROOTS = 100;

  /** Each doubles the equations to be solved. */
  private static final int MOST_MAGNITUDES = 3;

  /** Multiple roots are not found with more digits. */
  private static final double SAME_ROOT = 1e-4;

  /** Roots that numbers find are looked up among fractions with small denominators. */
  private static final int MOST_PARTS = 24;

  private static final double SAME_FRACTION = 1e-7;

  private static final String WHOLE_INTERVAL =
      "It holds on a whole interval, not only for single numbers.";

  /** How often a root has to come again for it to come again for ever. */
  private static final int TIMES = 5;

  private static final String INFINITELY_MANY = "It has infinitely many solutions.";

  private final Symja symja;

  Equations(Symja symja) {
    this.symja = symja;
  }

  /**
   * The roots of an equation, or of an expression: real ones ascending, then the others; of
   * periodic ones every family, with a letter for every whole number that is not {@code taken}.
   */
  Solutions solve(Formula equation, Symbol x, Predicate<String> taken) {
    Request request = Request.of("solve", equation, x);
    Formula difference = new SameRoots(symja, x).of(difference(request, equation));
    try {
      return solve(request, difference, x, taken);
    } catch (Refusal none) {
      return byPieces(request, difference, x).orElseThrow(() -> none);
    }
  }

  /** The real roots of a formula with corners, as |x - 1| - |x + 2| has them. */
  private Optional<Solutions> byPieces(Request request, Formula difference, Symbol x) {
    Formula end = Formula.Constant.INFINITY;
    Optional<List<Pieces.Piece>> pieces =
        Check.symbols(difference).equals(List.of(x))
            ? new Pieces(symja, x).between(difference, symja.formulas().negate(end), end)
            : Optional.empty();
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    Set<Formula> roots = new LinkedHashSet<>();
    for (Pieces.Piece piece : pieces.get()) {
      if (piece.formula().equals(symja.formulas().integer(0))) {
        throw request.noAnswer(WHOLE_INTERVAL);
      }
      if (Dag.contains(piece.formula(), x)) {
        Solutions all = solve(request, piece.formula(), x, _ -> false);
        all.roots().stream()
            .filter(root -> isInside(root, piece) && solves(root, difference, x))
            .forEach(roots::add);
      }
    }
    boolean complete =
        realRoots(request, difference, x, BOUND).stream()
            .allMatch(found -> roots.stream().anyMatch(root -> isNear(root, found)));
    return roots.isEmpty() || !complete
        ? Optional.empty()
        : Optional.of(new Solutions(RootOrder.sorted(List.copyOf(roots)), List.of()));
  }

  private static boolean isInside(Formula root, Pieces.Piece piece) {
    double place = Evaluation.constant(root).orElse(Double.NaN);
    return place >= Evaluation.constant(piece.from()).orElse(Double.NaN)
        && place <= Evaluation.constant(piece.to()).orElse(Double.NaN);
  }

  private Solutions solve(Request request, Formula difference, Symbol x, Predicate<String> taken) {
    if (Angles.occurIn(difference, x)) {
      Optional<Solutions> periodic = new Periodic(symja, request, x).solve(difference, taken);
      if (periodic.isPresent()) {
        return periodic.get();
      }
    }
    Formula posed = withoutCubeRoot(withoutLogarithms(difference, x), x);
    List<Root> roots = new ArrayList<>();
    boolean complete =
        posed.equals(difference); // by the factors of a polynomial, all of them short
    for (Formula each : withoutMagnitudes(posed, x)) {
      RationalFactors factors = RationalFactors.of(symja, each, x);
      for (Formula root : factors.rootsOfShort()) {
        roots.add(new Root(root, Optional.empty()));
      }
      complete &= each.equals(difference) && factors.others().isEmpty();
      for (Formula left : factors.others()) {
        for (Root root : symja.ask(request, to -> question(to, left, x), Equations::roots)) {
          roots.add(recognised(root, difference, x));
        }
      }
    }
    roots = withCosines(roots, difference, x);
    Set<String> positive = new LinkedHashSet<>();
    List<Root> solving = new ArrayList<>();
    boolean dropped = false; // what squaring brought in where the letters are positive
    for (Root root : roots) {
      boolean always = solves(root.first(), difference, x);
      if (!always && !parameters(root.first(), difference, x).isEmpty()) {
        List<Symbol> letters = parameters(root.first(), difference, x);
        if (solvesNowhere(root.first(), difference, x, Check.positive(letters))) {
          dropped = true;
          continue;
        }
        positive.addAll(whereItSolves(request, root.first(), difference, x));
        always = true;
      }
      if (always || holdsExactly(difference, x, root.first())) { // else squaring has brought it in
        solving.add(root);
      }
    }
    List<Formula> checked = distinct(solving, difference, x, !positive.isEmpty());
    Optional<Formula> period =
        checked.stream().flatMap(root -> period(root, difference, x).stream()).findFirst();
    if (period.isPresent()) {
      throw request.endless(family(RootOrder.sorted(checked), period.get()));
    }
    if (!solving.isEmpty() && solving.stream().allMatch(Root::isComplexFamily)) {
      return new Periodic(symja, request, x)
          .written(
              solving.stream().map(r -> r.family(symja.formulas())).toList(), difference, taken);
    }
    if (checked.isEmpty() && !isConstant(difference, x)) {
      throw request.noAnswer(
          "The algebra system found no solution; there may be some that it cannot write down.");
    }
    MissingRoots missing = new MissingRoots(symja, difference, x, checked);
    Optional<Boolean> ofRational = complete ? Optional.of(false) : missing.ofRational();
    if (ofRational.orElse(false)) {
      throw request.unchecked();
    }
    if (ofRational.isEmpty() && parameters(difference, difference, x).isEmpty()) {
      return completed(request, RootOrder.sorted(checked), difference, x);
    }
    List<String> remarks = new ArrayList<>();
    if (dropped) {
      parameters(difference, difference, x).forEach(letter -> positive.add(letter.name()));
    }
    if (!positive.isEmpty()) {
      remarks.add(
          "This holds for %s > 0; there may be %s elsewhere."
              .formatted(
                  String.join(", ", positive), dropped ? "others, or none," : "no solution"));
    }
    if (ofRational.isEmpty()) {
      missing.withParameters().ifPresent(remarks::add);
    }
    return new Solutions(RootOrder.sorted(checked), remarks);
  }

  private List<Root> withCosines(List<Root> roots, Formula difference, Symbol x) {
    List<Formula> plain =
        new Cubics(symja).plain(roots.stream().map(Root::first).toList(), difference, x);
    return IntStream.range(0, roots.size())
        .mapToObj(k -> new Root(plain.get(k), roots.get(k).next()))
        .toList();
  }

  /** 2log(u) - log(v) + c as u²/v - exp(-c), which has the same roots and perhaps more. */
  private Formula withoutLogarithms(Formula difference, Symbol x) {
    Formulas formulas = symja.formulas();
    List<Formula> factors = new ArrayList<>();
    List<Formula> rest = new ArrayList<>();
    for (Formula term : difference instanceof Formula.Sum sum ? sum.terms() : List.of(difference)) {
      List<Formula> parts = Antiderivatives.factors(term);
      Formula times = formulas.product(parts.subList(0, parts.size() - 1));
      if (!Dag.contains(term, x)) {
        rest.add(term);
      } else if (parts.getLast() instanceof Formula.Apply apply
          && apply.operation().name().equals("log")
          && times instanceof Formula.Rational r
          && r.isInteger()) {
        factors.add(formulas.power(apply.arguments().getFirst(), times));
      } else {
        return difference;
      }
    }
    Formula other = symja.call("exp", formulas.negate(formulas.sum(rest)));
    return formulas.subtract(formulas.product(factors), other);
  }

  /** a·∛u + b as a³·u + b³, which is zero where the real cube root makes the other so. */
  private Formula withoutCubeRoot(Formula difference, Symbol x) {
    Formulas formulas = symja.formulas();
    Symbol root = new Symbol("\u0001r");
    List<Formula> roots =
        Dag.postorder(List.of(difference)).stream()
            .filter(node -> node instanceof Formula.Apply a && a.operation().name().equals("cbrt"))
            .filter(node -> Dag.contains(node, x))
            .toList();
    if (roots.size() != 1) {
      return difference;
    }
    Formula inRoot = formulas.substitute(difference, Map.of(roots.getFirst(), root));
    Formula times = symja.differentiation().derivative(inRoot, root);
    Formula rest = symja.at(inRoot, root, formulas.integer(0));
    if (Dag.contains(inRoot, x) || Dag.contains(times, root) || Dag.contains(rest, root)) {
      return difference;
    }
    Formula three = formulas.integer(3);
    Formula of = roots.getFirst().children().getFirst();
    return formulas.add(
        formulas.multiply(formulas.power(times, three), of), formulas.power(rest, three));
  }

  /** With u and -u for every |u|: their roots are those, and perhaps more. */
  private List<Formula> withoutMagnitudes(Formula difference, Symbol x) {
    List<Formula> magnitudes =
        Dag.postorder(List.of(difference)).stream()
            .filter(node -> node instanceof Formula.Apply a && a.operation().name().equals("abs"))
            .filter(node -> Dag.contains(node, x))
            .toList();
    if (magnitudes.isEmpty() || magnitudes.size() > MOST_MAGNITUDES) {
      return List.of(difference);
    }
    Formula last = magnitudes.getLast();
    Formula of = last.children().getFirst();
    return Stream.of(of, symja.formulas().negate(of))
        .map(each -> symja.formulas().substitute(difference, Map.of(last, each)))
        .filter(each -> Dag.contains(each, x))
        .flatMap(each -> withoutMagnitudes(each, x).stream())
        .distinct()
        .toList();
  }

  /** The letters that a root needs to be positive, as a² does to be a solution of √x == a. */
  private static List<String> whereItSolves(
      Request request, Formula root, Formula difference, Symbol x) {
    List<Symbol> parameters = parameters(root, difference, x);
    if (!solves(root, difference, x, Check.positive(parameters))) {
      throw request.unchecked();
    }
    return parameters.stream().map(Symbol::name).toList();
  }

  /** Each once; with every root of an even function its opposite, which is another one. */
  private List<Formula> distinct(
      List<Root> roots, Formula difference, Symbol x, boolean wherePositive) {
    Formula zero = symja.formulas().integer(0);
    Set<Formula> distinct = new LinkedHashSet<>();
    boolean some = roots.stream().anyMatch(root -> !root.isComplexFamily());
    boolean even = Check.same(difference, symja.at(difference, x, symja.formulas().negate(x)));
    for (Root root : roots) {
      if (some && root.isComplexFamily()) {
        continue; // of exp(x) == 3 the real solution alone
      }
      distinct.add(root.first());
      Formula opposite = symja.formulas().negate(root.first());
      boolean isNew =
          even
              && !root.first().equals(zero)
              && distinct.stream().noneMatch(known -> Check.same(known, opposite))
              && roots.stream().noneMatch(known -> Check.same(known.first(), opposite));
      List<Symbol> parameters = parameters(opposite, difference, x);
      if (isNew
          && (wherePositive
              ? solves(opposite, difference, x, Check.positive(parameters))
              : solves(opposite, difference, x))) {
        distinct.add(opposite);
      }
    }
    return List.copyOf(distinct);
  }

  /** With real solutions that the algebra system left out, as decimals. */
  private Solutions completed(Request request, List<Formula> roots, Formula difference, Symbol x) {
    if (!Check.symbols(difference).equals(List.of(x))) {
      return new Solutions(roots, List.of());
    }
    List<Formula> all = new ArrayList<>(roots);
    for (double found : realRoots(request, difference, x, BOUND)) {
      if (roots.stream().noneMatch(root -> isNear(root, found))) {
        all.add(recognised(found, difference, x));
      }
    }
    return all.stream().noneMatch(Formula.Decimal.class::isInstance)
        ? new Solutions(RootOrder.sorted(all), List.of())
        : new Solutions(
            RootOrder.sorted(all),
            List.of(
                "For some solutions there is no closed form here; they are decimals, looked for"
                    + " from -100 to 100."));
  }

  private Root recognised(Root root, Formula difference, Symbol x) {
    return root.first() instanceof Formula.Decimal(var found)
        ? new Root(recognised(found, difference, x), root.next())
        : root;
  }

  /** A root that numbers found: the simple fraction that it is, or a decimal. */
  Formula recognised(double found, Formula difference, Symbol x) {
    Formulas formulas = symja.formulas();
    boolean exact =
        Dag.postorder(List.of(difference)).stream().noneMatch(Formula.Decimal.class::isInstance);
    for (int below = 1; exact && below <= MOST_PARTS; below++) {
      double above = Math.rint(found * below);
      if (Math.abs(found * below - above) < SAME_FRACTION) {
        Formula fraction =
            formulas.rational(BigInteger.valueOf((long) above), BigInteger.valueOf(below));
        if (holdsExactly(difference, x, fraction)) {
          return fraction;
        }
      }
    }
    return formulas.decimal(found);
  }

  private boolean holdsExactly(Formula difference, Symbol x, Formula root) {
    try {
      Formula residual = symja.at(difference, x, root);
      return residual.equals(symja.formulas().integer(0))
          || Formula.isClosed(residual) && Signs.isZero(residual, Map.of()).orElse(false);
    } catch (Refusal noValue) {
      return false;
    }
  }

  private static boolean isNear(Formula root, double found) {
    Complex value = ComplexEvaluation.at(root, Map.of());
    return Math.abs(value.getImaginary()) <= SAME_ROOT * Math.max(1, value.norm())
        && RealRoots.isNear(value.getReal(), found, SAME_ROOT);
  }

  /** By numbers alone, ascending. */
  List<Double> realRoots(Request request, Formula difference, Symbol x, double bound) {
    RealRoots search =
        new RealRoots(symja.formulas().inlined(difference), x, symja.differentiation());
    List<Double> roots =
        search.between(-bound, bound).orElseThrow(() -> request.noAnswer(WHOLE_INTERVAL));
    OptionalDouble crowded = search.crowded(roots, -bound, bound);
    if (crowded.isPresent()) {
      throw request.endless(
          "It has very many solutions near "
              + new FormulaPrinter(6)
                  .print(recognised(crowded.getAsDouble(), symja.formulas().integer(0), x))
              + ", perhaps infinitely many.");
    }
    if (roots.size() > MOST_ROOTS) {
      double nearest = roots.stream().min(Comparator.comparingDouble(Math::abs)).orElseThrow();
      throw request.endless(
          "It has very many solutions, perhaps infinitely many; the one nearest to 0 is "
              + new FormulaPrinter(6).print(symja.formulas().decimal(nearest))
              + ".");
    }
    return roots;
  }

  Formula difference(Request request, Formula equation) {
    if (equation instanceof Relation relation) {
      if (relation.comparator() != Formula.Comparator.EQUAL) {
        throw request.noAnswer("Only equations can be solved, written with ==.");
      }
      return symja.formulas().subtract(relation.left(), relation.right());
    }
    if (equation instanceof Truth truth) {
      if (truth == Truth.TRUE) {
        throw request.endless("The equation holds for every value.");
      }
      return symja.formulas().integer(1);
    }
    return equation;
  }

  private static IExpr question(ToSymja to, Formula difference, Symbol x) {
    return F.Solve(F.Equal(to.convert(difference), F.C0), to.convert(x));
  }

  /** One root; {@code next} is the second of a family. */
  private record Root(Formula first, Optional<Formula> next) {
    /** As those of exp(x) == -1; of log(3) + 2πik the real one stands for all. */
    boolean isComplexFamily() {
      return next.isPresent()
          && Formula.isClosed(first)
          && Evaluation.constant(first).isEmpty()
          && Math.abs(ComplexEvaluation.at(first, Map.of()).getImaginary()) > RESIDUAL;
    }

    Trigonometric.Family family(Formulas formulas) {
      return new Trigonometric.Family(first, formulas.subtract(next.orElseThrow(), first));
    }
  }

  /** A list of lists of one rule x → root. */
  private static List<Root> roots(FromSymja from, IExpr answer) {
    List<Root> roots = new ArrayList<>();
    for (IExpr solution : from.trees(answer)) {
      List<IAST> rules = from.trees(solution);
      if (rules.size() != 1 || rules.getFirst().head() != S.Rule) {
        throw from.unfinished();
      }
      IExpr root = rules.getFirst().arg2();
      roots.add(
          root.isAST(S.ConditionalExpression, 3)
              ? family(from, root.first())
              : new Root(from.convert(root), Optional.empty()));
    }
    return roots;
  }

  /** Of log(3) + 2πik for every whole k the first two. */
  private static Root family(FromSymja from, IExpr members) {
    Formula next = from.convert(member(members, F.C1));
    Formula first = from.convert(member(members, F.C0));
    Formula step = from.convert(F.Subtract(member(members, F.C1), member(members, F.C0)));
    boolean complex =
        Check.points(Check.symbols(step)).stream()
            .map(point -> ComplexEvaluation.at(step, point))
            .noneMatch(value -> Math.abs(value.getImaginary()) <= RESIDUAL * value.norm());
    if (!complex) {
      throw from.endless(INFINITELY_MANY);
    }
    return new Root(first, Optional.of(next));
  }

  private static IExpr member(IExpr family, IExpr k) {
    return F.subst(family, part -> part.isAST(S.C, 2) ? k : F.NIL);
  }

  /** Of trigonometric functions of x, x/2, πx. */
  List<Formula> periods() {
    Formulas formulas = symja.formulas();
    return List.of(
        Constant.PI,
        formulas.multiply(formulas.integer(2), Constant.PI),
        formulas.multiply(formulas.integer(4), Constant.PI),
        formulas.integer(2));
  }

  /** The distance at which a root comes again for ever, of which Symja gives only the first. */
  private Optional<Formula> period(Formula root, Formula difference, Symbol x) {
    return Angles.occurIn(difference, x) && Check.symbols(difference).equals(List.of(x))
        ? periods().stream().filter(each -> comesAgain(root, each, difference, x)).findFirst()
        : Optional.empty();
  }

  private boolean comesAgain(Formula root, Formula period, Formula difference, Symbol x) {
    Formulas formulas = symja.formulas();
    return IntStream.rangeClosed(1, TIMES)
        .mapToObj(k -> formulas.add(root, formulas.multiply(formulas.integer(k), period)))
        .allMatch(next -> Signs.isZero(difference, Map.of(x, next)).orElse(false));
  }

  private static String family(List<Formula> roots, Formula period) {
    FormulaPrinter printer = new FormulaPrinter(6);
    return INFINITELY_MANY.replace(".", "; ")
        + (roots.size() == 1 ? "one is " : "some are ")
        + roots.stream().map(printer::print).collect(Collectors.joining(", "))
        + ", and from there they come again at every "
        + printer.print(period)
        + ".";
  }

  private static boolean isConstant(Formula difference, Symbol x) {
    return !Check.symbols(difference).contains(x);
  }

  /** Whether the equation holds there, and has a value. */
  static boolean solves(Formula root, Formula difference, Symbol x) {
    return solves(root, difference, x, Check.points(parameters(root, difference, x)));
  }

  /** Whether there is a residual wherever there is a value, and there are values. */
  private static boolean solvesNowhere(
      Formula root, Formula difference, Symbol x, List<Map<Formula, Complex>> points) {
    List<Boolean> seen = new ArrayList<>();
    for (Map<Formula, Complex> point : points) {
      Map<Formula, Complex> there = new HashMap<>(point);
      there.put(x, ComplexEvaluation.at(root, point));
      double residual = ComplexEvaluation.at(difference, there).norm();
      if (Double.isFinite(residual)) {
        seen.add(residual > LARGE * Check.size(difference, there));
      }
    }
    return seen.size() == points.size() && !seen.contains(false);
  }

  /** Whether a constant has a value, and it is not 0. */
  static boolean isAway(Formula constant, Formulas formulas) {
    return !isZero(formulas.integer(0), constant, new Symbol("\u0001"), Map.of(), true)
        .orElse(true);
  }

  private static List<Symbol> parameters(Formula root, Formula difference, Symbol x) {
    return Check.symbols(root, difference).stream().filter(symbol -> !symbol.equals(x)).toList();
  }

  private static boolean solves(
      Formula root, Formula difference, Symbol x, List<Map<Formula, Complex>> points) {
    int agreed = 0;
    for (Map<Formula, Complex> point : points) {
      // many digits are slow, and needed for what the terms have in common: their sizes
      boolean precisely = agreed == 0;
      Optional<Boolean> zero = isZero(root, difference, x, point, precisely);
      if (zero.isPresent() && !zero.get()) {
        return false;
      }
      agreed += zero.isPresent() ? 1 : 0;
      if (point.isEmpty()) {
        break;
      }
    }
    return agreed > 0;
  }

  /** With many digits, in 64 bits where those are not known; empty where there is no value. */
  private static Optional<Boolean> isZero(
      Formula root, Formula difference, Symbol x, Map<Formula, Complex> point, boolean precisely) {
    if (precisely && !Decimals.occurIn(root) && !Decimals.occurIn(difference)) {
      Map<Formula, Formula> values = new LinkedHashMap<>(Check.exact(point));
      values.put(x, root); // the last one, for the others may be in it
      Optional<Boolean> zero = Signs.isZero(difference, values);
      if (zero.isPresent()) {
        return zero;
      }
    }
    Map<Formula, Complex> there = new HashMap<>(point);
    there.put(x, ComplexEvaluation.at(root, point));
    double residual = ComplexEvaluation.at(difference, there).norm();
    return Double.isFinite(residual)
        ? Optional.of(residual <= RESIDUAL * Check.size(difference, there))
        : Optional.empty();
  }
}
