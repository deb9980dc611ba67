package gd.evaluate;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.linear.DecimalMatrix;
import gd.linear.ExactMatrix;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A matrix as linear algebra takes it, by what its elements are. */
sealed interface Matrix {
  /** Rows up to which fractions are kept. */
  int LARGEST_EXACT = 100;

  /** Rows up to which symbols are. */
  int LARGEST_SYMBOLIC = 12;

  /** Rows up to which eigenvalues are roots of the characteristic polynomial. */
  int LARGEST_EXACT_EIGEN = 12;

  /** Rows and columns of decimals: a minute of work. */
  int LARGEST_DECIMAL = 1500;

  /** Fractions. */
  record Exact(ExactMatrix matrix) implements Matrix {}

  /** Symbols, or exact numbers that are no fractions. */
  record Symbolic(List<List<Formula>> rows) implements Matrix {}

  record Decimals(DecimalMatrix matrix) implements Matrix {}

  /** A matrix that waits for an input. */
  record Traced(Tensor tensor) implements Matrix {}

  static Matrix of(Interpreter in, Arguments a) {
    return of(in, ArrayBuiltins.array(in, a.value("A")));
  }

  static Matrix of(Interpreter in, Tensor tensor) {
    Shape shape = tensor.shape();
    if (shape.rank() != 2 || shape.size() == 0) {
      throw new Refusal(
          at -> new ShapeProblem.NotThatShape(at, "a matrix", Words.of(shape), List.of()));
    }
    if (tensor.isTraced()) {
      return new Traced(tensor);
    }
    Tensor.Data data = in.computing().data(tensor);
    int rows = shape.dimension(0);
    int columns = shape.dimension(1);
    if (isDecimal(data)) {
      checkSize(shape, LARGEST_DECIMAL, "decimals");
      return new Decimals(inDecimals(in, data));
    }
    List<Formula> elements = data.elements().formulas();
    List<List<Formula>> byRow = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      byRow.add(elements.subList(i * columns, (i + 1) * columns));
    }
    if (ExactMatrix.isExact(byRow)) {
      checkSize(shape, LARGEST_EXACT, "fractions");
      return new Exact(new ExactMatrix(in.formulas(), byRow));
    }
    checkSize(shape, LARGEST_SYMBOLIC, "symbols");
    return new Symbolic(byRow);
  }

  private static boolean isDecimal(Tensor.Data data) {
    return switch (data.elements()) {
      case Elements.Decimals _ -> true;
      case Elements.Formulas(var values) ->
          values.stream().anyMatch(Formula.Decimal.class::isInstance)
              && values.stream().allMatch(Matrix::isReal);
    };
  }

  private static boolean isReal(Formula element) {
    return Formula.isClosed(element)
        && !Dag.postorder(List.of(element)).contains(Formula.Constant.I);
  }

  private static void checkSize(Shape shape, int most, String what) {
    checkSize(Math.max(shape.dimension(0), shape.dimension(1)), most, what);
  }

  static void checkSize(int size, int most, String what) {
    if (size > most) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "the size of a matrix of " + what + " in linear algebra",
                  most + " rows or columns",
                  what.equals("decimals")
                      ? "Take a smaller matrix."
                      : "N(A) is the matrix in decimals, which may be larger."));
    }
  }

  static DecimalMatrix inDecimals(Interpreter in, Tensor known) {
    Tensor.Data data = in.computing().data(known);
    double[] values = in.computing().decimals(data);
    int columns = data.shape().dimension(1);
    return new DecimalMatrix(
        IntStream.range(0, data.shape().dimension(0))
            .mapToObj(i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns))
            .toArray(double[][]::new));
  }

  /** In decimals; symbols have none. */
  static DecimalMatrix inDecimals(Interpreter in, Matrix matrix) {
    return switch (matrix) {
      case Decimals(var decimals) -> decimals;
      case Exact(var exact) -> inDecimals(in, exact.rows());
      case Symbolic(var rows) -> inDecimals(in, rows);
      case Traced _ -> throw traced();
    };
  }

  static DecimalMatrix inDecimals(Interpreter in, List<List<Formula>> rows) {
    return new DecimalMatrix(decimals(in, rows));
  }

  private static double[][] decimals(Interpreter in, List<List<Formula>> rows) {
    return rows.stream()
        .map(row -> row.stream().mapToDouble(in.computing()::decimal).toArray())
        .toArray(double[][]::new);
  }

  static Refusal traced() {
    return new Refusal(
        at ->
            new RunProblem.WrongKind(
                at,
                "a matrix that is known",
                "a matrix whose elements are not known",
                List.of("det, inv and solve can be differentiated, up to 4 rows")));
  }

  static Value of(List<List<Formula>> rows) {
    List<Formula> elements = rows.stream().flatMap(List::stream).toList();
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    return new Value.Array(
        new Tensor.Data(Shape.of(rows.size(), columns), Elements.alike(elements)));
  }

  static Value of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] elements = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return new Value.Array(
        new Tensor.Data(Shape.of(rows.length, columns), new Elements.Decimals(elements)));
  }
}
