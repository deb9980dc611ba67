package gd.evaluate;

import gd.formula.Formula;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code descend(f, starts..., lr=…, steps=…)}: which way it goes, and what the result holds. */
final class DescentBuiltin {
  private DescentBuiltin() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of("descend", DescentBuiltin::descend);
  }

  private static Value descend(Interpreter in, Arguments a) {
    Loss loss = Loss.of(in, a);
    DescentOptions options = DescentOptions.of(in, a, loss);
    int every = Arguments.integer(a.value("trace"), "trace", 0, DescentOptions.MOST_STEPS);
    Value.Result result =
        options.batches().isPresent()
            ? byBatches(in, loss, options, options.batches().get())
            : overAll(in, a, loss, options);
    if (every > 0) {
      Reports.trace(in, result, every).forEach(in.listener()::printed);
    }
    return new Value.Descent(result);
  }

  private static Value.Result overAll(
      Interpreter in, Arguments a, Loss loss, DescentOptions options) {
    Gradients.Traced traced = loss.traced(in, loss.data());
    if (options.searches()) {
      options.refuseCheckpoint();
      StepGraph graph = options.loss(loss.names(), traced);
      return result(options, graph, options.search(new Descent.Plan(graph, options)));
    }
    StepGraph graph = options.step(loss.names(), traced);
    if (ExactDescent.applies(graph)) {
      options.refuseCheckpoint();
      return new ExactDescent(in, a.at(), options).run(graph, options.stop());
    }
    StepGraph decimal = options.inDecimals(graph, loss.names(), traced);
    Descent.Plan plan = new Descent.Plan(decimal, options);
    return result(options, decimal, new Descent(in, plan).run());
  }

  private static Value.Result result(DescentOptions options, StepGraph graph, Descent.Run run) {
    return new Value.Result(
        parameters(graph, run.parameters()),
        new Value.Scalar(new Formula.Decimal(run.losses()[run.losses().length - 1])),
        run.losses().length - 1L,
        vector(run.losses()),
        path(graph, run.path()),
        run.why(),
        run.device(),
        run.time(),
        Map.of(),
        options.diagnosis(graph, run.parameters()),
        options.errors(graph, run.parameters()));
  }

  private static Value.Result byBatches(
      Interpreter in, Loss loss, DescentOptions options, DescentOptions.Batches batches) {
    BatchDescent.Plan plan =
        new BatchDescent.Plan(
            batch -> options.stepInDecimals(loss.names(), loss.tracedByBatch(in, batch)),
            data -> options.stepInDecimals(loss.names(), loss.traced(in, Optional.of(data))),
            batches.training(),
            batches.validation(),
            batches.size(),
            batches.patience(),
            batches.generator(),
            options.stop());
    BatchDescent.Run run = new BatchDescent(in, plan, options).run();
    Map<String, Value> more = new LinkedHashMap<>();
    more.put(
        "epochs",
        Numbers.integer((run.steps() + plan.stepsOfAnEpoch() - 1) / plan.stepsOfAnEpoch()));
    more.put("batch_losses", vector(run.batchLosses()));
    if (run.validationLosses().length > 0) {
      more.put("validation_losses", vector(run.validationLosses()));
    }
    return new Value.Result(
        parameters(run.graph(), run.parameters()),
        new Value.Scalar(new Formula.Decimal(run.losses()[run.losses().length - 1])),
        run.steps(),
        vector(run.losses()),
        path(run.graph(), run.path()),
        run.why(),
        run.device(),
        run.time(),
        more,
        options.diagnosis(plan.losses().apply(plan.training()), run.parameters()),
        options.errors(plan.losses().apply(plan.training()), run.parameters()));
  }

  private static Map<String, Value> parameters(StepGraph graph, List<double[]> values) {
    Map<String, Value> parameters = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Carried each = graph.parameters().get(i);
      parameters.put(
          each.name(),
          Arithmetic.of(
              new Tensor.Data(each.input().shape(), new Elements.Decimals(values.get(i)))));
    }
    return parameters;
  }

  private static Map<String, Value> path(StepGraph graph, List<double[]> points) {
    Map<String, Value> path = new LinkedHashMap<>();
    for (int i = 0; i < points.size(); i++) {
      Carried each = graph.parameters().get(i);
      path.put(each.name(), points(each.input().shape(), new Elements.Decimals(points.get(i))));
    }
    return path;
  }

  private static Value vector(double[] values) {
    return new Value.Array(new Tensor.Data(Shape.of(values.length), new Elements.Decimals(values)));
  }

  /** Points of a shape, one after the other, as an array with a first dimension more. */
  static Value points(Shape shape, Elements elements) {
    List<Integer> dimensions = new ArrayList<>();
    dimensions.add(elements.size() / Math.max(1, shape.size()));
    dimensions.addAll(shape.dimensions());
    return new Value.Array(new Tensor.Data(new Shape(dimensions), elements));
  }
}
