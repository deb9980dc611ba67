package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One graph for many values of its inputs at once, along a new first axis: every operation gets a
 * rule that says how it works on a whole batch. Known as vectorizing map, vmap (Bradbury et al.,
 * JAX, 2018).
 */
public final class Batches {
  private final Tensors tensors;
  private final int count;

  /** The nodes made; those that do not depend on the batch have no new axis. */
  private final Map<Tensor, Tensor> made = new IdentityHashMap<>();

  private Batches(Tensors tensors, int count) {
    this.tensors = tensors;
    this.count = count;
  }

  /**
   * {@code tensor} for {@code count} values of the inputs, stacked: of shape (count, …). {@code
   * values} have the shapes of their inputs behind a first axis of that length. Refuses what has no
   * rule for a batch: determinants and inverses with letters, products of two batches of matrices.
   */
  public static Tensor of(
      Tensors tensors, Tensor tensor, int count, Map<Tensor.Input, Tensor> values) {
    Batches batches = new Batches(tensors, count);
    for (Tensor node : Graph.order(List.of(tensor))) {
      batches.made.put(node, batches.made(node, values));
    }
    return batches.whole(tensor);
  }

  private Tensor made(Tensor node, Map<Tensor.Input, Tensor> values) {
    if (node instanceof Tensor.Input input && values.containsKey(input)) {
      return values.get(input);
    }
    if (Graph.arguments(node).stream().noneMatch(this::isBatch)) {
      return node;
    }
    return switch (node) {
      case Tensor.Input _, Tensor.Data _ -> node;
      case Tensor.Map map ->
          tensors.simplified(
              map.body(),
              map.arguments().stream().map(argument -> along(argument, map.shape())).toList(),
              behind(map.shape()));
      case Tensor.Reduce reduce -> reduced(reduce, made(reduce.argument()));
      case Tensor.Contract contract -> contracted(contract.left(), contract.right());
      case Tensor.View view ->
          tensors.view(
              made(view.argument()),
              behind(view.shape()),
              view.offset(),
              prepended(view.argument().shape().size(), view.strides()));
      case Tensor.Scatter scatter ->
          tensors.scatter(
              made(scatter.argument()),
              behind(scatter.shape()),
              scatter.offset(),
              prepended(scatter.shape().size(), scatter.strides()));
      case Tensor.Stack stack -> {
        Tensor parts = tensors.stack(stack.parts().stream().map(this::whole).toList());
        List<Integer> axes = new ArrayList<>(axes(parts.shape()));
        Collections.swap(axes, 0, 1);
        yield tensors.permute(parts, axes);
      }
      case Tensor.Square _ -> throw noRule("a determinant or an inverse");
    };
  }

  private Tensor made(Tensor node) {
    return made.getOrDefault(node, node);
  }

  private boolean isBatch(Tensor node) {
    return made(node) != node;
  }

  /** With the new axis, whether the node depends on the batch or not. */
  private Tensor whole(Tensor node) {
    return isBatch(node) ? made(node) : tensors.spread(node, 0, count);
  }

  /** An argument of a map: a number of its own for each of the batch goes to all its elements. */
  private Tensor along(Tensor argument, Shape shape) {
    if (argument.shape().rank() == shape.rank()) {
      return whole(argument);
    }
    return isBatch(argument)
        ? tensors.view(
            made(argument), behind(shape), 0, prepended(1, Collections.nCopies(shape.rank(), 0)))
        : argument;
  }

  private Tensor reduced(Tensor.Reduce reduce, Tensor argument) {
    Optional<Tensor> product = ofProducts(reduce);
    if (product.isPresent()) {
      return product.get();
    }
    if (reduce.axis().isPresent()) {
      return tensors.reduce(
          reduce.combine(), OptionalInt.of(reduce.axis().getAsInt() + 1), argument);
    }
    Shape flat = Shape.of(count, reduce.argument().shape().size());
    return tensors.reduce(reduce.combine(), OptionalInt.of(1), tensors.reshape(argument, flat));
  }

  /** {@code sum(A[i, j]*v[j] for j in 1..n)} for all i is the product {@code A*v}. */
  private Optional<Tensor> ofProducts(Tensor.Reduce reduce) {
    if (reduce.combine() != Tensor.Combine.SUM
        || !(reduce.argument() instanceof Tensor.Map map)
        || map.shape().rank() != 1
        || !(map.body() instanceof Formula.Product body)) {
      return Optional.empty();
    }
    Formulas formulas = tensors.formulas();
    List<Tensor> vectors = new ArrayList<>();
    List<Formula> others = new ArrayList<>();
    List<Tensor> numbers = new ArrayList<>();
    for (Formula factor : body.factors()) {
      if (factor instanceof Formula.Slot(var slot)) {
        Tensor argument = map.arguments().get(slot);
        boolean isVector = argument.shape().rank() == 1;
        (isVector ? vectors : numbers).add(argument);
        if (!isVector) {
          others.add(formulas.slot(numbers.size()));
        }
      } else if (factor instanceof Formula.Number) {
        others.add(factor);
      } else {
        return Optional.empty();
      }
    }
    if (vectors.size() != 2 || vectors.stream().allMatch(this::isBatch)) {
      return Optional.empty();
    }
    others.add(formulas.slot(0));
    List<Tensor> arguments = new ArrayList<>(numbers.stream().map(this::made).toList());
    arguments.addFirst(contracted(vectors.getFirst(), vectors.getLast()));
    return Optional.of(
        tensors.simplified(formulas.product(others), arguments, Shape.of(count)));
  }

  private Tensor contracted(Tensor left, Tensor right) {
    if (!isBatch(right)) {
      return tensors.contract(made(left), right);
    }
    if (!isBatch(left)) {
      if (right.shape().rank() == 1) {
        List<Integer> turned = new ArrayList<>(axes(left.shape()));
        turned.addFirst(turned.removeLast());
        return tensors.contract(made(right), tensors.permute(left, turned));
      }
      List<Integer> back = new ArrayList<>(axes(made(right).shape()));
      back.addLast(back.removeFirst());
      Tensor product = tensors.contract(left, tensors.permute(made(right), back));
      List<Integer> front = new ArrayList<>(axes(product.shape()));
      front.addFirst(front.removeLast());
      return tensors.permute(product, front);
    }
    if (left.shape().rank() > 1 || right.shape().rank() > 1) {
      throw noRule("a product of matrices");
    }
    Formulas formulas = tensors.formulas();
    Tensor products =
        tensors.map(
            "Multiplication",
            formulas.multiply(formulas.slot(0), formulas.slot(1)),
            List.of(made(left), made(right)));
    return tensors.reduce(Tensor.Combine.SUM, OptionalInt.of(1), products);
  }

  private Shape behind(Shape shape) {
    return new Shape(prepended(count, shape.dimensions()));
  }

  private static List<Integer> prepended(int first, List<Integer> others) {
    List<Integer> all = new ArrayList<>(others);
    all.addFirst(first);
    return all;
  }

  private static List<Integer> axes(Shape shape) {
    return IntStream.range(0, shape.rank()).boxed().toList();
  }

  private static Refusal noRule(String what) {
    return new Refusal(
        at -> new MathProblem.NoAnswer(at, what, "It is not computed for many at once."));
  }
}
