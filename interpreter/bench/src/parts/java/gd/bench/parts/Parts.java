package gd.bench.parts;

import gd.Outcome;
import gd.Session;
import gd.report.Source;
import gd.syntax.Parser;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a statement takes whose time is spent in one part of gd, on the JVM in 64 bits. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Parts {
  private static final String LONG_TEXT =
      "f(x) = exp(-x^2/2)/sqrt(2*pi) + [1, 2; 3, 4]*x\n".repeat(100);

  private Session session;

  @Setup
  public void begin() {
    session = Session.open(Session.Options.standard().withDevice("jvm"));
    session.define("A", random(512 * 512), 512, 512);
    session.define("v", random(1_000_000));
    session.define("X", random(100_000 * 32), 100_000, 32);
    session.define("y", random(100_000));
    run("symbol x");
    run("L(w) = mean(softplus(X*w) - y.*(X*w))");
    run("u = zeros(32) + 0.1");
  }

  private static double[] random(int count) {
    return new Random(1).doubles(count, -1, 1).toArray();
  }

  @TearDown
  public void end() {
    session.close();
  }

  private Outcome run(String text) {
    Outcome outcome = session.evaluate(text);
    if (!outcome.ok()) {
      throw new IllegalStateException(outcome.problems().toString());
    }
    return outcome;
  }

  /** 512×512 by 512×512. */
  @Benchmark
  public Outcome product() {
    return run("P = A*A");
  }

  /** Loss and gradient of a logistic regression over 100,000 rows of 32. */
  @Benchmark
  public Outcome rows() {
    return run("g = ∇L(u)");
  }

  /** A million elements. */
  @Benchmark
  public Outcome elementwise() {
    return run("e = v.*v + 2*v");
  }

  /** A million elements. */
  @Benchmark
  public Outcome reduction() {
    return run("s = sum(v)");
  }

  /** A formula's derivative of the third order. */
  @Benchmark
  public Outcome derivative() {
    return run("d = diff(exp(sin(x)*x^2)/(1 + x^4), x, 3)");
  }

  /** A hundred lines. */
  @Benchmark
  public Object parse() {
    return Parser.parse(new Source("text", LONG_TEXT));
  }
}
