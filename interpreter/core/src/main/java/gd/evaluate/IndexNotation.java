package gd.evaluate;

import gd.formula.Formula;
import gd.formula.Formula.Rational;
import gd.formula.Formulas;
import gd.report.Failure;
import gd.report.Refusal;
import gd.syntax.Children;
import gd.syntax.Syntax;
import gd.tensor.Batches;
import gd.tensor.Bodies;
import gd.tensor.Dimensions;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Strides;
import gd.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Index notation as whole arrays: in {@code sum((w*x[i] - y[i])^2 for i in 1..n)} the body is
 * evaluated once, with an index that stands for all its values, and {@code x[i]} for all elements;
 * so it is the same graph as {@code sum((w*x - y).^2)}, and n may be a letter. So is a body that
 * counts with a traced number. Where that cannot be (the body prints, draws, branches on the index,
 * …) the elements are computed one by one.
 */
final class IndexNotation {
  /** Fewer elements are computed one by one: what comes out is the same. */
  private static final int FEWEST = 32;

  /** A body that calls more functions branches on its elements. */
  private static final int MOST_CALLS = 1_000;

  private final Interpreter in;

  /** Those of the bodies that are being evaluated, the outermost first. */
  private final List<Index> open = new ArrayList<>();

  IndexNotation(Interpreter in) {
    this.in = in;
  }

  /** A whole-array evaluation has to be given up. */
  private static final class NotWhole extends RuntimeException {
    private NotWhole() {
      super("computed one by one", null, false, false);
    }
  }

  /** What {@code x[2i + 1]} says of an index: its {@code scale} and {@code offset}. */
  record Place(Index index, int scale, int offset) {
    /** The index itself. */
    private boolean isPlain() {
      return scale == 1 && offset == 0;
    }

    /** The first place, from 0, in an axis of this length. */
    private int first(int length) {
      long first = (long) scale * index.first + offset - 1;
      long last = first + (long) step() * (index.count - 1);
      if (Math.min(first, last) < 0 || Math.max(first, last) >= length) {
        throw new NotWhole();
      }
      return (int) first;
    }

    private int step() {
      return Math.multiplyExact(scale, index.step);
    }

    /** For what cannot be said of all its values. */
    RuntimeException oneByOne() {
      return new NotWhole();
    }
  }

  /**
   * A part of an array where an index says the place of some axes: {@code each} stands for it in
   * the body, {@code all} has it for every value of the index along a first axis.
   */
  private record Part(Tensor of, List<Optional<Place>> places, Tensor.Input each, Tensor all) {}

  /** All values of an index at once: first, first + step, …, {@code count} of them. */
  static final class Index {
    private final Tensor.Input input;
    private final int first;
    private final int step;
    private final int count;
    private final boolean isLetter;
    private final List<Part> parts = new ArrayList<>();

    private Index(String name, int first, int step, int count, boolean isLetter) {
      this.input = new Tensor.Input(name, Shape.SCALAR);
      this.first = first;
      this.step = step;
      this.count = count;
      this.isLetter = isLetter;
    }
  }

  /** The array that a comprehension makes; empty if its elements are to be computed one by one. */
  Optional<Value> array(Syntax.Comprehension comprehension, Environment scope) {
    boolean isIndexed = isIndexed(comprehension);
    if (comprehension.condition().isPresent()
        || !isIndexed && !countsWithTraced(comprehension, scope)) {
      return Optional.empty();
    }
    int before = open.size();
    try {
      Tensor whole =
          in.limits()
              .attempt(
                  MOST_CALLS,
                  () -> in.aside(NotWhole::new, () -> whole(comprehension, 0, 1, scope.call())));
      // What an index alone decides is no corner of a function: such bodies go one by one.
      return (isIndexed || !contains(whole, Formula.Piecewise.class::isInstance))
              && (whole.isTraced() || !contains(whole, IndexNotation::isOfNumbers))
          ? Optional.of(Arithmetic.of(whole))
          : Optional.empty();
    } catch (NotWhole | Refusal | Failure _) {
      return Optional.empty();
    } finally {
      open.subList(before, open.size()).clear();
    }
  }

  /**
   * {@code if x[i] > 0.5 then 1 else 0} is exact whatever the elements of x are, but an array of
   * decimals makes decimals.
   */
  private static boolean isOfNumbers(Formula formula) {
    return formula instanceof Formula.Piecewise piecewise
        && Bodies.slots(piecewise.otherwise()).isEmpty()
        && piecewise.cases().stream().allMatch(each -> Bodies.slots(each.value()).isEmpty());
  }

  private static boolean contains(Tensor tensor, Predicate<Formula> part) {
    return Graph.order(List.of(tensor)).stream()
        .anyMatch(node -> node instanceof Tensor.Map map && Bodies.contains(map.body(), part));
  }

  /** Whether every variable is an index of an array in the body, or an element of an array. */
  static boolean isIndexed(Syntax.Comprehension comprehension) {
    return comprehension.bindings().stream()
        .allMatch(
            binding ->
                binding.range() instanceof Syntax.Range
                    ? isIndex(comprehension.body(), binding.variable())
                    : names(comprehension.body(), binding.variable()));
  }

  /**
   * Whether a traced number occurs in the body, as x in {@code sum(sin(k*x) for k in 1..1000)}: its
   * graph would grow with every element.
   */
  private static boolean countsWithTraced(Syntax.Comprehension comprehension, Environment scope) {
    return comprehension.bindings().stream()
            .allMatch(binding -> binding.range() instanceof Syntax.Range)
        && hasTraced(comprehension.body(), scope);
  }

  private static boolean hasTraced(Syntax tree, Environment scope) {
    return tree instanceof Syntax.Name(_, var name)
            && scope.findLocal(name).filter(IndexNotation::isTracedNumber).isPresent()
        || Children.of(tree).stream().anyMatch(child -> hasTraced(child, scope));
  }

  private static boolean isTracedNumber(Value value) {
    return value instanceof Value.Array(var tensor, _)
        && tensor.shape().rank() == 0
        && tensor.isTraced();
  }

  private static boolean isIndex(Syntax tree, String variable) {
    return tree instanceof Syntax.Index index
            && index.positions().stream().anyMatch(position -> names(position, variable))
        || Children.of(tree).stream().anyMatch(child -> isIndex(child, variable));
  }

  private static boolean names(Syntax tree, String variable) {
    return tree instanceof Syntax.Name(_, var name) && name.equals(variable)
        || Children.of(tree).stream().anyMatch(child -> names(child, variable));
  }

  /** Of the bindings from number {@code depth} on; {@code outer} elements lie outside them. */
  private Tensor whole(Syntax.Comprehension of, int depth, long outer, Environment local) {
    if (depth == of.bindings().size()) {
      if (outer < FEWEST) {
        throw new NotWhole();
      }
      return switch (in.evaluator().evaluate(of.body(), local)) {
        case Value.Scalar scalar -> in.arithmetic().tensor(scalar);
        case Value.Array(var tensor, _) -> tensor;
        case Value _ -> throw new NotWhole();
      };
    }
    Syntax.Binding binding = of.bindings().get(depth);
    Index index =
        binding.range() instanceof Syntax.Range range
            ? counting(binding.variable(), range, local)
            : overElements(binding, local);
    open.add(index);
    local.set(
        binding.variable(),
        binding.range() instanceof Syntax.Range
            ? new Value.Array(index.input)
            : Arithmetic.of(index.parts.getFirst().each()));
    Tensor body = whole(of, depth + 1, outer * index.count, local);
    open.removeLast();
    Tensor all = Batches.of(in.tensors(), body, index.count, values(index, body));
    return depth == 0 && of.bindings().size() > 1 ? flat(all, of.bindings().size()) : all;
  }

  private Index counting(String name, Syntax.Range range, Environment scope) {
    int first = whole(range.first(), scope);
    int step = range.step().isPresent() ? whole(range.step().get(), scope) : 1;
    Value last = in.computing().force(in.evaluator().evaluate(range.last(), scope));
    OptionalInt letter = ArraySymbols.dimension(in, last);
    if (letter.isPresent() && first == 1 && step == 1) {
      return new Index(name, 1, 1, letter.getAsInt(), true);
    }
    long reach =
        Numbers.whole(last).filter(v -> v.bitLength() < 62).orElseThrow(NotWhole::new).longValue()
            - first;
    long count = step == 0 ? 0 : reach / step + 1;
    if (Long.signum(reach) * step < 0 || count <= 0 || count > Integer.MAX_VALUE) {
      throw new NotWhole();
    }
    return new Index(name, first, step, (int) count, false);
  }

  private int whole(Syntax.Expression bound, Environment scope) {
    Optional<BigInteger> value =
        Numbers.whole(in.computing().force(in.evaluator().evaluate(bound, scope)));
    return value.filter(v -> v.bitLength() < 31).orElseThrow(NotWhole::new).intValue();
  }

  private Index overElements(Syntax.Binding binding, Environment scope) {
    if (!(in.evaluator().evaluate(binding.range(), scope) instanceof Value.Array(var array, _))
        || array.shape().rank() == 0) {
      throw new NotWhole();
    }
    int count = array.shape().dimension(0);
    boolean isLetter = Dimensions.of(array).letter(count).isPresent();
    Index index = new Index(binding.variable(), 1, 1, count, isLetter);
    List<Optional<Place>> places =
        new ArrayList<>(Collections.nCopies(array.shape().rank(), Optional.empty()));
    places.set(0, Optional.of(new Place(index, 1, 0)));
    part(array, index, places);
    return index;
  }

  /** What an expression between brackets says if it has an open index in it. */
  Optional<Place> place(Value value) {
    if (open.isEmpty() || !(value instanceof Value.Array(var tensor, _))) {
      return Optional.empty();
    }
    Formula slot = in.formulas().slot(0);
    return switch (tensor) {
      case Tensor.Input input -> place(input, slot);
      case Tensor.Map map
          when map.shape().rank() == 0
              && map.arguments().size() == 1
              && map.arguments().getFirst() instanceof Tensor.Input input ->
          place(input, map.body());
      case Tensor _ -> Optional.empty();
    };
  }

  private Optional<Place> place(Tensor.Input input, Formula body) {
    Optional<Index> index = open.stream().filter(each -> each.input == input).findFirst();
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Formulas formulas = in.formulas();
    Formula.Symbol i = new Formula.Symbol(input.name());
    Formula at = formulas.substitute(body, Map.of(formulas.slot(0), i));
    int scale = small(in.differentiation().derivative(at, i));
    return Optional.of(
        new Place(
            index.get(), scale, small(formulas.substitute(at, Map.of(i, formulas.integer(0))))));
  }

  private static int small(Formula number) {
    if (number instanceof Rational r && r.isInteger() && r.numerator().bitLength() < 31) {
      return r.numerator().intValue();
    }
    throw new NotWhole();
  }

  /** The part of an array where some axes have a place that an index says; these disappear. */
  Tensor parts(Tensor array, List<Optional<Place>> axes) {
    List<Optional<Place>> left = new ArrayList<>(axes);
    Tensor part = array;
    for (Index index : open) {
      List<Optional<Place>> own =
          left.stream().map(at -> at.filter(place -> place.index() == index)).toList();
      if (own.stream().anyMatch(Optional::isPresent)) {
        part = part(part, index, own);
        left = left.stream().filter(at -> at.isEmpty() || at.get().index() != index).toList();
      }
    }
    return part;
  }

  private Tensor part(Tensor of, Index index, List<Optional<Place>> places) {
    for (Part part : index.parts) {
      if (part.of() == of && part.places().equals(places)) {
        return part.each();
      }
    }
    if (waitsFor(of, index)) {
      throw new NotWhole();
    }
    Dimensions dimensions = Dimensions.of(of);
    List<Integer> all = Strides.rowMajor(of.shape().dimensions());
    List<Integer> shape = new ArrayList<>(List.of(index.count));
    List<Integer> strides = new ArrayList<>();
    int offset = 0;
    int stride = 0;
    for (int axis = 0; axis < places.size(); axis++) {
      int length = of.shape().dimension(axis);
      if (places.get(axis).isEmpty()) {
        shape.add(length);
        strides.add(all.get(axis));
        continue;
      }
      Place place = places.get(axis).get();
      boolean isLetter = dimensions.letter(length).isPresent();
      if (isLetter != index.isLetter || isLetter && !(length == index.count && place.isPlain())) {
        throw new NotWhole();
      }
      offset += all.get(axis) * place.first(length);
      stride += all.get(axis) * place.step();
    }
    strides.addFirst(stride);
    Tensor.Input each =
        new Tensor.Input(
            index.input.name(), new Shape(shape.subList(1, shape.size())), dimensions.letters());
    index.parts.add(
        new Part(of, places, each, in.tensors().view(of, new Shape(shape), offset, strides)));
    return each;
  }

  /** Whether an array depends on this index or one inside it. */
  private boolean waitsFor(Tensor array, Index index) {
    List<Tensor> nodes = Graph.order(List.of(array));
    return open.subList(Math.max(0, open.indexOf(index)), open.size()).stream()
        .anyMatch(
            inner ->
                nodes.contains(inner.input)
                    || inner.parts.stream().anyMatch(part -> nodes.contains(part.each())));
  }

  /** What the inputs of a body are for all values of the index. */
  private Map<Tensor.Input, Tensor> values(Index index, Tensor body) {
    Map<Tensor.Input, Tensor> values = new HashMap<>();
    index.parts.forEach(part -> values.put(part.each(), part.all()));
    if (Graph.order(List.of(body)).contains(index.input)) {
      values.put(index.input, numbers(index));
    }
    return values;
  }

  private Tensor numbers(Index index) {
    if (index.isLetter) {
      return Dimensions.counting(index.count);
    }
    if (index.parts.isEmpty() && index.count > Limits.MOST_ELEMENTS) {
      throw new NotWhole(); // no array bounds them
    }
    List<Formula> numbers =
        IntStream.range(0, index.count)
            .mapToObj(k -> in.formulas().integer(index.first + (long) k * index.step))
            .toList();
    return in.tensors().data(Shape.of(index.count), numbers);
  }

  /** The elements of several indices one after the other. */
  private Tensor flat(Tensor all, int axes) {
    List<Integer> dimensions = all.shape().dimensions();
    if (Dimensions.of(all).isSymbolic(new Shape(dimensions.subList(0, axes)))) {
      throw new NotWhole();
    }
    List<Integer> flat = new ArrayList<>(dimensions.subList(axes, dimensions.size()));
    flat.addFirst(dimensions.subList(0, axes).stream().reduce(1, Math::multiplyExact));
    return in.tensors().reshape(all, new Shape(flat));
  }
}
