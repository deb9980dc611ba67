package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.Session;
import gd.backend.Device;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Losses that a translation to source text would choke on: compilers end with a fault at a few
 * hundred brackets inside each other, and a kernel takes few arguments.
 */
class LargeLossesTest {
  private static final Session JVM = Session.open(Session.Options.standard().withDevice("jvm"));
  private static final Session OPENCL =
      Session.open(Session.Options.standard().withDevice("opencl"));

  @BeforeAll
  static void needsADevice() {
    Device device = Devices.any();
    assertEquals("opencl:0", device.name());
  }

  private static double[] answer(Session session, String text) {
    return (double[]) session.toJava(session.evaluate(text).value().orElseThrow());
  }

  private static void agrees(String text) {
    double[] expected = answer(JVM, text);
    double[] actual = answer(OPENCL, text);
    assertEquals(expected.length, actual.length);
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], actual[k], 1e-9 * Math.max(1, Math.abs(expected[k])));
    }
  }

  /** 250 brackets as they are written, and 600 that a loop makes. */
  @ParameterizedTest
  @ValueSource(ints = {250, 600})
  void nestedBrackets(int depth) {
    String nested =
        depth <= 250
            ? "(w + 0.5*".repeat(depth) + "x" + ")".repeat(depth)
            : "{ y = x; for k in 1..%d { y = (y + w)*0.5 }; y }".formatted(depth);
    agrees(
        """
        x = linspace(-1, 1, 64)
        L(w) = mean((%s - 0.3).^2)
        r = descend(L, 0.5, lr=0.01, steps=5)
        [r.w, r.loss]
        """
            .formatted(nested));
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000})
  void manyParameters(int count) {
    agrees(
        "descend(w -> sum((w - 1/2).^4), linspace(0, 1, %d), lr=0.1, steps=5).w".formatted(count));
  }

  /** Every number is an array, a buffer and a gradient of its own. */
  @ParameterizedTest
  @ValueSource(ints = {200})
  void manyArrays(int count) {
    String names =
        IntStream.range(0, count).mapToObj(k -> "w" + k).collect(Collectors.joining(", "));
    String squares =
        IntStream.range(0, count)
            .mapToObj(k -> "w%d·w%d".formatted(k, k))
            .collect(Collectors.joining(" + "));
    String starts = String.join(", ", Collections.nCopies(count, "[1.0, 2]"));
    agrees(
        "r = descend((%s) -> %s, %s, lr=0.1, steps=3); concatenate(r.w0, r.w%d)"
            .formatted(names, squares, starts, count - 1));
  }
}
