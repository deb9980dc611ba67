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
        case Tensor.Map map ->
            new Elements.Formulas(
                map(map, map.arguments().stream().map(this::formulasOf).toList()));
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
          yield isWhole
              ? viewed
              : viewed.at(Strides.places(view.shape(), view.offset(), view.strides()));
        }
        case Tensor.Scatter scatter ->
            new Elements.Formulas(scatter(scatter, formulasOf(scatter.argument())));
        case Tensor.Stack stack ->
            Elements.join(Graph.arguments(stack).stream().map(this::of).toList());
        case Tensor.Square _ ->
            throw new IllegalStateException("a matrix with letters for dimensions");
      };
    }

    private List<Formula> map(Tensor.Map map, List<List<Formula>> arguments) {
      List<Formula> elements = new ArrayList<>();
      ExactSize size = new ExactSize(map.shape().size());
      for (int place = 0; place < map.shape().size(); place++) {
        checkCancelled();
        List<Formula> slots = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
          boolean isNumber = map.arguments().get(index).shape().rank() == 0;
          slots.add(arguments.get(index).get(isNumber ? 0 : place));
        }
        Formula element = bodies.at(map.body(), slots);
        elements.add(element);
        if (!ElementBody.isRefused(element)) {
          size.add(element);
        }
      }
      return elements;
    }

    private List<Formula> reduce(Tensor.Reduce reduce, List<Formula> argument) {
      Shape shape = reduce.argument().shape();
      int length =
          reduce.axis().isPresent() ? shape.dimension(reduce.axis().getAsInt()) : argument.size();
      int stride =
          reduce.axis().isPresent()
              ? Strides.rowMajor(shape.dimensions()).get(reduce.axis().getAsInt())
              : 1;
      List<Formula> results = new ArrayList<>();
      for (int result = 0; result < reduce.shape().size(); result++) {
        int first = result / stride * stride * length + result % stride;
        List<Formula> parts = new ArrayList<>();
        for (int k = 0; k < length; k++) {
          parts.add(argument.get(first + k * stride));
        }
        results.add(bodies.firstRefused(parts).orElseGet(() -> combine(reduce.combine(), parts)));
      }
      return results;
    }

    private List<Formula> contract(
        Tensor.Contract contract, List<Formula> left, List<Formula> right) {
      int inner = contract.right().shape().dimension(0);
      if (inner == 0) {
        return Collections.nCopies(contract.shape().size(), formulas.integer(0));
      }
      return WholeProduct.of(formulas, left, right, inner)
          .orElseGet(() -> rowsTimesColumns(left, right, inner));
    }

    private List<Formula> rowsTimesColumns(List<Formula> left, List<Formula> right, int inner) {
      int rows = left.size() / inner;
      int columns = right.size() / inner;
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
      List<Formula> elements =
          new ArrayList<>(Collections.nCopies(scatter.shape().size(), formulas.integer(0)));
      int[] places =
          Strides.places(scatter.argument().shape(), scatter.offset(), scatter.strides());
      boolean[] taken = new boolean[elements.size()];
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
