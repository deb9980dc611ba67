package gd.evaluate;

/** Hears how far a long run is. */
interface Progress {
  /**
   * @param step steps taken so far, of {@code steps}
   */
  void at(long step, long steps, double loss, double slope);

  /** The run is over. */
  default void done() {}

  /** Nobody listens. */
  static Progress silent() {
    return (step, steps, loss, slope) -> {};
  }
}
