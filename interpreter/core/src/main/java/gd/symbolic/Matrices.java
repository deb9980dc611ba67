package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.linear.ExactMatrix;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;

/** Determinants, inverses and eigenvalues of small square matrices, given by rows. */
final class Matrices {
  /** All 7! products of seven rows of letters, not of eight. */
  private static final int MOST_TERMS = 10_000;

  private static final Formula HALF = new Rational(BigInteger.ONE, BigInteger.TWO);
  private static final double ROUNDING = 1e-6;
  private static final double TINY = 1e-9;

  private final Symja symja;
  private final Formulas formulas;

  Matrices(Symja symja) {
    this.symja = symja;
    this.formulas = symja.formulas();
  }

  Formula determinant(List<List<Formula>> rows) {
    if (ExactMatrix.isExact(rows)) {
      return new ExactMatrix(formulas, rows).determinant();
    }
    Request request = Request.of("det", rows);
    Formula determinant =
        symja
            .compute(request, () -> Minors.determinant(formulas, rows, MOST_TERMS))
            .orElseThrow(
                () ->
                    new Refusal(
                        at ->
                            new MathProblem.LimitReached(
                                at,
                                "the size of this determinant",
                                "%,d terms".formatted(MOST_TERMS),
                                "Put numbers in first.")));
    if (!holds(
        rows,
        (matrix, point) ->
            Check.close(matrix.determinant(), ComplexEvaluation.at(determinant, point)))) {
      throw request.unchecked();
    }
    return determinant;
  }

  /** Whether numbers agree at all random points where the matrix has values. */
  private static boolean holds(
      List<List<Formula>> rows, BiPredicate<NumericMatrix, Map<Formula, Complex>> agrees) {
    List<Symbol> symbols =
        Check.symbols(rows.stream().flatMap(List::stream).toArray(Formula[]::new));
    List<Map<Formula, Complex>> points = Check.points(symbols);
    int agreed = 0;
    for (Map<Formula, Complex> point : symbols.isEmpty() ? points.subList(0, 1) : points) {
      NumericMatrix matrix = NumericMatrix.at(rows, point);
      if (matrix.isFinite()) {
        if (!agrees.test(matrix, point)) {
          return false;
        }
        agreed++;
      }
    }
    return agreed > 0;
  }

  List<List<Formula>> inverse(List<List<Formula>> rows) {
    if (ExactMatrix.isExact(rows)) {
      return new ExactMatrix(formulas, rows).inverse();
    }
    Request request = Request.of("inv", rows);
    try {
      List<List<Formula>> inverse =
          symja.ask(
              request,
              to -> F.unaryAST1(S.Inverse, matrix(to, rows)),
              (from, answer) -> from.trees(answer).stream().map(from::list).toList());
      if (!isInverse(rows, inverse)) {
        throw request.unchecked();
      }
      return inverse;
    } catch (Refusal none) {
      throw isSingular(request, rows)
          ? new Refusal(
              at -> new MathProblem.SingularMatrix(at, "inv", rows.size(), OptionalInt.empty()))
          : none;
    }
  }

  /** Whether that is proved. */
  private boolean isSingular(Request request, List<List<Formula>> rows) {
    Optional<Formula> determinant =
        symja.compute(request, () -> Minors.determinant(formulas, rows, MOST_TERMS));
    return determinant
        .filter(d -> d.equals(formulas.integer(0)) || Formula.isClosed(d) && RootBound.isZero(d))
        .isPresent();
  }

  /** All of them, with multiplicity, in ascending order. */
  List<Formula> eigenvalues(List<List<Formula>> rows) {
    Request request = Request.of("eigenvalues", rows);
    if (ExactMatrix.isExact(rows)) {
      List<Formula> exact = new Spectrum(symja, request, rows).values();
      if (!agree(rows, exact)) {
        throw request.unchecked();
      }
      return exact;
    }
    List<Formula> values =
        symja.ask(request, to -> F.unaryAST1(S.Eigenvalues, matrix(to, rows)), FromSymja::list);
    if (values.size() != rows.size() || !agree(rows, values)) {
      throw request.unchecked();
    }
    return RootOrder.sorted(plainer(request, rows, values));
  }

  /**
   * With b for √(b²) in all of them: where b is negative the roots of a pair change places. Numbers
   * confirm it.
   */
  private List<Formula> plainer(Request request, List<List<Formula>> rows, List<Formula> values) {
    Map<Formula, Formula> roots = new HashMap<>();
    for (Formula node : Dag.postorder(values)) {
      if (node instanceof Power power && !Formula.isClosed(node) && power.exponent().equals(HALF)) {
        Formula factored =
            symja.ask(request, to -> F.unaryAST1(S.Factor, to.convert(power.base())));
        root(factored).ifPresent(root -> roots.put(node, root));
      }
    }
    List<Formula> plain =
        values.stream()
            .map(value -> MultipliedOut.shortest(formulas, formulas.substitute(value, roots)))
            .toList();
    return agree(rows, plain) ? plain : values;
  }

  /** Of a product of even powers and a number; without its sign. */
  private Optional<Formula> root(Formula square) {
    List<Formula> roots = new ArrayList<>();
    for (Formula factor : Antiderivatives.factors(square)) {
      if (Formula.isClosed(factor)) {
        roots.add(formulas.power(factor, HALF));
      } else if (factor instanceof Power power
          && power.exponent() instanceof Rational r
          && r.isInteger()
          && !r.numerator().testBit(0)) {
        roots.add(formulas.power(power.base(), formulas.multiply(HALF, r)));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(formulas.product(roots));
  }

  /** Eigenvectors as columns, in the order of the eigenvalues. */
  List<List<Formula>> eigenvectors(List<List<Formula>> rows) {
    Request request = Request.of("eigenvectors", rows);
    List<List<Formula>> vectors = new ArrayList<>();
    eigenspaces(request, rows)
        .forEach(
            (value, basis) -> {
              if (!isMultiplied(rows, value, basis)) {
                throw request.unchecked();
              }
              vectors.addAll(basis);
            });
    if (vectors.size() != rows.size()) {
      throw request.noAnswer(
          "It is defective: fewer eigenvectors are independent ("
              + vectors.size()
              + ") than it has rows.");
    }
    return vectors;
  }

  /** For each eigenvalue in ascending order a basis of the vectors that are multiplied by it. */
  private Map<Formula, List<List<Formula>>> eigenspaces(Request request, List<List<Formula>> rows) {
    if (ExactMatrix.isExact(rows)) {
      return new Spectrum(symja, request, rows).spaces();
    }
    Map<Formula, List<List<Formula>>> spaces = new LinkedHashMap<>();
    for (Formula value : eigenvalues(rows)) {
      spaces.computeIfAbsent(value, _ -> eigenspace(request, rows, value));
    }
    return spaces;
  }

  private boolean isMultiplied(List<List<Formula>> rows, Formula value, List<List<Formula>> basis) {
    return shifted(rows, value).stream()
        .allMatch(
            row ->
                basis.stream()
                    .allMatch(vector -> Check.same(inner(row, vector), formulas.integer(0))));
  }

  private List<List<Formula>> shifted(List<List<Formula>> rows, Formula value) {
    List<List<Formula>> shifted = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Formula> row = new ArrayList<>(rows.get(i));
      row.set(i, formulas.subtract(row.get(i), value));
      shifted.add(row);
    }
    return shifted;
  }

  private List<List<Formula>> eigenspace(Request request, List<List<Formula>> rows, Formula value) {
    List<List<Formula>> shifted = shifted(rows, value);
    List<List<Formula>> basis =
        symja.ask(
            request,
            to -> F.unaryAST1(S.NullSpace, matrix(to, shifted)),
            (from, answer) -> from.trees(answer).stream().map(from::list).toList());
    boolean complete =
        holds(
            shifted,
            (matrix, point) ->
                matrix.rank() + basis.size() == rows.size()
                    && NumericMatrix.at(basis, point).rank() == basis.size());
    if (!complete) {
      throw request.unchecked();
    }
    return basis;
  }

  private Formula inner(List<Formula> row, List<Formula> vector) {
    List<Formula> terms = new ArrayList<>();
    for (int k = 0; k < row.size(); k++) {
      terms.add(formulas.multiply(row.get(k), vector.get(k)));
    }
    return formulas.sum(terms);
  }

  /** The sums of their first powers are the traces of those of the matrix. */
  private static boolean agree(List<List<Formula>> rows, List<Formula> values) {
    return holds(
        rows,
        (matrix, point) -> {
          List<Complex> known = ComplexEvaluation.all(values, point);
          List<Complex> powers = new ArrayList<>(known);
          for (Complex trace : matrix.tracesOfPowers(values.size())) {
            Complex sum = powers.stream().reduce(Complex.ZERO, Complex::add);
            double size = powers.stream().mapToDouble(Complex::norm).sum();
            if (!(sum.subtract(trace).norm() <= ROUNDING * Math.max(size, TINY))) {
              return false;
            }
            for (int i = 0; i < powers.size(); i++) {
              powers.set(i, powers.get(i).multiply(known.get(i)));
            }
          }
          return true;
        });
  }

  private boolean isInverse(List<List<Formula>> rows, List<List<Formula>> inverse) {
    int n = rows.size();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int column = j;
        Formula product = inner(rows.get(i), inverse.stream().map(row -> row.get(column)).toList());
        if (!Check.same(product, formulas.integer(i == j ? 1 : 0))) {
          return false;
        }
      }
    }
    return true;
  }

  private static IExpr matrix(ToSymja to, List<List<Formula>> rows) {
    return F.ListAlloc(rows.stream().<IExpr>map(to::list).toList());
  }
}
