package gd.backend;

import java.util.List;
import java.util.Optional;

/** A way to run schedules; found by {@link java.util.ServiceLoader}. */
public interface Backend {
  /** As written after {@code --device}: {@code jvm}, {@code opencl}. */
  String name();

  /** What there is to run on; may be slow the first time. Never throws. */
  List<Device> devices();

  /** Why there is no device, in facts: "libOpenCL.so.1 was not found". Empty if there is one. */
  Optional<String> whyNone();
}
