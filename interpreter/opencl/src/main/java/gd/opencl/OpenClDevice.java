package gd.opencl;

import gd.backend.Copies;
import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.Precision;
import gd.kernel.Schedule;
import gd.kernel.StateStep;
import gd.report.DeviceProblem;
import gd.report.Refusal;
import java.lang.ref.Cleaner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device that a probe found; its driver is loaded into this process when a schedule is first
 * opened on it.
 */
final class OpenClDevice implements Device {
  private static final Cleaner CLEANER = Cleaner.create();

  private final String name;
  private final Found found;
  private final CacheFolder cache;
  private final Runnable forget;
  private @Nullable Native opened;

  /** What an open device consists of. */
  record Native(Context context, Programs programs, Constants constants) {
    /** Bytes that are left, once what nobody uses is gone; some are kept for others. */
    long room() {
      constants.dropUnused();
      return (context.found().memory() - context.used()) / 4 * 3;
    }

    /** What executions still use stays until they are closed. */
    void release() {
      programs.release();
      constants.dropUnused();
      context.release();
    }
  }

  /** {@code forget} is called if the device is not there after all. */
  OpenClDevice(String name, Found found, CacheFolder cache, Runnable forget) {
    this.name = name;
    this.found = found;
    this.cache = cache;
    this.forget = forget;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return found.description();
  }

  @Override
  public boolean supports(Precision precision) {
    return switch (precision) {
      case SINGLE -> true;
      case DOUBLE -> found.hasDoubles();
    };
  }

  @Override
  public Optional<String> source(Schedule schedule, Precision precision) {
    return Optional.of(Translator.translate(schedule, precision, found.isCpu()).source());
  }

  @Override
  public Execution open(Schedule schedule, Precision precision) {
    if (!supports(precision)) {
      throw new Refusal(
          at ->
              new DeviceProblem.DeviceFailed(
                  at, name, "it has no 64-bit decimals; it can compute in 32 bits"));
    }
    try {
      return OpenClExecution.open(nativeSide(), schedule, precision);
    } catch (ArithmeticException e) {
      String what = "an array between its kernels would have more than 2,147,483,647 elements";
      throw new Refusal(at -> new DeviceProblem.DeviceFailed(at, name, what));
    }
  }

  @Override
  public Optional<Copies> copies(StateStep step, int count, Precision precision) {
    return supports(precision)
        ? Optional.of(new OpenClCopies(name, nativeSide(), step, count, precision))
        : Optional.empty();
  }

  synchronized Native nativeSide() {
    if (opened == null) {
      try {
        Context context = Context.open(name, found, cache);
        Native made = new Native(context, new Programs(context, cache), new Constants(context));
        CLEANER.register(this, made::release); // a session that is forgotten gives its device back
        opened = made;
      } catch (Refusal e) {
        forget.run();
        throw e;
      }
    }
    return opened;
  }
}
