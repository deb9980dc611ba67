package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CancellationException;
import java.util.function.BinaryOperator;

/**
 * Evaluates graphs over formulas, one element after the other: exact numbers stay exact and symbols
 * stay symbols. At once the back end of exact and symbolic arrays and the oracle that the others
 * are tested against.
 *
 * <p>An element that has no value (1/0) is refused only if a result needs it: {@code if x > 0 then
 * 1/x else 0} does not at 0.
 */
public final class Exact {
  private final Formulas formulas;

  public Exact(Formulas formulas) {
    this.formulas = formulas;
  }

  /**
   * The elements of a graph whose inputs are given.
   *
   * @throws Refusal if an element has no value
   * @throws CancellationException if the thread was interrupted
   */
  public Tensor.Data evaluate(Tensor tensor, java.util.Map<Tensor.Input, Tensor.Data> inputs) {
    return evaluate(List.of(tensor), inputs).getFirst();
  }

  /** The elements of several graphs, what they share computed once. */
  public List<Tensor.Data> evaluate(
      List<Tensor> tensors, java.util.Map<Tensor.Input, Tensor.Data> inputs) {
    return new Walk(inputs).evaluate(tensors);
  }

  /** One evaluation. */
  private final class Walk {
    private final java.util.Map<Tensor.Input, Tensor.Data> inputs;
    private final java.util.Map<Tensor, Elements> known = new IdentityHashMap<>();
    private final java.util.Map<Tensor, List<Formula>> knownFormulas = new IdentityHashMap<>();
    private final ElementBody bodies = new ElementBody(formulas);

    Walk(java.util.Map<Tensor.Input, Tensor.Data> inputs) {
      this.inputs = inputs;
    }

    List<Tensor.Data> evaluate(List<Tensor> tensors) {
      for (Tensor tensor : Graph.order(tensors)) {
        known.put(tensor, elements(tensor));
      }
      return tensors.stream().map(t -> new Tensor.Data(t.shape(), checked(of(t)))).toList();
    }

    private Elements checked(Elements elements) {
      return switch (elements) {
        case Elements.Decimals decimals -> decimals;
        case Elements.Formulas(var values) -> {
          bodies.check(values);
          yield Elements.alike(values);
        }
      };
    }

    private Elements of(Tensor tensor) {
      return Objects.requireNonNull(known.get(tensor));
    }

    private List<Formula> formulasOf(Tensor tensor) {
      return knownFormulas.computeIfAbsent(tensor, each -> of(each).formulas());
    }

    private Elements elements(Tensor tensor) {
      return switch (tensor) {
        case Tensor.Input input -> {
          Tensor.Data value = inputs.get(input);
          if (value == null) {
            throw new Refusal(
                at ->
                    new MathProblem.SymbolLeft(
                        at, input.name(), "a value to be computed", input.shape().rank()));
          }
          yield value.elements();
        }
        case Tensor.Data data -> data.elements();
        case Tensor.Map map -> {
          List<List<Formula>> arguments = map.arguments().stream().map(this::formulasOf).toList();
          yield new Elements.Formulas(map(map, arguments));
        }
        case Tensor.Reduce reduce ->
            new Elements.Formulas(reduce(reduce, formulasOf(reduce.argument())));
        case Tensor.Contract contract ->
            new Elements.Formulas(
                contract(contract, formulasOf(contract.left()), formulasOf(contract.right())));
        case Tensor.View view -> {
          boolean isWhole =
              view.shape().size() == view.argument().shape().size()
                  && Strides.isDense(view.shape(), view.offset(), view.strides());
          Elements viewed = of(view.argument());
          yield isWhole ? viewed : viewed(view, viewed);
        }
        case Tensor.Scatter scatter ->
            new Elements.Formulas(scatter(scatter, formulasOf(scatter.argument())));
        case Tensor.Stack stack ->
            Elements.join(Graph.arguments(stack).stream().map(this::of).toList());
        case Tensor.Square _ ->
            throw new IllegalStateException("a matrix with letters for dimensions");
      };
    }

    private Elements viewed(Tensor.View view, Elements elements) {
      boolean alike =
          elements.size() == 1
              || elements instanceof Elements.Formulas(var values) && values instanceof Repeated;
      return alike
          ? Elements.repeated(elements.formula(0), view.shape().size())
          : elements.at(Strides.places(view.shape(), view.offset(), view.strides()));
    }

    private List<Formula> map(Tensor.Map map, List<List<Formula>> arguments) {
      int size = map.shape().size();
      if (size > 0 && arguments.stream().allMatch(a -> a instanceof Repeated || a.size() == 1)) {
        List<Formula> slots = arguments.stream().map(List::getFirst).toList();
        Formula element = bodies.at(map.body(), slots);
        new ExactSize(size).addAll(element);
        return new Repeated(element, size);
      }
      return fractions(map.body(), arguments, size).orElseGet(() -> oneByOne(map, arguments));
    }

    /** An array of many small fractions has no formula for each. */
    private Optional<List<Formula>> fractions(
        Formula body, List<List<Formula>> arguments, int size) {
      List<Fractions> known = new ArrayList<>();
      for (List<Formula> argument : arguments) {
        Optional<Fractions> next =
            argument instanceof Repeated || argument.size() == 1
                ? Fractions.one(argument.getFirst())
                : Fractions.of(argument);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        known.add(next.get());
      }
      return FractionBody.of(body, arguments.size()).flatMap(program -> program.at(known, size));
    }

    private List<Formula> oneByOne(Tensor.Map map, List<List<Formula>> given) {
      List<List<Formula>> arguments = new ArrayList<>(given);
      Formula body =
          map.shape().size() == 1 ? map.body() : withShared(map.body(), map.body(), arguments);
      List<Formula> elements = new ArrayList<>();
      ExactSize size = new ExactSize(map.shape().size());
      for (int place = 0; place < map.shape().size(); place++) {
        checkCancelled();
        List<Formula> slots = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
          List<Formula> argument = arguments.get(index);
          slots.add(argument.get(argument.size() == 1 ? 0 : place));
        }
        Formula element = bodies.at(body, slots);
        elements.add(element);
        if (!ElementBody.isRefused(element)) {
          size.add(element);
        }
        if (place == 0 && !(element instanceof Formula.Decimal)) {
          ExactSize.checkOneByOne(map.shape().size());
        }
      }
      return elements;
    }

    /**
     * A part of a body that all elements share, such as the divisor in softmax, is computed once:
     * it becomes one more argument.
     */
    private Formula withShared(Formula body, Formula part, List<List<Formula>> arguments) {
      SortedSet<Integer> slots = Bodies.slots(part);
      if (slots.isEmpty() || part instanceof Formula.Slot) {
        return body;
      }
      boolean shared = slots.stream().allMatch(slot -> arguments.get(slot).size() == 1);
      if (shared && isValue(part)) {
        Formula value = bodies.at(part, arguments.stream().map(List::getFirst).toList());
        if (value instanceof Formula.Number || !isExact(value)) {
          return body;
        }
        arguments.add(List.of(value));
        Formula slot = formulas.slot(arguments.size() - 1);
        return formulas.substitute(body, java.util.Map.of(part, slot));
      }
      Formula changed = body;
      for (Formula child : part.children()) {
        changed = withShared(changed, child, arguments);
      }
      return changed;
    }

    private static boolean isValue(Formula part) {
      return part instanceof Formula.Sum
          || part instanceof Formula.Product
          || part instanceof Formula.Power
          || part instanceof Formula.Apply;
    }

    /** Decimals are divided as they are written. */
    private static boolean isExact(Formula value) {
      return !ElementBody.isRefused(value)
          && !Bodies.contains(
              value, p -> p instanceof Formula.Decimal || p instanceof Formula.Precise);
    }

    private List<Formula> reduce(Tensor.Reduce reduce, List<Formula> argument) {
      Shape shape = reduce.argument().shape();
      int length =
          reduce.axis().isPresent() ? shape.dimension(reduce.axis().getAsInt()) : argument.size();
      int stride =
          reduce.axis().isPresent()
              ? Strides.rowMajor(shape.dimensions()).get(reduce.axis().getAsInt())
              : 1;
      int size = reduce.shape().size();
      if (length == 0) {
        return new Repeated(combine(reduce.combine(), List.of()), size);
      }
      if (argument instanceof Repeated all && all.value() instanceof Formula.Rational value) {
        return new Repeated(repeated(reduce.combine(), value, length), size);
      }
      return Fractions.of(argument)
          .flatMap(all -> folded(reduce.combine(), all, size, length, stride))
          .orElseGet(() -> formulas(reduce.combine(), argument, size, length, stride));
    }

    private Optional<List<Formula>> folded(
        Tensor.Combine combine, Fractions argument, int size, int length, int stride) {
      Optional<List<Formula>> small =
          FractionFold.of(combine, argument, size, length, stride).map(results -> results);
      return small.isEmpty() && combine == Tensor.Combine.SUM
          ? FractionFold.longSums(formulas, argument, size, length, stride)
          : small;
    }

    private Formula repeated(Tensor.Combine combine, Formula value, int count) {
      return switch (combine) {
        case SUM -> formulas.multiply(formulas.integer(count), value);
        case PRODUCT -> formulas.power(value, formulas.integer(count));
        case MAX, MIN -> value;
      };
    }

    private List<Formula> formulas(
        Tensor.Combine combine, List<Formula> argument, int size, int length, int stride) {
      List<Formula> results = new ArrayList<>();
      for (int result = 0; result < size; result++) {
        int first = result / stride * stride * length + result % stride;
        List<Formula> parts = new ArrayList<>();
        for (int k = 0; k < length; k++) {
          parts.add(argument.get(first + k * stride));
        }
        results.add(bodies.firstRefused(parts).orElseGet(() -> combine(combine, parts)));
      }
      return results;
    }

    private List<Formula> contract(
        Tensor.Contract contract, List<Formula> left, List<Formula> right) {
      int inner = contract.right().shape().dimension(0);
      if (inner == 0) {
        return new Repeated(formulas.integer(0), contract.shape().size());
      }
      Optional<Formula> alike = alike(left, right, inner).or(() -> alike(right, left, inner));
      if (alike.isPresent()) {
        return new Repeated(alike.get(), contract.shape().size());
      }
      ExactSize.checkProducts((double) left.size() * right.size() / inner);
      return FractionProduct.of(formulas, left, right, inner)
          .orElseGet(() -> rowsTimesColumns(left, right, inner));
    }

    /** The element of a product of equal numbers, or of zeros and any numbers. */
    private Optional<Formula> alike(List<Formula> left, List<Formula> right, int inner) {
      if (left instanceof Repeated all && all.value() instanceof Formula.Rational) {
        if (right instanceof Repeated other && other.value() instanceof Formula.Rational) {
          Formula product = formulas.multiply(all.value(), other.value());
          return Optional.of(formulas.multiply(formulas.integer(inner), product));
        }
        if (all.isZero() && right.stream().allMatch(Formula.Rational.class::isInstance)) {
          return Optional.of(all.value());
        }
      }
      return Optional.empty();
    }

    private List<Formula> rowsTimesColumns(List<Formula> left, List<Formula> right, int inner) {
      int rows = left.size() / inner;
      int columns = right.size() / inner;
      ExactSize.checkFormulaProducts((double) rows * columns * inner);
      List<Formula> results = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          List<Formula> factors = new ArrayList<>();
          for (int k = 0; k < inner; k++) {
            factors.add(left.get(row * inner + k));
            factors.add(right.get(k * columns + column));
          }
          results.add(bodies.firstRefused(factors).orElseGet(() -> sumOfProducts(factors)));
        }
      }
      return results;
    }

    private List<Formula> scatter(Tensor.Scatter scatter, List<Formula> argument) {
      if (argument instanceof Repeated all && all.isZero()) {
        return new Repeated(all.value(), scatter.shape().size());
      }
      int[] places =
          Strides.places(scatter.argument().shape(), scatter.offset(), scatter.strides());
      return Fractions.of(argument)
          .flatMap(all -> scattered(all, places, scatter.shape().size()))
          .orElseGet(() -> oneByOne(argument, places, scatter.shape().size()));
    }

    private Optional<List<Formula>> scattered(Fractions argument, int[] places, int size) {
      Fractions elements = new Fractions(size);
      try {
        for (int k = 0; k < places.length; k++) {
          elements.add(places[k], argument.above(k), argument.below(k));
        }
      } catch (ArithmeticException tooLong) {
        return Optional.empty();
      }
      return Optional.of(elements);
    }

    private List<Formula> oneByOne(List<Formula> argument, int[] places, int size) {
      List<Formula> elements = new ArrayList<>(Collections.nCopies(size, formulas.integer(0)));
      boolean[] taken = new boolean[size];
      for (int k = 0; k < places.length; k++) {
        List<Formula> both = List.of(elements.get(places[k]), argument.get(k));
        elements.set(
            places[k],
            taken[places[k]]
                ? bodies.firstRefused(both).orElseGet(() -> sum(both))
                : argument.get(k));
        taken[places[k]] = true;
      }
      return elements;
    }
  }

  private Formula sumOfProducts(List<Formula> factors) {
    List<Formula> products = new ArrayList<>();
    for (int k = 0; k < factors.size(); k += 2) {
      products.add(formulas.multiply(factors.get(k), factors.get(k + 1)));
    }
    return sum(products);
  }

  private Formula combine(Tensor.Combine combine, List<Formula> parts) {
    return switch (combine) {
      case SUM -> sum(parts);
      case PRODUCT ->
          areFractions(parts) ? halves(parts, formulas::multiply) : formulas.product(parts);
      case MAX -> extreme(Formula.Comparator.GREATER_EQUAL, parts);
      case MIN -> extreme(Formula.Comparator.LESS_EQUAL, parts);
    };
  }

  /** Decimals one by one, in order; a sum with symbols at once, because its terms are collected. */
  private Formula sum(List<Formula> parts) {
    checkCancelled();
    if (areFractions(parts)) {
      ExactSize.checkSum(parts);
      return halves(parts, formulas::add);
    }
    if (parts.stream().allMatch(Formula.Number.class::isInstance)) {
      return parts.stream().reduce(formulas::add).orElseGet(() -> formulas.integer(0));
    }
    return formulas.sum(parts);
  }

  private static boolean areFractions(List<Formula> parts) {
    return !parts.isEmpty() && parts.stream().allMatch(Formula.Rational.class::isInstance);
  }

  /** In pairs of like size: 1 + 1/2 + … + 1/n takes n·log² n steps so, and n² one by one. */
  private static Formula halves(List<Formula> parts, BinaryOperator<Formula> combine) {
    checkCancelled();
    int middle = parts.size() / 2;
    return middle == 0
        ? parts.getFirst()
        : combine.apply(
            halves(parts.subList(0, middle), combine),
            halves(parts.subList(middle, parts.size()), combine));
  }

  private Formula extreme(Formula.Comparator comparator, List<Formula> parts) {
    Optional<Formula> extreme =
        parts.stream()
            .reduce(
                (best, next) ->
                    formulas.piecewise(
                        List.of(new Formula.Case(formulas.relation(comparator, best, next), best)),
                        next));
    return extreme.orElseThrow();
  }

  private static void checkCancelled() {
    if (Thread.interrupted()) {
      throw new CancellationException();
    }
  }
}
