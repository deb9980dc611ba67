package gd.opencl;

import static gd.opencl.ScheduleBuilder.at;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Session;
import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.Precision;
import gd.data.FileAccess;
import gd.formula.Formulas;
import gd.kernel.Access;
import gd.kernel.Body;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.report.Refusal;
import gd.tensor.Tensor.Combine;
import gd.transcript.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that are too large for a device go through it in blocks, and nothing else changes. */
class StreamingTest {
  static final String THROUGH = "The data are too large .* they go through it in \\d+ blocks\\.";

  private final Formulas formulas = new Formulas();

  /** Results of a run, and what a descent of some steps records. */
  private static List<double[]> results(Execution execution, Schedule schedule) {
    Random random = new Random(5);
    for (int input : schedule.inputs()) {
      execution.write(input, random.doubles(schedule.buffers().get(input).size()).toArray());
    }
    List<double[]> results = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      execution.run();
      schedule.outputs().forEach(output -> results.add(execution.read(output)));
    }
    return results;
  }

  /**
   * The same bits as when all data are on the device, for a device with so many bytes, and with so
   * many for a buffer.
   */
  private static void check(
      Schedule schedule, Precision precision, long memory, long buffer, String remark) {
    List<Device> whole = Devices.inBothSkins();
    List<OpenClDevice> little = Devices.withMemory(memory, buffer);
    for (int skin = 0; skin < whole.size(); skin++) {
      try (Execution resident = whole.get(skin).open(schedule, precision);
          Execution streamed = little.get(skin).open(schedule, precision)) {
        assertTrue(resident.remark().isEmpty());
        String said = streamed.remark().orElse("nothing");
        assertTrue(said.matches(remark), said);
        List<double[]> expected = results(resident, schedule);
        List<double[]> actual = results(streamed, schedule);
        for (int k = 0; k < expected.size(); k++) {
          assertArrayEquals(expected.get(k), actual.get(k), "result " + k);
        }
        assertTrue(little.get(skin).nativeSide().context().used() <= memory);
      }
      little.get(skin).nativeSide().constants().dropUnused();
      assertEquals(0, little.get(skin).nativeSide().context().used());
    }
  }

  /** As {@link GrindTest} wants it: few data, and less memory. */
  void fewRows() {
    check(new KernelsTest().logisticRows(2100, 3), Precision.DOUBLE, 120_000, 120_000, THROUGH);
  }

  @ParameterizedTest
  @CsvSource({
    "DOUBLE,40003,9",
    "SINGLE,40003,9",
    "DOUBLE,15000,37",
    "SINGLE,9000,150",
  })
  void rows(Precision precision, int rows, int columns) {
    Schedule schedule = new KernelsTest().logisticRows(rows, columns);
    check(schedule, precision, 1 << 20, 1 << 20, THROUGH);
    check(schedule, precision, 1L << 32, 700_000, "The data lie in \\d+ blocks on opencl:.*");
  }

  /** Sums of everything, of each row, and elements made of two arrays. */
  @ParameterizedTest
  @CsvSource({"DOUBLE,300,700", "SINGLE,70,6000", "DOUBLE,1,200003"})
  void reductionsAndElements(Precision precision, int rows, int columns) {
    Random random = new Random(9);
    ScheduleBuilder builder = new ScheduleBuilder();
    int size = rows * columns;
    int x = builder.constant(random.doubles(size, -1, 1).toArray());
    int y = builder.constant(random.doubles(size + 3, -1, 1).toArray());
    int factor = builder.input(1);
    int total = builder.buffer(1);
    int each = builder.buffer(rows);
    int elements = builder.buffer(size);
    Body body =
        new Body(
            3,
            List.of(
                Operations.apply(
                    formulas,
                    "tanh",
                    formulas.add(
                        formulas.slot(0), formulas.multiply(formulas.slot(1), formulas.slot(2))))));
    Access behind = new Access(y, 3, List.of(1));
    List<Integer> all = List.of(size);
    List<Access> flat = List.of(at(x, 1), behind, at(factor, 0));
    List<Access> square =
        List.of(at(x, columns, 1), new Access(y, 3, List.of(columns, 1)), at(factor, 0, 0));
    builder.add(new Kernel.Reduction(List.of(), all, flat, body, Combine.SUM, total));
    builder.add(
        new Kernel.Reduction(List.of(rows), List.of(columns), square, body, Combine.MAX, each));
    builder.add(new Kernel.Elementwise(all, flat, body, elements));
    long result = (long) size * precision.bits() / 8;
    check(builder.build(total, each, elements), precision, 2 * result + 500_000, 1 << 22, THROUGH);
  }

  /** X·W with an epilogue that reads a row of Y, Xᵀ·V and XᵀX, of many rows and some columns. */
  @ParameterizedTest
  @CsvSource({"DOUBLE,9000,40,9", "SINGLE,30001,17,6", "DOUBLE,40000,9,3", "SINGLE,9001,70,2"})
  void products(Precision precision, int rows, int columns, int width) {
    Random random = new Random(4);
    ScheduleBuilder builder = new ScheduleBuilder();
    int x = builder.constant(random.doubles((long) rows * columns, -1, 1).toArray());
    int y = builder.constant(random.doubles((long) rows * width, -1, 1).toArray());
    int w = builder.input(columns * width);
    int ahead = builder.buffer(rows * width);
    int back = builder.buffer(columns * width);
    Body difference = new Body(2, List.of(formulas.subtract(formulas.slot(0), formulas.slot(1))));
    Body product = new Body(1, List.of(formulas.slot(0)));
    builder.add(
        new Kernel.Product(
            rows,
            columns,
            width,
            at(x, columns, 1),
            at(w, width, 1),
            List.of(at(y, width, 1)),
            difference,
            ahead));
    builder.add(
        new Kernel.Product(
            columns,
            rows,
            width,
            at(x, 1, columns),
            at(ahead, width, 1),
            List.of(),
            product,
            back));
    long size = (long) rows * precision.bits() / 8;
    check(builder.build(back), precision, size * (width + columns / 2), 1L << 22, THROUGH);

    ScheduleBuilder square = new ScheduleBuilder();
    int all = square.constant(random.doubles((long) rows * columns, -1, 1).toArray());
    int gram = square.buffer(columns * columns);
    square.add(
        new Kernel.Product(
            columns,
            rows,
            columns,
            at(all, 1, columns),
            at(all, columns, 1),
            List.of(),
            product,
            gram));
    check(square.build(gram), precision, size * columns * 9 / 10, 1L << 22, THROUGH);
  }

  /** What a kernel may read anywhere stays: then memory does not suffice. */
  @Test
  void whatIsNotReadInOrderIsRefused() {
    ScheduleBuilder builder = new ScheduleBuilder();
    int x = builder.constant(new Random(9).doubles(200_000).toArray());
    int sums = builder.buffer(400);
    Body body = new Body(1, List.of(formulas.slot(0)));
    builder.add(
        new Kernel.Reduction(
            List.of(400), List.of(500), List.of(at(x, 1, 400)), body, Combine.SUM, sums));
    for (OpenClDevice device : Devices.withMemory(1 << 20, 1 << 20)) {
      Refusal refusal =
          assertThrows(Refusal.class, () -> device.open(builder.build(sums), Precision.DOUBLE));
      assertTrue(Context.isOutOfMemory(refusal));
      assertEquals(0, device.nativeSide().context().used());
    }
  }

  /** A step that was not finished leaves what is carried as it was. */
  @Test
  void endsBetweenTwoBlocks() {
    Schedule schedule = new KernelsTest().logisticRows(40_000, 9);
    int w = schedule.inputs().getFirst();
    for (OpenClDevice device : Devices.withMemory(1 << 20, 1 << 20)) {
      try (Execution execution = device.open(schedule, Precision.DOUBLE)) {
        List<double[]> before = results(execution, schedule);
        double[] start = execution.read(w);
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, execution::run);
        Thread.currentThread().interrupt();
        List<Integer> loss = List.of(schedule.outputs().getFirst());
        assertThrows(CancellationException.class, () -> execution.iterate(3, List.of(), loss));
        assertArrayEquals(start, execution.read(w));
        List<double[]> after = results(execution, schedule);
        for (int k = 0; k < before.size(); k++) {
          assertArrayEquals(before.get(k), after.get(k));
        }
      }
    }
  }

  /** Steps of a descent, their losses, and where they lead to. */
  @Test
  void descents() {
    Random random = new Random(2);
    ScheduleBuilder builder = new ScheduleBuilder();
    int matrix = builder.constant(random.doubles(30_000L * 12, -1, 1).toArray());
    int y = builder.constant(random.doubles(30_000, -1, 1).toArray());
    int w = builder.input(12);
    int gradient = builder.buffer(12);
    int loss = builder.buffer(1);
    int next = builder.buffer(12);
    Body residual =
        new Body(
            2,
            List.of(
                formulas.subtract(
                    Operations.apply(formulas, "tanh", formulas.slot(0)), formulas.slot(1)),
                formulas.multiply(formulas.slot(2), formulas.slot(2))));
    builder.add(
        new Kernel.Rows(
            matrix,
            30_000,
            12,
            List.of(at(w, 1)),
            List.of(at(y, 1)),
            residual,
            List.of(new RowOutput.Weighted(2, gradient), new RowOutput.Total(3, loss))));
    Body step =
        new Body(
            2,
            List.of(
                formulas.subtract(
                    formulas.slot(0),
                    formulas.multiply(formulas.decimal(1e-5), formulas.slot(1)))));
    builder.add(
        new Kernel.Elementwise(List.of(12), List.of(at(w, 1), at(gradient, 1)), step, next));
    Schedule schedule = builder.build(next, loss);
    List<Device> whole = Devices.inBothSkins();
    List<OpenClDevice> little = Devices.withMemory(1 << 20, 1 << 20);
    for (int skin = 0; skin < 2; skin++) {
      List<double[]> ways = new ArrayList<>();
      for (Device device : List.of(whole.get(skin), little.get(skin))) {
        try (Execution execution = device.open(schedule, Precision.DOUBLE)) {
          execution.write(w, new double[12]);
          double[] losses = execution.iterate(20, List.of(new Carry(next, w)), List.of(loss))[0];
          assertTrue(losses[19] < losses[0]);
          ways.add(losses);
          ways.add(execution.read(w));
        }
      }
      assertArrayEquals(ways.get(0), ways.get(2));
      assertArrayEquals(ways.get(1), ways.get(3));
    }
  }

  /** What a script says where the data do not fit, beside what it says where they do. */
  @Test
  void scripts() {
    String data =
        """
        digits(17)
        seed(3)
        X = randn(40000, 9)
        y = X[:, 1] + 2*X[:, 3]
        """;
    String script =
        """
        L(w, b) = mean(softplus(X*w + b) - y.*(X*w + b))
        ∇L(zeros(9), 0.5)
        fit = descend(L, zeros(9), 0, lr=0.1, steps=10)
        fit.w
        fit.loss
        Q(w) = mean((X*w - y).^2)
        descend(Q, zeros(9), lr=0.1, steps=50).w
        descend(L, randn(2, 9), randn(2), lr=0.1, steps=3, many=true).loss
        sum(X.^2)
        """;
    List<String> whole = answers("opencl", data, script);
    System.setProperty(LittleBackend.MEMORY, "2000000");
    try {
      List<String> little = answers("little", data, script);
      assertTrue(little.stream().anyMatch(line -> line.matches(THROUGH)));
      assertEquals(whole, little.stream().filter(StreamingTest::isNumbers).toList());
    } finally {
      System.clearProperty(LittleBackend.MEMORY);
    }
  }

  /** Whether a line of an answer is a value, and not a part of a note. */
  static boolean isNumbers(String line) {
    return line.matches("([a-z] = )?\\[?-?[0-9][^│]*");
  }

  private static List<String> answers(String device, String data, String script) {
    var options = new Session.Options(device, 64, FileAccess.none());
    try (var conversation = new Conversation(options)) {
      data.lines().forEach(conversation::ask);
      List<String> answers = new ArrayList<>();
      script.lines().forEach(line -> answers.addAll(conversation.ask(line)));
      return answers;
    }
  }
}
