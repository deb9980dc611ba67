package gd;

import gd.backend.Devices;
import gd.backend.Precision;
import gd.data.FileAccess;
import gd.display.Display;
import gd.display.Json;
import gd.display.JsonProblems;
import gd.display.JsonValues;
import gd.evaluate.Checker;
import gd.evaluate.Form;
import gd.evaluate.Interpreter;
import gd.evaluate.Listener;
import gd.evaluate.Value;
import gd.formula.Formula;
import gd.library.Help;
import gd.library.Library;
import gd.report.Catalogue;
import gd.report.Failure;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import gd.report.Suggestions;
import gd.report.TextRenderer;
import gd.syntax.Formatted;
import gd.syntax.Formatter;
import gd.syntax.Names;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Printer;
import gd.syntax.Syntax;
import gd.tensor.Dimensions;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in gd: what earlier texts defined, later ones see. Sessions share nothing. One
 * text is evaluated at a time; {@link #cancel} may be called from any thread. Nothing is printed
 * and no exception leaves a session for a fault in a text: problems come as events.
 */
public final class Session implements AutoCloseable {
  /** Room for ten thousand calls inside calls; only what is used is committed. */
  private static final long STACK = 1L << 30;

  /** Elements of an array that is named in passing. */
  private static final int MOST_SHOWN = 20;

  /**
   * How a session is set up: {@code device} is {@code auto}, {@code jvm}, {@code opencl} or {@code
   * opencl:0}; {@code form} is how values are shown: {@code text}, {@code 2d} or {@code latex}.
   */
  public record Options(String device, int precision, FileAccess files, String form) {
    public Options {
      if (Form.of(form).isEmpty()) {
        throw new IllegalArgumentException("no form of display: " + form);
      }
    }

    /** Values shown as text. */
    public Options(String device, int precision, FileAccess files) {
      this(device, precision, files, "text");
    }

    /** Device {@code auto}, 64-bit decimals, the files in the working directory and below. */
    public static Options standard() {
      return new Options("auto", 64, new FileAccess(Path.of("")));
    }

    public Options withDevice(String other) {
      return new Options(other, precision, files, form);
    }

    public Options withPrecision(int bits) {
      return new Options(device, bits, files, form);
    }

    public Options withFiles(FileAccess other) {
      return new Options(device, precision, other, form);
    }
  }

  private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread created = new Thread(null, task, "gd", STACK);
            created.setDaemon(true);
            worker.set(created);
            return created;
          });
  private final AtomicReference<@Nullable Task<?>> running = new AtomicReference<>();
  private final Devices devices;
  private final Display display = new Display();
  private final Interpreter interpreter;

  private Session(Options options) {
    this.devices = new Devices(options.device(), precision(options.precision()));
    this.interpreter = new Interpreter(Library.prelude(), devices, options.files(), display);
    Form.of(options.form()).ifPresent(interpreter::show);
  }

  public static Session open() {
    return open(Options.standard());
  }

  public static Session open(Options options) {
    return new Session(options);
  }

  /** Evaluates a text named "input". */
  public Outcome evaluate(String text) {
    return evaluate(new Source("input", text), event -> {});
  }

  /**
   * Evaluates a text; events are also handed over as they happen. After a failure the rest is left.
   */
  public Outcome evaluate(Source source, Consumer<Event> listener) {
    List<Event> events = new ArrayList<>();
    Recorder recorder =
        new Recorder(
            event -> {
              if (!(event instanceof Event.Progressed)) {
                events.add(event);
              }
              listener.accept(event);
            });
    onThread(
        () -> {
          run(source, recorder);
          return true;
        });
    return new Outcome(events);
  }

  /**
   * Evaluates a text up to its last statement, and shows what runs for that: of a call the kernels
   * of the function and its gradient.
   */
  public Outcome kernel(Source source, Consumer<Event> listener) {
    return evaluate(KernelQuestion.of(source), listener);
  }

  private void run(Source source, Recorder recorder) {
    Parsed parsed = Parser.parse(source);
    parsed.notes().forEach(recorder::noted);
    parsed.problems().forEach(p -> recorder.failed(interpreter.refined(p)));
    if (!parsed.problems().isEmpty()) {
      return;
    }
    for (Syntax.Statement statement : parsed.statements()) {
      if (!interpreter.statement(statement, recorder)) {
        return;
      }
    }
  }

  /** Whether the text is a beginning that needs more lines ({@code f(x) = (}). */
  public boolean isIncomplete(String text) {
    return Parser.parse(new Source("input", text)).incomplete();
  }

  /**
   * Stops what is being evaluated, from another thread: its statement fails with {@code Cancelled},
   * unless that is in a descent, which ends with the result of the steps it took.
   */
  public void cancel() {
    Task<?> task = running.get();
    if (task != null) {
      task.interrupt();
    }
  }

  /** A defined function, to be called from Java. */
  public Optional<Function> function(String name) {
    return onThread(() -> interpreter.find(name))
        .flatMap(value -> value instanceof Value.Callable f ? Optional.of(f) : Optional.empty())
        .map(f -> new JavaFunction(name, f));
  }

  /** A function defined in gd. May be called from several threads. */
  public interface Function {
    /** Its value at numbers, in 64-bit decimals. Throws {@link GdException} with the problem. */
    double at(double... arguments);

    /** Its gradient at numbers. */
    double[] gradient(double... arguments);
  }

  private final class JavaFunction implements Function {
    private final Value.Callable function;
    private final Span span;

    JavaFunction(String name, Value.Callable function) {
      this.function = function;
      this.span = new Span(new Source("Java", name), 0, name.length());
    }

    @Override
    public double at(double... arguments) {
      return numbers(call(function, arguments))[0];
    }

    @Override
    public double[] gradient(double... arguments) {
      return numbers(call(new Value.Derived(new Value.Derivation.Gradient(), function), arguments));
    }

    private Value call(Value.Callable callable, double[] arguments) {
      return checked(() -> interpreter.call(callable, interpreter.decimals(arguments), span));
    }

    private double[] numbers(Value value) {
      return checked(() -> interpreter.decimals(value));
    }

    private <T> T checked(Callable<T> work) {
      return onThread(
          () -> {
            try {
              return work.call();
            } catch (Failure failure) {
              throw exception(failure.problem());
            } catch (Refusal refusal) {
              throw exception(refusal.at(span));
            }
          });
    }

    private GdException exception(Problem problem) {
      return new GdException(problem, TextRenderer.plain(problem));
    }
  }

  /** Gives a name a number. Throws {@link IllegalArgumentException} for what is no name. */
  public void define(String name, double number) {
    onThread(
        () -> {
          interpreter.define(name, new Value.Scalar(new Formula.Decimal(number)));
          return true;
        });
  }

  /**
   * Gives a name an array of the given shape, its elements in row-major order (copied); without a
   * shape it is a vector.
   *
   * @throws IllegalArgumentException if the shape has another number of elements, or if this is no
   *     name of the language
   */
  public void define(String name, double[] elements, int... shape) {
    Shape given = shape.length == 0 ? Shape.of(elements.length) : Shape.of(shape);
    if (given.size() != elements.length) {
      throw new IllegalArgumentException(
          elements.length + " elements do not make " + given.words());
    }
    Tensor.Data data = new Tensor.Data(given, new Elements.Decimals(elements.clone()));
    onThread(
        () -> {
          interpreter.define(name, new Value.Array(data));
          return true;
        });
  }

  /**
   * A value as Java has it: whole numbers as {@link java.math.BigInteger}, other real numbers as
   * {@link Double}, arrays of numbers as {@code double[]} in row-major order, truth values and
   * texts as such; anything else as it is shown.
   */
  public Object toJava(Value value) {
    return onThread(() -> JavaValues.of(value, interpreter, display));
  }

  /** A value as it is shown at the prompt. */
  public String toText(Value value) {
    return onThread(() -> display.shown(value, interpreter));
  }

  /** An event as a line of JSON, with all digits. */
  public String toJson(Event event) {
    return switch (event) {
      case Event.Shown(var value, var text) ->
          Json.object("event", "value")
              .with("text", text)
              .json("value", onThread(() -> JsonValues.of(value, interpreter, display)))
              .text();
      case Event.Printed(var text) -> Json.object("event", "printed").with("text", text).text();
      case Event.Progressed(var step, var steps, var loss, var slope) ->
          Json.object("event", "progressed")
              .json("step", Long.toString(step))
              .json("steps", Long.toString(steps))
              .json("loss", Double.isFinite(loss) ? Double.toString(loss) : "null")
              .json("slope", Double.isFinite(slope) ? Double.toString(slope) : "null")
              .text();
      case Event.Defined(var name, var text, _) ->
          Json.object("event", "defined").with("name", name).with("text", text).text();
      case Event.Noted(var problem) -> JsonProblems.of(problem);
      case Event.Failed(var problem) -> JsonProblems.of(problem);
    };
  }

  /** The version of gd. */
  public static String version() {
    String version = Session.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Every name that can be completed: the library's and the session's. */
  public List<String> names() {
    return onThread(() -> List.copyOf(interpreter.names()));
  }

  /** The Greek letters by their words: α of alpha. */
  public static Map<String, String> letters() {
    return Names.letters().stream().collect(Collectors.toMap(word -> word, Names::pretty));
  }

  /**
   * What may be named in a call of this function: a parameter, an option; empty for other names.
   */
  public List<String> arguments(String function) {
    return onThread(() -> interpreter.arguments(function));
  }

  /**
   * The help text of a name: signature, documentation, examples; of a function of the session its
   * definition; of a word or sign of the language what it means; of a kind of problem what {@link
   * #explain} says.
   */
  public Optional<String> help(String name) {
    return onThread(() -> defined(name).or(() -> Help.about(name, interpreter.library())))
        .or(() -> explain(name));
  }

  /** Names with help that are close to one without, best first. */
  public List<String> suggestions(String name) {
    return Suggestions.near(
        name, Stream.of(names(), Help.words(), problems()).flatMap(List::stream).toList());
  }

  private Optional<String> defined(String name) {
    return interpreter
        .defined(name)
        .map(
            value ->
                value instanceof Value.Closure f
                    ? Printer.print(
                        new Syntax.FunctionDefinition(
                            f.defined(),
                            new Syntax.DefinedFunction(f.defined(), name),
                            f.parameters(),
                            f.body(),
                            Optional.empty()))
                    : name + " = " + display.text(value, interpreter.digits()));
  }

  /**
   * Explains a kind of problem, by its stable name ({@code unknown-name}), with an example that is
   * evaluated apart from this session.
   */
  public Optional<String> explain(String kind) {
    return Catalogue.read().entry(kind).map(Session::explained);
  }

  private static String explained(Catalogue.Entry entry) {
    StringBuilder text = new StringBuilder(entry.kind() + "\n\n" + entry.prose());
    if (!entry.example().isEmpty()) {
      text.append("\n\n").append(entry.example().indent(4).stripTrailing());
      try (Session apart =
          open(Options.standard().withDevice("jvm").withFiles(FileAccess.none()))) {
        for (Event event : apart.evaluate(entry.example()).events()) {
          switch (event) {
            case Event.Failed(var problem) -> text.append(example(problem, entry.kind()));
            case Event.Noted(var problem) -> text.append(example(problem, entry.kind()));
            case Event.Shown _, Event.Printed _, Event.Progressed _, Event.Defined _ -> {}
          }
        }
      }
    }
    return text.toString();
  }

  private static String example(Problem problem, String kind) {
    return problem.kind().equals(kind)
        ? "\n\n" + TextRenderer.plain(problem).indent(4).stripTrailing()
        : "";
  }

  /** The names of all kinds of problems. */
  public static List<String> problems() {
    return Catalogue.read().kinds();
  }

  /** A text in the language's layout; unchanged if it has problems. */
  public static Formatted format(Source source) {
    return Formatter.format(source);
  }

  /**
   * The problems that can be found in a text without running it, the earliest first: what cannot be
   * read, unknown names, arguments that do not fit.
   */
  public List<Problem> check(Source source) {
    return onThread(() -> new Checker(interpreter).check(source));
  }

  /** Why a session cannot compute on a device, if so; {@code at} is where that is asked for. */
  public static Optional<Problem> missing(String device, int precision, Span at) {
    return new Devices(device, precision(precision)).missing(at);
  }

  private static Precision precision(int bits) {
    return bits == 32 ? Precision.SINGLE : Precision.DOUBLE;
  }

  /**
   * What there is to compute on, a line a device, and why the rest cannot be used: {@code gd
   * devices}.
   */
  public String devices() {
    return devices.describe();
  }

  /**
   * Loads computer algebra in the background, so that the first {@code solve} does not wait for it.
   */
  public void warmUp() {
    interpreter.algebra().warmUp();
  }

  @Override
  public void close() {
    for (Runnable never : thread.shutdownNow()) {
      if (never instanceof Task<?> task) {
        task.abandon();
      }
    }
    try {
      if (thread.awaitTermination(1, TimeUnit.SECONDS)) {
        interpreter.close();
      }
    } catch (InterruptedException e) {
      // Whoever closes is in a hurry; what is open on devices goes with the process.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * All work of a session is done by one thread with room for deep recursion; others wait for it. A
   * cancelled task still ends by itself, with its problem told.
   */
  private <T> T onThread(Callable<T> work) {
    if (Thread.currentThread() == worker.get()) {
      // A listener may ask the session that is telling it something.
      return Task.now(work);
    }
    Task<T> task = new Task<>(work);
    running.set(task);
    try {
      thread.execute(task);
      return task.result();
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("This session is closed.", e);
    } finally {
      running.compareAndSet(task, null);
    }
  }

  /** Turns what the evaluator tells into events. */
  private final class Recorder implements Listener {
    private final Consumer<Event> to;

    Recorder(Consumer<Event> to) {
      this.to = to;
    }

    @Override
    public void shown(Value value, Span at) {
      to.accept(new Event.Shown(value, display.shown(value, interpreter)));
    }

    @Override
    public void printed(String text) {
      to.accept(new Event.Printed(text));
    }

    @Override
    public void progressed(long step, long steps, double loss, double slope) {
      to.accept(new Event.Progressed(step, steps, loss, slope));
    }

    @Override
    public void defined(String name, Syntax.Statement definition, Optional<Value> was) {
      to.accept(new Event.Defined(name, Printer.print(definition), was.map(this::former)));
    }

    /** What a name meant until now: of a function its body, of a long array its shape. */
    private String former(Value value) {
      return switch (value) {
        case Value.Closure closure -> Printer.print(closure.body());
        case Value.Array(var tensor, _) when tensor.shape().size() > MOST_SHOWN ->
            Dimensions.words(tensor);
        case Value other -> display.text(other, interpreter.digits());
      };
    }

    @Override
    public void noted(Problem problem) {
      to.accept(new Event.Noted(problem));
    }

    @Override
    public void failed(Problem problem) {
      to.accept(new Event.Failed(problem));
    }
  }
}
