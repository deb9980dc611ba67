package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Formula;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hipparchus.complex.Complex;

/**
 * For which parameters an answer holds that was found where some of them are positive: signs are
 * changed, one after the other, and the answer is compared with numbers again.
 *
 * @param assumed parameters, and other formulas, that were taken to be positive
 * @param what need not exist elsewhere: the integral, the limit
 */
record WhereItHolds(
    Formulas formulas,
    Function<Map<Formula, Complex>, Agreement> agreement,
    List<Symbol> parameters,
    Set<Formula> assumed,
    String what) {

  /** Nearer to where an integral ceases to exist quadrature is not good enough. */
  private static final double MARGIN = 0.4;

  private static final Comparator<Symbol> BY_NAME = Comparator.comparing(Symbol::name);

  /** What a comparison with numbers says. */
  enum Agreement {
    AGREES,
    DIFFERS,
    /** There is no number to compare with. */
    OPEN
  }

  /** Points where every symbol is positive, and what is assumed to be. */
  static List<Map<Formula, Complex>> points(List<Symbol> symbols, Collection<Formula> assumed) {
    return Check.positive(symbols, point -> isMet(assumed, point));
  }

  private static boolean isMet(Collection<Formula> assumed, Map<Formula, Complex> point) {
    return assumed.stream().allMatch(each -> ComplexEvaluation.at(each, point).getReal() > MARGIN);
  }

  /** Which of what was assumed to be positive has to be; empty if nothing. */
  Optional<String> remark() {
    List<Symbol> open = parameters.stream().filter(assumed::contains).sorted(BY_NAME).toList();
    List<Symbol> free = open.stream().filter(each -> holdsNegative(List.of(each))).toList();
    boolean together = free.size() < 2 || holdsNegative(free);
    List<Symbol> positive =
        together ? open.stream().filter(each -> !free.contains(each)).toList() : open;
    List<String> conditions = new ArrayList<>();
    if (!positive.isEmpty()) {
      String names = positive.stream().map(this::print).collect(Collectors.joining(", "));
      conditions.add(names + " > 0");
    }
    others().stream()
        .filter(each -> !isImplied(each, positive))
        .map(this::condition)
        .distinct()
        .forEach(conditions::add);
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "This holds for "
                + String.join(" and ", conditions)
                + "; "
                + what
                + " need not exist elsewhere.");
  }

  /** Whether something is positive wherever these symbols are, of which it is made. */
  private static boolean isImplied(Formula condition, List<Symbol> positive) {
    List<Symbol> symbols = Check.symbols(condition);
    return positive.containsAll(symbols)
        && Check.points(symbols).stream()
            .map(WhereItHolds::magnitudes)
            .allMatch(point -> ComplexEvaluation.at(condition, point).getReal() > 0);
  }

  private static Map<Formula, Complex> magnitudes(Map<Formula, Complex> point) {
    Map<Formula, Complex> positive = new HashMap<>();
    point.forEach((symbol, value) -> positive.put(symbol, Complex.valueOf(value.norm())));
    return positive;
  }

  /** Whether the answer is right with some of the symbols negative, wherever it may be. */
  private boolean holdsNegative(List<Symbol> negative) {
    List<Formula> others = others();
    List<Map<Formula, Complex>> points =
        Check.positive(
            parameters,
            point -> {
              negative.forEach(symbol -> point.computeIfPresent(symbol, (_, v) -> v.negate()));
              return isMet(others, point);
            });
    List<Agreement> seen = points.stream().map(agreement).toList();
    return seen.isEmpty() || seen.contains(Agreement.AGREES) && !seen.contains(Agreement.DIFFERS);
  }

  private List<Formula> others() {
    return assumed.stream().filter(each -> !(each instanceof Symbol)).toList();
  }

  /** a - b > 0 as a > b, n + 1 > 0 as n > -1. */
  private String condition(Formula positive) {
    List<Formula> left = new ArrayList<>();
    List<Formula> right = new ArrayList<>();
    for (Formula term : positive instanceof Sum sum ? sum.terms() : List.of(positive)) {
      boolean negative =
          term instanceof Rational
              || term instanceof Product product
                  && product.factors().getFirst() instanceof Rational c
                  && c.numerator().signum() < 0;
      if (negative) {
        right.add(formulas.negate(term));
      } else {
        left.add(term);
      }
    }
    return print(formulas.sum(left)) + " > " + print(formulas.sum(right));
  }

  private String print(Formula formula) {
    return new FormulaPrinter(6).print(formula);
  }
}
