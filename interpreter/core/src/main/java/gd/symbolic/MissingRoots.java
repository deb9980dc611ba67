package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hipparchus.complex.Complex;

/** Looks by numbers for roots that an answer lacks. */
record MissingRoots(Symja symja, Formula difference, Symbol x, List<Formula> roots) {
  private static final double SAME_ROOT = 0.02;

  /** Where real roots are looked for, the other symbols given. */
  private static final double BOUND = 20;

  /** Whether there is one more of a rational function, real or complex; empty for others. */
  Optional<Boolean> ofRational() {
    Map<Formula, Complex> point = point();
    List<Complex> known = ComplexEvaluation.all(roots, point);
    return RationalRoots.hasMore(difference, x, point, known);
  }

  /** What is to be said if there is one more real root for some values of the other symbols. */
  Optional<String> withParameters() {
    Map<Formula, Complex> point = point();
    Map<Formula, Formula> values = new HashMap<>();
    point.forEach((symbol, value) -> values.put(symbol, decimal(value.getReal())));
    Formula alone = symja.formulas().inlined(symja.formulas().substitute(difference, values));
    List<Complex> known = ComplexEvaluation.all(roots, point);
    return new RealRoots(alone, x, symja.differentiation())
        .between(-BOUND, BOUND).stream()
            .flatMap(List::stream)
            .filter(root -> known.stream().noneMatch(k -> k.subtract(root).norm() <= SAME_ROOT))
            .findFirst()
            .map(root -> remark(values, root));
  }

  private String remark(Map<Formula, Formula> values, double root) {
    FormulaPrinter printer = new FormulaPrinter(2);
    String where =
        values.entrySet().stream()
            .map(each -> printer.print(each.getKey()) + " = " + printer.print(each.getValue()))
            .sorted()
            .collect(Collectors.joining(", "));
    return "This is not all: for %s there is another solution near %s."
        .formatted(where, printer.print(decimal(root)));
  }

  private Formula decimal(double value) {
    return symja.formulas().decimal(value);
  }

  private Map<Formula, Complex> point() {
    List<Symbol> others =
        Check.symbols(difference).stream().filter(symbol -> !symbol.equals(x)).toList();
    return Check.points(others).getFirst();
  }
}
