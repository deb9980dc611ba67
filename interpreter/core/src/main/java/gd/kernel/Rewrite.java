package gd.kernel;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rewrites graphs before kernels are made of them, by named rules, from the leaves to the results.
 * Values stay the same in exact arithmetic. The stable forms are worth applying before a graph is
 * differentiated, too: their derivatives do not overflow where those of the written forms do.
 */
public final class Rewrite {
  /** Rules that fire on one node, one after the other; more would be a circle. */
  private static final int MOST = 16;

  /** One rule: what to put in a node's place, or nothing. */
  public record Rule(String name, Function<Tensor, Optional<Tensor>> rewrite) {}

  private final Tensors tensors;
  private final Formulas formulas;
  private final StableForms stable;
  private final Formula sum;
  private final Formula difference;
  private final QuadraticLosses quadratic;
  private final List<Rule> sums;
  private final List<Rule> products;

  /** For what the other rules have left. */
  private final List<Rule> last;

  public Rewrite(Tensors tensors) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
    this.stable = new StableForms(tensors);
    this.sum = formulas.add(formulas.slot(0), formulas.slot(1));
    this.difference = formulas.subtract(formulas.slot(0), formulas.slot(1));
    this.quadratic = new QuadraticLosses(tensors);
    this.sums = new StableSums(tensors).rules();
    this.last = List.of(new ConstantFactors(tensors).rule());
    this.products =
        List.of(
            new Rule("inner product as a sum", this::innerProduct),
            new Rule("vector on the right", this::vectorOnTheRight),
            new Rule("one product for a sum", this::oneProduct));
  }

  /** Every rule by itself. */
  public List<Rule> rules() {
    return Stream.of(
            stable.rules(),
            sums,
            products,
            List.of(quadratic.rule(_ -> true)),
            last,
            List.of(new NarrowProducts(tensors).rule()))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Graphs after rewriting, and how often each rule fired, in the order in which they first did.
   */
  public record Rewritten(List<Tensor> outputs, Map<String, Integer> rules) {}

  /** All rules that are good for one run, and equal nodes shared. */
  public List<Tensor> apply(List<Tensor> outputs) {
    return explain(outputs).outputs();
  }

  /** As {@link #apply}, with what was done. */
  public Rewritten explain(List<Tensor> outputs) {
    Map<String, Integer> fired = new LinkedHashMap<>();
    List<Tensor> rewritten = apply(outputs, List.of(), name -> fired.merge(name, 1, Integer::sum));
    return new Rewritten(rewritten, fired);
  }

  /**
   * The same for graphs that are computed {@code times} times in 64 bits while their inputs change:
   * what is worth preparing is prepared.
   */
  public List<Tensor> applyForSteps(List<Tensor> outputs, long times) {
    Rule prepared = quadratic.rule(matrix -> repaysSquare(matrix, times));
    return apply(outputs, List.of(prepared), _ -> {});
  }

  /** XᵀX costs as much as so many steps as X has columns. */
  private static boolean repaysSquare(Tensor matrix, long times) {
    int rows = matrix.shape().dimension(0);
    int columns = matrix.shape().dimension(1);
    return rows >= RowGroup.FEWEST_ROWS && rows >= 4L * columns && times >= 2L * columns;
  }

  private List<Tensor> apply(List<Tensor> given, List<Rule> more, Consumer<String> fired) {
    List<Tensor> outputs = given;
    if (Graph.order(given).stream().anyMatch(NarrowProducts::isNarrow)) {
      List<Tensor> stabilized = share(rewrite(share(given), stableRules(), fired));
      outputs = rewrite(stabilized, List.of(new NarrowProducts(tensors).rule()), fired);
    }
    List<Rule> all = new ArrayList<>(stableRules());
    all.addAll(products);
    all.addAll(more);
    return share(rewrite(share(rewrite(share(outputs), all, fired)), last, fired));
  }

  /** Only the rules that avoid overflow and cancellation. */
  public List<Tensor> stabilize(List<Tensor> outputs) {
    return rewrite(outputs, stableRules(), _ -> {});
  }

  /** One node for all that are computed alike, and nothing else changed. */
  public Tensor shared(Tensor output) {
    return share(List.of(output)).getFirst();
  }

  private List<Rule> stableRules() {
    List<Rule> rules = new ArrayList<>(sums);
    rules.add(new Rule("stable forms", stable::rewrite));
    return rules;
  }

  private List<Tensor> rewrite(List<Tensor> outputs, List<Rule> by, Consumer<String> log) {
    return mapped(
        outputs,
        tensor -> {
          Tensor current = tensor;
          for (int fired = 0; fired < MOST; fired++) {
            Optional<Tensor> next = first(current, by, log);
            if (next.isEmpty()) {
              break;
            }
            current = next.get();
          }
          return current;
        });
  }

  private static Optional<Tensor> first(Tensor tensor, List<Rule> by, Consumer<String> log) {
    for (Rule rule : by) {
      Optional<Tensor> made = rule.rewrite().apply(tensor);
      if (made.isPresent()) {
        log.accept(rule.name());
        return made;
      }
    }
    return Optional.empty();
  }

  /** One node for all that are computed in the same way from the same nodes. */
  private List<Tensor> share(List<Tensor> outputs) {
    Map<List<Object>, Tensor> known = new HashMap<>();
    return mapped(
        outputs,
        tensor -> Objects.requireNonNullElse(known.putIfAbsent(key(tensor), tensor), tensor));
  }

  private static List<Object> key(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Input _, Tensor.Data _ -> List.of(tensor);
      case Tensor.Map map -> List.of("map", map.body(), map.arguments());
      case Tensor.Reduce reduce ->
          List.of("reduce", reduce.combine(), reduce.axis(), reduce.argument());
      case Tensor.Contract contract -> List.of("contract", contract.left(), contract.right());
      case Tensor.View view ->
          List.of("view", view.argument(), view.shape(), view.offset(), view.strides());
      case Tensor.Scatter scatter ->
          List.of(
              "scatter", scatter.argument(), scatter.shape(), scatter.offset(), scatter.strides());
      case Tensor.Stack stack -> List.of("stack", stack.parts());
      case Tensor.Square square -> List.of("square", square.whole(), square.argument());
    };
  }

  /** The graphs with every node replaced, arguments first. */
  private List<Tensor> mapped(List<Tensor> outputs, Function<Tensor, Tensor> replace) {
    Map<Tensor, Tensor> made = new IdentityHashMap<>();
    for (Tensor tensor : Graph.order(outputs)) {
      List<Tensor> arguments = Graph.arguments(tensor);
      List<Tensor> replaced =
          arguments.stream().map(argument -> Objects.requireNonNull(made.get(argument))).toList();
      boolean same =
          IntStream.range(0, arguments.size()).allMatch(k -> arguments.get(k) == replaced.get(k));
      made.put(tensor, replace.apply(same ? tensor : tensors.with(tensor, replaced)));
    }
    return outputs.stream().map(output -> Objects.requireNonNull(made.get(output))).toList();
  }

  /** u·v is the sum of u.*v, which fuses with what made u and v. */
  private Optional<Tensor> innerProduct(Tensor tensor) {
    if (!(tensor instanceof Tensor.Contract contract) || contract.shape().rank() > 0) {
      return Optional.empty();
    }
    Formula times = formulas.multiply(formulas.slot(0), formulas.slot(1));
    Tensor products =
        tensors.map("Multiplication", times, List.of(contract.left(), contract.right()));
    return Optional.of(tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), products));
  }

  /** M·u ± M·v is M·(u ± v): the matrix is read once, and what is multiplied fuses. */
  private Optional<Tensor> oneProduct(Tensor tensor) {
    if (!(tensor instanceof Tensor.Map map)
        || !(map.body().equals(sum) || map.body().equals(difference))
        || !(map.arguments().getFirst() instanceof Tensor.Contract first)
        || !(map.arguments().getLast() instanceof Tensor.Contract second)
        || !equal(first.left(), second.left())
        || !first.right().shape().equals(second.right().shape())) {
      return Optional.empty();
    }
    Tensor right = tensors.map("Addition", map.body(), List.of(first.right(), second.right()));
    return Optional.of(tensors.contract(first.left(), right));
  }

  /** The same node, or the same view of one: sharing comes only afterwards. */
  private static boolean equal(Tensor one, Tensor other) {
    return one == other
        || one instanceof Tensor.View
            && other instanceof Tensor.View
            && key(one).equals(key(other));
  }

  /** vᵀM is Mᵀv, for a vector or a one-row matrix: one form for kernels to recognise. */
  private Optional<Tensor> vectorOnTheRight(Tensor tensor) {
    if (!(tensor instanceof Tensor.Contract contract) || contract.right().shape().rank() != 2) {
      return Optional.empty();
    }
    Shape left = contract.left().shape();
    boolean isRow = left.rank() == 1 || (left.rank() == 2 && left.dimension(0) == 1);
    if (!isRow) {
      return Optional.empty();
    }
    Tensor vector = tensors.reshape(contract.left(), Shape.of(left.size()));
    Tensor product = tensors.contract(tensors.transpose(contract.right()), vector);
    return Optional.of(tensors.reshape(product, contract.shape()));
  }
}
