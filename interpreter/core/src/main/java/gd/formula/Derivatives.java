package gd.formula;

import java.util.Optional;

/** The derivatives of the elementary operations, supplied by the library. */
public interface Derivatives {
  /**
   * ∂operation/∂argument as a formula in the {@link Formula.Slot}s #1, #2, … of its arguments;
   * empty if there is none.
   */
  Optional<Formula> derivative(Operation operation, int argument);
}
