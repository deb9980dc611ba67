package gd;

import gd.report.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A conversation in gd: what earlier texts defined, later ones see. Sessions share nothing. One text is evaluated at a
 * time; {@link #cancel} may be called from any thread. Nothing is printed and no exception leaves a session for a fault
 * in a text: problems come as events.
 */
public final class Session implements AutoCloseable {

  /** How a session is set up. */
  public record Options(String device, int precision, Path directory) {
    /** Device {@code auto}, the device's widest decimals, files relative to the working directory. */
    public static Options standard() {
      return new Options("auto", 64, Path.of(""));
    }
  }

  public static Session open() {
    return open(Options.standard());
  }

  public static Session open(Options options) {
    throw new IllegalStateException("to be built: " + options);
  }

  /** Evaluates a text named "input". */
  public Outcome evaluate(String text) {
    return evaluate(new Source("input", text), event -> {});
  }

  /** Evaluates a text; events are also handed over as they happen. */
  public Outcome evaluate(Source source, Consumer<Event> listener) {
    throw new IllegalStateException("to be built");
  }

  /** Whether the text is a beginning that needs more lines ({@code f(x) = (}). */
  public boolean isIncomplete(String text) {
    throw new IllegalStateException("to be built");
  }

  /** Stops what is being evaluated, from another thread: its statement fails with {@code Cancelled}. */
  public void cancel() {
    throw new IllegalStateException("to be built");
  }

  /** A defined function, to be called from Java. */
  public Optional<Function> function(String name) {
    throw new IllegalStateException("to be built");
  }

  /** A function defined in gd. May be called from several threads. */
  public interface Function {
    /** Its value at numbers, in 64-bit decimals. Throws {@link GdException} with the problem. */
    double at(double... arguments);

    /** Its gradient at numbers. */
    double[] gradient(double... arguments);
  }

  /** Every name that can be completed: the library's and the session's. */
  public List<String> names() {
    throw new IllegalStateException("to be built");
  }

  /** The help text of a name: signature, documentation, examples. */
  public Optional<String> help(String name) {
    throw new IllegalStateException("to be built");
  }

  /** What there is to compute on, one paragraph a back end, and why the rest cannot be used: {@code gd devices}. */
  public String devices() {
    throw new IllegalStateException("to be built");
  }

  @Override
  public void close() {}
}
