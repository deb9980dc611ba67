package gd.bench;

import gd.Outcome;
import gd.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * gd as a contender: says READY, then answers "go K" with the seconds that K steps took (on the
 * clock, of processors, and on the clock with all that a descent does besides), and "end" with what
 * came of them. Arguments: the work, the bits, and for work on data its folder, rows and columns.
 */
public final class Contender {
  private static final int STARTS = 100_000;

  private final Session session;
  private final String kind;

  private Contender(String kind, int bits) {
    this.kind = kind;
    session =
        Session.open(Session.Options.standard().withDevice(TimedBackend.NAME).withPrecision(bits));
  }

  public static void main(String[] arguments) throws IOException {
    Contender contender = new Contender(arguments[0], Integer.parseInt(arguments[1]));
    contender.prepare(arguments);
    contender.serve();
  }

  private void prepare(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "logistic" -> {
        load(arguments);
        run("L(w) = mean(softplus(X*w) - y.*(X*w))");
        run("run(k) = descend(L, w=zeros(" + arguments[4] + "), lr=1, steps=k)");
      }
      case "loss" -> {
        load(arguments);
        run("L(w) = mean(softplus(X*w) - y.*(X*w))");
        run("u = zeros(" + arguments[4] + ")");
      }
      case "linear" -> {
        load(arguments);
        run("L(w) = mean((X*w - y).^2)");
        run("run(k) = descend(L, w=zeros(" + arguments[4] + "), lr=0.1, steps=k)");
      }
      case "network", "batches" -> {
        network(arguments);
        String how = arguments[0].equals("batches") ? ", data=table(X=X, Y=Y), batch=128" : "";
        run(
            "run(k) = descend(L, W1=W1, b1=zeros(128), W2=W2, b2=zeros(10), lr=0.1, steps=k"
                + how
                + ")");
      }
      case "rosenbrock" -> {
        run("f(w) = 100*(w[2] - w[1]^2)^2 + (1 - w[1])^2");
        run("run(k) = descend(f, w=[-1.2, 1.0], lr=0.001, steps=k)");
      }
      case "starts" -> {
        session.define("S", starts(), STARTS, 2);
        run("f(w) = 100*(w[2] - w[1]^2)^2 + (1 - w[1])^2");
        run("run(k) = descend(f, w=S, many=true, lr=0.0001, steps=1000*k)");
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** 784-128-10 with softmax: a row's label is its number modulo 10. */
  private void network(String[] arguments) throws IOException {
    load(arguments);
    double[] labels = new double[Integer.parseInt(arguments[3])];
    Arrays.setAll(labels, i -> i % 10 + 1.0);
    session.define("labels", labels);
    session.define("W1", waves(784 * 128), 784, 128);
    session.define("W2", waves(128 * 10), 128, 10);
    run("Y = onehot(labels, 10)");
    run("net(X, W1, b1, W2, b2) = softmax(linear(relu(linear(X, W1, b1)), W2, b2))");
    run(
        arguments[0].equals("batches")
            ? "L(W1, b1, W2, b2, X, Y) = cross_entropy(net(X, W1, b1, W2, b2), Y)"
            : "L(W1, b1, W2, b2) = cross_entropy(net(X, W1, b1, W2, b2), Y)");
  }

  /** A start that other contenders make too. */
  private static double[] waves(int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> 0.05 * Math.sin(i));
    return values;
  }

  /** The starts of rosenbrock.c. */
  private static double[] starts() {
    double[] starts = new double[2 * STARTS];
    for (int i = 0; i < STARTS; i++) {
      starts[2 * i] = -1.5f + 3.0f * (i % 317) / 317.0f;
      starts[2 * i + 1] = -0.5f + 2.0f * (i / 317) / 317.0f;
    }
    return starts;
  }

  private void load(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[2]);
    int rows = Integer.parseInt(arguments[3]);
    int columns = Integer.parseInt(arguments[4]);
    String name = "lr_%d_%d".formatted(rows, columns);
    session.define("X", read(folder.resolve(name + ".X")), rows, columns);
    session.define("y", read(folder.resolve(name + ".y")));
  }

  private static double[] read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect((int) channel.size());
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new IOException("too short: " + file);
        }
      }
      FloatBuffer floats = bytes.flip().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      double[] values = new double[floats.remaining()];
      Arrays.setAll(values, floats::get);
      return values;
    }
  }

  private Outcome run(String text) {
    Outcome outcome = session.evaluate(text);
    if (!outcome.problems().isEmpty()) {
      throw new IllegalStateException(outcome.problems().toString());
    }
    return outcome;
  }

  private void serve() throws IOException {
    say("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("go ")) {
        go(Integer.parseInt(line.substring(3)));
      } else {
        say("RES " + session.toJava(run(result()).value().orElseThrow()));
        return;
      }
    }
  }

  private void go(int steps) {
    List<LongAdder> watches =
        List.of(TimedBackend.STEPS, TimedBackend.PROCESSORS, TimedBackend.RUNS);
    watches.forEach(LongAdder::reset);
    TimedBackend.WITH_ALL_BETWEEN.reset();
    long began = System.nanoTime();
    if (kind.equals("loss")) {
      for (int step = 0; step < steps; step++) {
        session.toJava(run("L(u + %de-9)".formatted(step)).value().orElseThrow());
      }
      TimedBackend.STEPS.add(TimedBackend.RUNS.sum());
    } else {
      run("r = run(" + steps + ")");
    }
    double whole = (System.nanoTime() - began) / 1e9;
    boolean isByBatches = kind.equals("batches");
    long clock = isByBatches ? TimedBackend.WITH_ALL_BETWEEN.clock() : TimedBackend.STEPS.sum();
    long processors =
        isByBatches ? TimedBackend.WITH_ALL_BETWEEN.processors() : TimedBackend.PROCESSORS.sum();
    say("T %s %s %s".formatted(clock / 1e9, processors / 1e9, whole));
  }

  private String result() {
    return switch (kind) {
      case "loss" -> "L(u)";
      case "network", "batches" -> "r.b2[1]";
      case "starts" -> "r.w[12346, 1]";
      default -> "r.w[1]";
    };
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
