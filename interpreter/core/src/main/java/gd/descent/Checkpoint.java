package gd.descent;

import gd.data.FileAccess;
import gd.formula.FormulaPrinter;
import gd.report.DataProblem;
import gd.report.Refusal;
import gd.tensor.Elements;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The state of a descent in a file: numbers by name, bit for bit, with a fingerprint of the descent
 * that they belong to and a checksum of all of it. The file is replaced as a whole.
 */
public final class Checkpoint {
  private static final String HEAD = "gd checkpoint 1";
  private static final String CHECKSUM = "sha256 ";

  /** Least time between two writings, in nanoseconds. */
  private static final long PAUSE = 1_000_000_000;

  /** Writing takes at most so large a part of the time. */
  private static final int PART = 20;

  private static final int LONGEST_BODY = 1_000_000;

  private final FileAccess files;
  private final String name;
  private final String fingerprint;
  private long due = System.nanoTime();

  /**
   * @param step the graphs of the descent
   * @param numbers what else the descent depends on: data, options
   */
  public Checkpoint(FileAccess files, String name, StepGraph step, List<double[]> numbers) {
    this.files = files;
    this.name = name;
    MessageDigest digest = digest();
    Map<Tensor, Integer> places = new IdentityHashMap<>();
    List<Tensor> graphs = step.graphs();
    step.carried().forEach(each -> graphs.add(each.start()));
    for (Tensor node : Graph.order(graphs)) {
      places.put(node, places.size());
      digest.update(text(node).getBytes(StandardCharsets.UTF_8));
      Graph.arguments(node)
          .forEach(a -> digest.update(("," + places.get(a)).getBytes(StandardCharsets.UTF_8)));
      if (node instanceof Tensor.Data data
          && data.elements() instanceof Elements.Decimals(var values)) {
        update(digest, values);
      }
    }
    numbers.forEach(each -> update(digest, each));
    this.fingerprint = HexFormat.of().formatHex(digest.digest());
  }

  private static String text(Tensor node) {
    return node.shape()
        + switch (node) {
          case Tensor.Input input -> "input " + input.name();
          case Tensor.Data data ->
              switch (data.elements()) {
                case Elements.Decimals _ -> "decimals";
                case Elements.Formulas(var formulas) -> "data " + formulas;
              };
          case Tensor.Map map -> new FormulaPrinter(17).print(map.body(), LONGEST_BODY);
          case Tensor.Reduce reduce -> reduce.combine() + " " + reduce.axis();
          case Tensor.Contract _ -> "contract";
          case Tensor.View view -> "view " + view.offset() + view.strides();
          case Tensor.Scatter scatter -> "scatter " + scatter.offset() + scatter.strides();
          case Tensor.Stack _ -> "stack";
          case Tensor.Square square -> square.whole().name();
        };
  }

  private static void update(MessageDigest digest, double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    digest.update(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it is time to write again. */
  boolean isDue() {
    return System.nanoTime() - due >= 0;
  }

  void write(Map<String, double[]> state) {
    long began = System.nanoTime();
    StringBuilder text = new StringBuilder(HEAD + "\n" + fingerprint + "\n");
    state.forEach(
        (key, values) -> {
          text.append(key);
          for (double value : values) {
            text.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(value)));
          }
          text.append('\n');
        });
    files.writeText(name, text + CHECKSUM + checksum(text.toString()) + "\n");
    long now = System.nanoTime();
    due = now + Math.max(PAUSE, PART * (now - began));
  }

  private static String checksum(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The state to go on from; empty if there is no file yet. */
  Optional<Map<String, double[]>> read() {
    if (!files.exists(name)) {
      return Optional.empty();
    }
    byte[] bytes = files.readBytes(name);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.lastIndexOf(CHECKSUM);
    if (end < 0
        || !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))
        || !text.substring(end).equals(CHECKSUM + checksum(text.substring(0, end)) + "\n")) {
      throw refused("it is damaged, or no checkpoint of a descent");
    }
    List<String> lines = text.substring(0, end).lines().toList();
    if (!lines.get(0).equals(HEAD) || !lines.get(1).equals(fingerprint)) {
      throw refused("it belongs to another descent: its loss, data, start or options differ");
    }
    Map<String, double[]> state = new LinkedHashMap<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] words = line.split(" ");
      double[] values = new double[words.length - 1];
      for (int k = 0; k < values.length; k++) {
        values[k] = Double.longBitsToDouble(Long.parseUnsignedLong(words[k + 1], 16));
      }
      state.put(words[0], values);
    }
    return Optional.of(state);
  }

  static double[] part(Map<String, double[]> state, String name) {
    return Objects.requireNonNull(state.get(name), name);
  }

  static List<double[]> parts(Map<String, double[]> state, String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> part(state, name + i)).toList();
  }

  private Refusal refused(String why) {
    return new Refusal(at -> new DataProblem.CannotRead(at, name, why));
  }
}
