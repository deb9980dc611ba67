package gd.symbolic;

import edu.jas.kern.PreemptStatus;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.matheclipse.core.basic.Config;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.reflection.system.Integrate;
import org.matheclipse.parser.client.ParserConfig;

/**
 * Runs one request of Symja at a time: on a thread of its own with a deep stack, with a fresh
 * evaluation engine, up to a deadline. Symja's limits are cooperative: a thread that does not stop
 * is abandoned (it is a daemon). Not final: in tests others answer, wrongly.
 */
class Engine {
  private static final long STACK_BYTES = 256L << 20;
  private static final int RECURSION_LIMIT = 4096;
  private static final int ITERATION_LIMIT = 100_000;

  /** How long a stopped thread gets to notice. */
  private static final long GRACE_MILLIS = 50;

  /** How many times its limit a request may last when others keep the processors busy. */
  private static final int PATIENCE = 3;

  /** How many times the limit of a request a question may last, with all that checks answers. */
  private static final int REQUESTS = 8;

  private volatile Duration limit;

  Engine(Duration limit) {
    this.limit = limit;
  }

  void limit(Duration longest) {
    limit = longest;
  }

  /**
   * Symja's own settings are static: made once, before any of its classes is touched, and unlimited
   * if not made.
   */
  private static final class Setup {
    static {
      System.setProperty(
          "log4j2.loggerContextFactory",
          "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
      System.setProperty("log4j2.simplelogLevel", "OFF");
      ParserConfig.PARSER_USE_LOWERCASE_SYMBOLS = false;
      Config.JAS_NO_THREADS = true;
      Config.FILESYSTEM_ENABLED = false;
      Config.UNPROTECT_ALLOWED = false;
      Config.MAX_AST_SIZE = 200_000;
      Config.MAX_BIT_LENGTH = 200_000;
      Config.MAX_POLYNOMIAL_DEGREE = 1_000;
      Config.MAX_MATRIX_DIMENSION_SIZE = 200;
      Config.MAX_LOOP_COUNT = 1_000_000;
      Config.MAX_PRECISION_APFLOAT = 2000;
      Config.MAX_OUTPUT_SIZE = 1_000_000;
      Config.MAX_OUTPUT_LINE = Integer.MAX_VALUE;
    }

    private Setup() {}

    static void done() {
      // the initialiser above has run
    }
  }

  /**
   * The rules of integration: loaded once and outside any limit, for a limit that fires meanwhile
   * blocks them for ever.
   */
  private static final class Rubi {
    static {
      Setup.done();
      EvalEngine.set(engine());
      new Integrate.IntegrateInitializer().run();
      EvalEngine.remove();
    }

    private Rubi() {}

    static void loaded() {
      // the initialiser above has run
    }
  }

  /** What the first request would spend its time on: loaded once and outside any limit. */
  private static final class Loaded {
    static {
      Setup.done();
      EvalEngine engine = engine();
      EvalEngine.set(engine);
      PreemptStatus.setAllow(); // Symja forbids it: its polynomials would ignore being interrupted
      engine.evaluate(F.Simplify(F.Plus(F.Sqr(F.Sin(S.Pi)), F.Log(F.C2), F.Sqrt(F.C2))));
      EvalEngine.remove();
    }

    private Loaded() {}

    static void done() {
      // the initialiser above has run
    }
  }

  /** Before anything of Symja, or of the libraries it brings along, is touched. */
  static void prepare() {
    Setup.done();
  }

  /** On a thread of its own, which nobody interrupts. */
  static void loadIntegrationRules() {
    Thread loading = Thread.ofPlatform().daemon().name("rules").start(Rubi::loaded);
    try {
      loading.join();
    } catch (InterruptedException cancelled) {
      throw new CancellationException();
    }
  }

  private static EvalEngine engine() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    EvalEngine engine = new EvalEngine("gd", RECURSION_LIMIT, nowhere, false);
    engine.setIterationLimit(ITERATION_LIMIT);
    engine.setErrorPrintStream(nowhere);
    engine.setQuietMode(true);
    return engine;
  }

  /**
   * A question of several requests, with the checks of their answers, on this thread, which is
   * interrupted when they have taken too long together.
   */
  <T> T question(Supplier<T> work) {
    Loaded.done();
    Duration longest = limit.multipliedBy(REQUESTS);
    Watch watch = Watch.over(Thread.currentThread(), longest);
    try {
      return work.get();
    } catch (CancellationException stopped) {
      if (watch.end()) {
        throw tookTooLong("computer algebra in one call", longest);
      }
      throw stopped;
    } finally {
      watch.end();
    }
  }

  /** What the work makes of an evaluator. Anything that goes wrong inside Symja is "no answer". */
  <T> T run(Request request, Function<Function<IExpr, IExpr>, T> work) {
    Loaded.done();
    EvalEngine engine = engine();
    return bounded(
        request,
        () -> {
          EvalEngine.set(engine);
          try {
            return work.apply(engine::evaluate);
          } finally {
            EvalEngine.remove();
          }
        },
        engine::stopRequest);
  }

  /** The same without Symja: the work looks whether it is interrupted. */
  <T> T compute(Request request, Supplier<T> work) {
    return bounded(request, work, () -> {});
  }

  private <T> T bounded(Request request, Supplier<T> work, Runnable stopRequest) {
    Work<T> running = new Work<>(work);
    Thread thread = new Thread(null, running, "algebra", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      if (!thread.join(limit) && !endsInItsShare(thread)) {
        stop(stopRequest, thread);
        thread.join(GRACE_MILLIS);
        throw tookTooLong(request.toString(), limit);
      }
    } catch (InterruptedException cancelled) {
      stop(stopRequest, thread);
      throw new CancellationException();
    }
    return running.result(request);
  }

  /**
   * On a busy machine the limit can pass before the thread has had as much of a processor, so it
   * gets that share, within {@value #PATIENCE} times the limit.
   */
  private boolean endsInItsShare(Thread thread) throws InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int round = 1; round < 4 * PATIENCE; round++) {
      if (threads.getThreadCpuTime(thread.threadId()) >= limit.toNanos()) {
        return false;
      }
      if (thread.join(limit.dividedBy(4))) {
        return true;
      }
    }
    return false;
  }

  private static void stop(Runnable stopRequest, Thread thread) {
    stopRequest.run();
    thread.interrupt();
  }

  private static Refusal tookTooLong(String what, Duration longest) {
    return new Refusal(
        at ->
            new MathProblem.LimitReached(
                at,
                "time for " + what,
                BigDecimal.valueOf(longest.toMillis(), 3).stripTrailingZeros().toPlainString()
                    + " s",
                "Try a simpler expression, compute with decimals, or allow more: timelimit(10)"));
  }

  /** Whether what was asked took too long, or is too large to be asked. */
  static boolean isLimit(Refusal refusal) {
    return refusal.at(new Span(new Source("", ""), 0, 0)) instanceof MathProblem.LimitReached;
  }

  private static final class Work<T> implements Runnable {
    private final Supplier<T> work;
    private volatile Optional<T> result = Optional.empty();
    private volatile @Nullable Throwable failure;

    Work(Supplier<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        result = Optional.of(work.get());
      } catch (Throwable wrong) { // also NoClassDefFoundError for parts of Symja left out, and
        // StackOverflowError
        failure = wrong;
      }
    }

    T result(Request request) {
      if (failure instanceof Refusal refusal) {
        throw refusal;
      }
      return result.orElseThrow(() -> request.noAnswer("The algebra system gave up on it."));
    }
  }
}
