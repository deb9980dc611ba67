package gd.kernel;

import gd.tensor.Graph;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What depends on one row of a matrix X and can be computed while the row is read once: products
 * X·v, elementwise work on them, their totals Σᵢ and their transposed products Xᵀ·r.
 *
 * <p>A node's stage counts how often a value went through a sum over the rows before it. All
 * products with one matrix in one stage share a group: within a stage nothing in a group depends on
 * a result of the group.
 */
final class RowGroup {
  /** Fewer rows are not worth a kernel of this kind. */
  static final int FEWEST_ROWS = 64;

  private final Tensor matrix;
  private final List<Tensor.Contract> products = new ArrayList<>();
  private final Set<Tensor> members = new LinkedHashSet<>();
  private final Set<Tensor> results = new LinkedHashSet<>();

  private RowGroup(Tensor matrix) {
    this.matrix = matrix;
  }

  Tensor matrix() {
    return matrix;
  }

  List<Tensor.Contract> products() {
    return products;
  }

  /** Arrays with one element a row, computed within the kernel. */
  Set<Tensor> members() {
    return members;
  }

  /**
   * What the kernel leaves behind: totals, transposed products and those members that others read.
   */
  Set<Tensor> results() {
    return results;
  }

  /** The groups of a graph that are worth a kernel, given in topological order. */
  static List<RowGroup> find(List<Tensor> order, Set<Tensor> outputs) {
    return new Search().run(order, outputs);
  }

  /** The member whose total over the rows this is, or whose transposed product with the matrix. */
  Optional<Tensor> summed(Tensor tensor) {
    Optional<Tensor> row =
        switch (tensor) {
          case Tensor.Reduce reduce when reduce.combine() == Tensor.Combine.SUM ->
              Optional.of(reduce.argument());
          case Tensor.Contract contract when isTransposed(contract.left()) ->
              Optional.of(contract.right());
          case Tensor.Reduce _,
              Tensor.Contract _,
              Tensor.Map _,
              Tensor.View _,
              Tensor.Scatter _,
              Tensor.Stack _,
              Tensor.Square _,
              Tensor.Input _,
              Tensor.Data _ ->
              Optional.empty();
        };
    return row.filter(members::contains);
  }

  private boolean isTransposed(Tensor tensor) {
    return tensor instanceof Tensor.View view
        && view.argument() == matrix
        && view.shape().dimensions().equals(matrix.shape().dimensions().reversed())
        && view.offset() == 0
        && view.strides().equals(List.of(1, matrix.shape().dimension(1)));
  }

  /** One walk over a graph. */
  private static final class Search {
    private record Key(Tensor matrix, int stage) {}

    private final Map<Key, RowGroup> groups = new LinkedHashMap<>();
    private final Map<Tensor, Integer> stages = new IdentityHashMap<>();
    private final Map<Tensor, RowGroup> homes = new HashMap<>();

    /** The home of what depends on rows of several matrices. */
    private final RowGroup mixed = new RowGroup(new Tensor.Input("", gd.tensor.Shape.SCALAR));

    List<RowGroup> run(List<Tensor> order, Set<Tensor> outputs) {
      order.forEach(this::visit);
      homes.forEach(
          (tensor, home) -> {
            if (home != mixed) {
              home.members.add(tensor);
            }
          });
      for (Tensor tensor : order) {
        for (RowGroup group : groups.values()) {
          if (group.summed(tensor).isPresent()) {
            group.results.add(tensor);
          }
        }
      }
      List<RowGroup> worthwhile =
          groups.values().stream().filter(group -> !group.results.isEmpty()).toList();
      for (RowGroup group : worthwhile) {
        group.leaveBehind(order, outputs);
      }
      return worthwhile;
    }

    private void visit(Tensor tensor) {
      List<Tensor> arguments = Graph.arguments(tensor);
      if (tensor instanceof Tensor.Contract contract
          && isRowMatrix(contract.left())
          && contract.right().shape().rank() == 1) {
        Key key = new Key(contract.left(), after(contract.right()));
        RowGroup group = groups.computeIfAbsent(key, _ -> new RowGroup(contract.left()));
        group.products.add(contract);
        homes.put(contract, group);
        stages.put(contract, key.stage());
      } else if (tensor instanceof Tensor.Map && tensor.shape().rank() == 1) {
        int stage = arguments.stream().mapToInt(this::stage).max().orElse(0);
        stages.put(tensor, stage);
        List<RowGroup> from =
            arguments.stream()
                .filter(argument -> homes.containsKey(argument) && stage(argument) == stage)
                .map(homes::get)
                .distinct()
                .toList();
        if (!from.isEmpty()) {
          homes.put(tensor, from.size() == 1 ? from.getFirst() : mixed);
        }
      } else {
        stages.put(tensor, arguments.stream().mapToInt(this::after).max().orElse(0));
      }
    }

    private int stage(Tensor tensor) {
      return Objects.requireNonNull(stages.get(tensor));
    }

    /** The stage of what needs all rows of a tensor. */
    private int after(Tensor tensor) {
      return stage(tensor) + (homes.containsKey(tensor) ? 1 : 0);
    }

    private static boolean isRowMatrix(Tensor tensor) {
      boolean isLeaf = tensor instanceof Tensor.Input || tensor instanceof Tensor.Data;
      return isLeaf && tensor.shape().rank() == 2 && tensor.shape().dimension(0) >= FEWEST_ROWS;
    }
  }

  private void leaveBehind(List<Tensor> order, Set<Tensor> outputs) {
    for (Tensor tensor : order) {
      if (!members.contains(tensor) && !results.contains(tensor)) {
        Graph.arguments(tensor).stream().filter(members::contains).forEach(results::add);
      }
      if (members.contains(tensor) && outputs.contains(tensor)) {
        results.add(tensor);
      }
    }
  }
}
