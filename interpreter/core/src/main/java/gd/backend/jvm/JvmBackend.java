package gd.backend.jvm;

import gd.backend.Backend;
import gd.backend.Device;
import java.util.List;
import java.util.Optional;

/** The Java virtual machine itself: always there. */
public final class JvmBackend implements Backend {
  private final Device device = new JvmDevice();

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public List<Device> devices() {
    return List.of(device);
  }

  @Override
  public Optional<String> whyNone() {
    return Optional.empty();
  }
}
