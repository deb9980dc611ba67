package gd.descent;

import gd.tensor.Tensor;
import java.util.List;

/** Random numbers that a loss draws anew in every step; each step has its own, whoever asks. */
public interface Noise {
  /** The numbers of a step, an array for each draw. */
  List<double[]> at(long step, List<Draw> draws);

  /**
   * An input whose elements are random.
   *
   * @param isNormal of mean 0 and variance 1; otherwise between 0 and 1, all equally likely
   */
  record Draw(Tensor.Input input, boolean isNormal) {}
}
