package gd.descent;

import gd.backend.GraphComputing;
import gd.backend.LastingExecution;
import gd.kernel.Schedule;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A descent begins where the loss and its gradient have values; refuses any other place. */
public final class Start {
  private Start() {}

  static void checkLoss(double loss) {
    check("loss", loss);
  }

  static void checkGradient(double[] gradient) {
    Arrays.stream(gradient)
        .filter(each -> !Double.isFinite(each))
        .findFirst()
        .ifPresent(each -> check("gradient", each));
  }

  private static void check(String what, double value) {
    if (!Double.isFinite(value)) {
      String shown = Double.isNaN(value) ? "not a number" : "infinite";
      throw new Refusal(
          at ->
              new RunProblem.NoNumberAtStart(
                  at, what, shown, List.of("Choose a start where the " + what + " has a value.")));
    }
  }

  /**
   * Looks at every element of the gradient: the sum of their squares may be too large though they
   * are not.
   *
   * @param drawn the random numbers of the first step
   */
  public static void checkGradients(
      GraphComputing computing, StepGraph graph, List<double[]> place, List<double[]> drawn) {
    List<Tensor.Input> inputs =
        new ArrayList<>(graph.parameters().stream().map(Carried::input).toList());
    graph.draws().forEach(draw -> inputs.add(draw.input()));
    List<double[]> values = new ArrayList<>(place);
    values.addAll(drawn);
    Schedule schedule = computing.schedule(graph.gradients(), inputs);
    try (LastingExecution execution =
        computing.open(computing.device(graph.gradients(), 1), schedule)) {
      for (int i = 0; i < inputs.size(); i++) {
        execution.write(schedule.inputs().get(i), values.get(i));
      }
      execution.run();
      schedule.outputs().forEach(output -> checkGradient(execution.read(output)));
    }
  }
}
