package gd.backend.jvm;

/**
 * A generated loop over the elements of arrays of one length; all are {@code float[]} or all {@code
 * double[]}.
 */
interface BlockLoop {
  /**
   * Computes from {@code inputs} and {@code weights} the arrays of {@code stored}, which may be
   * among the inputs, and adds to those of {@code summed}: element by element, or in a loop of
   * vectors all elements to the lanes of one vector.
   */
  void run(Object[] inputs, double[] weights, Object[] stored, Object[] summed);
}
