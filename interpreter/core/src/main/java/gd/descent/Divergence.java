package gd.descent;

import gd.report.Refusal;
import gd.report.RunProblem;
import java.util.List;

/** What is said when the loss stops being a number. */
@FunctionalInterface
public interface Divergence {
  /**
   * @param step the step after which it did
   * @param trace some steps on the way there
   * @param places values of the parameters on the way there
   */
  Refusal refusal(
      StepGraph graph, long step, List<RunProblem.Trace> trace, List<List<double[]>> places);
}
