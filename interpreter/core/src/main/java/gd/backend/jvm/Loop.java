package gd.backend.jvm;

/**
 * A generated loop over {@code count} points: result r at point i goes to {@code out[r][outAt[r] +
 * i·outStep[r]]}.
 */
interface Loop {
  /** Input k at point i is {@code in[k][at[k] + i·step[k]]}. */
  void run(
      double[][] in, int[] at, int[] step, double[][] out, int[] outAt, int[] outStep, int count);
}
