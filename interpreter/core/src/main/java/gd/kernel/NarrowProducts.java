package gd.kernel;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.tensor.Shape;
import gd.tensor.Strides;
import gd.tensor.Strides.Affine;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Sums over data rows of what is made from X·W, X known and W of a few columns (the scores of a
 * softmax): written column by column, X·w₁, X·w₂, …, so that one {@link RowGroup} takes them all
 * and X is read once. One instance serves one pass over graphs, from the leaves to the results.
 */
final class NarrowProducts {
  /** Columns of W. */
  private static final int MOST = 16;

  /** Steps from a sum to the product below it. */
  private static final int DEEPEST = 200;

  private static final Operation LARGER =
      new Operation(
          "max", 2, Optional.of("Max"), "fmax", "java.lang.Math.max", "\\max\\left(#1, #2\\right)");

  /** What no column of can be written. */
  private static final class Other extends RuntimeException {
    private static final long serialVersionUID = 1;

    Other() {
      super("no columns", null, false, false);
    }
  }

  private record Place(Tensor tensor, Affine index) {}

  private final Tensors tensors;
  private final Formulas formulas;
  private final Map<Place, Tensor> columns = new HashMap<>();

  /** Arrays with some elements for every row, and the number of rows. */
  private final Map<Tensor, Integer> rows = new IdentityHashMap<>();

  NarrowProducts(Tensors tensors) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
  }

  Rewrite.Rule rule() {
    return new Rewrite.Rule("columns of a narrow product", this::rewrite);
  }

  private Optional<Tensor> rewrite(Tensor tensor) {
    notice(tensor);
    try {
      return switch (tensor) {
        case Tensor.Reduce reduce
            when reduce.combine() == Tensor.Combine.SUM && rows.containsKey(reduce.argument()) ->
            summed(reduce);
        case Tensor.Contract contract when rows.containsKey(contract.right()) ->
            transposed(contract);
        case Tensor.Reduce _,
            Tensor.Contract _,
            Tensor.Input _,
            Tensor.Data _,
            Tensor.Map _,
            Tensor.View _,
            Tensor.Scatter _,
            Tensor.Stack _,
            Tensor.Square _ ->
            Optional.empty();
      };
    } catch (Other e) {
      return Optional.empty();
    }
  }

  /** Keeps in mind what has elements for every row. */
  private void notice(Tensor tensor) {
    Optional<Integer> count =
        switch (tensor) {
          case Tensor.Contract contract when isNarrow(contract) ->
              Optional.of(contract.shape().dimension(0));
          case Tensor.Map map -> rowsOf(map.arguments());
          case Tensor.View view -> rowsOf(List.of(view.argument()));
          case Tensor.Reduce reduce -> rowsOf(List.of(reduce.argument()));
          case Tensor.Contract _,
              Tensor.Input _,
              Tensor.Data _,
              Tensor.Scatter _,
              Tensor.Stack _,
              Tensor.Square _ ->
              Optional.empty();
        };
    count
        .filter(n -> tensor.shape().rank() <= 2 && tensor.shape().dimensions().contains(n))
        .filter(n -> tensor.shape().size() <= (long) n * MOST)
        .ifPresent(n -> rows.put(tensor, n));
  }

  private Optional<Integer> rowsOf(List<Tensor> arguments) {
    return arguments.stream().filter(rows::containsKey).map(rows::get).findFirst();
  }

  /** Whether it is X·W for a known X and a W of a few columns. */
  static boolean isNarrow(Tensor tensor) {
    Shape shape = tensor.shape();
    return tensor instanceof Tensor.Contract contract
        && contract.left() instanceof Tensor.Data
        && contract.left().shape().rank() == 2
        && shape.rank() == 2
        && shape.dimension(0) >= RowGroup.FEWEST_ROWS
        && shape.dimension(1) > 1
        && shape.dimension(1) <= MOST;
  }

  /** All elements, or those of each column. */
  private Optional<Tensor> summed(Tensor.Reduce reduce) {
    Tensor argument = reduce.argument();
    int n = rows.getOrDefault(argument, 0);
    OptionalInt axis = reduce.axis();
    if (axis.isEmpty()) {
      return Optional.of(total(together(Tensor.Combine.SUM, all(argument, n))));
    }
    return argument.shape().rank() == 2 && argument.shape().dimension(axis.getAsInt()) == n
        ? Optional.of(tensors.stack(all(argument, n).stream().map(this::total).toList()))
        : Optional.empty();
  }

  private Tensor total(Tensor column) {
    return tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), column);
  }

  /** Xᵀ·G, column by column. */
  private Optional<Tensor> transposed(Tensor.Contract contract) {
    Tensor right = contract.right();
    int n = rows.getOrDefault(right, 0);
    boolean isData =
        contract.left() instanceof Tensor.View view && view.argument() instanceof Tensor.Data;
    if (!isData || right.shape().dimension(0) != n) {
      return Optional.empty();
    }
    List<Tensor> products =
        all(right, n).stream().map(column -> tensors.contract(contract.left(), column)).toList();
    return Optional.of(
        right.shape().rank() == 1
            ? products.getFirst()
            : tensors.transpose(tensors.stack(products)));
  }

  /** Every column of a matrix whose rows, or columns, belong to the data rows; a vector is one. */
  private List<Tensor> all(Tensor matrix, int n) {
    if (matrix.shape().rank() == 1) {
      return List.of(column(matrix, new Affine(0, List.of(1)), n, 0));
    }
    boolean isUpright = matrix.shape().dimension(0) == n;
    int count = matrix.shape().dimension(isUpright ? 1 : 0);
    IntFunction<Affine> place =
        c -> isUpright ? new Affine(c, List.of(count)) : new Affine(c * n, List.of(1));
    return IntStream.range(0, count).mapToObj(c -> column(matrix, place.apply(c), n, 0)).toList();
  }

  /** The elements that an affine index finds, one for every row. */
  private Tensor column(Tensor tensor, Affine index, int n, int depth) {
    if (depth > DEEPEST) {
      throw new Other();
    }
    Place place = new Place(tensor, index);
    Tensor known = columns.get(place);
    if (known == null) {
      known = written(tensor, index, n, depth + 1);
      columns.put(place, known);
    }
    return known;
  }

  private Tensor written(Tensor tensor, Affine index, int n, int depth) {
    if (!rows.containsKey(tensor)) {
      return tensors.view(tensor, Shape.of(n), index.offset(), index.strides());
    }
    return switch (tensor) {
      case Tensor.Map map ->
          tensors.map(
              "",
              map.body(),
              map.arguments().stream()
                  .map(a -> a.shape().rank() == 0 ? a : column(a, index, n, depth))
                  .toList());
      case Tensor.View view ->
          column(
              view.argument(),
              Strides.compose(
                      Shape.of(n),
                      index.offset(),
                      index.strides(),
                      view.shape(),
                      view.offset(),
                      view.strides())
                  .orElseThrow(Other::new),
              n,
              depth);
      case Tensor.Reduce reduce
          when reduce.argument().shape().rank() == 2
              && rows.containsKey(reduce.argument())
              && index.equals(new Affine(0, List.of(1))) ->
          together(reduce.combine(), all(reduce.argument(), n));
      case Tensor.Contract contract
          when isNarrow(contract)
              && index.strides().equals(List.of(contract.shape().dimension(1)))
              && index.offset() < contract.shape().dimension(1) ->
          tensors.contract(contract.left(), tensors.pick(contract.right(), 1, index.offset()));
      case Tensor.Reduce _,
          Tensor.Contract _,
          Tensor.Input _,
          Tensor.Data _,
          Tensor.Scatter _,
          Tensor.Stack _,
          Tensor.Square _ ->
          throw new Other();
    };
  }

  private Tensor together(Tensor.Combine combine, List<Tensor> parts) {
    List<Formula> slots = new ArrayList<>();
    for (int k = 0; k < parts.size(); k++) {
      slots.add(formulas.slot(k));
    }
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    Formula body =
        switch (combine) {
          case SUM -> formulas.sum(slots);
          case PRODUCT -> formulas.product(slots);
          case MAX ->
              slots.stream()
                  .reduce((p, q) -> formulas.apply(LARGER, List.of(p, q)))
                  .orElseThrow(Other::new);
          case MIN -> throw new Other();
        };
    return tensors.map("", body, parts);
  }
}
