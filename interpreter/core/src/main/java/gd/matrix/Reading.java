package gd.matrix;

import gd.formula.Branches;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.syntax.Syntax;
import gd.tensor.DeclaredGradient;
import gd.tensor.Dimensions;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Strides;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Graphs as formulas, node by node; empty for what linear algebra has no short name for. */
final class Reading {
  /** Of the places that are written as numbers. */
  private static final int LARGEST_PLACE = 100;

  private static final int MOST_NODES = 2_000;
  private static final int LONGEST_LITERAL = 64;

  private final Atoms atoms;
  private final Formulas formulas;
  private final Factoring factoring;
  private final Writing writing;
  private final Turning turning;
  private final Products products;

  Reading(Atoms atoms) {
    this.atoms = atoms;
    this.formulas = atoms.formulas();
    this.factoring = new Factoring(atoms);
    this.writing = new Writing(atoms);
    this.turning = new Turning(atoms);
    this.products = new Products(atoms, turning);
  }

  Optional<Part> read(Tensor root) {
    List<Tensor> order = Graph.order(List.of(root));
    if (order.size() > MOST_NODES) {
      return Optional.empty();
    }
    Map<Tensor, Part> known = new IdentityHashMap<>();
    for (Tensor tensor : order) {
      List<Part> arguments = new ArrayList<>();
      for (Tensor argument : Graph.arguments(tensor)) {
        Part part = known.get(argument);
        if (part != null) {
          arguments.add(part);
        }
      }
      if (arguments.size() == Graph.arguments(tensor).size()) {
        part(tensor, arguments).ifPresent(part -> known.put(tensor, part));
      }
    }
    return Optional.ofNullable(known.get(root));
  }

  /** A formula in slots that stand for arrays. */
  Optional<Formula> read(Formula body, List<Tensor> arguments) {
    Map<Formula, Formula> slots = new HashMap<>();
    for (Tensor argument : arguments) {
      read(argument).ifPresent(part -> slots.put(formulas.slot(slots.size()), part.formula()));
    }
    return slots.size() == arguments.size()
        ? Optional.of(formulas.substitute(body, slots))
        : Optional.empty();
  }

  private Optional<Part> part(Tensor tensor, List<Part> arguments) {
    return switch (tensor) {
      case Tensor.Input input ->
          Optional.of(
              input.shape().rank() == 0
                  ? new Part(number(input.name()), Shape.SCALAR)
                  : atoms.part(new Atom.Leaf(array(input), input.shape())));
      case Tensor.Data data -> data(data);
      case Tensor.Map map when DeclaredGradient.isItsFirstArgument(map) ->
          Optional.of(arguments.getFirst());
      case Tensor.Map map -> Optional.of(map(map, arguments));
      case Tensor.Reduce reduce -> Optional.of(reduce(reduce, arguments.getFirst()));
      case Tensor.Contract contract ->
          Optional.of(
              products.contract(
                  operand(arguments.getFirst()), operand(arguments.getLast()), contract.shape()));
      case Tensor.View view -> view(view, arguments.getFirst());
      case Tensor.Scatter scatter -> scatter(scatter, arguments.getFirst());
      case Tensor.Stack stack -> stack(stack, arguments);
      case Tensor.Square square -> Optional.of(square(square, arguments.getFirst()));
    };
  }

  private static Syntax.Expression array(Tensor.Input input) {
    return Dimensions.counted(input)
        .map(Writing::countingTo)
        .orElseGet(() -> Writing.name(input.name()));
  }

  /** A symbol; or the element of an array of equal ones, which is named by its value. */
  private Formula number(String name) {
    return Character.isDigit(name.charAt(0))
        ? formulas.integer(Long.parseLong(name))
        : formulas.symbol(name);
  }

  private Products.Operand operand(Part part) {
    Factoring.Split split = factoring.split(part.formula());
    return new Products.Operand(split.coefficient(), new Part(split.rest(), part.shape()));
  }

  private Optional<Part> data(Tensor.Data data) {
    Shape shape = data.shape();
    if (shape.rank() == 0) {
      return Optional.of(new Part(data.elements().formula(0), shape));
    }
    if (shape.rank() > 2 || shape.size() > LONGEST_LITERAL || shape.size() == 0) {
      return Optional.empty();
    }
    int width = shape.dimension(shape.rank() - 1);
    boolean isRow = shape.rank() == 2 && shape.dimension(0) == 1;
    List<List<Syntax.Expression>> rows = new ArrayList<>();
    for (int i = 0; i < shape.size() / width; i++) {
      int first = i * width;
      rows.add(
          IntStream.range(first, first + width)
              .mapToObj(k -> writing.expression(data.elements().formula(k)))
              .toList());
    }
    Syntax.Expression literal = Writing.array(rows);
    return Optional.of(
        atoms.part(
            new Atom.Leaf(isRow ? Writing.array(List.of(List.of(literal))) : literal, shape)));
  }

  private Part map(Tensor.Map map, List<Part> arguments) {
    Map<Formula, Formula> slots = new HashMap<>();
    for (int k = 0; k < arguments.size(); k++) {
      slots.put(formulas.slot(k), arguments.get(k).formula());
    }
    Formula formula = new Branches(formulas).of(formulas.substitute(map.body(), slots));
    return new Part(
        map.shape().rank() == 2 ? products.outer(atoms.named(formula), map.shape()) : formula,
        map.shape());
  }

  private Part reduce(Tensor.Reduce reduce, Part argument) {
    Shape shape = argument.shape();
    String name =
        switch (reduce.combine()) {
          case SUM -> "sum";
          case PRODUCT -> "product";
          case MAX -> "max";
          case MIN -> "min";
        };
    if (reduce.combine() != Tensor.Combine.SUM) {
      return leaf(reduce, name, argument);
    }
    Factoring.Split split = factoring.split(argument.formula());
    Part rest = new Part(split.rest(), shape);
    return new Part(
        formulas.multiply(split.coefficient(), sum(reduce, rest).formula()), reduce.shape());
  }

  private Part sum(Tensor.Reduce reduce, Part rest) {
    Shape shape = rest.shape();
    int axis = reduce.axis().orElse(-1);
    Formula count =
        axis < 0
            ? formulas.product(shape.dimensions().stream().map(atoms::length).toList())
            : atoms.length(shape.dimension(axis));
    if (!atoms.isArray(rest.formula())) {
      return new Part(formulas.multiply(count, rest.formula()), reduce.shape());
    }
    Optional<Part> apart = apart(reduce, rest, count);
    if (apart.isPresent()) {
      return apart.get();
    }
    Optional<Part> before = before(reduce, rest);
    if (before.isPresent()) {
      return before.get();
    }
    boolean repeated =
        axis == 0 && atoms.isAlong(rest.formula()) || axis == 1 && atoms.isDown(rest.formula());
    if (repeated && shape.rank() == 2) {
      return new Part(formulas.multiply(count, atoms.vector(rest.formula())), reduce.shape());
    }
    return (axis < 0 ? products.totals().ofAll(rest) : ofAxis(rest, axis, reduce.shape()))
        .orElseGet(() -> leaf(reduce, "sum", rest));
  }

  private Optional<Part> ofAxis(Part rest, int axis, Shape shape) {
    return rest.shape().rank() == 2
        ? products.totals().ofMatrix(rest, axis, shape)
        : products.totals().ofAll(rest);
  }

  /** Factors that are the same all along the sum stand before it. */
  private Optional<Part> before(Tensor.Reduce reduce, Part rest) {
    if (!(rest.formula() instanceof Formula.Product product)) {
      return Optional.empty();
    }
    List<Formula> equal = product.factors().stream().filter(f -> isSame(f, reduce)).toList();
    List<Formula> others = product.factors().stream().filter(f -> !isSame(f, reduce)).toList();
    if (equal.isEmpty() || others.isEmpty()) {
      return Optional.empty();
    }
    Part varying = reduce(reduce, new Part(formulas.product(others), rest.shape()));
    Formula same = atoms.vector(formulas.product(equal));
    return Optional.of(new Part(formulas.multiply(same, varying.formula()), reduce.shape()));
  }

  /** Whether a factor or a term has the same values all along a sum. */
  private boolean isSame(Formula formula, Tensor.Reduce reduce) {
    int axis = reduce.axis().orElse(-1);
    return !atoms.isArray(formula)
        || axis == 0 && atoms.isAlong(formula)
        || axis == 1 && atoms.isDown(formula);
  }

  /**
   * Terms that are the same all along the sum, counted, where others then cancel: Σ(v - Σv/n) is Σv
   * - Σv.
   */
  private Optional<Part> apart(Tensor.Reduce reduce, Part rest, Formula count) {
    if (!(factoring.expanded(rest.formula()) instanceof Formula.Sum sum)) {
      return Optional.empty();
    }
    List<Formula> same = sum.terms().stream().filter(t -> isSame(t, reduce)).toList();
    List<Formula> others = sum.terms().stream().filter(t -> !isSame(t, reduce)).toList();
    if (same.isEmpty() || others.isEmpty()) {
      return Optional.empty();
    }
    Formula varying =
        formulas.sum(
            others.stream()
                .map(term -> reduce(reduce, new Part(term, rest.shape())).formula())
                .toList());
    Formula equal = formulas.multiply(count, atoms.vector(formulas.sum(same)));
    Formula both = factoring.expanded(formulas.add(varying, equal));
    return both instanceof Formula.Sum
        ? Optional.empty()
        : Optional.of(new Part(both, reduce.shape()));
  }

  private Part leaf(Tensor.Reduce reduce, String name, Part argument) {
    Syntax.Expression written = writing.whole(argument);
    return atoms.part(
        new Atom.Leaf(
            reduce.axis().isPresent()
                ? Writing.along(name, written, reduce.axis().getAsInt() + 1)
                : Writing.call(name, written),
            reduce.shape()));
  }

  private Optional<Part> view(Tensor.View view, Part of) {
    Shape from = of.shape();
    Shape to = view.shape();
    List<Integer> strides = view.strides();
    if (!atoms.isArray(of.formula())) {
      return Optional.of(new Part(of.formula(), to));
    }
    boolean whole = view.offset() == 0;
    if (whole && to.rank() == 2 && to.dimension(0) != 1 && to.dimension(1) != 1) {
      if (strides.equals(List.of(0, 1)) && isLine(from, to.dimension(1))) {
        return Optional.of(repeated(vector(of), to, vector -> new Atom.Along(vector, to)));
      }
      if (strides.equals(List.of(1, 0)) && isLine(from, to.dimension(0))) {
        return Optional.of(repeated(vector(of), to, vector -> new Atom.Down(vector, to)));
      }
    }
    if (whole && to.rank() == 2 && to.dimension(1) == 1 && from.equals(Shape.of(1))) {
      return Optional.of(atoms.part(new Atom.Along(of, to))); // the bias of one column
    }
    boolean dense = Strides.isDense(to, view.offset(), strides) && to.size() == from.size();
    if (dense && to.equals(from)) {
      return Optional.of(of);
    }
    boolean transposes =
        whole
            && from.rank() == 2
            && to.equals(Shape.of(from.dimension(1), from.dimension(0)))
            && strides.equals(List.of(1, from.dimension(1)));
    if (transposes && from.dimension(0) != 1 && from.dimension(1) != 1) {
      Part turned = turning.turned(of);
      return Optional.of(new Part(products.outer(turned.formula(), to), to));
    }
    if (dense && to.rank() == 2 && to.dimension(0) > 1 && from.rank() == 1) {
      Optional<Part> literal = rowsOf(of, to);
      if (literal.isPresent()) {
        return literal;
      }
    }
    if (dense && isLine(from, from.size()) && isLine(to, to.size())) {
      Part vector = vector(of);
      if (to.rank() == 1) {
        return Optional.of(vector);
      }
      return Optional.of(to.dimension(0) == 1 ? turning.turned(vector) : turning.column(vector));
    }
    boolean diagonal =
        whole
            && from.rank() == 2
            && to.equals(Shape.of(from.dimension(0)))
            && strides.equals(List.of(from.dimension(1) + 1));
    return diagonal
        ? Optional.of(atoms.part(new Atom.Leaf(Writing.call("diag", writing.whole(of)), to)))
        : picked(view, of);
  }

  /** The elements of a written-out vector as those of a matrix. */
  private Optional<Part> rowsOf(Part vector, Shape shape) {
    if (!(atoms.of(vector.formula()).orElse(null) instanceof Atom.Leaf(Syntax.Array array, _))) {
      return Optional.empty();
    }
    List<Syntax.Expression> elements = array.rows().getFirst().elements();
    int width = shape.dimension(1);
    List<List<Syntax.Expression>> rows = new ArrayList<>();
    for (int first = 0; first < elements.size(); first += width) {
      rows.add(elements.subList(first, first + width));
    }
    return Optional.of(atoms.part(new Atom.Leaf(Writing.array(rows), shape)));
  }

  /** A vector in every row or column: its numbers in front, its factors one by one. */
  private Part repeated(Part vector, Shape shape, Function<Part, Atom> atom) {
    Factoring.Split split = factoring.split(vector.formula());
    List<Formula> factors =
        split.rest() instanceof Formula.Product product ? product.factors() : List.of(split.rest());
    List<Formula> all = new ArrayList<>(List.of(split.coefficient()));
    for (Formula factor : factors) {
      boolean isPower = factor instanceof Formula.Power p && !atoms.isArray(p.exponent());
      Formula base = isPower ? ((Formula.Power) factor).base() : factor;
      Formula array = atoms.symbol(atom.apply(new Part(base, vector.shape())));
      all.add(isPower ? formulas.power(array, ((Formula.Power) factor).exponent()) : array);
    }
    return new Part(formulas.product(all), shape);
  }

  /** A vector, or a matrix of one row or column, with so many elements. */
  private static boolean isLine(Shape shape, int length) {
    return shape.size() == length
        && (shape.rank() == 1
            || shape.rank() == 2 && (shape.dimension(0) == 1 || shape.dimension(1) == 1));
  }

  private Part vector(Part line) {
    if (line.shape().rank() == 1) {
      return line;
    }
    if (atoms.arrays(line.formula()).stream().allMatch(atom -> atom.shape().rank() == 1)) {
      return new Part(line.formula(), Shape.of(line.shape().size()));
    }
    if (atoms.of(line.formula()).orElse(null) instanceof Atom.Column(var vector, _)) {
      return vector;
    }
    if (atoms.of(line.formula()).orElse(null) instanceof Atom.Chain(var factors, _)
        && line.shape().dimension(1) == 1
        && (factors.getLast().shape().rank() == 1 || factors.getLast().shape().dimension(1) == 1)) {
      List<Part> others = new ArrayList<>(factors);
      others.set(factors.size() - 1, vector(factors.getLast()));
      return products.chain(others, Shape.of(line.shape().dimension(0)));
    }
    Factoring.Split split = factoring.split(line.formula());
    if (!split.coefficient().equals(formulas.integer(1))
        && !(line.formula() instanceof Formula.Sum)) {
      Part rest = vector(new Part(split.rest(), line.shape()));
      return new Part(formulas.multiply(split.coefficient(), rest.formula()), rest.shape());
    }
    boolean isRow = line.shape().dimension(0) == 1;
    return isRow
        ? turning.turned(line)
        : atoms.part(
            new Atom.Leaf(
                Writing.index(writing.whole(line), List.of(-1, 0)),
                Shape.of(line.shape().dimension(0))));
  }

  /** {@code w[1]}, {@code X[2, :]}, {@code X[:, 2]}. */
  private Optional<Part> picked(Tensor.View view, Part of) {
    Shape from = of.shape();
    int width = from.rank() == 2 ? from.dimension(1) : 1;
    List<Integer> places = null;
    if (view.shape().rank() == 0) {
      places =
          from.rank() == 1
              ? List.of(view.offset())
              : from.rank() == 2 ? List.of(view.offset() / width, view.offset() % width) : null;
    } else if (view.shape().rank() == 1 && from.rank() == 2) {
      boolean row =
          view.shape().dimension(0) == width
              && view.strides().equals(List.of(1))
              && view.offset() % width == 0;
      boolean column =
          view.shape().dimension(0) == from.dimension(0)
              && view.strides().equals(List.of(width))
              && view.offset() < width;
      places =
          row ? List.of(view.offset() / width, -1) : column ? List.of(-1, view.offset()) : null;
    }
    if (places == null) {
      return ranges(view, from)
          .map(r -> atoms.part(new Atom.Leaf(Writing.ranges(writing.whole(of), r), view.shape())));
    }
    return Optional.of(places)
        .map(p -> atoms.part(new Atom.Leaf(Writing.index(writing.whole(of), p), view.shape())));
  }

  /**
   * First and last place along each dimension, y[1..2] and X[1..2, :]; a dimension that stays whole
   * has none. Only small places, for what is counted from n on is no number.
   */
  private static Optional<List<List<Integer>>> ranges(Tensor.View view, Shape from) {
    int rank = from.rank();
    if (rank == 0 || rank > 2 || view.shape().rank() != rank) {
      return Optional.empty();
    }
    List<List<Integer>> ranges = new ArrayList<>();
    int rest = view.offset();
    for (int k = 0; k < rank; k++) {
      int stride = k == rank - 1 ? 1 : from.dimension(1);
      int first = rest / stride;
      int length = view.shape().dimension(k);
      rest %= stride;
      boolean whole = first == 0 && length == from.dimension(k);
      boolean small = first + length <= Math.min(LARGEST_PLACE, from.dimension(k));
      if (view.strides().get(k) != stride || length == 0 || !whole && !small) {
        return Optional.empty();
      }
      ranges.add(whole ? List.of() : List.of(first + 1, first + length));
    }
    return Optional.of(ranges);
  }

  /** inv(c·A) is inv(A)/c, det(c·A) is cⁿ·det(A). */
  private Part square(Tensor.Square square, Part argument) {
    Factoring.Split split = factoring.split(argument.formula());
    Part matrix = new Part(split.rest(), argument.shape());
    return switch (square.whole()) {
      case DETERMINANT -> {
        Formula rows = atoms.length(argument.shape().dimension(0));
        Part determinant = call("det", matrix, square.shape());
        yield new Part(
            formulas.multiply(formulas.power(split.coefficient(), rows), determinant.formula()),
            square.shape());
      }
      case INVERSE -> {
        Part inverse = call("inv", matrix, square.shape());
        if (turning.isSymmetric(matrix)) {
          atoms.symmetric(inverse.formula());
        }
        yield new Part(formulas.divide(inverse.formula(), split.coefficient()), square.shape());
      }
    };
  }

  private Part call(String function, Part argument, Shape shape) {
    return atoms.part(new Atom.Leaf(Writing.call(function, writing.whole(argument)), shape));
  }

  /** Ones on the diagonal. */
  private Optional<Part> scatter(Tensor.Scatter scatter, Part of) {
    Shape shape = scatter.shape();
    boolean diagonal =
        shape.rank() == 2
            && shape.dimension(0) == shape.dimension(1)
            && of.shape().equals(Shape.of(shape.dimension(0)))
            && scatter.offset() == 0
            && scatter.strides().equals(Collections.nCopies(1, shape.dimension(0) + 1));
    if (!diagonal || atoms.isArray(of.formula())) {
      return Optional.empty();
    }
    Formula eye =
        atoms.symbol(
            new Atom.Leaf(
                Writing.call("eye", writing.expression(atoms.length(shape.dimension(0)))), shape));
    return Optional.of(new Part(formulas.multiply(of.formula(), eye), shape));
  }

  /** {@code [a, b]}, {@code rows(u, v)}, or a matrix of numbers. */
  private Optional<Part> stack(Tensor.Stack stack, List<Part> parts) {
    if (stack.shape().rank() > 2 || parts.size() > LONGEST_LITERAL) {
      return Optional.empty();
    }
    if (stack.shape().rank() == 2 && parts.size() == 1) {
      return Optional.of(turning.turned(parts.getFirst()));
    }
    Syntax.Expression[] written =
        parts.stream().map(writing::whole).toArray(Syntax.Expression[]::new);
    List<List<Syntax.Expression>> rows = new ArrayList<>();
    for (Syntax.Expression each : written) {
      if (each instanceof Syntax.Array(_, var only) && only.size() == 1) {
        rows.add(only.getFirst().elements());
      }
    }
    Syntax.Expression whole =
        stack.shape().rank() == 1
            ? Writing.array(List.of(List.of(written)))
            : rows.size() == written.length ? Writing.array(rows) : Writing.call("rows", written);
    return Optional.of(atoms.part(new Atom.Leaf(whole, stack.shape())));
  }
}
