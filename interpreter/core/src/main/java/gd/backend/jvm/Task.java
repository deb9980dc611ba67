package gd.backend.jvm;

/** A compiled kernel. */
interface Task {
  /** Reads and fills buffers, given by their numbers in the schedule. */
  void run(double[][] buffers);
}
