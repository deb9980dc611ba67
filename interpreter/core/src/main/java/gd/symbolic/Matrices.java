package gd.symbolic;

import gd.formula.Formula;
import gd.formula.Formula.Number;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;

/** Determinants, inverses and eigenvalues of small square matrices, given by rows. */
final class Matrices {
  private final Symja symja;
  private final Formulas formulas;

  Matrices(Symja symja) {
    this.symja = symja;
    this.formulas = symja.formulas();
  }

  Formula determinant(List<List<Formula>> rows) {
    if (isNumeric(rows)) {
      return new Elimination(formulas, rows, 0).determinant();
    }
    return symja.ask(Request.of("det", rows), to -> F.unaryAST1(S.Det, matrix(to, rows)));
  }

  List<List<Formula>> inverse(List<List<Formula>> rows) {
    Request request = Request.of("inv", rows);
    if (isNumeric(rows)) {
      return new Elimination(formulas, rows, rows.size())
          .inverse()
          .orElseThrow(() -> request.noAnswer("Its determinant is 0, so it has no inverse."));
    }
    List<List<Formula>> inverse =
        symja.ask(
            request,
            to -> F.unaryAST1(S.Inverse, matrix(to, rows)),
            (from, answer) -> from.trees(answer).stream().map(from::list).toList());
    if (!isInverse(rows, inverse)) {
      throw request.unchecked();
    }
    return inverse;
  }

  /** All of them, with multiplicity, in ascending order. */
  List<Formula> eigenvalues(List<List<Formula>> rows) {
    Request request = Request.of("eigenvalues", rows);
    List<Formula> values =
        symja.ask(request, to -> F.unaryAST1(S.Eigenvalues, matrix(to, rows)), FromSymja::list);
    if (values.size() != rows.size() || !agree(rows, values)) {
      throw request.unchecked();
    }
    return RootOrder.sorted(values);
  }

  /** Their sum is the trace, their product the determinant. */
  private boolean agree(List<List<Formula>> rows, List<Formula> values) {
    List<Formula> diagonal = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      diagonal.add(rows.get(i).get(i));
    }
    Formula determinant = determinant(rows);
    Formula[] all = values.toArray(Formula[]::new);
    List<Symbol> symbols =
        Check.symbols(formulas.sum(diagonal), determinant, formulas.sum(List.of(all)));
    Map<Formula, Complex> point = Check.points(symbols).getFirst();
    Complex sum = Complex.ZERO;
    Complex product = Complex.ONE;
    for (Formula value : values) {
      Complex known = ComplexEvaluation.at(value, point);
      sum = sum.add(known);
      product = product.multiply(known);
    }
    return Check.close(sum, ComplexEvaluation.at(formulas.sum(diagonal), point))
        && Check.close(product, ComplexEvaluation.at(determinant, point));
  }

  private boolean isInverse(List<List<Formula>> rows, List<List<Formula>> inverse) {
    int n = rows.size();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        List<Formula> terms = new ArrayList<>();
        for (int k = 0; k < n; k++) {
          terms.add(formulas.multiply(rows.get(i).get(k), inverse.get(k).get(j)));
        }
        if (!Check.same(formulas.sum(terms), formulas.integer(i == j ? 1 : 0))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isNumeric(List<List<Formula>> rows) {
    return rows.stream().flatMap(List::stream).allMatch(Number.class::isInstance);
  }

  private static IExpr matrix(ToSymja to, List<List<Formula>> rows) {
    return F.ListAlloc(rows.stream().<IExpr>map(to::list).toList());
  }
}
