package gd.kernel;

import gd.tensor.Tensor.Combine;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a back end must understand. Buffers are numbers of {@link Schedule#buffers()}, in
 * row-major order.
 */
public sealed interface Kernel {

  /** The buffers it reads. */
  default List<Integer> reads() {
    return switch (this) {
      case Elementwise elementwise -> buffers(elementwise.inputs());
      case Reduction reduction -> buffers(reduction.inputs());
      case Product product ->
          Stream.concat(Stream.of(product.left(), product.right()), product.inputs().stream())
              .map(Access::buffer)
              .toList();
      case Rows rows ->
          Stream.of(List.of(rows.matrix()), buffers(rows.vectors()), buffers(rows.inputs()))
              .flatMap(List::stream)
              .toList();
      case Placement placement -> buffers(placement.parts().stream().map(Part::from).toList());
    };
  }

  /** The buffers it fills. */
  default List<Integer> writes() {
    return switch (this) {
      case Elementwise elementwise -> List.of(elementwise.output());
      case Reduction reduction -> List.of(reduction.output());
      case Product product -> List.of(product.output());
      case Rows rows -> rows.outputs().stream().map(RowOutput::buffer).toList();
      case Placement placement -> List.of(placement.output());
    };
  }

  private static List<Integer> buffers(List<Access> accesses) {
    return accesses.stream().map(Access::buffer).toList();
  }

  /**
   * out[p] = body(inputs at p), for every point p of the space (row-major; the output is dense).
   */
  record Elementwise(List<Integer> space, List<Access> inputs, Body body, int output)
      implements Kernel {}

  /**
   * out[o] = combine over r of body(inputs at (o, r)). Strides of the accesses run over outer, then
   * inner dimensions. Sums are accumulated in blocks of fixed size in a fixed order.
   */
  record Reduction(
      List<Integer> outer,
      List<Integer> inner,
      List<Access> inputs,
      Body body,
      Combine combine,
      int output)
      implements Kernel {}

  /**
   * out[i, j] = body(Σₖ left[i, k]·right[k, j], inputs at (i, j)): a matrix product with an
   * elementwise epilogue. Slot 0 of the body is the product. {@code left} has strides (i, k),
   * {@code right} (k, j).
   */
  record Product(
      int rows,
      int inner,
      int columns,
      Access left,
      Access right,
      List<Access> inputs,
      Body body,
      int output)
      implements Kernel {}

  /**
   * Everything that depends on one data row, reading the row once. With X = buffer {@code matrix},
   * rows × columns, the slots of the body are, for row i: X[i,:]·v for each v of {@code vectors};
   * then {@code inputs} at (i); then the statements. The outputs are accumulated in row order
   * within fixed blocks.
   */
  record Rows(
      int matrix,
      int rows,
      int columns,
      List<Access> vectors,
      List<Access> inputs,
      Body body,
      List<RowOutput> outputs)
      implements Kernel {}

  /** out = zeros; then every part puts its elements at their places, no two at the same. */
  record Placement(List<Part> parts, int output) implements Kernel {}

  /** The element at point p of the space goes to {@code offset + p·strides} of the output. */
  record Part(List<Integer> space, Access from, int offset, List<Integer> strides) {}

  /** What a {@link Rows} kernel makes of a slot of its body. */
  sealed interface RowOutput {
    int slot();

    int buffer();

    /** out[0] = Σᵢ slot. */
    record Total(int slot, int buffer) implements RowOutput {}

    /** out[j] = Σᵢ X[i, j]·slot, that is Xᵀ·slot. */
    record Weighted(int slot, int buffer) implements RowOutput {}

    /** out[i] = slot. */
    record Each(int slot, int buffer) implements RowOutput {}
  }
}
