package gd.kernel;

import gd.formula.Formula;
import gd.tensor.Shape;
import gd.tensor.Strides;
import gd.tensor.Strides.Affine;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the body of one kernel: maps become statements, views become strides, everything with a
 * buffer becomes an input. Statements keep their formulas as traced.
 */
final class BodyBuilder {
  /** The node can only be read from a buffer: no affine index looks through it. */
  static final class NeedsBuffer extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Tensor tensor;

    NeedsBuffer(Tensor tensor) {
      super("needs a buffer", null, false, false);
      this.tensor = tensor;
    }

    Tensor tensor() {
      return tensor;
    }
  }

  private record Place(Tensor tensor, Affine index) {}

  private final Shape space;
  private final Affine whole;
  private final Function<Tensor, Optional<Integer>> buffers;
  private final Map<Tensor, Integer> given = new HashMap<>();
  private final List<Access> accesses = new ArrayList<>();
  private final List<Formula> statements = new ArrayList<>();

  /** Slots, with statement k as −1−k until the number of inputs is known. */
  private final List<List<Integer>> operands = new ArrayList<>();

  private final Map<Place, Integer> slots = new HashMap<>();

  /**
   * @param buffers where tensors are that this kernel reads; empty for those it computes
   * @param given tensors that are the body's first slots, of the space's shape
   */
  BodyBuilder(
      Shape space, Function<Tensor, Optional<Integer>> buffers, List<? extends Tensor> given) {
    this.space = space;
    this.whole = new Affine(0, Strides.rowMajor(space.dimensions()));
    this.buffers = buffers;
    for (Tensor tensor : given) {
      this.given.put(tensor, this.given.size());
    }
  }

  /**
   * The slot of a tensor's element at each point of the space; {@code index} leads into its
   * row-major elements.
   */
  int slot(Tensor tensor, Affine index) {
    Integer known = given.get(tensor);
    if (known != null) {
      if (!index.equals(whole)) {
        throw new NeedsBuffer(tensor);
      }
      return known;
    }
    Place place = new Place(tensor, index);
    Integer slot = slots.get(place);
    if (slot == null) {
      slot = add(tensor, index);
      slots.put(place, slot);
    }
    return slot;
  }

  private int add(Tensor tensor, Affine index) {
    Optional<Integer> buffer = buffers.apply(tensor);
    if (buffer.isPresent()) {
      Access access = new Access(buffer.get(), index.offset(), index.strides());
      if (!accesses.contains(access)) {
        accesses.add(access);
      }
      return given.size() + accesses.indexOf(access);
    }
    return switch (tensor) {
      case Tensor.View view -> {
        Affine inner =
            Strides.compose(
                    space,
                    index.offset(),
                    index.strides(),
                    view.shape(),
                    view.offset(),
                    view.strides())
                .orElseThrow(() -> new NeedsBuffer(view));
        yield slot(view.argument(), inner);
      }
      case Tensor.Map map -> {
        Affine number = new Affine(0, index.strides().stream().map(_ -> 0).toList());
        List<Integer> arguments = new ArrayList<>();
        for (Tensor argument : map.arguments()) {
          arguments.add(slot(argument, argument.shape().rank() == 0 ? number : index));
        }
        statements.add(map.body());
        operands.add(arguments);
        yield -statements.size();
      }
      case Tensor.Input _,
          Tensor.Data _,
          Tensor.Reduce _,
          Tensor.Contract _,
          Tensor.Scatter _,
          Tensor.Stack _,
          Tensor.Square _ ->
          throw new NeedsBuffer(tensor);
    };
  }

  /** The slot of a tensor that has the space's shape. */
  int slot(Tensor tensor) {
    return slot(tensor, whole);
  }

  List<Access> accesses() {
    return accesses;
  }

  /** The number that a slot has in the finished body. */
  int finished(int slot) {
    return slot >= 0 ? slot : given.size() + accesses.size() - 1 - slot;
  }

  /** The body so far; {@code result} becomes its last statement. */
  Body body(int result) {
    if (result >= 0 || -result != statements.size()) {
      statements.add(new Formula.Slot(0));
      operands.add(List.of(result));
    }
    return body();
  }

  Body body() {
    List<List<Integer>> numbered =
        operands.stream().map(slots -> slots.stream().map(this::finished).toList()).toList();
    return new Body(given.size() + accesses.size(), statements, numbered);
  }
}
