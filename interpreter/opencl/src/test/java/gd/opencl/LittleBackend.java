package gd.opencl;

import gd.backend.Backend;
import gd.backend.Device;
import java.util.List;
import java.util.Optional;

/**
 * The device {@code opencl:0} as if it had little memory, for sessions: there while {@link #MEMORY}
 * is set to a number of bytes.
 */
public final class LittleBackend implements Backend {
  static final String MEMORY = "gd.test.memory";

  @Override
  public String name() {
    return "little";
  }

  @Override
  public List<Device> devices() {
    long memory = Long.getLong(MEMORY, 0);
    return memory == 0 ? List.of() : List.of(Devices.withMemory(memory, memory).getFirst());
  }

  @Override
  public Optional<String> whyNone() {
    return Long.getLong(MEMORY, 0) == 0 ? Optional.of("no test wants it") : Optional.empty();
  }
}
