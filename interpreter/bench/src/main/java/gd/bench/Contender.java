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

/**
 * gd as a contender: says READY, then answers "go K" with the seconds that K steps took (on the
 * clock, of processors, and on the clock with all that a descent does besides), and "end" with what
 * came of them. Arguments: the work, the bits, and for work on data its folder, rows and columns.
 */
public final class Contender {
  private static final int STARTS = 100_000;

  private final Session session;

  private Contender(int bits) {
    session =
        Session.open(Session.Options.standard().withDevice(TimedBackend.NAME).withPrecision(bits));
  }

  public static void main(String[] arguments) throws IOException {
    Contender contender = new Contender(Integer.parseInt(arguments[1]));
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
      case "linear" -> {
        load(arguments);
        run("L(w) = mean((X*w - y).^2)");
        run("run(k) = descend(L, w=zeros(" + arguments[4] + "), lr=0.1, steps=k)");
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
        TimedBackend.STEPS.reset();
        TimedBackend.PROCESSORS.reset();
        long began = System.nanoTime();
        run("r = run(" + line.substring(3) + ")");
        double whole = (System.nanoTime() - began) / 1e9;
        say(
            "T %s %s %s"
                .formatted(
                    TimedBackend.STEPS.sum() / 1e9, TimedBackend.PROCESSORS.sum() / 1e9, whole));
      } else {
        Object parameters = session.toJava(run("r.w").value().orElseThrow());
        say(
            "RES "
                + (parameters instanceof double[] w ? w[0] : ((double[][]) parameters)[12345][0]));
        return;
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
