package gd.backend;

import gd.report.Refusal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Copies that go on elsewhere when their device fails: from the state that was last known. */
final class LastingCopies implements Copies {
  /** Steps after which the state is fetched to be on the safe side. */
  private static final int LONGEST = 4096;

  private final Function<Device, Copies> open;
  private final Standby standby;
  private double[][] known = {};
  private int since;
  private Copies copies;

  /** Where they were before the device failed. */
  private Optional<String> before = Optional.empty();

  LastingCopies(Device device, Standby standby, Function<Device, Copies> open) {
    this.open = open;
    this.standby = standby;
    this.copies = standby.opened(device, open);
  }

  @Override
  public String device() {
    return before.map(name -> name + ", then ").orElse("") + copies.device();
  }

  @Override
  public void write(double[][] state) {
    known = copy(state);
    since = 0;
    lasting(
        () -> {
          copies.write(state);
          return state;
        });
  }

  @Override
  public void run(int steps) {
    lasting(
        () -> {
          copies.run(steps);
          return steps;
        });
    since += steps;
    if (since >= LONGEST) {
      read();
    }
  }

  @Override
  public double[][] read() {
    double[][] state = lasting(() -> copies.read());
    known = copy(state);
    since = 0;
    return state;
  }

  @Override
  public double[] measured() {
    return lasting(() -> copies.measured());
  }

  private <T> T lasting(Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal failure) {
      if (before.isPresent()) {
        throw failure;
      }
      Device next = standby.instead(copies.device(), failure);
      before = Optional.of(copies.device());
      copies.close();
      copies = open.apply(next);
      copies.write(known);
      copies.run(since);
      return work.get();
    }
  }

  private static double[][] copy(double[][] state) {
    return Arrays.stream(state).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public void close() {
    copies.close();
  }
}
