package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.report.Refusal;
import gd.report.ShapeProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Makes tensors; every shape rule of the language is here. Refuses with {@link
 * gd.report.ShapeProblem}s, whose sides lack spans (the evaluator adds them).
 */
public final class Tensors {
  /** An array of more elements than this is refused; it is near what an index can count. */
  public static final int LARGEST = Integer.MAX_VALUE - 8;

  private static final String BIAS =
      ", and a vector or a one-row matrix fits along the last axis of a matrix.";

  private final Formulas formulas;

  public Tensors(Formulas formulas) {
    this.formulas = formulas;
  }

  /** The arena of the bodies. */
  public Formulas formulas() {
    return formulas;
  }

  private static Tensor empty(Shape shape) {
    return new Tensor.Data(shape, new Elements.Formulas(List.of()));
  }

  /** A number as a tensor of rank 0. */
  public Tensor.Data scalar(Formula value) {
    return data(Shape.SCALAR, List.of(value));
  }

  /** Known elements in row-major order. If all are decimals they are kept as such. */
  public Tensor.Data data(Shape shape, List<Formula> elements) {
    ShapeRules.checkSize(shape);
    return new Tensor.Data(shape, Elements.of(elements));
  }

  /** Equal shapes or numbers. {@code operation} names it in messages ("Subtraction"). */
  public Tensor map(String operation, Formula body, List<Tensor> arguments) {
    Tensor largest = arguments.getFirst();
    for (Tensor argument : arguments) {
      if (largest.shape().rank() == 0) {
        largest = argument;
      } else if (argument.shape().rank() > 0 && !argument.shape().equals(largest.shape())) {
        throw ShapeRules.doNotFit(
            operation, ShapeRules.pairing(operation) + ".", largest, argument);
      }
    }
    if (largest.shape().rank() > 0
        && isLying(largest)
        && arguments.stream().allMatch(a -> a.shape().rank() == 0 || isLying(a))) {
      return lying(map(operation, body, arguments.stream().map(this::standing).toList()));
    }
    return simplified(body, arguments, largest.shape());
  }

  /**
   * Numbers that are known become part of the body, arrays of equal elements count as their
   * element, and arguments that the body does not use are dropped.
   */
  Tensor simplified(Formula body, List<Tensor> arguments, Shape shape) {
    if (shape.isEmpty()) {
      return empty(shape);
    }
    java.util.Map<Formula, Formula> changed = new java.util.HashMap<>();
    List<Tensor> open = new ArrayList<>();
    for (int index = 0; index < arguments.size(); index++) {
      Tensor argument = element(arguments.get(index));
      if (argument instanceof Tensor.Data data && data.shape().rank() == 0) {
        changed.put(formulas.slot(index), data.elements().formula(0));
      } else if (Formula.hasSlot(body, index)) {
        if (index != open.size()) {
          changed.put(formulas.slot(index), formulas.slot(open.size()));
        }
        open.add(argument);
      }
    }
    Formula reduced = changed.isEmpty() ? body : formulas.substitute(body, changed);
    if (open.isEmpty()) {
      return fill(scalar(reduced), shape);
    }
    if (Formula.isOfSlots(reduced, open.size())) {
      return made(reduced, open, shape);
    }
    List<Tensor> used = new ArrayList<>();
    java.util.Map<Formula, Formula> renamed = new java.util.HashMap<>();
    for (int index : Bodies.slots(reduced)) {
      renamed.put(formulas.slot(index), formulas.slot(used.size()));
      used.add(open.get(index));
    }
    Formula result = formulas.substitute(reduced, renamed);
    return used.isEmpty() ? fill(scalar(result), shape) : made(result, used, shape);
  }

  private Tensor made(Formula body, List<Tensor> arguments, Shape shape) {
    for (Tensor argument : arguments) {
      if (argument.shape().rank() > 0) {
        return node(body, arguments, shape);
      }
    }
    return fill(node(body, arguments, Shape.SCALAR), shape);
  }

  private static Tensor node(Formula body, List<Tensor> arguments, Shape shape) {
    return body instanceof Formula.Slot
        ? arguments.getFirst()
        : new Tensor.Map(body, arguments, shape);
  }

  /**
   * The number that all elements of the array are, if it was made by {@link #fill}; else the array.
   */
  private static Tensor element(Tensor tensor) {
    return tensor instanceof Tensor.View view && view.argument().shape().rank() == 0
        ? view.argument()
        : tensor;
  }

  /**
   * As {@link #map} of two, but also a vector or a one-row matrix along the last axis of a matrix
   * (a bias).
   */
  public Tensor pair(String operation, Formula body, Tensor left, Tensor right) {
    if (isBias(right.shape(), left.shape())) {
      return map(operation, body, List.of(left, alongLast(right, left.shape())));
    }
    if (isBias(left.shape(), right.shape())) {
      return map(operation, body, List.of(alongLast(left, right.shape()), right));
    }
    boolean isNumber = left.shape().rank() == 0 || right.shape().rank() == 0;
    if (!isNumber && !left.shape().equals(right.shape())) {
      throw ShapeRules.doNotFit(operation, ShapeRules.pairing(operation) + BIAS, left, right);
    }
    return map(operation, body, List.of(left, right));
  }

  private static boolean isBias(Shape row, Shape array) {
    boolean isRow =
        row.rank() == 1 || (row.rank() == 2 && row.dimension(0) == 1 && array.rank() == 2);
    return isRow
        && array.rank() >= 2
        && !row.equals(array)
        && row.dimension(row.rank() - 1) == array.dimension(array.rank() - 1);
  }

  private Tensor alongLast(Tensor row, Shape shape) {
    List<Integer> strides = new ArrayList<>(Collections.nCopies(shape.rank() - 1, 0));
    strides.add(1);
    return view(row, shape, 0, strides);
  }

  public Tensor reduce(Tensor.Combine combine, OptionalInt axis, Tensor argument) {
    Shape shape = argument.shape();
    if (axis.isPresent()) {
      ShapeRules.checkAxis(shape, axis.getAsInt());
    } else if (shape.rank() == 0) {
      return argument;
    }
    boolean hasNeutral = combine == Tensor.Combine.SUM || combine == Tensor.Combine.PRODUCT;
    int length = axis.isPresent() ? shape.dimension(axis.getAsInt()) : shape.size();
    if (length == 0 && !hasNeutral) {
      throw ShapeRules.notThatShape("an array with at least one element", shape);
    }
    List<Integer> kept = new ArrayList<>();
    for (int each = 0; each < shape.rank(); each++) {
      if (axis.isPresent() && each != axis.getAsInt()) {
        kept.add(shape.dimension(each));
      }
    }
    Shape reduced = new Shape(kept);
    return shape.isEmpty()
        ? fill(scalar(formulas.integer(combine == Tensor.Combine.PRODUCT ? 1 : 0)), reduced)
        : new Tensor.Reduce(combine, axis, argument, reduced);
  }

  /**
   * {@code *} of linear algebra: a number times anything, matrix·matrix, matrix·vector; a row times
   * a vector is a number, a vector times a row the outer product; two vectors are refused.
   */
  public Tensor multiply(Tensor left, Tensor right) {
    Shape a = left.shape();
    Shape b = right.shape();
    if (a.rank() == 0 || b.rank() == 0) {
      return map(
          "Multiplication",
          formulas.multiply(formulas.slot(0), formulas.slot(1)),
          List.of(left, right));
    }
    if (a.rank() == 1 && b.rank() == 1) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotForArrays(
                  at, "The product of two vectors", List.of("u·v", "u.*v", "u*v.T")));
    }
    if (a.rank() > 2 || b.rank() > 2) {
      String what =
          "The product * of a " + Dimensions.words(left) + " and a " + Dimensions.words(right);
      throw new Refusal(at -> new ShapeProblem.NotForArrays(at, what, List.of("A.*B")));
    }
    boolean outer = a.rank() == 1 && b.dimension(0) == 1;
    Tensor columns = outer ? reshape(left, Shape.of(a.dimension(0), 1)) : left;
    if (columns.shape().dimension(columns.shape().rank() - 1) != b.dimension(0)
        || columns.shape().rank() == 1) {
      throw ShapeRules.doNotFit(
          "Multiplication",
          "The columns of the left side meet the rows of the right side, one by one.",
          left,
          right);
    }
    if (a.rank() == 2 && a.dimension(0) == 1 && b.rank() == 1) {
      return contract(reshape(left, b), right);
    }
    return isLying(left) ? lying(contract(standing(left), right)) : contract(columns, right);
  }

  /** A vector as a row, {@code x.T}: it stays one of x, so that a Hessian of x.T*A*x is found. */
  private static boolean isLying(Tensor tensor) {
    return tensor instanceof Tensor.View view
        && view.argument().shape().rank() == 1
        && view.shape().dimensions().equals(List.of(1, view.argument().shape().dimension(0)));
  }

  private Tensor lying(Tensor vector) {
    return reshape(vector, Shape.of(1, vector.shape().dimension(0)));
  }

  private Tensor standing(Tensor row) {
    return row.shape().rank() == 0 ? row : reshape(row, Shape.of(row.shape().dimension(1)));
  }

  /** {@code u·v} of two vectors of equal length (or two numbers). */
  public Tensor inner(Tensor left, Tensor right) {
    if (left.shape().rank() == 0 && right.shape().rank() == 0) {
      return multiply(left, right);
    }
    if (left.shape().rank() != 1 || right.shape().rank() != 1) {
      String what =
          "The inner product of a " + Dimensions.words(left) + " and a " + Dimensions.words(right);
      throw new Refusal(at -> new ShapeProblem.NotForArrays(at, what, List.of("A*B", "sum(A.*B)")));
    }
    if (!left.shape().equals(right.shape())) {
      throw ShapeRules.doNotFit(
          "The inner product",
          "An inner product pairs elements one by one, so both need the same length.",
          left,
          right);
    }
    return contract(left, right);
  }

  /**
   * Sums of products over the last axis of {@code left} and the first of {@code right}, which are
   * equally long.
   */
  public Tensor contract(Tensor left, Tensor right) {
    List<Integer> a = left.shape().dimensions();
    List<Integer> b = right.shape().dimensions();
    if (a.isEmpty() || b.isEmpty() || !a.getLast().equals(b.getFirst())) {
      throw ShapeRules.doNotFit(
          "A sum of products",
          "The last axis of the left side meets the first of the right.",
          left,
          right);
    }
    Shape shape =
        new Shape(Stream.concat(a.stream().limit(a.size() - 1L), b.stream().skip(1)).toList());
    ShapeRules.checkSize(shape);
    return left.shape().isEmpty() || right.shape().isEmpty()
        ? fill(scalar(formulas.integer(0)), shape)
        : new Tensor.Contract(left, right, shape);
  }

  /** A vector becomes a row (1 × n matrix). */
  public Tensor transpose(Tensor argument) {
    Shape shape = argument.shape();
    return switch (shape.rank()) {
      case 0 -> argument;
      case 1 -> lying(argument);
      case 2 -> permute(argument, List.of(1, 0));
      default ->
          throw new Refusal(
              at ->
                  new ShapeProblem.NotForArrays(
                      at,
                      "The transpose of a " + Dimensions.words(argument),
                      List.of("A[1, :, :].T")));
    };
  }

  /** The axes in another order: axis k of the result is axis {@code axes[k]} of the argument. */
  public Tensor permute(Tensor argument, List<Integer> axes) {
    List<Integer> strides = Strides.rowMajor(argument.shape().dimensions());
    return view(
        argument,
        new Shape(axes.stream().map(argument.shape()::dimension).toList()),
        0,
        axes.stream().map(strides::get).toList());
  }

  /**
   * Elements of one index each: positions from 0 along one axis, e.g. rows 2..4. The axis is kept.
   */
  public Tensor slice(Tensor argument, int axis, int first, int length, int step) {
    Shape shape = argument.shape();
    ShapeRules.checkAxis(shape, axis);
    if (length > 0) {
      ShapeRules.checkIndex(shape, axis, first);
      ShapeRules.checkIndex(shape, axis, first + (long) (length - 1) * step);
    }
    List<Integer> dimensions = new ArrayList<>(shape.dimensions());
    List<Integer> strides = new ArrayList<>(Strides.rowMajor(shape.dimensions()));
    int offset = length > 0 ? first * strides.get(axis) : 0;
    dimensions.set(axis, length);
    strides.set(axis, step * strides.get(axis));
    return view(argument, new Shape(dimensions), offset, strides);
  }

  /** Elements of one axis by their places (from 0), in any order; the axis is kept. */
  public Tensor gather(Tensor argument, int axis, int[] places) {
    ShapeRules.checkAxis(argument.shape(), axis);
    for (int place : places) {
      ShapeRules.checkIndex(argument.shape(), axis, place);
    }
    return new Gathering(this).gather(argument, axis, places);
  }

  /** One after the other along an axis; all other axes are equally long. */
  public Tensor concatenate(List<Tensor> parts, int axis) {
    return new Gathering(this).concatenate(parts, axis);
  }

  /** Fixes one index (from 0); the axis disappears. */
  public Tensor pick(Tensor argument, int axis, int index) {
    Shape shape = argument.shape();
    ShapeRules.checkAxis(shape, axis);
    ShapeRules.checkIndex(shape, axis, index);
    List<Integer> dimensions = new ArrayList<>(shape.dimensions());
    dimensions.remove(axis);
    if (argument instanceof Tensor.Data data && shape.rank() == 1) {
      return scalar(data.elements().formula(index));
    }
    Tensor element = element(argument);
    if (element.shape().rank() == 0) {
      return fill(element, new Shape(dimensions));
    }
    List<Integer> strides = new ArrayList<>(Strides.rowMajor(shape.dimensions()));
    int stride = strides.remove(axis);
    return view(argument, new Shape(dimensions), index * stride, strides);
  }

  public Tensor reshape(Tensor argument, Shape shape) {
    ShapeRules.checkSize(shape);
    if (shape.size() != argument.shape().size()) {
      throw ShapeRules.notThatShape("an array of " + shape.size() + " elements", argument.shape());
    }
    return view(argument, shape, 0, Strides.rowMajor(shape.dimensions()));
  }

  /** The array repeated along a new axis. */
  public Tensor spread(Tensor argument, int axis, int length) {
    List<Integer> dimensions = new ArrayList<>(argument.shape().dimensions());
    List<Integer> strides = new ArrayList<>(Strides.rowMajor(dimensions));
    dimensions.add(axis, length);
    strides.add(axis, 0);
    return view(argument, new Shape(dimensions), 0, strides);
  }

  /** See {@link Tensor.View}. A view of a view is one view where an affine index can say it. */
  public Tensor view(Tensor argument, Shape shape, int offset, List<Integer> strides) {
    ShapeRules.checkSize(shape);
    if (shape.isEmpty()) {
      return argument.shape().equals(shape) ? argument : empty(shape);
    }
    boolean whole = shape.size() == argument.shape().size();
    if (whole && Strides.isDense(shape, offset, strides)) {
      if (shape.equals(argument.shape())) {
        return argument;
      }
      if (argument instanceof Tensor.Data data) {
        return new Tensor.Data(shape, data.elements());
      }
    }
    ShapeRules.checkInside(argument.shape(), shape, offset, strides);
    if (argument instanceof Tensor.View inner) {
      Optional<Strides.Affine> composed =
          Strides.compose(shape, offset, strides, inner.shape(), inner.offset(), inner.strides());
      if (composed.isPresent()) {
        return view(inner.argument(), shape, composed.get().offset(), composed.get().strides());
      }
    }
    return new Tensor.View(argument, shape, offset, strides);
  }

  /** See {@link Tensor.Scatter}: {@code shape} is that of the result. */
  public Tensor scatter(Tensor argument, Shape shape, int offset, List<Integer> strides) {
    ShapeRules.checkSize(shape);
    if (shape.isEmpty() || argument.shape().isEmpty()) {
      return fill(scalar(formulas.integer(0)), shape);
    }
    ShapeRules.checkInside(shape, argument.shape(), offset, strides);
    return new Tensor.Scatter(argument, shape, offset, strides);
  }

  /**
   * Numbers, or arrays of equal shape, along a new first dimension. Known parts make known
   * elements.
   */
  public Tensor stack(List<Tensor> parts) {
    if (parts.isEmpty()) {
      return data(Shape.of(0), List.of());
    }
    Shape each = parts.getFirst().shape();
    for (Tensor part : parts) {
      if (!part.shape().equals(each)) {
        throw new Refusal(
            at -> new ShapeProblem.RaggedArray(at, each.words(), part.shape().words()));
      }
    }
    List<Integer> dimensions = new ArrayList<>(List.of(parts.size()));
    dimensions.addAll(each.dimensions());
    Shape shape = new Shape(dimensions);
    ShapeRules.checkSize(shape);
    if (shape.isEmpty()) {
      return empty(shape);
    }
    if (parts.stream().allMatch(Tensor.Data.class::isInstance)) {
      return new Tensor.Data(
          shape,
          Elements.join(parts.stream().map(part -> ((Tensor.Data) part).elements()).toList()));
    }
    return new Tensor.Stack(parts, shape);
  }

  /** See {@link Tensor.Square}; the matrix has as many rows as columns. */
  public Tensor square(Tensor.Whole whole, Tensor matrix) {
    return new Tensor.Square(
        whole,
        matrix,
        switch (whole) {
          case DETERMINANT -> Shape.SCALAR;
          case INVERSE -> matrix.shape();
        });
  }

  /** A number (rank 0) as an array of equal elements. */
  public Tensor fill(Tensor number, Shape shape) {
    if (number.shape().rank() != 0) {
      throw ShapeRules.notThatShape("a number", number.shape());
    }
    if (shape.rank() == 0) {
      return number;
    }
    return view(number, shape, 0, Collections.nCopies(shape.rank(), 0));
  }

  /** The same graph with inputs replaced by tensors of the same shape. */
  public Tensor substitute(Tensor tensor, java.util.Map<Tensor.Input, Tensor> values) {
    return substitute(List.of(tensor), values).getFirst();
  }

  /**
   * The same graphs, sharing what they share, with inputs replaced by tensors of the same shape.
   */
  public List<Tensor> substitute(List<Tensor> tensors, java.util.Map<Tensor.Input, Tensor> values) {
    java.util.Map<Tensor, Tensor> made = new IdentityHashMap<>();
    for (Tensor tensor : Graph.order(tensors)) {
      List<Tensor> arguments = Graph.arguments(tensor);
      List<Tensor> replaced = new ArrayList<>(arguments.size());
      boolean same = true;
      for (Tensor argument : arguments) {
        Tensor now = Objects.requireNonNull(made.get(argument));
        same &= now == argument;
        replaced.add(now);
      }
      made.put(
          tensor,
          tensor instanceof Tensor.Input input
              ? replacement(input, values)
              : same ? tensor : known(tensor, replaced));
    }
    return tensors.stream().map(made::get).toList();
  }

  /** A number without a value may be in a branch that is not taken: who computes it will see. */
  private Tensor known(Tensor tensor, List<Tensor> arguments) {
    try {
      return with(tensor, arguments);
    } catch (Refusal withoutValue) {
      if (tensor instanceof Tensor.Map map) {
        return made(map.body(), arguments.stream().map(Tensors::element).toList(), map.shape());
      }
      throw withoutValue;
    }
  }

  private static Tensor replacement(
      Tensor.Input input, java.util.Map<Tensor.Input, Tensor> values) {
    Tensor value = values.getOrDefault(input, input);
    if (!value.shape().equals(input.shape())) {
      throw ShapeRules.notThatShape("a " + input.shape().words(), value.shape());
    }
    return value;
  }

  /** The same graph with a symbol of its formulas replaced by an input of rank 0. */
  public Tensor traced(Tensor tensor, Formula.Symbol symbol, Tensor.Input input) {
    java.util.Map<Tensor, Tensor> made = new IdentityHashMap<>();
    for (Tensor node : Graph.order(List.of(tensor))) {
      List<Tensor> arguments = Graph.arguments(node).stream().map(made::get).toList();
      made.put(
          node,
          switch (node) {
            case Tensor.Input _ -> node;
            case Tensor.Data data -> traced(data, symbol, input);
            case Tensor.Map map when Bodies.contains(map.body(), symbol::equals) -> {
              List<Tensor> more = new ArrayList<>(arguments);
              more.add(input);
              Formula slot = formulas.slot(arguments.size());
              yield simplified(
                  formulas.substitute(map.body(), java.util.Map.of(symbol, slot)),
                  more,
                  map.shape());
            }
            case Tensor.Map _,
                Tensor.Reduce _,
                Tensor.Contract _,
                Tensor.View _,
                Tensor.Scatter _,
                Tensor.Stack _,
                Tensor.Square _ ->
                with(node, arguments);
          });
    }
    return Objects.requireNonNull(made.get(tensor));
  }

  /** The same graph with a symbol of its formulas replaced by a number. */
  public Tensor replaced(Tensor tensor, Formula.Symbol symbol, Tensor number) {
    Tensor.Input input = new Tensor.Input(symbol.name(), Shape.SCALAR);
    return substitute(traced(tensor, symbol, input), java.util.Map.of(input, number));
  }

  private Tensor traced(Tensor.Data data, Formula.Symbol symbol, Tensor.Input input) {
    List<Formula> elements = data.elements().formulas();
    if (elements.stream().noneMatch(element -> Bodies.contains(element, symbol::equals))) {
      return data;
    }
    List<Tensor> parts = new ArrayList<>();
    for (Formula element : elements) {
      Formula body = formulas.substitute(element, java.util.Map.of(symbol, formulas.slot(0)));
      parts.add(map("", body, List.of(input)));
    }
    return data.shape().rank() == 0 ? parts.getFirst() : reshape(stack(parts), data.shape());
  }

  /** The same operation on other arguments of the same shapes. */
  public Tensor with(Tensor tensor, List<Tensor> arguments) {
    return switch (tensor) {
      case Tensor.Input _, Tensor.Data _ -> tensor;
      case Tensor.Map map -> simplified(map.body(), arguments, map.shape());
      case Tensor.Reduce reduce -> reduce(reduce.combine(), reduce.axis(), arguments.getFirst());
      case Tensor.Contract _ -> contract(arguments.getFirst(), arguments.getLast());
      case Tensor.View view ->
          view(arguments.getFirst(), view.shape(), view.offset(), view.strides());
      case Tensor.Scatter scatter ->
          scatter(arguments.getFirst(), scatter.shape(), scatter.offset(), scatter.strides());
      case Tensor.Stack _ -> stack(arguments);
      case Tensor.Square square -> square(square.whole(), arguments.getFirst());
    };
  }
}
