package gd.evaluate;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.linear.Cofactors;
import gd.linear.DecimalMatrix;
import gd.linear.DecimalMatrix.Eigenpair;
import gd.linear.ExactMatrix;
import gd.report.Refusal;
import gd.report.ShapeProblem;
import gd.report.Span;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Linear algebra: exact for matrices of fractions or symbols, otherwise in decimals. */
final class LinearBuiltins {
  /**
   * Rows up to which determinants and inverses of matrices that wait for an input are written out.
   */
  private static final int LARGEST_WRITTEN_OUT = 4;

  private LinearBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.ofEntries(
        Map.entry("det", LinearBuiltins::determinant),
        Map.entry("inv", LinearBuiltins::inverse),
        Map.entry("eigenvalues", LinearBuiltins::eigenvalues),
        Map.entry("eigenvectors", LinearBuiltins::eigenvectors),
        Map.entry("rank", LinearBuiltins::rank),
        Map.entry("null", LinearBuiltins::nullSpace),
        Map.entry("pinv", LinearBuiltins::pseudoInverse),
        Map.entry("lu", LinearBuiltins::lu),
        Map.entry("qr", LinearBuiltins::qr),
        Map.entry("svd", LinearBuiltins::svd),
        Map.entry("cholesky", LinearBuiltins::cholesky));
  }

  private static Matrix square(Interpreter in, Arguments a) {
    return square(in, ArrayBuiltins.array(in, a.value("A")));
  }

  private static Matrix square(Interpreter in, Tensor tensor) {
    Shape shape = tensor.shape();
    if (shape.rank() != 2 || shape.dimension(0) != shape.dimension(1)) {
      throw new Refusal(
          at -> new ShapeProblem.NotThatShape(at, "a square matrix", Words.of(shape), List.of()));
    }
    return Matrix.of(in, tensor);
  }

  private static Value determinant(Interpreter in, Arguments a) {
    return switch (square(in, a)) {
      case Matrix.Exact(var exact) -> new Value.Scalar(exact.determinant());
      case Matrix.Symbolic(var rows) -> new Value.Scalar(in.algebra().determinant(rows));
      case Matrix.Decimals(var decimals) ->
          new Value.Scalar(in.formulas().decimal(decimals.determinant()));
      case Matrix.Traced(var tensor) when ArraySymbols.areAll(in, tensor) ->
          Arithmetic.of(in.tensors().square(Tensor.Whole.DETERMINANT, tensor));
      case Matrix.Traced(var tensor) ->
          Arithmetic.of(
              writtenOut(in, tensor, slots -> new Cofactors(in.formulas()).determinant(slots)));
    };
  }

  private static Value inverse(Interpreter in, Arguments a) {
    return inverse(in, square(in, a));
  }

  static Tensor inverse(Interpreter in, Tensor tensor) {
    if (ArraySymbols.areAll(in, tensor)) {
      return in.tensors().square(Tensor.Whole.INVERSE, tensor);
    }
    int n = tensor.shape().dimension(0);
    List<Tensor> elements = new ArrayList<>();
    for (int k = 0; k < n * n; k++) {
      int i = k / n;
      int j = k % n;
      elements.add(
          writtenOut(
              in, tensor, slots -> new Cofactors(in.formulas()).inverse(slots).get(i).get(j)));
    }
    return in.tensors().reshape(in.tensors().stack(elements), tensor.shape());
  }

  /** A number as a formula in the elements, which are numbered by rows. */
  private static Tensor writtenOut(
      Interpreter in, Tensor tensor, Function<List<List<Formula>>, Formula> body) {
    int n = tensor.shape().dimension(0);
    if (n > LARGEST_WRITTEN_OUT) {
      throw Matrix.traced();
    }
    Tensor flat = in.tensors().reshape(tensor, Shape.of(n * n));
    List<List<Formula>> slots = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int row = i;
      slots.add(
          IntStream.range(0, n).<Formula>mapToObj(j -> in.formulas().slot(row * n + j)).toList());
    }
    return in.tensors()
        .map(
            "det",
            body.apply(slots),
            IntStream.range(0, n * n).mapToObj(k -> in.tensors().pick(flat, 0, k)).toList());
  }

  /** X such that A·X = b, a vector or a matrix of several. */
  static Value solve(Interpreter in, Tensor matrix, Value right) {
    Shape shape = matrix.shape();
    if (shape.dimension(0) != shape.dimension(1)) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at,
                  "a square matrix",
                  Words.of(shape),
                  List.of("pinv(A)*b is the best solution, by least squares")));
    }
    Tensor b = ArrayBuiltins.array(in, right);
    if (b.shape().rank() == 0
        || b.shape().rank() > 2
        || b.shape().dimension(0) != shape.dimension(0)) {
      String needed = "a vector of " + shape.dimension(0) + ", or a matrix of as many rows";
      throw new Refusal(
          at -> new ShapeProblem.NotThatShape(at, needed, Words.of(b.shape()), List.of()));
    }
    boolean vector = b.shape().rank() == 1;
    Tensor columns = vector ? in.tensors().reshape(b, Shape.of(b.shape().dimension(0), 1)) : b;
    Value solution = solve(in, Matrix.of(in, matrix), matrix, columns);
    return vector
        ? in.computing()
            .force(
                Arithmetic.of(in.tensors().reshape(ArrayBuiltins.array(in, solution), b.shape())))
        : solution;
  }

  private static Value solve(Interpreter in, Matrix matrix, Tensor tensor, Tensor columns) {
    if (matrix instanceof Matrix.Traced || columns.isTraced()) {
      Tensor inverse =
          matrix instanceof Matrix.Traced
              ? inverse(in, tensor)
              : ArrayBuiltins.array(in, inverse(in, matrix));
      return Arithmetic.of(in.tensors().multiply(inverse, columns));
    }
    if (matrix instanceof Matrix.Decimals(var decimals)) {
      return Matrix.of(decimals.solve(Matrix.inDecimals(in, columns)).rows());
    }
    Matrix right = Matrix.of(in, columns);
    return switch (matrix) {
      case Matrix.Exact(var a) when right instanceof Matrix.Exact(var b) ->
          Matrix.of(a.solve(b.rows()));
      case Matrix.Symbolic(var rows) ->
          Arithmetic.of(
              in.tensors()
                  .multiply(
                      ArrayBuiltins.array(in, Matrix.of(in.algebra().inverse(rows))), columns));
      case Matrix.Exact(var a) when right instanceof Matrix.Symbolic ->
          Arithmetic.of(
              in.tensors().multiply(ArrayBuiltins.array(in, Matrix.of(a.inverse())), columns));
      case Matrix.Exact _, Matrix.Decimals _, Matrix.Traced _ ->
          Matrix.of(Matrix.inDecimals(in, matrix).solve(Matrix.inDecimals(in, right)).rows());
    };
  }

  private static Value inverse(Interpreter in, Matrix matrix) {
    return switch (matrix) {
      case Matrix.Exact(var exact) -> Matrix.of(exact.inverse());
      case Matrix.Symbolic(var rows) -> Matrix.of(in.algebra().inverse(rows));
      case Matrix.Decimals(var decimals) -> Matrix.of(decimals.inverse().rows());
      case Matrix.Traced(var tensor) -> new Value.Array(inverse(in, tensor));
    };
  }

  private static Value eigenvalues(Interpreter in, Arguments a) {
    return switch (square(in, a)) {
      case Matrix.Exact(var exact) ->
          closed(in, exact, a.at())
              .map(ArrayBuiltins::vector)
              .orElseGet(() -> eigenvalues(in, Matrix.inDecimals(in, exact.rows())));
      case Matrix.Symbolic(var rows) -> ArrayBuiltins.vector(in.algebra().eigenvalues(rows));
      case Matrix.Decimals(var decimals) -> eigenvalues(in, decimals);
      case Matrix.Traced _ -> throw Matrix.traced();
    };
  }

  /** Empty, which a note says, if one of them has no closed form. */
  private static Optional<List<Formula>> closed(Interpreter in, ExactMatrix matrix, Span at) {
    List<List<Formula>> rows = characteristic(matrix);
    try {
      return Optional.of(in.algebra().eigenvalues(rows));
    } catch (Refusal refusal) {
      if (!Numerically.hasNoAnswer(refusal, at)) {
        throw refusal;
      }
      Numerically.note(
          in, at, "There is no closed form of all the eigenvalues here; the numbers are decimals.");
      return Optional.empty();
    }
  }

  private static Value eigenvalues(Interpreter in, DecimalMatrix matrix) {
    return ArrayBuiltins.vector(
        matrix.eigenpairs().stream().map(p -> complex(in.formulas(), p.value())).toList());
  }

  private static Value eigenvectors(Interpreter in, Arguments a) {
    return switch (square(in, a)) {
      case Matrix.Exact(var exact) ->
          closed(in, exact, a.at()).isPresent()
              ? columns(in, in.algebra().eigenvectors(exact.rows()))
              : eigenvectors(in, Matrix.inDecimals(in, exact.rows()));
      case Matrix.Symbolic(var rows) -> columns(in, in.algebra().eigenvectors(rows));
      case Matrix.Decimals(var decimals) -> eigenvectors(in, decimals);
      case Matrix.Traced _ -> throw Matrix.traced();
    };
  }

  private static Value eigenvectors(Interpreter in, DecimalMatrix matrix) {
    return columns(
        in,
        matrix.eigenpairs().stream()
            .map(Eigenpair::vector)
            .map(v -> v.stream().map(c -> complex(in.formulas(), c)).toList())
            .toList());
  }

  /** The rows of a matrix whose characteristic polynomial is small enough for exact roots. */
  private static List<List<Formula>> characteristic(ExactMatrix matrix) {
    Matrix.checkSize(matrix.rows().size(), Matrix.LARGEST_EXACT_EIGEN, "fractions");
    return matrix.rows();
  }

  private static Formula complex(Formulas formulas, DecimalMatrix.Complex value) {
    Formula real = formulas.decimal(value.real());
    if (value.imaginary() == 0) {
      return real;
    }
    Formula imaginary = formulas.multiply(formulas.decimal(value.imaginary()), Formula.Constant.I);
    return value.real() == 0 ? imaginary : formulas.add(real, imaginary);
  }

  private static Value columns(Interpreter in, List<List<Formula>> columns) {
    Value rows = Matrix.of(columns);
    return in.computing()
        .force(Arithmetic.of(in.tensors().transpose(ArrayBuiltins.array(in, rows))));
  }

  private static Value rank(Interpreter in, Arguments a) {
    Matrix matrix = Matrix.of(in, a);
    return Numbers.integer(
        matrix instanceof Matrix.Exact(var exact)
            ? exact.rank()
            : Matrix.inDecimals(in, matrix).rank());
  }

  private static Value nullSpace(Interpreter in, Arguments a) {
    Matrix matrix = Matrix.of(in, a);
    if (matrix instanceof Matrix.Exact(var exact)) {
      List<List<Formula>> basis = exact.nullSpace();
      return basis.isEmpty()
          ? Matrix.of(exact.rows().getFirst().stream().map(_ -> List.<Formula>of()).toList())
          : columns(in, basis);
    }
    return Matrix.of(Matrix.inDecimals(in, matrix).nullSpace());
  }

  /** Of full rank it is the inverse of a product of A with its transpose, times that transpose. */
  private static Value pseudoInverse(Interpreter in, Arguments a) {
    Matrix matrix = Matrix.of(in, a);
    if (matrix instanceof Matrix.Exact(var exact)) {
      Tensor tensor = ArrayBuiltins.array(in, a.value("A"));
      Tensor transposed = in.tensors().transpose(tensor);
      int rank = exact.rank();
      if (rank == tensor.shape().dimension(1)) {
        Tensor inverse = inverseOf(in, in.tensors().multiply(transposed, tensor));
        return in.computing().force(Arithmetic.of(in.tensors().multiply(inverse, transposed)));
      }
      if (rank == tensor.shape().dimension(0)) {
        Tensor inverse = inverseOf(in, in.tensors().multiply(tensor, transposed));
        return in.computing().force(Arithmetic.of(in.tensors().multiply(transposed, inverse)));
      }
    }
    return Matrix.of(Matrix.inDecimals(in, matrix).pseudoInverse().rows());
  }

  private static Tensor inverseOf(Interpreter in, Tensor square) {
    return ArrayBuiltins.array(in, inverse(in, Matrix.of(in, square)));
  }

  private static Value lu(Interpreter in, Arguments a) {
    Matrix matrix = square(in, a);
    if (matrix instanceof Matrix.Exact(var exact)) {
      ExactMatrix.Lu lu = exact.lu();
      return fields("P", Matrix.of(lu.p()), "L", Matrix.of(lu.l()), "U", Matrix.of(lu.u()));
    }
    DecimalMatrix.Lu lu = Matrix.inDecimals(in, matrix).lu();
    return fields(
        "P",
        Matrix.of(lu.p().rows()),
        "L",
        Matrix.of(lu.l().rows()),
        "U",
        Matrix.of(lu.u().rows()));
  }

  private static Value qr(Interpreter in, Arguments a) {
    Matrix matrix = Matrix.of(in, a);
    Optional<ExactMatrix.Qr> exactly =
        matrix instanceof Matrix.Exact(var exact) ? exact.qr() : Optional.empty();
    if (exactly.isPresent()) {
      return fields("Q", Matrix.of(exactly.get().q()), "R", Matrix.of(exactly.get().r()));
    }
    DecimalMatrix.Qr qr = Matrix.inDecimals(in, matrix).qr();
    return fields("Q", Matrix.of(qr.q().rows()), "R", Matrix.of(qr.r().rows()));
  }

  private static Value svd(Interpreter in, Arguments a) {
    DecimalMatrix.Svd svd = Matrix.inDecimals(in, Matrix.of(in, a)).svd();
    double[] s = svd.s();
    Value values = new Value.Array(new Tensor.Data(Shape.of(s.length), new Elements.Decimals(s)));
    return fields("U", Matrix.of(svd.u().rows()), "S", values, "V", Matrix.of(svd.v().rows()));
  }

  private static Value cholesky(Interpreter in, Arguments a) {
    Matrix matrix = square(in, a);
    return matrix instanceof Matrix.Exact(var exact)
        ? Matrix.of(exact.cholesky())
        : Matrix.of(Matrix.inDecimals(in, matrix).cholesky().rows());
  }

  private static Value fields(Object... namesAndValues) {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      fields.put((String) namesAndValues[k], (Value) namesAndValues[k + 1]);
    }
    return new Value.Fields(fields);
  }
}
