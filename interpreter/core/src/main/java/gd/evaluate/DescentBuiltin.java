package gd.evaluate;

import gd.descent.BatchDescent;
import gd.descent.Carried;
import gd.descent.Descent;
import gd.descent.ExactDescent;
import gd.descent.Later;
import gd.descent.Run;
import gd.descent.StepGraph;
import gd.formula.DecimalText;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code descend(f, starts..., lr=…, steps=…)}: which way it goes, and what the result holds. */
final class DescentBuiltin {
  /** A loss that is so many times its first value is on its way to infinity. */
  private static final double GROWN = 1000;

  private DescentBuiltin() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of("descend", DescentBuiltin::descend);
  }

  private static Value descend(Interpreter in, Arguments a) {
    in.limits().checkDescent(a.at());
    Loss asked = Loss.of(in, a);
    if (ManyStarts.areMeant(a)) {
      return new Value.Descent(new ManyStarts(in, a, asked).descend());
    }
    Optional<Bounds> bounds = Bounds.of(in, a, asked.names().size());
    Loss loss = bounds.map(b -> b.inside(asked)).orElse(asked);
    DescentOptions options = DescentOptions.of(in, a, loss);
    int every = a.integer("trace", 0, DescentOptions.MOST_STEPS);
    Done done =
        options.batches().isPresent()
            ? byBatches(in, loss, options, options.batches().get())
            : overAll(in, a, loss, options);
    if (done.run().stopped()) {
      in.limits().descentStopped();
    }
    Value.Result result = result(in, options, done, asked, bounds);
    unused(done.whole())
        .ifPresent(text -> in.listener().noted(new RunProblem.Remark(a.at(), text)));
    overshot(in, options, done.whole(), result)
        .ifPresent(text -> in.listener().noted(new RunProblem.Remark(a.at(), text)));
    if (every > 0) {
      Reports.trace(in, result, every).forEach(in.listener()::printed);
    }
    return new Value.Descent(result);
  }

  /** What to say of a parameter that is trained and makes no difference. */
  private static Optional<String> unused(StepGraph whole) {
    Set<Tensor> used = new HashSet<>(Graph.order(List.of(whole.loss())));
    return whole.parameters().stream()
        .filter(each -> !used.contains(each.input()))
        .findFirst()
        .map(each -> "The loss does not depend on `" + each.name() + "`.");
  }

  /** What to say of a run that went uphill, although its numbers are finite still. */
  private static Optional<String> overshot(
      Interpreter in, DescentOptions options, StepGraph whole, Value.Result result) {
    List<Formula> losses =
        ((Value.Array) result.losses()).tensor() instanceof Tensor.Data data
            ? data.elements().formulas()
            : List.of();
    if (losses.isEmpty()) {
      return Optional.empty();
    }
    double first = Evaluation.constant(losses.getFirst()).orElse(Double.NaN);
    double last = Evaluation.constant(losses.getLast()).orElse(Double.NaN);
    if (first == 0 || !(last > GROWN * Math.abs(first))) {
      return Optional.empty();
    }
    String grown =
        "the loss grew from %s to %s in %,d steps"
            .formatted(shown(losses.getFirst()), shown(losses.getLast()), result.steps());
    List<String> remarks = result.diagnosis().get().remarks();
    if (remarks.isEmpty()) {
      List<double[]> start =
          whole.parameters().stream().map(each -> in.computing().decimals(each.start())).toList();
      return Optional.of(grown + ". " + options.advice(whole, List.of(start)));
    }
    return Optional.of(grown + "; " + String.join("; ", remarks));
  }

  /** To three digits; a fraction may be too large for a decimal. */
  private static String shown(Formula loss) {
    double decimal = Evaluation.constant(loss).orElse(Double.NaN);
    return Double.isInfinite(decimal) && loss instanceof Formula.Rational(var above, var below)
        ? DecimalText.format(
            new BigDecimal(above).divide(new BigDecimal(below), new MathContext(3)))
        : DecimalText.format(decimal, 3);
  }

  /**
   * @param whole the loss over all of the training data
   */
  private record Done(StepGraph whole, Run run) {}

  private static Done overAll(Interpreter in, Arguments a, Loss loss, DescentOptions options) {
    if (options.searches()) {
      StepGraph graph = options.loss(loss.names(), loss.traced(in, loss.data()));
      return new Done(graph, options.search(options.plan(graph)));
    }
    Gradients.Traced traced = loss.tracedForSteps(in);
    if (traced.inputs().stream().allMatch(input -> input.shape().rank() == 0)) {
      in.corners().watch(traced);
      in.evaluator().conventions().corner(a.at());
    }
    StepGraph graph = options.step(loss.names(), traced);
    if (ExactDescent.applies(graph)) {
      options.refuseCheckpoint();
      Run run =
          new ExactDescent(
                  in.setting(),
                  options.plan(graph),
                  sentence -> new RunProblem.Remark(a.at(), sentence))
              .run();
      return new Done(graph, run);
    }
    StepGraph decimal = options.inDecimals(graph, loss.names(), traced);
    Run run = new Descent(in.setting(), options.plan(decimal)).run();
    StepGraph still =
        decimal.draws().isEmpty()
            ? decimal
            : options.stepInDecimals(loss.names(), loss.traced(in, loss.data()));
    return new Done(still, run);
  }

  private static Done byBatches(
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
            options.noise(),
            options.stop(),
            options::checkpoint,
            options::diverged);
    Run run = new BatchDescent(in.setting(), plan).run();
    return new Done(plan.whole(in.computing()), run);
  }

  private static Value.Result result(
      Interpreter in, DescentOptions options, Done done, Loss asked, Optional<Bounds> bounds) {
    Run run = bounds.map(b -> b.outside(done.run())).orElse(done.run());
    Map<String, Value> more = new LinkedHashMap<>();
    run.more().forEach((name, data) -> more.put(name, Arithmetic.of(data)));
    Map<String, Value> path = new LinkedHashMap<>();
    for (int i = 0; i < run.path().size(); i++) {
      Carried each = run.graph().parameters().get(i);
      path.put(each.name(), points(each.input().shape(), run.path().get(i)));
    }
    List<double[]> reached = run.reached(in.computing());
    Later<Value> errors =
        bounds.isEmpty()
            ? options.errors(done.whole(), reached)
            : new Later<>(
                () ->
                    options
                        .errors(
                            options.loss(asked.names(), asked.traced(in, asked.data())), reached)
                        .get());
    return new Value.Result(
        parameters(run.graph(), run.parameters()),
        new Value.Scalar(run.loss()),
        run.steps(),
        points(Shape.SCALAR, run.losses()),
        path,
        run.why(),
        run.device(),
        run.time(),
        more,
        options.diagnosis(done.whole(), done.run().reached(in.computing())),
        errors);
  }

  /** Elements of the parameters, by name. */
  static Map<String, Value> parameters(StepGraph graph, List<Elements> values) {
    Map<String, Value> parameters = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Carried each = graph.parameters().get(i);
      parameters.put(
          each.name(), Arithmetic.of(new Tensor.Data(each.input().shape(), values.get(i))));
    }
    return parameters;
  }

  /** Points of a shape, one after the other, as an array with a first dimension more. */
  static Value points(Shape shape, Elements elements) {
    List<Integer> dimensions = new ArrayList<>();
    dimensions.add(elements.size() / Math.max(1, shape.size()));
    dimensions.addAll(shape.dimensions());
    return new Value.Array(new Tensor.Data(new Shape(dimensions), elements));
  }
}
