package gd.evaluate;

import gd.evaluate.Gradients.Traced;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.tensor.Elements;
import gd.tensor.Gradient;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a function that is differentiated has a corner, such as |x| at 0: a declared slope is used
 * there, or that of the branch taken, and whoever asked is told.
 */
final class Corners {
  /** Larger arrays are not looked through. */
  private static final int MOST_ELEMENTS = 1_000;

  /** Arrays with more elements are not moved to look at either side. */
  private static final int MOST_MOVED = 16;

  private static final double STEP = 1e-7;
  private static final double JUMP = 1e-3;

  private static final String LOWER =
      "A lower derivative has a corner or jumps here; a declared slope or that of the branch taken"
          + " is used.";

  private static final Set<String> OF_ONE = Set.of("abs", "sign");
  private static final Set<String> OF_TWO = Set.of("max", "min");

  /** Flat between jumps, where they have no slope unless the session declares one. */
  private static final Set<String> STEPS = Set.of("floor", "ceil", "round");

  private final Formulas formulas;
  private final Tensors tensors;
  private final Gradient gradient;
  private final Arithmetic arithmetic;
  private final Computing computing;
  private final Predicate<String> isDeclared;
  private Optional<String> met = Optional.empty();
  private boolean told;

  /** A corner is where {@code zero} is 0; a {@code step} is the function that jumps there. */
  private record Corner(Formula zero, String text, Optional<String> step) {
    Corner(Formula zero, String text) {
      this(zero, text, Optional.empty());
    }
  }

  /**
   * @param isDeclared whether the session declares the derivative of a function of the library
   */
  Corners(
      Formulas formulas,
      Tensors tensors,
      Gradient gradient,
      Arithmetic arithmetic,
      Computing computing,
      Predicate<String> isDeclared) {
    this.formulas = formulas;
    this.tensors = tensors;
    this.gradient = gradient;
    this.arithmetic = arithmetic;
    this.computing = computing;
    this.isDeclared = isDeclared;
  }

  /** A new statement is told of a corner once more. */
  void reset() {
    met = Optional.empty();
    told = false;
  }

  /** Looks whether a function has a corner where it is differentiated. */
  void watch(Traced traced) {
    if (met.isEmpty()) {
      met = at(traced);
    }
  }

  /**
   * Looks whether a derivative is another one on either side of the arguments, because a lower one
   * has a corner or jumps there.
   */
  void watch(Traced traced, List<Tensor> lower, List<Tensor> derivatives) {
    if (met.isEmpty()
        && traced.arguments().values().stream()
            .noneMatch(a -> a.isTraced() || a.shape().size() > MOST_MOVED)
        && lower.stream().anyMatch(graph -> hasCorner(graph, traced))
        && traced.inputs().stream().anyMatch(input -> differs(traced, input, derivatives))) {
      met = Optional.of(LOWER);
    }
  }

  private boolean hasCorner(Tensor graph, Traced traced) {
    return Graph.order(List.of(graph)).stream()
        .anyMatch(
            node ->
                node instanceof Tensor.Map map
                    && map.shape().size() <= MOST_ELEMENTS
                    && in(map.body()).stream()
                        .map(corner -> tensors.map("Corner", corner.zero(), map.arguments()))
                        .anyMatch(
                            zero -> Arrays.stream(values(zero, traced)).anyMatch(x -> x == 0)));
  }

  /** Whether the derivatives change by steps when an input moves a little. */
  private boolean differs(Traced traced, Tensor.Input input, List<Tensor> derivatives) {
    Tensor argument = traced.argument(input);
    for (int k = 0; k < argument.shape().size(); k++) {
      Traced before = moved(traced, input, k, -STEP);
      Traced after = moved(traced, input, k, STEP);
      for (Tensor derivative : derivatives) {
        double[] left = values(derivative, before);
        double[] right = values(derivative, after);
        if (left.length == right.length
            && IntStream.range(0, left.length).anyMatch(i -> isJump(left[i], right[i]))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isJump(double left, double right) {
    return Math.abs(right - left) > JUMP * Math.max(1, Math.max(Math.abs(left), Math.abs(right)));
  }

  private Traced moved(Traced traced, Tensor.Input input, int element, double by) {
    Tensor argument = traced.argument(input);
    double[] at = values(argument, traced);
    if (element < at.length) {
      at[element] += by * Math.max(1, Math.abs(at[element]));
    }
    Map<Tensor.Input, Tensor> arguments = new HashMap<>(traced.arguments());
    arguments.put(input, new Tensor.Data(argument.shape(), new Elements.Decimals(at)));
    return new Traced(traced.value(), traced.inputs(), arguments);
  }

  /** Looks whether a formula that is differentiated has steps in it. */
  void watch(Formula formula) {
    if (met.isEmpty() && !Formula.isSmooth(formula)) {
      met =
          Dag.postorder(List.of(formula)).stream()
              .flatMap(node -> node instanceof Formula.Apply a ? step(a).stream() : Stream.empty())
              .findFirst()
              .map(step -> "`" + step + "` is flat between its jumps, and has no slope there.");
    }
  }

  private Optional<String> step(Formula.Apply apply) {
    return Optional.of(apply.operation().name())
        .filter(name -> STEPS.contains(name) && !isDeclared.test(name));
  }

  boolean isMet() {
    return met.isPresent();
  }

  /** What was met is no corner. */
  void forget() {
    met = Optional.empty();
  }

  /** What there is to say of the corner that was met, once in a statement. */
  Optional<String> toTell() {
    Optional<String> text = told ? Optional.empty() : met;
    told = told || met.isPresent();
    return text;
  }

  /** What there is to say of a corner at the arguments, if they are numbers. */
  private Optional<String> at(Traced traced) {
    if (traced.arguments().values().stream().anyMatch(Tensor::isTraced)) {
      return Optional.empty();
    }
    for (Tensor node : Graph.order(List.of(traced.value()))) {
      if (node instanceof Tensor.Map map && map.shape().size() <= MOST_ELEMENTS) {
        for (Corner corner : in(map.body())) {
          double[] zero = values(tensors.map("Corner", corner.zero(), map.arguments()), traced);
          if (Arrays.stream(zero).anyMatch(x -> x == 0) && matters(zero, map, traced)) {
            corner.step().ifPresent(Corners::refuse);
            return Optional.of(corner.text());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static void refuse(String step) {
    throw new Refusal(at -> new MathProblem.NoDerivative(at, step, ""));
  }

  /** Whether the result changes with a node at one of the places where it has a corner. */
  private boolean matters(double[] zero, Tensor.Map map, Traced traced) {
    Tensor number =
        traced.value().shape().rank() == 0
            ? traced.value()
            : tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), traced.value());
    Tensor adjoint = gradient.adjoints(number, traced.inputs()).get(map);
    if (adjoint == null) {
      return false;
    }
    double[] weight = values(adjoint, traced);
    return IntStream.range(0, Math.min(zero.length, weight.length))
        .anyMatch(k -> zero[k] == 0 && weight[k] != 0);
  }

  /** The elements at the arguments; none if there is no telling. */
  private double[] values(Tensor graph, Traced traced) {
    Tensor known = tensors.substitute(graph, traced.arguments());
    if (known.isTraced()) {
      return new double[0];
    }
    try {
      return arithmetic.tensor(computing.force(new Value.Array(known))) instanceof Tensor.Data data
          ? data.elements().formulas().stream()
              .mapToDouble(f -> Evaluation.constant(f).orElse(Double.NaN))
              .toArray()
          : new double[0];
    } catch (Refusal withoutValue) {
      return new double[0];
    }
  }

  private List<Corner> in(Formula formula) {
    return switch (formula) {
      case Formula.Piecewise piecewise -> branches(piecewise);
      case Formula.Apply apply -> {
        List<Corner> corners = new ArrayList<>();
        apply.arguments().forEach(argument -> corners.addAll(in(argument)));
        String name = apply.operation().name();
        String text = "`" + name + "` has a corner here; its declared slope is used.";
        if (OF_ONE.contains(name)) {
          corners.add(new Corner(apply.arguments().getFirst(), text));
        } else if (OF_TWO.contains(name)) {
          corners.add(new Corner(difference(apply.arguments()), text));
        } else if (name.equals("mod")) {
          corners.add(new Corner(apply, "`mod` jumps here; its declared slope is used."));
        }
        step(apply)
            .ifPresent(step -> corners.add(new Corner(jump(apply), text, Optional.of(step))));
        yield corners;
      }
      case Formula other -> other.children().stream().flatMap(f -> in(f).stream()).toList();
    };
  }

  /** Is 0 where a step jumps: floor(x) - x; (round(x) - x)^2 - 1/4. */
  private Formula jump(Formula.Apply step) {
    Formula away = formulas.subtract(step, step.arguments().getFirst());
    Formula quarter = formulas.divide(formulas.integer(1), formulas.integer(4));
    return step.operation().name().equals("round")
        ? formulas.subtract(formulas.power(away, formulas.integer(2)), quarter)
        : away;
  }

  /** Corners between branches, and those inside a branch where it is taken. */
  private List<Corner> branches(Formula.Piecewise piecewise) {
    List<Corner> corners = new ArrayList<>();
    Formula far = formulas.integer(1);
    List<Formula.Case> before = new ArrayList<>();
    for (Formula.Case each : piecewise.cases()) {
      if (each.condition() instanceof Formula.Relation relation) {
        Formula border = difference(relation.children());
        corners.add(
            new Corner(
                formulas.piecewise(before, border),
                "An `if` changes branches here; the slope of the branch taken is used."));
      }
      for (Corner corner : in(each.value())) {
        List<Formula.Case> here = new ArrayList<>(before);
        here.add(new Formula.Case(each.condition(), corner.zero()));
        corners.add(new Corner(formulas.piecewise(here, far), corner.text()));
      }
      before.add(new Formula.Case(each.condition(), far));
    }
    for (Corner corner : in(piecewise.otherwise())) {
      corners.add(new Corner(formulas.piecewise(before, corner.zero()), corner.text()));
    }
    return corners;
  }

  private Formula difference(List<Formula> both) {
    return formulas.subtract(both.getFirst(), both.getLast());
  }
}
