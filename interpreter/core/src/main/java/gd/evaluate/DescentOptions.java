package gd.evaluate;

import gd.formula.Formula;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The options of {@code descend}, and the step that they make of a traced loss. */
final class DescentOptions {
  static final int MOST_STEPS = 10_000_000;

  private final Interpreter in;
  private final Arguments a;
  private final Optimiser optimiser;
  private final Value rate;
  private final Descent.Stop stop;
  private final double decay;
  private final double clip;

  private DescentOptions(Interpreter in, Arguments a) {
    this.in = in;
    this.a = a;
    this.optimiser = Optimiser.of(in, a.value("optimizer"), a.span("optimizer"));
    this.rate = a.written("lr") ? a.value("lr") : optimiser.rate().orElse(a.value("lr"));
    checkRate();
    this.stop =
        new Descent.Stop(
            Arguments.integer(a.value("steps"), "steps", 0, MOST_STEPS),
            nonNegative("tol"),
            nonNegative("tol_loss"),
            nonNegative("tol_step"));
    this.decay = nonNegative("decay");
    this.clip = nonNegative("clip");
  }

  static DescentOptions of(Interpreter in, Arguments a) {
    return new DescentOptions(in, a);
  }

  Descent.Stop stop() {
    return stop;
  }

  /** The step, with the rate and the starts as they were given. */
  StepGraph step(List<String> names, Gradients.Traced traced, Tensor loss) {
    return step(names, traced, loss, in.gradients().of(loss, traced.inputs()), rate);
  }

  /** The step with a rate and starts in decimals. */
  StepGraph inDecimals(
      StepGraph step, List<String> names, Gradients.Traced traced, Tensor loss) {
    return rate instanceof Value.Scalar(var formula) && !(formula instanceof Formula.Decimal)
        ? step(
            names,
            traced,
            loss,
            step.gradients(),
            new Value.Scalar(in.formulas().decimal(in.computing().decimal(formula))))
        : step;
  }

  private StepGraph step(
      List<String> names,
      Gradients.Traced traced,
      Tensor loss,
      List<Tensor> gradients,
      Value learningRate) {
    Carried time = Optimiser.time(in);
    Value scheduled =
        learningRate instanceof Value.Callable schedule
            ? Optimiser.scheduled(in, schedule, time, (int) stop.steps(), a.span("lr"))
            : learningRate;
    List<Tensor> used = used(gradients, traced.inputs());
    List<Carried> parameters = new ArrayList<>();
    List<Carried> state = new ArrayList<>();
    for (int i = 0; i < traced.inputs().size(); i++) {
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
    return new StepGraph(loss, gradients, parameters, state, List.of());
  }

  /** The gradients as the optimiser gets them: shortened to {@code clip}, with {@code decay}. */
  private List<Tensor> used(List<Tensor> gradients, List<Tensor.Input> inputs) {
    List<Tensor> used = new ArrayList<>();
    Value factor = new Value.Scalar(in.formulas().integer(1));
    if (clip > 0) {
      Value length =
          in.arithmetic().root(Arithmetic.of(in.computing().sumOfSquares(gradients)));
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
                    new Value.Scalar(in.formulas().decimal(decay)),
                    Arithmetic.of(inputs.get(i)));
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
    if (!number && !(rate instanceof Value.Closure)) {
      String given = rate instanceof Value.Scalar ? in.text(rate) : Words.of(rate);
      throw bad("lr", given, "a number above 0, or a function of the steps taken: t -> 0.1/(1 + t)");
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
