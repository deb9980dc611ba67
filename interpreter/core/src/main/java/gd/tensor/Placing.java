package gd.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Adds arrays that are zero but for one element or row each, as the elements and rows of a matrix
 * that a loop goes through hand them back: they are put side by side. Added as whole arrays, n
 * elements would cost n² additions.
 */
final class Placing {
  private static final int FEWEST = 2;

  /** At most so many zeros for every element that is placed. */
  private static final int SPARSEST = 4;

  private final Tensors tensors;

  Placing(Tensors tensors) {
    this.tensors = tensors;
  }

  /** Tensors of the same sum, fewer where elements or rows can be put together. */
  List<Tensor> together(List<Tensor> terms) {
    if (terms.size() < FEWEST) {
      return terms;
    }
    SortedMap<Integer, List<Tensor.Scatter>> bySize = new TreeMap<>();
    List<Tensor> result = new ArrayList<>();
    for (Tensor term : terms) {
      if (term instanceof Tensor.Scatter scatter && isBlock(scatter)) {
        bySize
            .computeIfAbsent(scatter.argument().shape().size(), _ -> new ArrayList<>())
            .add(scatter);
      } else {
        result.add(term);
      }
    }
    bySize.forEach(
        (size, scatters) -> {
          boolean dense =
              scatters.size() >= FEWEST
                  && (long) SPARSEST * size * scatters.size() >= scatters.getFirst().shape().size();
          if (dense) {
            result.add(placed(size, scatters));
          } else {
            result.addAll(scatters);
          }
        });
    return result;
  }

  /** Consecutive elements that begin at a multiple of their number. */
  private static boolean isBlock(Tensor.Scatter scatter) {
    Shape part = scatter.argument().shape();
    int size = part.size();
    return size > 0
        && scatter.shape().size() % size == 0
        && scatter.offset() % size == 0
        && (size == 1 || Strides.isDense(part, 0, scatter.strides()));
  }

  private Tensor placed(int size, List<Tensor.Scatter> scatters) {
    Shape whole = scatters.getFirst().shape();
    Shape block = size == 1 ? Shape.SCALAR : Shape.of(size);
    SortedMap<Integer, Tensor> blocks = new TreeMap<>();
    for (Tensor.Scatter scatter : scatters) {
      blocks.merge(scatter.offset() / size, tensors.reshape(scatter.argument(), block), this::plus);
    }
    Tensor zero = tensors.fill(tensors.scalar(tensors.formulas().integer(0)), block);
    List<Tensor> parts =
        IntStream.range(0, whole.size() / size)
            .mapToObj(place -> blocks.getOrDefault(place, zero))
            .toList();
    return tensors.reshape(tensors.stack(parts), whole);
  }

  private Tensor plus(Tensor left, Tensor right) {
    return tensors.map(
        "Addition",
        tensors.formulas().add(tensors.formulas().slot(0), tensors.formulas().slot(1)),
        List.of(left, right));
  }
}
