package gd.opencl;

import static gd.opencl.ScheduleBuilder.at;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.Precision;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.kernel.Access;
import gd.kernel.Body;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.Schedule;
import gd.tensor.Tensor.Combine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of kernel on the device computes what plain Java computes. */
class KernelsTest {
  private final Formulas formulas = new Formulas();

  /** Runs on both and compares every output, relative to the size of what was summed. */
  private void check(Schedule schedule, Precision precision, double tolerance) {
    Random random = new Random(7);
    Map<Integer, double[]> inputs = new HashMap<>();
    for (int input : schedule.inputs()) {
      int size = schedule.buffers().get(input).size();
      inputs.put(input, random.doubles(size, -1, 1).toArray());
    }
    Reference reference = new Reference(schedule, precision, inputs);
    reference.run();
    Devices.inBothSkins()
        .forEach(device -> check(device, schedule, precision, tolerance, inputs, reference));
  }

  private static void check(
      Device device,
      Schedule schedule,
      Precision precision,
      double tolerance,
      Map<Integer, double[]> inputs,
      Reference reference) {
    try (Execution execution = device.open(schedule, precision)) {
      inputs.forEach(execution::write);
      execution.run();
      for (int output : schedule.outputs()) {
        double[] expected = reference.read(output);
        double[] actual = execution.read(output);
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
          double bound = tolerance * Math.max(1, Math.abs(expected[i]));
          assertTrue(
              expected[i] == actual[i]
                  || Double.isNaN(expected[i]) && Double.isNaN(actual[i])
                  || Math.abs(expected[i] - actual[i]) <= bound,
              "element %d of buffer %d: %s expected, %s on the device"
                  .formatted(i, output, expected[i], actual[i]));
        }
      }
    }
  }

  private static double tolerance(Precision precision, double terms) {
    return Math.sqrt(terms) * (precision == Precision.DOUBLE ? 4e-15 : 4e-6);
  }

  private Formula slot(int index) {
    return formulas.slot(index);
  }

  private Body product() {
    return new Body(2, List.of(formulas.multiply(slot(0), slot(1))));
  }

  private Body polynomial() {
    Formula x = slot(0);
    Formula y = slot(1);
    return new Body(
        2,
        List.of(
            formulas.add(
                formulas.multiply(formulas.integer(3), x), formulas.power(y, formulas.integer(2))),
            formulas.subtract(
                formulas.multiply(slot(2), x), formulas.divide(y, formulas.integer(7)))));
  }

  /** Arithmetic alone rounds as Java does, bit for bit, in lanes and one by one. */
  @ParameterizedTest
  @CsvSource({"5,DOUBLE", "1000,DOUBLE", "1003,DOUBLE", "1003,SINGLE"})
  void arithmeticIsExactlyJavas(int size, Precision precision) {
    ScheduleBuilder builder = new ScheduleBuilder();
    int x = builder.input(size);
    int y = builder.input(size);
    int out = builder.buffer(size);
    builder.add(
        new Kernel.Elementwise(List.of(size), List.of(at(x, 1), at(y, 1)), polynomial(), out));
    check(builder.build(out), precision, 0);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void elementaryFunctions(Precision precision) {
    ScheduleBuilder builder = new ScheduleBuilder();
    int x = builder.input(777);
    List<Integer> outputs = new ArrayList<>();
    for (String name : Operations.UNARY) {
      int out = builder.buffer(777);
      Formula argument = name.equals("log") ? formulas.add(slot(0), formulas.integer(2)) : slot(0);
      builder.add(
          new Kernel.Elementwise(
              List.of(777),
              List.of(at(x, 1)),
              new Body(1, List.of(Operations.apply(formulas, name, argument))),
              out));
      outputs.add(out);
    }
    check(builder.build(outputs.toArray(Integer[]::new)), precision, tolerance(precision, 1));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void conditionsChooseInEveryLane(Precision precision) {
    Formula x = slot(0);
    Formula y = slot(1);
    Formula condition =
        formulas.logic(
            Formula.Connective.OR,
            List.of(
                formulas.relation(Formula.Comparator.LESS, x, y),
                formulas.logic(
                    Formula.Connective.NOT,
                    List.of(
                        formulas.relation(
                            Formula.Comparator.GREATER_EQUAL, y, formulas.integer(0))))));
    Body body =
        new Body(
            2,
            List.of(
                formulas.piecewise(
                    List.of(new Formula.Case(condition, formulas.multiply(x, formulas.integer(2)))),
                    Operations.apply(formulas, "max", x, y))));
    for (int size : new int[] {7, 500}) {
      ScheduleBuilder builder = new ScheduleBuilder();
      int a = builder.input(size);
      int b = builder.input(size);
      int out = builder.buffer(size);
      builder.add(new Kernel.Elementwise(List.of(size), List.of(at(a, 1), at(b, 1)), body, out));
      check(builder.build(out), precision, 0);
    }
  }

  @Test
  void stridesTransposeReverseAndBroadcast() {
    ScheduleBuilder builder = new ScheduleBuilder();
    int matrix = builder.input(12);
    int vector = builder.input(4);
    int out = builder.buffer(12);
    builder.add(
        new Kernel.Elementwise(
            List.of(3, 4),
            List.of(at(matrix, 1, 3), new Access(vector, 3, List.of(0, -1))),
            product(),
            out));
    check(builder.build(out), Precision.DOUBLE, 0);
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE,1,255,1024", "DOUBLE,257,1025,100003", "SINGLE,2,257,100003"})
  void reductionsOfVectors(Precision precision, int few, int more, int many) {
    ScheduleBuilder builder = new ScheduleBuilder();
    List<Integer> outputs = new ArrayList<>();
    for (int size : new int[] {few, more, many}) {
      int x = builder.input(size);
      int y = builder.input(size);
      for (Combine combine : Combine.values()) {
        int out = builder.buffer(1);
        builder.add(
            new Kernel.Reduction(
                List.of(), List.of(size), List.of(at(x, 1), at(y, 1)), product(), combine, out));
        outputs.add(out);
      }
    }
    check(builder.build(outputs.toArray(Integer[]::new)), precision, tolerance(precision, many));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void reductionsAlongEitherAxis(Precision precision) {
    ScheduleBuilder builder = new ScheduleBuilder();
    int matrix = builder.input(37 * 1500);
    int rows = builder.buffer(37);
    int columns = builder.buffer(1500);
    Body square = new Body(1, List.of(formulas.power(slot(0), formulas.integer(2))));
    builder.add(
        new Kernel.Reduction(
            List.of(37), List.of(1500), List.of(at(matrix, 1500, 1)), square, Combine.SUM, rows));
    builder.add(
        new Kernel.Reduction(
            List.of(1500),
            List.of(37),
            List.of(at(matrix, 1, 1500)),
            square,
            Combine.SUM,
            columns));
    check(builder.build(rows, columns), precision, tolerance(precision, 1500));
  }

  @ParameterizedTest
  @CsvSource({
    "DOUBLE,1,1,1",
    "DOUBLE,4,8,8",
    "DOUBLE,17,33,19",
    "DOUBLE,40,2500,3",
    "DOUBLE,70,2100,65",
    "SINGLE,9,40,17"
  })
  void products(Precision precision, int rows, int inner, int columns) {
    ScheduleBuilder builder = new ScheduleBuilder();
    int left = builder.input(rows * inner);
    int right = builder.input(inner * columns);
    int bias = builder.input(columns);
    List<Integer> outputs = new ArrayList<>();
    for (boolean isTransposed : new boolean[] {false, true}) {
      int out = builder.buffer(rows * columns);
      Body body =
          new Body(2, List.of(Operations.apply(formulas, "tanh", formulas.add(slot(0), slot(1)))));
      builder.add(
          new Kernel.Product(
              rows,
              inner,
              columns,
              isTransposed ? at(left, 1, rows) : at(left, inner, 1),
              isTransposed ? at(right, 1, inner) : at(right, columns, 1),
              List.of(at(bias, 0, 1)),
              body,
              out));
      outputs.add(out);
    }
    check(builder.build(outputs.toArray(Integer[]::new)), precision, tolerance(precision, inner));
  }

  @ParameterizedTest
  @CsvSource({
    "DOUBLE,1,1",
    "DOUBLE,150,4",
    "DOUBLE,1025,9",
    "DOUBLE,3000,32",
    "DOUBLE,2100,100",
    "DOUBLE,70,2500",
    "SINGLE,1000,7",
    "SINGLE,1030,70",
    "SINGLE,9000,33"
  })
  void rows(Precision precision, int rows, int columns) {
    check(logisticRows(rows, columns), precision, tolerance(precision, (double) rows * columns));
  }

  /**
   * Σ log-loss, Xᵀ(σ(Xw + b) − y), Σ residuals and each row's probability; the vectors w and v are
   * columns of a matrix, and so is a weight of each row, which is known.
   */
  Schedule logisticRows(int rows, int columns) {
    ScheduleBuilder builder = new ScheduleBuilder();
    int matrix = builder.constant(new Random(3).doubles((long) rows * columns, -1, 1).toArray());
    int vectors = builder.input(2 * columns);
    int y = builder.input(rows);
    int b = builder.input(1);
    int weights = builder.constant(new Random(4).doubles(3L * rows, -1, 1).toArray());
    int loss = builder.buffer(1);
    int residuals = builder.buffer(1);
    int gradient = builder.buffer(columns);
    int other = builder.buffer(columns);
    int each = builder.buffer(rows);
    Formula z = formulas.add(slot(0), slot(3));
    Body body =
        new Body(
            5,
            List.of(
                Operations.apply(formulas, "sigmoid", z),
                formulas.subtract(slot(5), slot(2)),
                formulas.subtract(
                    Operations.apply(formulas, "softplus", z), formulas.multiply(slot(2), z)),
                formulas.product(List.of(slot(1), slot(4), slot(6)))));
    builder.add(
        new Kernel.Rows(
            matrix,
            rows,
            columns,
            List.of(at(vectors, 2), new Access(vectors, 1, List.of(2))),
            List.of(at(y, 1), at(b, 0), new Access(weights, 2, List.of(3))),
            body,
            List.of(
                new RowOutput.Total(7, loss),
                new RowOutput.Total(6, residuals),
                new RowOutput.Weighted(6, gradient),
                new RowOutput.Weighted(8, other),
                new RowOutput.Each(5, each))));
    return builder.build(loss, residuals, gradient, other, each);
  }

  /**
   * A softmax of a few classes, which are columns of W: each row's loss, and what it gives to each
   * column. The rows are known, or those of a batch, which a stage lays out.
   */
  @ParameterizedTest
  @CsvSource({"DOUBLE,1500,5,true", "SINGLE,1500,40,false", "DOUBLE,70,3,false", "DOUBLE,7,3,true"})
  void softmaxRows(Precision precision, int rows, int columns, boolean isKnown) {
    int classes = 3;
    ScheduleBuilder builder = new ScheduleBuilder();
    int size = rows * columns;
    int matrix =
        isKnown
            ? builder.constant(new Random(3).doubles(size, -1, 1).toArray())
            : builder.input(size);
    int w = builder.input(columns * classes);
    int y = builder.constant(new Random(4).doubles((long) rows * classes).toArray());
    List<Access> vectors = new ArrayList<>();
    List<Access> labels = new ArrayList<>();
    List<Formula> statements = new ArrayList<>();
    List<RowOutput> outputs = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      vectors.add(new Access(w, k, List.of(classes)));
      labels.add(new Access(y, k, List.of(classes)));
      statements.add(Operations.apply(formulas, "exp", slot(k)));
    }
    int inputs = 2 * classes;
    statements.add(formulas.sum(List.of(slot(inputs), slot(inputs + 1), slot(inputs + 2))));
    int sum = inputs + classes;
    for (int k = 0; k < classes; k++) {
      Formula share = formulas.divide(slot(inputs + k), slot(sum));
      statements.add(formulas.subtract(share, slot(classes + k)));
      outputs.add(new RowOutput.Weighted(sum + 1 + k, builder.buffer(columns)));
    }
    statements.add(Operations.apply(formulas, "log", slot(sum)));
    outputs.add(new RowOutput.Total(sum + 1 + classes, builder.buffer(1)));
    builder.add(
        new Kernel.Rows(
            matrix, rows, columns, vectors, labels, new Body(inputs, statements), outputs));
    Integer[] results = outputs.stream().map(RowOutput::buffer).toArray(Integer[]::new);
    check(builder.build(results), precision, tolerance(precision, (double) rows * columns));
  }

  @Test
  void placementsPutPartsAtTheirPlaces() {
    ScheduleBuilder builder = new ScheduleBuilder();
    int x = builder.input(6);
    int y = builder.input(3);
    int sparse = builder.buffer(12);
    int full = builder.buffer(9);
    builder.add(
        new Kernel.Placement(
            List.of(
                new Kernel.Part(List.of(2, 3), at(x, 3, 1), 1, List.of(6, 2)),
                new Kernel.Part(List.of(3), at(y, 1), 10, List.of(-2))),
            sparse));
    builder.add(
        new Kernel.Placement(
            List.of(
                new Kernel.Part(List.of(6), at(x, 1), 5, List.of(-1)),
                new Kernel.Part(List.of(3), at(y, 1), 6, List.of(1))),
            full));
    check(builder.build(sparse, full), Precision.DOUBLE, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 3000})
  void longBodies(int statements) {
    List<Formula> code = new ArrayList<>();
    for (int i = 0; i < statements; i++) {
      Formula last = slot(i);
      code.add(
          i % 10 == 9
              ? Operations.apply(formulas, "sin", last)
              : formulas.add(
                  formulas.multiply(last, formulas.decimal(0.9)),
                  formulas.decimal(0.01 * (i % 7))));
    }
    ScheduleBuilder builder = new ScheduleBuilder();
    int x = builder.input(100);
    int out = builder.buffer(100);
    builder.add(new Kernel.Elementwise(List.of(100), List.of(at(x, 1)), new Body(1, code), out));
    check(builder.build(out), Precision.DOUBLE, 1e-12);
  }

  @Test
  void sumsHaveTheSameBitsInEveryRun() {
    Schedule schedule = logisticRows(5000, 20);
    Random random = new Random(11);
    double[] vectors = random.doubles(40).toArray();
    double[] y = IntStream.range(0, 5000).mapToDouble(i -> i % 2).toArray();
    List<double[]> gradients = new ArrayList<>();
    for (int run = 0; run < 5; run++) {
      try (Execution execution = Devices.any().open(schedule, Precision.DOUBLE)) {
        execution.write(schedule.inputs().get(0), vectors);
        execution.write(schedule.inputs().get(1), y);
        execution.write(schedule.inputs().get(2), new double[] {0.5});
        execution.run();
        gradients.add(execution.read(schedule.outputs().get(2)));
      }
    }
    gradients.forEach(gradient -> assertArrayEquals(gradients.getFirst(), gradient));
  }
}
