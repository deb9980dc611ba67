package gd.descent;

import java.util.Optional;

/** When a run ends. The tolerances are for the gradient's length, the loss, the step's length. */
public record Stop(long steps, double tolerance, double lossTolerance, double stepTolerance) {
  /** Why the run may end before this step, judged by what the step records. */
  Optional<String> why(double loss, double before, double slope, double length) {
    if (tolerance > 0 && Math.sqrt(slope) <= tolerance) {
      return Optional.of("the gradient's length is at most tol");
    }
    if (lossTolerance > 0 && Math.abs(loss - before) <= lossTolerance) {
      return Optional.of("the loss changed by at most tol_loss");
    }
    if (stepTolerance > 0 && Math.sqrt(length) <= stepTolerance) {
      return Optional.of("the step's length is at most tol_step");
    }
    return Optional.empty();
  }
}
