package gd.evaluate;

import gd.descent.Carried;
import gd.descent.Checkpoint;
import gd.descent.Dataset;
import gd.descent.Diagnosis;
import gd.descent.Later;
import gd.descent.Noise;
import gd.descent.Plan;
import gd.descent.Run;
import gd.descent.SearchDescent;
import gd.descent.Start;
import gd.descent.StepGraph;
import gd.descent.Stop;
import gd.descent.Uncertainty;
import gd.formula.Formula;
import gd.formula.Near;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.syntax.Syntax;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The options of {@code descend}, and the step that they make of a traced loss. */
final class DescentOptions {
  /** Between the seeds of two steps: 2³² by the golden ratio, which spreads them. */
  private static final long STEP_OF_SEEDS = 0x9E3779B9L;

  static final int MOST_STEPS = 10_000_000;

  private final Interpreter in;
  private final Arguments a;
  private final Optimiser optimiser;
  private final Value rate;
  private final Stop stop;
  private final Optional<Batches> batches;
  private final double decay;
  private final double clip;

  /**
   * How the data is gone through.
   *
   * @param size rows of a batch
   * @param patience epochs without a lower validation loss before the run ends; 0: any number
   */
  record Batches(
      Dataset training, Dataset validation, int size, int patience, Generator generator) {}

  private DescentOptions(Interpreter in, Arguments a, Loss loss) {
    this.in = in;
    this.a = a;
    this.optimiser = Optimiser.of(in, optimiser(in, a), a.span("optimizer"));
    this.rate = a.written("lr") ? rate(in, a) : optimiser.rate().orElse(a.value("lr"));
    checkRate();
    this.batches = batches(loss.data());
    this.stop =
        new Stop(steps(), nonNegative("tol"), nonNegative("tol_loss"), nonNegative("tol_step"));
    this.decay = nonNegative("decay");
    this.clip = nonNegative("clip");
  }

  /** {@code lr=auto} means the library's word, whatever the session calls so. */
  private static Value rate(Interpreter in, Arguments a) {
    return a.syntax("lr") instanceof Syntax.Name(_, var name) && name.equals("auto")
        ? in.libraryScope().here(name).orElseThrow()
        : a.value("lr");
  }

  /** {@code optimizer=adam} means the library's, unless the session has a function of that name. */
  private static Value optimiser(Interpreter in, Arguments a) {
    Value value = a.value("optimizer");
    return !(value instanceof Value.Callable)
            && a.syntax("optimizer") instanceof Syntax.Name(_, var name)
        ? in.libraryScope().here(name).orElse(value)
        : value;
  }

  static DescentOptions of(Interpreter in, Arguments a, Loss loss) {
    return new DescentOptions(in, a, loss);
  }

  /** Present if the run goes by batches, or holds data out. */
  Optional<Batches> batches() {
    return batches;
  }

  /** Whether every step is tried with numbers: the rate is searched for, or the optimiser asks. */
  boolean searches() {
    return optimiser.needsNumbers() || isAuto();
  }

  private boolean isAuto() {
    return rate instanceof Value.Text(var text) && text.equals("auto");
  }

  Run search(Plan plan) {
    double first =
        isAuto() || !(rate instanceof Value.Scalar(var formula))
            ? 1
            : in.computing().decimal(formula);
    try (SearchDescent search = new SearchDescent(in.setting(), plan, optimiser, first, isAuto())) {
      return search.run();
    }
  }

  /** Loss and gradients alone, for steps that are tried with numbers. */
  StepGraph loss(List<String> names, Gradients.Traced traced) {
    List<Carried> parameters = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Tensor.Input input = traced.inputs().get(i);
      parameters.add(
          new Carried(names.get(i), input, in.computing().data(traced.argument(input)), input));
    }
    return new StepGraph(
        traced.value(), gradients(names, traced), parameters, List.of(), List.of(), List.of());
  }

  /** A descent over all of the data. */
  Plan plan(StepGraph graph) {
    return new Plan(graph, stop, noise(), this::checkpoint, this::diverged);
  }

  /** A generator for each step, its seed made of the descent's (or the session's) and the step. */
  Noise noise() {
    Generator first =
        a.given("seed")
            ? new Generator(whole("seed", 0, Integer.MAX_VALUE))
            : in.generator().copy();
    long base = first.integer(1L << 32);
    return (step, draws) -> {
      Generator generator = new Generator(base + step * STEP_OF_SEEDS);
      return draws.stream()
          .map(
              draw -> {
                int count = draw.input().shape().size();
                return draw.isNormal() ? generator.normals(count) : generator.uniforms(count);
              })
          .toList();
    };
  }

  /** Where the state is kept, if it is. */
  Optional<Checkpoint> checkpoint(StepGraph step, List<double[]> numbers) {
    return a.given("checkpoint")
        ? Optional.of(
            new Checkpoint(in.files(), SystemBuiltins.text(a.value("checkpoint")), step, numbers))
        : Optional.empty();
  }

  /** A descent in fractions is short, since they grow: it keeps no state in a file. */
  void refuseCheckpoint() {
    if (a.given("checkpoint")) {
      throw bad(
          "checkpoint",
          "given to a descent in fractions",
          "left out there; with a decimal (lr=0.1) a descent keeps its state in a file");
    }
  }

  /** The rate, if every step is w − rate·∇L. */
  OptionalDouble plainRate() {
    return optimiser.isPlain()
            && clip == 0
            && decay == 0
            && rate instanceof Value.Scalar(var formula)
        ? OptionalDouble.of(in.computing().decimal(formula))
        : OptionalDouble.empty();
  }

  Later<Diagnosis> diagnosis(StepGraph step, List<double[]> values) {
    return new Later<>(() -> Diagnosis.of(in.setting(), step, values, plainRate()));
  }

  Later<Value> errors(StepGraph step, List<double[]> values) {
    return new Later<>(
        () -> {
          List<double[]> errors = Uncertainty.of(in.setting(), step, values);
          Map<String, Value> named = DescentBuiltin.parameters(step, Run.decimals(errors));
          return named.size() == 1 ? named.values().iterator().next() : new Value.Fields(named);
        });
  }

  /** What to try instead of a rate that led away from places where the run was. */
  String advice(StepGraph step, List<List<double[]>> places) {
    OptionalDouble lr = plainRate();
    return (lr.isPresent()
            ? Diagnosis.ofDivergence(in.setting(), step, places, lr.getAsDouble())
            : Optional.<String>empty())
        .orElseGet(
            () ->
                rate instanceof Value.Scalar(var formula)
                    ? "Try a smaller rate: lr=" + Near.text(in.computing().decimal(formula) / 10)
                    : "Try rates that are ten times smaller.");
  }

  /** Says what to try, looking at places where the run was, its start first. */
  Refusal diverged(
      StepGraph step, long steps, List<RunProblem.Trace> trace, List<List<double[]>> places) {
    if (step.draws().isEmpty()) {
      Start.checkGradients(in.computing(), step, places.getFirst(), List.of());
    }
    String advice = advice(step, places);
    Optional<Span> written = a.written("lr") ? Optional.of(a.span("lr")) : Optional.empty();
    return new Refusal(at -> new RunProblem.Diverged(at, written, steps, trace, List.of(advice)));
  }

  private Optional<Batches> batches(Optional<Dataset> data) {
    for (String option : List.of("batch", "epochs", "validation", "patience")) {
      if (data.isEmpty() && a.given(option)) {
        throw bad(
            option, "given without data", "given with data=table, whose columns are the batches");
      }
    }
    if (data.isEmpty() || !a.given("batch") && !a.given("validation")) {
      return Optional.empty();
    }
    Dataset all = data.get();
    Generator generator =
        a.given("seed") ? new Generator(whole("seed", 0, Integer.MAX_VALUE)) : in.generator();
    double share = a.given("validation") ? in.computing().decimal(a.value("validation")) : 0;
    int held = (int) Math.round(share * all.rows());
    if (share < 0 || held >= all.rows()) {
      throw bad(
          "validation", in.text(a.value("validation")), "a share of the rows, from 0 to below 1");
    }
    int[] order =
        held == 0 ? IntStream.range(0, all.rows()).toArray() : generator.permutation(all.rows());
    Dataset training = held == 0 ? all : all.rows(order, 0, all.rows() - held);
    int size = a.given("batch") ? whole("batch", 1, Integer.MAX_VALUE) : training.rows();
    if (size > training.rows()) {
      String text =
          "There are %,d rows to train on, so a batch holds all of them."
              .formatted(training.rows());
      in.listener().noted(new RunProblem.Remark(a.span("batch"), text));
    }
    return Optional.of(
        new Batches(
            training,
            all.rows(order, all.rows() - held, all.rows()),
            Math.min(size, training.rows()),
            a.given("patience") ? whole("patience", 1, MOST_STEPS) : 0,
            generator));
  }

  /** How many steps there are: as many as asked for, or as so many epochs take. */
  private long steps() {
    if (!a.given("epochs")) {
      return whole("steps", 0, MOST_STEPS);
    }
    if (a.written("steps")) {
      throw bad(
          "steps", "given beside epochs", "left out: the epochs say how many steps there are");
    }
    long ofAnEpoch = batches.map(b -> (b.training().rows() + b.size() - 1L) / b.size()).orElse(1L);
    return Math.min(MOST_STEPS, whole("epochs", 1, MOST_STEPS) * ofAnEpoch);
  }

  private int whole(String option, int least, int most) {
    return a.integer(option, least, most);
  }

  /** A step of one run of many; a rate that differs from run to run is carried. */
  StepGraph stepOfMany(List<String> names, Gradients.Traced traced, Optional<Tensor.Data> rates) {
    if (rates.isEmpty()) {
      return stepInDecimals(names, traced);
    }
    Tensor.Input input = new Tensor.Input("lr", Shape.SCALAR);
    StepGraph step = step(names, traced, gradients(names, traced), new Value.Array(input));
    List<Carried> state = new ArrayList<>(step.state());
    state.add(
        new Carried("lr", input, in.tensors().scalar(rates.get().elements().formula(0)), input));
    return new StepGraph(
        step.loss(), step.gradients(), step.parameters(), state, step.columns(), step.draws());
  }

  Stop stop() {
    return stop;
  }

  /** The step, with the rate and the starts as they were given. */
  StepGraph step(List<String> names, Gradients.Traced traced) {
    return step(names, traced, gradients(names, traced), rate);
  }

  /** The step with a rate in decimals. */
  StepGraph inDecimals(StepGraph step, List<String> names, Gradients.Traced traced) {
    return rate instanceof Value.Scalar(var formula) && !(formula instanceof Formula.Decimal)
        ? step(names, traced, step.gradients(), rateInDecimals())
        : step;
  }

  StepGraph stepInDecimals(List<String> names, Gradients.Traced traced) {
    return step(names, traced, gradients(names, traced), rateInDecimals());
  }

  private Value rateInDecimals() {
    return rate instanceof Value.Scalar(var formula)
        ? new Value.Scalar(in.formulas().decimal(in.computing().decimal(formula)))
        : rate;
  }

  private List<Tensor> gradients(List<String> names, Gradients.Traced traced) {
    return in.gradients().of(traced.value(), traced.inputs().subList(0, names.size()));
  }

  /** The inputs after those of the parameters stand for the columns of a batch. */
  private StepGraph step(
      List<String> names, Gradients.Traced traced, List<Tensor> gradients, Value learningRate) {
    int count = names.size();
    Carried time = Optimiser.time(in);
    Value scheduled =
        learningRate instanceof Value.Callable schedule
            ? Optimiser.scheduled(in, schedule, time, (int) stop.steps(), a.span("lr"))
            : learningRate;
    List<Tensor> used = used(gradients, traced.inputs().subList(0, count));
    List<Carried> parameters = new ArrayList<>();
    List<Carried> state = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Tensor.Input input = traced.inputs().get(i);
      List<Carried> carried =
          optimiser.trace(
              names.get(i),
              input,
              in.computing().data(traced.argument(input)),
              used.get(i),
              scheduled,
              time);
      parameters.add(carried.getFirst());
      state.addAll(carried.subList(1, carried.size()));
    }
    List<Tensor> next = new ArrayList<>();
    parameters.forEach(each -> next.add(each.next()));
    state.forEach(each -> next.add(each.next()));
    if (Graph.order(next).contains(time.input())) {
      state.add(time);
    }
    return new StepGraph(
        traced.value(),
        gradients,
        parameters,
        state,
        traced.inputs().subList(count, traced.inputs().size()),
        traced.draws());
  }

  /** The gradients as the optimiser gets them: shortened to {@code clip}, with {@code decay}. */
  private List<Tensor> used(List<Tensor> gradients, List<Tensor.Input> inputs) {
    List<Tensor> used = new ArrayList<>();
    Value factor = new Value.Scalar(in.formulas().integer(1));
    if (clip > 0) {
      Value length = in.arithmetic().root(Arithmetic.of(in.computing().sumOfSquares(gradients)));
      Value allowed = new Value.Scalar(in.formulas().decimal(clip));
      factor =
          in.arithmetic()
              .choose(
                  in.arithmetic().compare(Formula.Comparator.GREATER, length, allowed),
                  in.arithmetic().divide(allowed, length),
                  factor);
    }
    for (int i = 0; i < gradients.size(); i++) {
      Value gradient = Arithmetic.of(gradients.get(i));
      if (clip > 0) {
        gradient = in.arithmetic().multiply(gradient, factor);
      }
      if (decay > 0) {
        Value pull =
            in.arithmetic()
                .multiply(
                    new Value.Scalar(in.formulas().decimal(decay)), Arithmetic.of(inputs.get(i)));
        gradient = in.arithmetic().add(gradient, pull);
      }
      used.add(in.arithmetic().tensor(gradient));
    }
    return used;
  }

  private void checkRate() {
    boolean number =
        rate instanceof Value.Scalar(var formula)
            && Symbols.of(formula).isEmpty()
            && in.computing().decimal(formula) > 0;
    boolean many = rate instanceof Value.Array && ManyStarts.areMeant(a);
    if (!number
        && !many
        && !isAuto()
        && (optimiser.needsNumbers() || !(rate instanceof Value.Closure))) {
      String given = rate instanceof Value.Scalar ? in.text(rate) : Words.of(rate);
      throw bad(
          "lr",
          given,
          optimiser.needsNumbers()
              ? "a number above 0"
              : "a number above 0, auto, or a function of the steps taken: t -> 0.1/(1 + t)");
    }
  }

  private double nonNegative(String option) {
    double value = in.computing().decimal(a.value(option));
    if (value < 0) {
      throw bad(option, String.valueOf(value), "a number from 0");
    }
    return value;
  }

  private Refusal bad(String option, String given, String needed) {
    Span written = a.span(option);
    return new Refusal(at -> new RunProblem.BadOption(written, option, given, needed));
  }
}
