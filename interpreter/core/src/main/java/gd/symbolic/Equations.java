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
    Formula difference = elementary(difference(request, equation));
    if (Angles.occurIn(difference, x)) {
      Optional<Solutions> periodic = new Periodic(symja, request, x).solve(difference, taken);
      if (periodic.isPresent()) {
        return periodic.get();
      }
    }
    Formula posed = withoutLogarithms(difference, x);
    List<Root> roots = new ArrayList<>();
    for (Formula each : withoutMagnitudes(posed, x)) {
      roots.addAll(symja.ask(request, to -> question(to, each, x), Equations::roots));
    }
    Set<String> positive = new LinkedHashSet<>();
    List<Root> solving = new ArrayList<>();
    for (Root root : roots) {
      boolean always = solves(root.first(), difference, x);
      if (!always && !parameters(root.first(), difference, x).isEmpty()) {
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
      throw request.noAnswer(family(RootOrder.sorted(checked), period.get()));
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
    Optional<Boolean> ofRational = missing.ofRational();
    if (ofRational.orElse(false)) {
      throw request.unchecked();
    }
    if (ofRational.isEmpty() && parameters(difference, difference, x).isEmpty()) {
      return completed(request, RootOrder.sorted(checked), difference, x);
    }
    List<String> remarks = new ArrayList<>();
    if (!positive.isEmpty()) {
      remarks.add(
          "This holds for "
              + String.join(", ", positive)
              + " > 0; there may be no solution elsewhere.");
    }
    if (ofRational.isEmpty()) {
      missing.withParameters().ifPresent(remarks::add);
    }
    return new Solutions(RootOrder.sorted(checked), remarks);
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

  /** With what the algebra system does not take apart, written by exponentials. */
  private Formula elementary(Formula formula) {
    Formulas formulas = symja.formulas();
    Map<Formula, Formula> written = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Formula.Apply apply && apply.operation().arity() == 1) {
        Formula of = apply.arguments().getFirst();
        Formula one = formulas.integer(1);
        switch (apply.operation().name()) {
          case "sigmoid" ->
              written.put(
                  node,
                  formulas.divide(one, formulas.add(one, symja.call("exp", formulas.negate(of)))));
          case "softplus" ->
              written.put(node, symja.call("log", formulas.add(one, symja.call("exp", of))));
          default -> {}
        }
      }
    }
    return written.isEmpty() ? formula : elementary(formulas.substitute(formula, written));
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
    List<Double> roots =
        new RealRoots(symja.formulas().inlined(difference), x, symja.differentiation())
            .between(-bound, bound)
            .orElseThrow(
                () ->
                    request.noAnswer("It holds on a whole interval, not only for single numbers."));
    if (roots.size() > MOST_ROOTS) {
      double nearest = roots.stream().min(Comparator.comparingDouble(Math::abs)).orElseThrow();
      throw request.noAnswer(
          "It has very many solutions, perhaps infinitely many; the one nearest to 0 is "
              + new FormulaPrinter(6).print(symja.formulas().decimal(nearest))
              + ".");
    }
    return roots;
  }

  /** Solutions of several equations, of each the values of the unknowns in their order. */
  Solutions solve(List<Formula> equations, List<Symbol> unknowns) {
    Request request = Request.of("solve", equations.toArray(Formula[]::new)).naming(unknowns);
    List<Formula> differences = equations.stream().map(e -> difference(request, e)).toList();
    List<List<Formula>> solutions =
        symja.ask(
            request,
            to -> {
              List<IExpr> written = new ArrayList<>();
              differences.forEach(d -> written.add(F.Equal(to.convert(d), F.C0)));
              return F.Solve(F.ListAlloc(written), to.list(new ArrayList<Formula>(unknowns)));
            },
            (from, answer) -> values(from, answer, unknowns));
    for (List<Formula> solution : solutions) {
      Map<Formula, Formula> there = new HashMap<>();
      for (int k = 0; k < unknowns.size(); k++) {
        there.put(unknowns.get(k), solution.get(k));
      }
      for (Formula difference : differences) {
        Formula residual = symja.formulas().substitute(difference, there);
        if (!residual.equals(symja.formulas().integer(0))
            && !Check.same(residual, symja.formulas().integer(0))) {
          throw request.unchecked();
        }
      }
    }
    if (solutions.isEmpty()) {
      throw request.noAnswer("It has no solution, or none that the algebra system can find.");
    }
    for (List<Formula> solution : solutions) {
      for (int k = 0; k < unknowns.size(); k++) {
        if (isRepeated(solution, k, differences, unknowns)) {
          FormulaPrinter printer = new FormulaPrinter(6);
          throw request.noAnswer(
              "It has infinitely many solutions; one is ["
                  + solution.stream().map(printer::print).collect(Collectors.joining(", "))
                  + "].");
        }
      }
    }
    List<Formula> flat = solutions.stream().flatMap(List::stream).toList();
    Optional<List<Complex>> missing =
        new MissingSolutions(differences, unknowns, symja.differentiation()).beside(solutions);
    if (missing.isEmpty()) {
      return new Solutions(flat, List.of());
    }
    if (MissingSolutions.isReal(missing.get())
        || !flat.stream().allMatch(Equations::isRealNumber)) {
      throw request.noAnswer(incomplete(solutions, missing.get()));
    }
    return new Solutions(flat, List.of("Only the real solutions are listed."));
  }

  private static boolean isRealNumber(Formula formula) {
    return Formula.isClosed(formula) && Evaluation.constant(formula).isPresent();
  }

  private String incomplete(List<List<Formula>> solutions, List<Complex> missing) {
    FormulaPrinter printer = new FormulaPrinter(6);
    String found =
        solutions.stream()
            .map(each -> each.stream().map(printer::print).collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; ", "[", "]"));
    String near =
        missing.stream()
            .map(v -> symja.formulas().complex(rounded(v.getReal()), rounded(v.getImaginary())))
            .map(printer::print)
            .collect(Collectors.joining(", ", "[", "]"));
    return "Not all of its solutions were found: "
        + found
        + " are some, and numbers find another one near "
        + near
        + ".";
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  /** Whether one unknown may be a period away. */
  private boolean isRepeated(
      List<Formula> solution, int place, List<Formula> differences, List<Symbol> unknowns) {
    Symbol unknown = unknowns.get(place);
    boolean fixed = solution.stream().allMatch(Formula::isClosed);
    if (!fixed || differences.stream().noneMatch(d -> Angles.occurIn(d, unknown))) {
      return false;
    }
    Formulas formulas = symja.formulas();
    for (Formula period : periods()) {
      Map<Formula, Formula> there = new HashMap<>();
      for (int k = 0; k < unknowns.size(); k++) {
        Formula value = solution.get(k);
        there.put(unknowns.get(k), k == place ? formulas.add(value, period) : value);
      }
      if (differences.stream().allMatch(d -> Signs.isZero(d, there).orElse(false))) {
        return true;
      }
    }
    return false;
  }

  /** One value an unknown and solution; an unknown without one is free. */
  private static List<List<Formula>> values(FromSymja from, IExpr answer, List<Symbol> unknowns) {
    List<List<Formula>> solutions = new ArrayList<>();
    for (IExpr solution : from.trees(answer)) {
      Map<Formula, Formula> values = new HashMap<>();
      for (IAST rule : from.trees(solution)) {
        if (rule.head() != S.Rule) {
          throw from.unfinished();
        }
        values.put(from.convert(rule.arg1()), from.convert(rule.arg2()));
      }
      List<Formula> row = new ArrayList<>();
      for (Symbol unknown : unknowns) {
        row.add(values.getOrDefault(unknown, unknown));
      }
      solutions.add(row);
    }
    return solutions;
  }

  private Formula difference(Request request, Formula equation) {
    if (equation instanceof Relation relation) {
      if (relation.comparator() != Formula.Comparator.EQUAL) {
        throw request.noAnswer("Only equations can be solved, written with ==.");
      }
      return symja.formulas().subtract(relation.left(), relation.right());
    }
    if (equation instanceof Truth truth) {
      if (truth == Truth.TRUE) {
        throw request.noAnswer("The equation holds for every value.");
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
      throw from.noAnswer(INFINITELY_MANY);
    }
    return new Root(first, Optional.of(next));
  }

  private static IExpr member(IExpr family, IExpr k) {
    return F.subst(family, part -> part.isAST(S.C, 2) ? k : F.NIL);
  }

  /** Of trigonometric functions of x, x/2, πx. */
  private List<Formula> periods() {
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

  private static List<Symbol> parameters(Formula root, Formula difference, Symbol x) {
    return Check.symbols(root, difference).stream().filter(symbol -> !symbol.equals(x)).toList();
  }

  private static boolean solves(
      Formula root, Formula difference, Symbol x, List<Map<Formula, Complex>> points) {
    int agreed = 0;
    for (Map<Formula, Complex> point : points) {
      Optional<Boolean> zero = isZero(root, difference, x, point);
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
      Formula root, Formula difference, Symbol x, Map<Formula, Complex> point) {
    if (!Decimals.occurIn(root) && !Decimals.occurIn(difference)) {
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
