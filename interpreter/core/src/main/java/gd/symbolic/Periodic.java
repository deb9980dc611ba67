package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import gd.symbolic.Trigonometric.Families;
import gd.symbolic.Trigonometric.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.hipparchus.complex.Complex;

/** Equations with infinitely many solutions, written with a letter for every whole number. */
final class Periodic {
  private static final List<String> LETTERS = List.of("k", "n", "m", "j", "k1", "k2", "k3");

  /** Members of a family that are put into the equation. */
  private static final long[] TRIED = {-3, -2, -1, 0, 1, 2, 3};

  private final Symja symja;
  private final Formulas formulas;
  private final Request request;
  private final Symbol x;

  Periodic(Symja symja, Request request, Symbol x) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.request = request;
    this.x = x;
  }

  /** Empty for equations of other kinds. */
  Optional<Solutions> solve(Formula difference, Predicate<String> taken) {
    List<Family> families = new ArrayList<>();
    List<Formula> single = new ArrayList<>();
    boolean onlyReal = false;
    for (Formula factor : factors(difference)) {
      if (!Angles.occurIn(factor, x)) {
        single.addAll(new Equations(symja).solve(factor, x, taken).roots());
        continue;
      }
      Optional<Families> found = trigonometric(taken).solve(factor, x);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      onlyReal |= found.get().onlyReal();
      families.addAll(found.get().families());
    }
    List<Formula> others =
        single.stream()
            .filter(root -> Equations.solves(root, difference, x))
            .filter(root -> families.stream().noneMatch(family -> isMember(root, family)))
            .toList();
    Solutions solutions = written(families, difference, taken);
    checkComplete(difference, families, others);
    List<Formula> all = new ArrayList<>(others);
    all.addAll(solutions.roots());
    List<String> remarks = new ArrayList<>(solutions.remarks());
    if (onlyReal) {
      remarks.add("Only the real solutions are listed.");
    }
    return Optional.of(new Solutions(all, remarks));
  }

  private Trigonometric trigonometric(Predicate<String> taken) {
    return new Trigonometric(
        symja,
        request,
        (polynomial, symbol) -> new Equations(symja).solve(polynomial, symbol, taken).roots());
  }

  /** Of a product each can be zero; what depends on x through one angle stays together. */
  private List<Formula> factors(Formula difference) {
    if (!(difference instanceof Product product) || Angles.of(difference, x, symja).isPresent()) {
      return List.of(difference);
    }
    List<Formula> factors = product.factors();
    List<Formula> zeros = new ArrayList<>();
    for (Formula factor : factors) {
      boolean power = factor instanceof Power p && p.exponent() instanceof Rational;
      Formula base = power ? ((Power) factor).base() : factor;
      boolean below = power && ((Rational) ((Power) factor).exponent()).numerator().signum() < 0;
      if (!below && Dag.symbols(base).contains(x)) {
        zeros.add(base);
      }
    }
    return zeros;
  }

  /** The families that solve the equation; poles are no solutions. */
  Solutions written(List<Family> families, Formula difference, Predicate<String> taken) {
    Symbol k = letter(difference, taken);
    List<Formula> gaps = gaps(difference);
    List<Formula> roots = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (Family family : families) {
      List<Long> failing =
          LongStream.concat(LongStream.of(TRIED), gaps.stream().flatMapToLong(g -> near(g, family)))
              .distinct()
              .sorted()
              .filter(
                  n ->
                      !Equations.solves(
                          family.member(formulas.integer(n), formulas), difference, x))
              .boxed()
              .toList();
      if (LongStream.of(TRIED).allMatch(failing::contains)) {
        continue;
      }
      roots.add(family.member(k, formulas));
      if (!failing.isEmpty()) {
        remarks.add(
            "There is no value at "
                + failing.stream()
                    .map(n -> k.name() + " = " + n)
                    .collect(java.util.stream.Collectors.joining(", "))
                + ".");
      }
    }
    if (!roots.isEmpty()) {
      remarks.addFirst(everyWhole(k));
    }
    return new Solutions(roots, remarks);
  }

  /** Single places where the difference may have no value. */
  private List<Formula> gaps(Formula difference) {
    List<Formula> gaps = new ArrayList<>();
    for (Formula node : Dag.postorder(List.of(difference))) {
      if (node instanceof Power power
          && power.exponent() instanceof Rational r
          && r.numerator().signum() < 0
          && Dag.contains(power.base(), x)
          && !Angles.occurIn(power.base(), x)) {
        try {
          gaps.addAll(new Equations(symja).solve(power.base(), x, _ -> false).roots());
        } catch (Refusal unknown) {
          // such places are not looked for
        }
      }
    }
    return gaps;
  }

  /** The member of a family that is nearest to a real place. */
  private static LongStream near(Formula place, Family family) {
    double distance =
        Evaluation.constant(place).orElse(Double.NaN)
            - Evaluation.constant(family.first()).orElse(Double.NaN);
    double steps = distance / Evaluation.constant(family.period()).orElse(Double.NaN);
    return Double.isFinite(steps) ? LongStream.of(Math.round(steps)) : LongStream.empty();
  }

  static String everyWhole(Symbol k) {
    return "Here " + k.name() + " stands for every whole number.";
  }

  /** Where a difference can change its sign; empty if it is no formula of one angle. */
  Optional<List<Family>> zerosAndPoles(Formula difference, Predicate<String> taken) {
    List<Family> all = new ArrayList<>();
    for (Formula part : List.of(difference, formulas.power(difference, formulas.integer(-1)))) {
      Optional<Families> found = trigonometric(taken).solve(part, x);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(found.get().families());
    }
    return Optional.of(all);
  }

  static Symbol letter(Formula difference, Predicate<String> taken) {
    List<Symbol> used = Dag.symbols(difference).stream().toList();
    return LETTERS.stream()
        .filter(name -> !taken.test(name))
        .map(Symbol::new)
        .filter(symbol -> !used.contains(symbol))
        .findFirst()
        .orElse(new Symbol("k4"));
  }

  private boolean isMember(Formula root, Family family) {
    if (!Formula.isClosed(root) || !Formula.isClosed(family.first())) {
      return false;
    }
    Complex steps =
        ComplexEvaluation.at(root, Map.of())
            .subtract(ComplexEvaluation.at(family.first(), Map.of()))
            .divide(ComplexEvaluation.at(family.period(), Map.of()));
    Formula member = family.member(formulas.integer((long) Math.rint(steps.getReal())), formulas);
    return steps.subtract(Math.rint(steps.getReal())).norm() < 1e-9
        && Signs.isZero(formulas.subtract(root, member), Map.of()).orElse(true);
  }

  /** No real solution that numbers find may be missing. */
  private void checkComplete(Formula difference, List<Family> families, List<Formula> others) {
    if (!Check.symbols(difference).equals(List.of(x))) {
      return;
    }
    double bound =
        families.stream()
            .mapToDouble(family -> Evaluation.constant(family.period()).orElse(0))
            .max()
            .orElse(Equations.BOUND);
    for (double root : new Equations(symja).realRoots(request, difference, x, 1.7 * bound + 0.1)) {
      Formula found = formulas.decimal(root);
      boolean known =
          families.stream().anyMatch(family -> isNear(root, family))
              || others.stream().anyMatch(other -> Check.same(other, found));
      if (!known) {
        throw request.unchecked();
      }
    }
  }

  private static boolean isNear(double root, Family family) {
    double first = Evaluation.constant(family.first()).orElse(Double.NaN);
    double steps = (root - first) / Evaluation.constant(family.period()).orElse(Double.NaN);
    return Math.abs(steps - Math.rint(steps)) < 1e-4;
  }
}
