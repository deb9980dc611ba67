package gd.evaluate;

import gd.descent.Noise;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.kernel.Rewrite;
import gd.matrix.MatrixFormula;
import gd.matrix.SoftmaxShift;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.tensor.Dimensions;
import gd.tensor.Elements;
import gd.tensor.Gradient;
import gd.tensor.Graph;
import gd.tensor.LinearMap;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Derivatives of functions at arguments: the function is traced at inputs of the arguments' shapes,
 * the graph is differentiated in reverse, and the gradient's graph is computed at the arguments.
 */
final class Gradients {
  /** So many elements have a gradient each; of more one pass gives all of them. */
  private static final int FEW = 16;

  private static final int LARGEST_JACOBIAN = 1_000_000;

  private final Tensors tensors;
  private final Gradient gradient;
  private final Rewrite rewrite;
  private final Arithmetic arithmetic;
  private final Computing computing;
  private final FormulaTrace byFormula;
  private final Corners corners;

  /** {@code corners} sees every function that is differentiated at arguments. */
  Gradients(
      Tensors tensors,
      Gradient gradient,
      Arithmetic arithmetic,
      Computing computing,
      FormulaTrace byFormula,
      Corners corners) {
    this.tensors = tensors;
    this.gradient = gradient;
    this.rewrite = new Rewrite(tensors);
    this.arithmetic = arithmetic;
    this.computing = computing;
    this.byFormula = byFormula;
    this.corners = corners;
  }

  /** What differentiates graphs. */
  Gradient reverse() {
    return gradient;
  }

  /** A function of values, traced: what it came to, and the inputs that stand for the arguments. */
  record Traced(
      Tensor value,
      List<Tensor.Input> inputs,
      Map<Tensor.Input, Tensor> arguments,
      List<Noise.Draw> draws) {
    Traced(Tensor value, List<Tensor.Input> inputs, Map<Tensor.Input, Tensor> arguments) {
      this(value, inputs, arguments, List.of());
    }

    /** The same, with inputs for random numbers in it. */
    Traced with(List<Noise.Draw> drawn) {
      return new Traced(value, inputs, arguments, drawn);
    }

    /** The argument that an input stands for. */
    Tensor argument(Tensor.Input input) {
      return Objects.requireNonNull(arguments.get(input));
    }
  }

  /**
   * Traces the function at those arguments that are numbers or arrays; others are handed through.
   */
  Traced trace(List<String> names, List<Value> arguments, Function<List<Value>, Value> function) {
    List<Tensor.Input> inputs = new ArrayList<>();
    Map<Tensor.Input, Tensor> bound = new HashMap<>();
    List<Value> traced = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof Value.Scalar)
          && !(arguments.get(i) instanceof Value.Array)) {
        traced.add(arguments.get(i));
        continue;
      }
      Tensor argument = arithmetic.tensor(arguments.get(i));
      Tensor.Input input =
          new Tensor.Input(names.get(i), argument.shape(), Dimensions.of(argument).letters());
      inputs.add(input);
      bound.put(input, argument);
      traced.add(new Value.Array(input));
    }
    return new Traced(byFormula.traced(arguments, traced, function), inputs, bound);
  }

  /** The same, where something is differentiated by what is given. */
  private Traced tracedByAny(
      List<String> names, List<Value> arguments, Function<List<Value>, Value> function) {
    Traced traced = trace(names, arguments, function);
    if (traced.inputs().isEmpty() && !arguments.isEmpty()) {
      String given = Words.of(arguments.getFirst());
      throw new Refusal(
          at ->
              new RunProblem.WrongKind(
                  at, "a number or an array to differentiate by", given, List.of()));
    }
    return traced;
  }

  /**
   * The gradient's graphs of a traced number, to be computed in decimals: without overflow where
   * that can be had.
   */
  List<Tensor> of(Tensor number, List<Tensor.Input> inputs) {
    return gradient.of(rewrite.stabilize(List.of(number)).getFirst(), inputs);
  }

  /** The gradient's graphs at the arguments, to be computed in decimals. */
  List<Tensor> graphs(Traced traced) {
    return at(traced, of(number(traced, "∇"), traced.inputs()));
  }

  /** The adjoints of all nodes of a traced number. */
  Map<Tensor, Tensor> adjoints(Traced traced, String what) {
    return gradient.adjoints(number(traced, what), traced.inputs());
  }

  /** The gradient of a number by an array that stands for itself. */
  Value bySymbol(Tensor number, Tensor.Input by) {
    Traced traced = new Traced(number, List.of(by), Map.of(by, by));
    return computing.force(
        new Value.Array(
            readable(number(traced, "the derivative by an array"), List.of(by)).getFirst()));
  }

  /** The derivative of every element by a number. */
  Tensor byNumber(Tensor value, Tensor.Input x) {
    return derivative(value, x);
  }

  /** Gradients that are to be read: as the function is written or from its stable form. */
  private List<Tensor> readable(Tensor number, List<Tensor.Input> by) {
    Tensor plain = SoftmaxShift.removed(rewrite.shared(number), tensors);
    List<Tensor> written = gradient.of(plain, by);
    List<Tensor> stable =
        gradient.of(rewrite.shared(rewrite.stabilize(List.of(plain)).getFirst()), by);
    return IntStream.range(0, by.size())
        .mapToObj(
            k ->
                ArraySymbols.anchored(
                    MatrixFormula.shorter(written.get(k), stable.get(k), tensors.formulas()),
                    by.get(k),
                    tensors))
        .toList();
  }

  /** Whether something is left that stands for an array. */
  private static boolean isSymbolic(Traced traced) {
    return traced.arguments().values().stream().anyMatch(Tensor::isTraced)
        || Graph.order(List.of(traced.value())).stream()
            .anyMatch(
                node -> node instanceof Tensor.Input input && !traced.inputs().contains(input));
  }

  /** Exact and symbolic gradients keep the form in which the function is written. */
  private static boolean isInDecimals(Traced traced) {
    List<Tensor> roots = new ArrayList<>(traced.arguments().values());
    roots.add(traced.value());
    return Graph.order(roots).stream()
        .anyMatch(
            node ->
                node instanceof Tensor.Data data
                    && switch (data.elements()) {
                      case Elements.Decimals _ -> true;
                      case Elements.Formulas(var values) ->
                          values.stream().anyMatch(Formula.Decimal.class::isInstance);
                    });
  }

  /** ∇f at the arguments: a number, an array, a vector of numbers, or fields by name. */
  Value gradient(List<String> names, List<Value> arguments, Function<List<Value>, Value> function) {
    return gradient(watched(tracedByAny(names, arguments, function)));
  }

  private Value gradient(Traced traced) {
    Tensor number = number(traced, "∇");
    List<Tensor> parts =
        at(
            traced,
            isSymbolic(traced)
                ? readable(number, traced.inputs())
                : isInDecimals(traced)
                    ? of(number, traced.inputs())
                    : gradient.of(SoftmaxShift.removed(number, tensors), traced.inputs()));
    if (parts.size() == 1) {
      return computed(traced, parts).getFirst();
    }
    if (parts.stream().allMatch(p -> p.shape().rank() == 0)) {
      return computed(traced, List.of(tensors.stack(parts))).getFirst();
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    List<Value> computed = computed(traced, parts);
    for (int i = 0; i < parts.size(); i++) {
      fields.put(traced.inputs().get(i).name(), computed.get(i));
    }
    return new Value.Fields(fields);
  }

  /** ∂f/∂x at an array x: of a number its gradient, else element by element. */
  Value partial(
      List<String> names, List<Value> arguments, int by, Function<List<Value>, Value> function) {
    Traced traced = tracedByOne(names, arguments, by, function);
    return traced.value().shape().rank() == 0
        ? gradient(watched(traced))
        : derivative(names, arguments, by, 1, function);
  }

  private Traced tracedByOne(
      List<String> names, List<Value> arguments, int by, Function<List<Value>, Value> function) {
    return tracedByAny(
        List.of(names.get(by)),
        List.of(arguments.get(by)),
        varied -> {
          List<Value> all = new ArrayList<>(arguments);
          all.set(by, varied.getFirst());
          return function.apply(all);
        });
  }

  /**
   * The order-th derivative with respect to one of the arguments; an array's, if f works element by
   * element.
   */
  Value derivative(
      List<String> names,
      List<Value> arguments,
      int by,
      int order,
      Function<List<Value>, Value> function) {
    Traced traced = tracedByOne(names, arguments, by, function);
    Tensor.Input x = watched(traced).inputs().getFirst();
    Tensor value = traced.value();
    for (int i = 0; i < order; i++) {
      Tensor lower = value;
      value = derivative(lower, x);
      if (i > 0) {
        corners.watch(traced, List.of(lower), List.of(value));
      }
    }
    return computed(traced, at(traced, List.of(value))).getFirst();
  }

  /** What is asked for, where the function itself has a value. */
  private List<Value> computed(Traced traced, List<Tensor> graphs) {
    if (isSymbolic(traced)
        || !isInDecimals(traced)
        || graphs.stream().anyMatch(Tensor::isTraced)
        || !RealDomain.isPartial(traced.value())) {
      return graphs.stream().map(Arithmetic::of).map(computing::force).toList();
    }
    Tensor stable = rewrite.stabilize(List.of(traced.value())).getFirst();
    return new RealDomain(computing).computed(graphs, at(traced, List.of(stable)).getFirst());
  }

  private Tensor derivative(Tensor value, Tensor.Input x) {
    if (value.shape().rank() == 0 && x.shape().rank() == 0) {
      return gradient.of(value, List.of(x)).getFirst();
    }
    boolean known = Dimensions.of(value).letters().isEmpty();
    if (x.shape().rank() == 0 && !(known && value.shape().size() <= FEW)) {
      return forward(value, x);
    }
    if (x.shape().rank() == 0) {
      List<Tensor> parts =
          elements(value).stream().map(e -> gradient.of(e, List.of(x)).getFirst()).toList();
      return tensors.reshape(tensors.stack(parts), value.shape());
    }
    if (value.shape().equals(x.shape()) && isElementwise(value)) {
      return gradient
          .of(tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), value), List.of(x))
          .getFirst();
    }
    String what =
        "f' of "
            + Words.of(new Value.Array(x))
            + " needs a function that works element by element.";
    throw new Refusal(
        at ->
            new ShapeProblem.NotForArrays(
                at,
                what,
                List.of("∇f for a number-valued f", "jacobian(f) for an array-valued f")));
  }

  /**
   * The derivative of an array by a number: v·∂value/∂x is linear in v, so that its own gradient by
   * v is what is sought (J. Townsend, A new trick for calculating Jacobian vector products, 2017).
   */
  private Tensor forward(Tensor value, Tensor.Input x) {
    Formulas formulas = tensors.formulas();
    Tensor.Input v = new Tensor.Input("\u0001v", value.shape(), Dimensions.of(value).letters());
    Formula product = formulas.multiply(formulas.slot(0), formulas.slot(1));
    Tensor plain = SoftmaxShift.removed(rewrite.shared(value), tensors);
    Tensor total =
        tensors.reduce(
            Tensor.Combine.SUM,
            OptionalInt.empty(),
            tensors.map("Multiplication", product, List.of(v, plain)));
    Tensor slope = gradient.of(total, List.of(x)).getFirst();
    return gradient.of(slope, List.of(v)).getFirst();
  }

  private static boolean isElementwise(Tensor tensor) {
    return Graph.order(List.of(tensor)).stream()
        .allMatch(
            t -> t instanceof Tensor.Map || t instanceof Tensor.Data || t instanceof Tensor.Input);
  }

  private Traced watched(Traced traced) {
    corners.watch(traced);
    return traced;
  }

  /** Row i holds the derivatives of result i. */
  Value jacobian(List<String> names, List<Value> arguments, Function<List<Value>, Value> function) {
    Traced traced = watched(tracedByAny(names, arguments, function));
    Tensor value = traced.value();
    if (isSymbolic(traced) && isOfVector(traced) && value.shape().rank() == 0) {
      return computing.force(Arithmetic.of(row(traced)));
    }
    return asFormula(traced, value, "jacobian(…)")
        .orElseGet(
            () -> computed(traced, at(traced, List.of(rows(traced, elements(value))))).getFirst());
  }

  Value hessian(List<String> names, List<Value> arguments, Function<List<Value>, Value> function) {
    Traced traced = watched(tracedByAny(names, arguments, function));
    Tensor number = number(traced, "The Hessian");
    Optional<Value> formula = asFormula(traced, number, "hessian(…)");
    if (formula.isPresent()) {
      return formula.get();
    }
    List<Tensor> slopes = gradient.of(number, traced.inputs());
    List<Tensor> elements = slopes.stream().flatMap(g -> elements(g).stream()).toList();
    Tensor rows = rows(traced, elements);
    corners.watch(traced, slopes, List.of(rows));
    return computed(traced, at(traced, List.of(rows))).getFirst();
  }

  /** The Jacobian of a number: its gradient, lying. */
  private Tensor row(Traced traced) {
    Tensor standing = readable(traced.value(), traced.inputs()).getFirst();
    return tensors.transpose(at(traced, List.of(standing)).getFirst());
  }

  private static boolean isOfVector(Traced traced) {
    return traced.inputs().size() == 1 && traced.inputs().getFirst().shape().rank() == 1;
  }

  /**
   * The Jacobian of a vector or the Hessian of a number as a formula, the shorter of two forms;
   * empty where there is none but every element has a formula of its own.
   */
  private Optional<Value> asFormula(Traced traced, Tensor value, String what) {
    if (!isSymbolic(traced)) {
      return Optional.empty();
    }
    Optional<Tensor> matrix = Optional.empty();
    if (isOfVector(traced) && value.shape().rank() <= 1) {
      Tensor.Input x = traced.inputs().getFirst();
      Tensor plain = SoftmaxShift.removed(rewrite.shared(value), tensors);
      Tensor stable = rewrite.shared(rewrite.stabilize(List.of(plain)).getFirst());
      matrix =
          Stream.of(plain, stable)
              .flatMap(form -> matrix(form, x).stream())
              .reduce((first, second) -> MatrixFormula.shorter(first, second, tensors.formulas()));
    }
    boolean letters =
        traced.arguments().values().stream()
            .anyMatch(argument -> !Dimensions.of(argument).letters().isEmpty());
    if (matrix.isEmpty() && letters) {
      throw new Refusal(
          at ->
              new MathProblem.NoAnswer(
                  at, what, "It has no short form as a matrix of these symbols."));
    }
    return matrix.map(
        form -> computing.force(new Value.Array(at(traced, List.of(form)).getFirst())));
  }

  /**
   * ∇(value·u) is Jᵀ·u for any u, and ∇ of (Jᵀ·u)·v by u is J·v, from which J is read; of a number
   * the Hessian is read from ∇(∇value·u).
   */
  private Optional<Tensor> matrix(Tensor value, Tensor.Input x) {
    boolean isNumber = value.shape().rank() == 0;
    Tensor vector = isNumber ? gradient.of(value, List.of(x)).getFirst() : value;
    Tensor.Input u = new Tensor.Input("u", vector.shape(), Dimensions.of(vector, x).letters());
    Tensor.Input v = new Tensor.Input("v", x.shape(), Dimensions.of(x).letters());
    Tensor turned = gradient.of(tensors.contract(vector, u), List.of(x)).getFirst();
    Tensor product =
        isNumber ? turned : gradient.of(tensors.contract(turned, v), List.of(u)).getFirst();
    return LinearMap.matrix(product, isNumber ? u : v, tensors, gradient.differentiation())
        .map(
            matrix -> ArraySymbols.anchored(ArraySymbols.anchored(matrix, x, tensors), u, tensors));
  }

  private Tensor rows(Traced traced, List<Tensor> results) {
    int columns = traced.inputs().stream().mapToInt(i -> i.shape().size()).sum();
    if ((long) columns * results.size() > LARGEST_JACOBIAN) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "the size of a matrix of derivatives",
                  LARGEST_JACOBIAN + " elements",
                  "Use ∇f of a number-valued function."));
    }
    List<Tensor> rows = new ArrayList<>();
    for (Tensor result : results) {
      List<Tensor> row =
          gradient.of(result, traced.inputs()).stream().flatMap(g -> elements(g).stream()).toList();
      rows.add(tensors.stack(row));
    }
    return tensors.stack(rows);
  }

  private List<Tensor> elements(Tensor tensor) {
    if (tensor.shape().rank() == 0) {
      return List.of(tensor);
    }
    int size = tensor.shape().size();
    Tensor flat = tensors.reshape(tensor, Shape.of(size));
    return IntStream.range(0, size).mapToObj(i -> tensors.pick(flat, 0, i)).toList();
  }

  private static Tensor number(Traced traced, String what) {
    Tensor value = traced.value();
    if (value.shape().rank() != 0) {
      String given = Words.of(new Value.Array(value));
      throw new Refusal(
          at ->
              new RunProblem.WrongKind(
                  at,
                  what + " of a function whose value is a number",
                  "a function whose value is " + given,
                  List.of(
                      "mean(…) or sum(…) makes a number of an array",
                      "jacobian(f) takes array-valued functions, hessian(f) second derivatives")));
    }
    return value;
  }

  /** The graphs at the arguments; a derivative knows the letters that the function knew. */
  private List<Tensor> at(Traced traced, List<Tensor> graphs) {
    return tensors.substitute(graphs, traced.arguments()).stream()
        .map(graph -> ArraySymbols.anchored(graph, traced.value(), tensors))
        .toList();
  }
}
