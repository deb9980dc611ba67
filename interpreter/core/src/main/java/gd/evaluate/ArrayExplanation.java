package gd.evaluate;

import gd.formula.Formula;
import gd.matrix.MatrixFormula;
import gd.matrix.SoftmaxShift;
import gd.syntax.Syntax;
import gd.tensor.Dimensions;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How the gradient of a number by a declared array comes about: the nodes between them, and the
 * adjoint of each, in the adjoints of the nodes that are made of it.
 */
final class ArrayExplanation {
  /** A node on the way: how it is made of the nodes before it, and what stands for it later. */
  private record Step(Tensor.Input node, Tensor made) {}

  private final Interpreter in;
  private final Tensor number;
  private final Tensor.Input by;

  ArrayExplanation(Interpreter in, Tensor number, Tensor.Input by) {
    this.in = in;
    this.number = SoftmaxShift.removed(number, in.tensors());
    this.by = by;
  }

  Value.Backpropagation explained() {
    List<Step> steps = steps();
    List<Value.Node> nodes = new ArrayList<>();
    if (!steps.isEmpty()) {
      nodes.add(node(by, Optional.empty(), adjoint(by, steps)));
    }
    for (Step step : steps) {
      nodes.add(node(step.node(), Optional.of(step.made()), adjoint(step.node(), steps)));
    }
    nodes.add(
        new Value.Node(
            "∂" + by.name(),
            Optional.empty(),
            new Value.Nothing(),
            in.gradients().bySymbol(number, by)));
    return new Value.Backpropagation(nodes);
  }

  private List<Step> steps() {
    Tensors tensors = in.tensors();
    Map<Tensor, Tensor> named = new IdentityHashMap<>();
    Set<Tensor> active = Collections.newSetFromMap(new IdentityHashMap<>());
    active.add(by);
    List<Step> steps = new ArrayList<>();
    String letter = ExplainingBuiltins.letter(in, number);
    for (Tensor node : Graph.order(List.of(number))) {
      List<Tensor> arguments = Graph.arguments(node);
      if (arguments.stream().noneMatch(active::contains)) {
        continue;
      }
      active.add(node);
      Tensor made =
          tensors.with(
              node, arguments.stream().map(each -> named.getOrDefault(each, each)).toList());
      if (node instanceof Tensor.View) {
        named.put(node, made); // a bias, a transpose: no step
        continue;
      }
      Tensor.Input name =
          new Tensor.Input(
              letter + (steps.size() + 1), node.shape(), Dimensions.ofAll(List.of(node)).letters());
      named.put(node, name);
      steps.add(new Step(name, made));
    }
    return steps;
  }

  private Tensor adjoint(Tensor.Input target, List<Step> steps) {
    Tensors tensors = in.tensors();
    if (target == steps.getLast().node()) {
      return tensors.scalar(in.formulas().integer(1));
    }
    Formula product = in.formulas().multiply(in.formulas().slot(0), in.formulas().slot(1));
    Formula sum = in.formulas().add(in.formulas().slot(0), in.formulas().slot(1));
    Optional<Tensor> total = Optional.empty();
    for (Step step : steps) {
      if (!Graph.order(List.of(step.made())).contains(target)) {
        continue;
      }
      Tensor above =
          step == steps.getLast()
              ? tensors.scalar(in.formulas().integer(1))
              : new Tensor.Input(
                  "∂" + step.node().name(),
                  step.node().shape(),
                  Dimensions.ofAll(List.of(step.node())).letters());
      Tensor weighted =
          tensors.reduce(
              Tensor.Combine.SUM,
              OptionalInt.empty(),
              tensors.map("", product, List.of(above, step.made())));
      Tensor share = in.gradients().reverse().of(weighted, List.of(target)).getFirst();
      total = Optional.of(total.map(t -> tensors.map("", sum, List.of(t, share))).orElse(share));
    }
    return ArraySymbols.anchored(total.orElseThrow(), number, tensors);
  }

  private Value.Node node(Tensor.Input input, Optional<Tensor> made, Tensor adjoint) {
    Optional<Syntax.Expression> expression =
        made.flatMap(tensor -> MatrixFormula.of(tensor, in.formulas()));
    Value gradient =
        adjoint.shape().equals(Shape.SCALAR) || adjoint.isTraced()
            ? in.computing().force(Arithmetic.of(adjoint))
            : new Value.Array(adjoint);
    return new Value.Node(input.name(), expression, new Value.Nothing(), gradient);
  }
}
