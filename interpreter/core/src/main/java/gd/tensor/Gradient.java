package gd.tensor;

import gd.formula.Differentiation;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.report.Refusal;
import gd.report.RunProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reverse mode on graphs (Linnainmaa 1970; as graph → graph: Griewank and Walther, Evaluating
 * Derivatives, ch. 3): the loss's adjoint is 1, and every node, visited after all that use it,
 * hands its adjoint times the local derivative to its arguments. The result is a graph like any
 * other and can be differentiated again.
 *
 * <p>Conventions: a maximum or minimum that several elements attain shares its slope equally among
 * them. Behind a piecewise body an adjoint that is zero stays zero, whatever the local derivative
 * (no 0·∞).
 */
public final class Gradient {
  /** So many shares are added one by one. */
  private static final int GROUP = 16;

  private final Tensors tensors;
  private final Formulas formulas;
  private final Differentiation differentiation;
  private final Formula sum;

  public Gradient(Tensors tensors, Differentiation differentiation) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
    this.differentiation = differentiation;
    this.sum = formulas.add(formulas.slot(0), formulas.slot(1));
  }

  /**
   * ∂loss/∂input for every input, each of its input's shape.
   *
   * @param loss a number (rank 0); else refused
   */
  public List<Tensor> of(Tensor loss, List<Tensor.Input> by) {
    if (loss.shape().rank() != 0) {
      String given = "a " + Dimensions.words(loss);
      throw new Refusal(at -> new RunProblem.LossNotANumber(at, given, List.of()));
    }
    return new Sweep(loss, by).run();
  }

  /** What differentiates the bodies. */
  public Differentiation differentiation() {
    return differentiation;
  }

  /** The adjoint of every node through which the inputs act on a number. */
  public java.util.Map<Tensor, Tensor> adjoints(Tensor loss, List<Tensor.Input> by) {
    Sweep sweep = new Sweep(loss, by);
    sweep.run();
    return sweep.adjoints;
  }

  /**
   * The derivative of a body by one of its arguments; adjoints may be zero there if guarded, and
   * arguments infinite or no numbers if unbounded.
   */
  private record Wanted(
      Formula body, int argument, int arguments, boolean guarded, boolean unbounded) {}

  /** The derivative times the adjoint, the last slot; empty if it is zero. */
  private record Partial(Optional<Formula> share, boolean piecewise) {}

  /** One pass from the loss to the inputs. */
  private final class Sweep {
    private final Tensor loss;
    private final List<Tensor.Input> by;
    private final List<Tensor> order;
    private final Set<Tensor> active = Graph.identitySet();
    private final java.util.Map<Tensor, Tensor> adjoints = new IdentityHashMap<>();

    /** What the nodes visited so far handed to a node that is still to be visited. */
    private final java.util.Map<Tensor, List<Tensor>> shares = new IdentityHashMap<>();

    /** Bodies recur: every layer, every term of a sum. */
    private final java.util.Map<Wanted, Partial> partials = new HashMap<>();

    /** Nodes whose adjoint went through a piecewise body. */
    private final Set<Tensor> guarded = Graph.identitySet();

    /** Nodes that may be infinite or no numbers where the inputs are finite. */
    private Optional<Set<Tensor>> unbounded = Optional.empty();

    Sweep(Tensor loss, List<Tensor.Input> by) {
      this.loss = loss;
      this.by = by;
      this.order = Graph.order(List.of(loss));
    }

    List<Tensor> run() {
      active.addAll(by);
      for (Tensor tensor : order) {
        if (Graph.arguments(tensor).stream().anyMatch(active::contains)) {
          active.add(tensor);
        }
      }
      shares.put(loss, List.of(tensors.scalar(formulas.integer(1))));
      for (Tensor tensor : order.reversed()) {
        List<Tensor> given = shares.remove(tensor);
        if (given != null) {
          Tensor adjoint = total(given);
          adjoints.put(tensor, adjoint);
          if (active.contains(tensor)) {
            pullBack(tensor, adjoint);
          }
        }
      }
      List<Tensor> gradients = new ArrayList<>();
      for (Tensor.Input input : by) {
        Tensor gradient = adjoints.get(input);
        gradients.add(gradient != null ? gradient : zeros(input.shape()));
      }
      return gradients;
    }

    private void pullBack(Tensor tensor, Tensor adjoint) {
      switch (tensor) {
        case Tensor.Input _, Tensor.Data _ -> {}
        case Tensor.Map map -> map(map, adjoint);
        case Tensor.Reduce reduce -> reduce(reduce, adjoint);
        case Tensor.Contract contract -> contract(contract, adjoint);
        case Tensor.View view -> give(view, view.argument(), ofView(view, adjoint));
        case Tensor.Scatter scatter ->
            give(
                scatter,
                scatter.argument(),
                tensors.view(
                    adjoint, scatter.argument().shape(), scatter.offset(), scatter.strides()));
        case Tensor.Square square -> give(square, square.argument(), ofSquare(square, adjoint));
        case Tensor.Stack stack -> {
          for (int index = 0; index < stack.parts().size(); index++) {
            give(stack, stack.parts().get(index), tensors.pick(adjoint, 0, index));
          }
        }
      }
    }

    private void give(Tensor from, Tensor to, Tensor share) {
      if (!active.contains(to)) {
        return;
      }
      if (guarded.contains(from)) {
        guarded.add(to);
      }
      shares.computeIfAbsent(to, _ -> new ArrayList<>()).add(share);
    }

    /**
     * The sum of the shares, pair by pair; of many, group by group: a chain of ten thousand sums of
     * formulas would collect its terms ten thousand times.
     */
    private Tensor total(List<Tensor> given) {
      List<Tensor> level = new Placing(tensors).together(given);
      while (level.size() > 1) {
        List<Tensor> sums = new ArrayList<>();
        for (int first = 0; first < level.size(); first += GROUP) {
          sums.add(
              level.subList(first, Math.min(first + GROUP, level.size())).stream()
                  .reduce(this::plus)
                  .orElseThrow());
        }
        level = sums;
      }
      return level.getFirst();
    }

    private Tensor plus(Tensor left, Tensor right) {
      return tensors.map("Addition", sum, List.of(left, right));
    }

    private void map(Tensor.Map map, Tensor adjoint) {
      List<Tensor> arguments = new ArrayList<>();
      map.arguments().forEach(argument -> arguments.add(DeclaredGradient.released(argument)));
      arguments.add(adjoint);
      for (int index = 0; index < map.arguments().size(); index++) {
        Tensor argument = map.arguments().get(index);
        if (!active.contains(argument)) {
          continue;
        }
        Partial partial =
            partials.computeIfAbsent(
                new Wanted(
                    map.body(),
                    index,
                    map.arguments().size(),
                    guarded.contains(map),
                    guarded.contains(map) && map.arguments().stream().anyMatch(this::isUnbounded)),
                this::partial);
        if (partial.piecewise()) {
          guarded.add(argument);
        }
        if (partial.share().isPresent()) {
          Tensor product = tensors.map("Multiplication", partial.share().get(), arguments);
          give(map, argument, fitted(product, map.shape(), argument.shape()));
        }
      }
    }

    private boolean isUnbounded(Tensor tensor) {
      if (unbounded.isEmpty()) {
        Set<Tensor> found = Graph.identitySet();
        for (Tensor node : order) {
          if (node instanceof Tensor.Map map && !Bodies.isPolynomial(map.body())
              || Graph.arguments(node).stream().anyMatch(found::contains)) {
            found.add(node);
          }
        }
        unbounded = Optional.of(found);
      }
      return unbounded.get().contains(tensor);
    }

    private Partial partial(Wanted wanted) {
      Guard guard = Guard.of(wanted.body());
      Formula slot = formulas.slot(wanted.argument());
      Formula derivative = differentiation.derivative(guard.guarded(), slot);
      if (isZero(derivative)) {
        return new Partial(Optional.empty(), false);
      }
      Formula factor = formulas.slot(wanted.arguments());
      List<Formula> zeros = new ArrayList<>(guard.slots());
      zeros.remove(slot);
      boolean factors = wanted.unbounded() && !Bodies.slots(derivative).isEmpty();
      if (wanted.guarded() && (factors || !Bodies.isPolynomial(derivative))) {
        zeros.add(factor);
      }
      Guard share = new Guard(formulas.multiply(derivative, factor), zeros);
      return new Partial(
          Optional.of(share.body(formulas)),
          Bodies.contains(derivative, Formula.Piecewise.class::isInstance));
    }

    /**
     * The share of a number that every element of the node used is the sum of all elements' shares.
     */
    private Tensor fitted(Tensor share, Shape node, Shape argument) {
      Tensor whole = share.shape().equals(node) ? share : tensors.fill(share, node);
      return argument.rank() == 0
          ? tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), whole)
          : whole;
    }

    private void reduce(Tensor.Reduce reduce, Tensor adjoint) {
      Tensor argument = reduce.argument();
      Tensor slope =
          switch (reduce.combine()) {
            case SUM -> alongside(reduce, adjoint);
            case MAX, MIN -> ofExtreme(reduce, adjoint);
            case PRODUCT -> ofProduct(reduce, adjoint);
          };
      give(reduce, argument, slope);
    }

    /**
     * A product of halves has the same value, and slopes that stay right where factors are zero.
     */
    private Tensor ofProduct(Tensor.Reduce reduce, Tensor adjoint) {
      Tensor argument = reduce.argument();
      if (argument.shape().size() == 0) {
        return argument;
      }
      if (Dimensions.of(argument).isSymbolic(argument.shape())) {
        Formula quotient =
            formulas.divide(
                formulas.multiply(formulas.slot(0), formulas.slot(1)), formulas.slot(2));
        return tensors.map(
            "Division",
            quotient,
            List.of(alongside(reduce, reduce), alongside(reduce, adjoint), argument));
      }
      Tensor.Input factors = new Tensor.Input("factors", argument.shape());
      Tensor halves = halves(factors, reduce.axis().orElse(-1));
      Formula times = formulas.multiply(formulas.slot(0), formulas.slot(1));
      Tensor weighted = tensors.map("Multiplication", times, List.of(halves, adjoint));
      Tensor total = tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), weighted);
      Tensor traced = new Sweep(total, List.of(factors)).run().getFirst();
      return tensors.substitute(traced, java.util.Map.of(factors, argument));
    }

    /** What belongs to a reduction, repeated over what was reduced. */
    private Tensor alongside(Tensor.Reduce reduce, Tensor reduced) {
      Shape shape = reduce.argument().shape();
      return reduce.axis().isPresent()
          ? tensors.spread(
              reduced, reduce.axis().getAsInt(), shape.dimension(reduce.axis().getAsInt()))
          : tensors.fill(reduced, shape);
    }

    private Tensor ofExtreme(Tensor.Reduce reduce, Tensor adjoint) {
      Tensor argument = reduce.argument();
      Tensor extreme = alongside(reduce, reduce);
      Formula attains =
          formulas.relation(Formula.Comparator.EQUAL, formulas.slot(0), formulas.slot(1));
      Formula one =
          formulas.piecewise(
              List.of(new Formula.Case(attains, formulas.integer(1))), formulas.integer(0));
      Tensor attained = tensors.map("Comparison", one, List.of(argument, extreme));
      Tensor count = alongside(reduce, tensors.reduce(Tensor.Combine.SUM, reduce.axis(), attained));
      Formula part = formulas.divide(formulas.slot(2), formulas.slot(3));
      Formula share =
          formulas.piecewise(List.of(new Formula.Case(attains, part)), formulas.integer(0));
      guarded.add(argument);
      return tensors.map(
          "Comparison", share, List.of(argument, extreme, alongside(reduce, adjoint), count));
    }

    /** d det(A) = det(A)·tr(A⁻¹ dA), d A⁻¹ = -A⁻¹ dA A⁻¹. */
    private Tensor ofSquare(Tensor.Square square, Tensor adjoint) {
      return switch (square.whole()) {
        case DETERMINANT -> {
          Tensor inverse = tensors.square(Tensor.Whole.INVERSE, square.argument());
          Formula times =
              formulas.product(List.of(formulas.slot(0), formulas.slot(1), formulas.slot(2)));
          yield tensors.map(
              "Multiplication", times, List.of(adjoint, square, tensors.transpose(inverse)));
        }
        case INVERSE -> {
          Tensor turned = tensors.transpose(square);
          Tensor product = tensors.contract(tensors.contract(turned, adjoint), turned);
          yield tensors.map("Negation", formulas.negate(formulas.slot(0)), List.of(product));
        }
      };
    }

    private void contract(Tensor.Contract contract, Tensor adjoint) {
      Tensor left = DeclaredGradient.released(contract.left());
      Tensor right = DeclaredGradient.released(contract.right());
      int inner = right.shape().dimension(0);
      int rows = inner == 0 ? 0 : left.shape().size() / inner;
      int columns = inner == 0 ? 0 : right.shape().size() / inner;
      if (inner == 0) {
        return;
      }
      boolean isVector = left.shape().rank() == 1;
      boolean isColumn = right.shape().rank() == 1;
      if (active.contains(contract.left())) {
        Tensor share =
            isColumn
                ? outer(
                    adjoint, rows, right, inner, left.shape(), isVector, guard(contract, right, 0))
                : contracted(
                    adjoint,
                    rows,
                    columns,
                    isVector,
                    transposed(right, inner, columns),
                    left.shape());
        give(contract, contract.left(), share);
      }
      if (active.contains(contract.right())) {
        Tensor share =
            isVector
                ? outer(
                    left,
                    inner,
                    adjoint,
                    columns,
                    right.shape(),
                    isColumn,
                    guard(contract, left, 1))
                : tensors.reshape(
                    tensors.contract(
                        transposed(left, rows, inner),
                        tensors.reshape(
                            adjoint, isColumn ? Shape.of(rows) : Shape.of(rows, columns))),
                    right.shape());
        give(contract, contract.right(), share);
      }
    }

    /** The slot of an adjoint that must stay zero whatever it meets; none if that is finite. */
    private List<Formula> guard(Tensor.Contract contract, Tensor other, int adjoint) {
      return guarded.contains(contract) && isUnbounded(other)
          ? List.of(formulas.slot(adjoint))
          : List.of();
    }

    private Tensor contracted(
        Tensor adjoint, int rows, int columns, boolean isVector, Tensor transposed, Shape shape) {
      Tensor matrix =
          tensors.reshape(adjoint, isVector ? Shape.of(columns) : Shape.of(rows, columns));
      return tensors.reshape(tensors.contract(matrix, transposed), shape);
    }

    private Tensor transposed(Tensor tensor, int rows, int columns) {
      return tensors.transpose(tensors.reshape(tensor, Shape.of(rows, columns)));
    }

    /**
     * column[i]·row[j], of the given shape; a number times a vector where one of them is a number.
     */
    private Tensor outer(
        Tensor column,
        int rows,
        Tensor row,
        int columns,
        Shape shape,
        boolean single,
        List<Formula> zeros) {
      Formula product = formulas.multiply(formulas.slot(0), formulas.slot(1));
      Formula times = new Guard(product, zeros).body(formulas);
      if (single) {
        return tensors.map("Multiplication", times, List.of(column, row));
      }
      Tensor down = tensors.spread(tensors.reshape(column, Shape.of(rows)), 1, columns);
      Tensor along = tensors.spread(tensors.reshape(row, Shape.of(columns)), 0, rows);
      return tensors.reshape(tensors.map("Multiplication", times, List.of(down, along)), shape);
    }
  }

  /**
   * The adjoint of what a view looks at: sums over repeated axes, then every element back to its
   * place.
   */
  private Tensor ofView(Tensor.View view, Tensor adjoint) {
    List<Integer> dimensions = new ArrayList<>(view.shape().dimensions());
    List<Integer> strides = new ArrayList<>(view.strides());
    Tensor summed = adjoint;
    if (view.argument().shape().rank() == 0) {
      return tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), adjoint);
    }
    for (int axis = dimensions.size() - 1; axis >= 0; axis--) {
      if (strides.get(axis) == 0 && dimensions.get(axis) != 1) {
        summed = tensors.reduce(Tensor.Combine.SUM, OptionalInt.of(axis), summed);
        dimensions.remove(axis);
        strides.remove(axis);
      }
    }
    return back(summed, view.argument().shape(), view.offset(), strides);
  }

  /** Every element to its place; several that have one place are added. */
  private Tensor back(Tensor share, Shape whole, int offset, List<Integer> strides) {
    Shape part = share.shape();
    OptionalInt shared = Strides.overlapping(part, strides);
    if (shared.isPresent()) {
      int axis = shared.getAsInt();
      List<Integer> others = new ArrayList<>(strides);
      int step = others.remove(axis);
      Formula sum = formulas.integer(0);
      List<Tensor> parts = new ArrayList<>();
      for (int k = 0; k < part.dimension(axis); k++) {
        sum = formulas.add(sum, formulas.slot(k));
        parts.add(back(tensors.pick(share, axis, k), whole, offset + k * step, others));
      }
      return tensors.map("Addition", sum, parts);
    }
    return Strides.permutation(part, offset, strides, whole.size())
        .map(axes -> backInOrder(share, part, axes, whole))
        .orElseGet(() -> tensors.scatter(share, whole, offset, strides));
  }

  private Tensor backInOrder(Tensor share, Shape part, List<Integer> axes, Shape whole) {
    List<Integer> strides = Strides.rowMajor(part.dimensions());
    Shape sorted = new Shape(axes.stream().map(part::dimension).toList());
    Tensor permuted = tensors.view(share, sorted, 0, axes.stream().map(strides::get).toList());
    return tensors.reshape(permuted, whole);
  }

  /** The product over an axis (−1: over all elements) by multiplying first half and second half. */
  private Tensor halves(Tensor factors, int axis) {
    Tensor rest = axis < 0 ? tensors.reshape(factors, Shape.of(factors.shape().size())) : factors;
    int along = Math.max(axis, 0);
    Formula times = formulas.multiply(formulas.slot(0), formulas.slot(1));
    List<Tensor> odd = new ArrayList<>();
    while (rest.shape().dimension(along) > 1) {
      int length = rest.shape().dimension(along);
      int half = length / 2;
      if (length % 2 == 1) {
        odd.add(tensors.pick(rest, along, length - 1));
      }
      Tensor first = tensors.slice(rest, along, 0, half, 1);
      Tensor second = tensors.slice(rest, along, half, half, 1);
      rest = tensors.map("Multiplication", times, List.of(first, second));
    }
    Tensor product = tensors.pick(rest, along, 0);
    for (Tensor factor : odd) {
      product = tensors.map("Multiplication", times, List.of(product, factor));
    }
    return product;
  }

  private Tensor zeros(Shape shape) {
    return tensors.fill(tensors.scalar(formulas.integer(0)), shape);
  }

  private static boolean isZero(Formula formula) {
    return formula instanceof Formula.Rational rational && rational.numerator().signum() == 0;
  }
}
