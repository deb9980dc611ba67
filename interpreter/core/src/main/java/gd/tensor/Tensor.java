package gd.tensor;

import gd.formula.Formula;
import java.util.List;
import java.util.OptionalInt;

/**
 * An array, known or still to be computed: a node of a graph. Nodes are compared by identity. Made
 * by {@link Tensors}, which checks shapes: a tensor that cannot be shaped cannot be constructed. An
 * array without elements is known, whatever it is made of: only {@link Data} and {@link Input} can
 * be empty.
 */
public sealed interface Tensor {
  Shape shape();

  /** Whether it waits for an {@link Input}. */
  boolean isTraced();

  /** What a graph is traced or differentiated with respect to. */
  final class Input implements Tensor {
    private final String name;
    private final Shape shape;
    private final java.util.Set<Integer> letters;

    public Input(String name, Shape shape) {
      this(name, shape, java.util.Set.of());
    }

    /** {@code letters}: the dimensions that stand for letters, see {@link Dimensions}. */
    public Input(String name, Shape shape, java.util.Set<Integer> letters) {
      this.name = name;
      this.shape = shape;
      this.letters = java.util.Set.copyOf(letters);
    }

    java.util.Set<Integer> letters() {
      return letters;
    }

    public String name() {
      return name;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public boolean isTraced() {
      return true;
    }
  }

  /** Known elements. */
  final class Data implements Tensor {
    private static final Elements NONE = new Elements.Formulas(List.of());

    private final Shape shape;
    private final Elements elements;

    public Data(Shape shape, Elements elements) {
      this.shape = shape;
      boolean isNone = elements.size() == 0 && elements instanceof Elements.Formulas;
      this.elements = isNone ? NONE : elements;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public boolean isTraced() {
      return false;
    }

    public Elements elements() {
      return elements;
    }
  }

  /**
   * Element by element: {@code body} is a scalar formula in {@link Formula.Slot}s, one an argument.
   * Arguments have the shape of the result or are numbers (rank 0), which every element shares.
   */
  final class Map implements Tensor {
    private final Formula body;
    private final List<Tensor> arguments;
    private final Shape shape;
    private final boolean traced;

    Map(Formula body, List<Tensor> arguments, Shape shape) {
      this.body = body;
      this.arguments = List.copyOf(arguments);
      this.shape = shape;
      this.traced = anyTraced(arguments);
    }

    private static boolean anyTraced(List<Tensor> arguments) {
      for (Tensor argument : arguments) {
        if (argument.isTraced()) {
          return true;
        }
      }
      return false;
    }

    public Formula body() {
      return body;
    }

    public List<Tensor> arguments() {
      return arguments;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public boolean isTraced() {
      return traced;
    }
  }

  /** How elements are put together. */
  enum Combine {
    SUM,
    PRODUCT,
    MAX,
    MIN
  }

  /** Over all elements (a number), or along one axis (from 0), which disappears. */
  final class Reduce implements Tensor {
    private final Combine combine;
    private final OptionalInt axis;
    private final Tensor argument;
    private final Shape shape;
    private final boolean traced;

    Reduce(Combine combine, OptionalInt axis, Tensor argument, Shape shape) {
      this.combine = combine;
      this.axis = axis;
      this.argument = argument;
      this.shape = shape;
      this.traced = argument.isTraced();
    }

    public Combine combine() {
      return combine;
    }

    public OptionalInt axis() {
      return axis;
    }

    public Tensor argument() {
      return argument;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public boolean isTraced() {
      return traced;
    }
  }

  /**
   * Sum of products over the last dimension of {@code left} and the first of {@code right}: matrix
   * products, u·v.
   */
  final class Contract implements Tensor {
    private final Tensor left;
    private final Tensor right;
    private final Shape shape;
    private final boolean traced;

    Contract(Tensor left, Tensor right, Shape shape) {
      this.left = left;
      this.right = right;
      this.shape = shape;
      this.traced = left.isTraced() || right.isTraced();
    }

    public Tensor left() {
      return left;
    }

    public Tensor right() {
      return right;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public boolean isTraced() {
      return traced;
    }
  }

  /**
   * The same elements under another index: element (i, j, …) is element {@code offset +
   * i·strides[0] + j·strides[1] + …} of the argument in row-major order. Transposes, slices, rows,
   * reshapes and broadcasts (stride 0) are views.
   */
  final class View implements Tensor {
    private final Tensor argument;
    private final Shape shape;
    private final boolean traced;
    private final int offset;
    private final List<Integer> strides;

    View(Tensor argument, Shape shape, int offset, List<Integer> strides) {
      this.argument = argument;
      this.shape = shape;
      this.traced = argument.isTraced();
      this.offset = offset;
      this.strides = List.copyOf(strides);
    }

    public Tensor argument() {
      return argument;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public boolean isTraced() {
      return traced;
    }

    public int offset() {
      return offset;
    }

    public List<Integer> strides() {
      return strides;
    }
  }

  /**
   * The adjoint of a {@link View}: adds every element of the argument (of the view's shape) at its
   * place in zeros.
   */
  final class Scatter implements Tensor {
    private final Tensor argument;
    private final Shape shape;
    private final boolean traced;
    private final int offset;
    private final List<Integer> strides;

    Scatter(Tensor argument, Shape shape, int offset, List<Integer> strides) {
      this.argument = argument;
      this.shape = shape;
      this.traced = argument.isTraced();
      this.offset = offset;
      this.strides = List.copyOf(strides);
    }

    public Tensor argument() {
      return argument;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public boolean isTraced() {
      return traced;
    }

    public int offset() {
      return offset;
    }

    public List<Integer> strides() {
      return strides;
    }
  }

  /** Parts of equal shape side by side along a new first dimension. */
  final class Stack implements Tensor {
    private final List<Tensor> parts;
    private final Shape shape;
    private final boolean traced;

    Stack(List<Tensor> parts, Shape shape) {
      this.parts = List.copyOf(parts);
      this.shape = shape;
      this.traced = parts.stream().anyMatch(Tensor::isTraced);
    }

    public List<Tensor> parts() {
      return parts;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public boolean isTraced() {
      return traced;
    }
  }

  /** What is asked of a square matrix as a whole. */
  enum Whole {
    /** A number. */
    DETERMINANT,
    /** A matrix of the same shape. */
    INVERSE
  }

  /** The determinant or the inverse of a matrix with letters for dimensions: never computed. */
  final class Square implements Tensor {
    private final Whole whole;
    private final Tensor argument;
    private final Shape shape;

    Square(Whole whole, Tensor argument, Shape shape) {
      this.whole = whole;
      this.argument = argument;
      this.shape = shape;
    }

    public Whole whole() {
      return whole;
    }

    public Tensor argument() {
      return argument;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public boolean isTraced() {
      return true;
    }
  }
}
