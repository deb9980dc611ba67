package gd.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step of a state of a few elements as straight-line code.
 *
 * @param next from the elements to the next ones
 * @param measure from the elements to the one that is measured, such as the loss
 */
public record StateStep(ThreeAddress next, ThreeAddress measure) {
  private static final int SHORT = 24;
  private static final int MIDDLING = 60;

  /**
   * The step of a schedule whose inputs are the state and whose outputs are the next state and what
   * is measured; empty if it is too long.
   */
  public static Optional<StateStep> of(Schedule schedule) {
    List<Integer> next = new ArrayList<>(schedule.outputs());
    int measured = next.removeLast();
    return code(schedule, next)
        .flatMap(
            moves ->
                code(schedule, List.of(measured)).map(measure -> new StateStep(moves, measure)));
  }

  private static Optional<ThreeAddress> code(Schedule schedule, List<Integer> results) {
    return Unrolling.of(schedule, results, false)
        .map(unrolled -> unrolled.code().withoutDeadCode());
  }

  /** The elements of the state. */
  public int elements() {
    return next.inputs();
  }

  /** Operations of one step. */
  public int work() {
    return next.code().size() + 1;
  }

  /**
   * How many vectors of copies go side by side, so that one computes while the others wait: as many
   * as a processor has registers for.
   */
  public static int vectors(int operations) {
    return operations <= SHORT ? 4 : operations <= MIDDLING ? 2 : 1;
  }
}
