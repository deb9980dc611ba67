package gd.opencl;

import static gd.opencl.ScheduleBuilder.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.LongSums;
import gd.backend.Precision;
import gd.backend.jvm.JvmBackend;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.kernel.Body;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.tensor.Tensor.Combine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same schedule gives the same numbers on the JVM and on OpenCL, up to the last bits of
 * elementary functions.
 */
class AgreementTest {
  private final Formulas formulas = new Formulas();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void randomSchedules(long seed) {
    Random random = new Random(seed);
    int rows = 1 + random.nextInt(3000);
    int columns = 1 + random.nextInt(20);
    ScheduleBuilder builder = new ScheduleBuilder();
    int matrix = builder.constant(random.doubles((long) rows * columns, -1, 1).toArray());
    int w = builder.input(columns);
    int y = builder.input(rows);
    int each = builder.buffer(rows);
    int total = builder.buffer(1);
    int gradient = builder.buffer(columns);
    Body body = randomBody(random, 2);
    int last = 2 + body.statements().size() - 1;
    builder.add(
        new Kernel.Rows(
            matrix,
            rows,
            columns,
            List.of(at(w, 1)),
            List.of(at(y, 1)),
            body,
            List.of(
                new RowOutput.Each(last, each),
                new RowOutput.Total(last, total),
                new RowOutput.Weighted(last, gradient))));
    int product = builder.buffer(rows);
    builder.add(
        new Kernel.Product(
            rows,
            columns,
            1,
            at(matrix, columns, 1),
            at(gradient, 1, 1),
            List.of(at(y, 1, 0)),
            randomBody(random, 2),
            product));
    int reduced = builder.buffer(1);
    Combine combine = Combine.values()[random.nextInt(2) * 2];
    builder.add(
        new Kernel.Reduction(
            List.of(),
            List.of(rows),
            List.of(at(product, 1), at(each, 1)),
            randomBody(random, 2),
            combine,
            reduced));
    int next = builder.buffer(columns);
    Body step =
        new Body(
            2,
            List.of(
                formulas.subtract(
                    formulas.slot(0),
                    formulas.multiply(
                        formulas.decimal(0.1 / rows),
                        Operations.apply(formulas, "tanh", formulas.slot(1))))));
    builder.add(
        new Kernel.Elementwise(List.of(columns), List.of(at(w, 1), at(gradient, 1)), step, next));
    Schedule schedule = builder.build(each, total, gradient, product, reduced, next);

    double[] start = random.doubles(columns, -1, 1).toArray();
    double[] labels = random.doubles(rows, -1, 1).toArray();
    List<double[]> here = run(new JvmBackend().devices().getFirst(), schedule, start, labels);
    for (Device device : Devices.inBothSkins()) {
      compare(here, run(device, schedule, start, labels), rows);
    }
  }

  @Test
  void longSumsIn32Bits() {
    Devices.any();
    LongSums.check("opencl");
    LongSums.check("jvm"); // here without the module of vectors
  }

  private static void compare(List<double[]> here, List<double[]> there, int rows) {
    for (int k = 0; k < here.size(); k++) {
      double[] expected = here.get(k);
      for (int i = 0; i < expected.length; i++) {
        double tolerance = 1e-11 * Math.max(Math.sqrt(rows), Math.abs(expected[i]));
        assertEquals(expected[i], there.get(k)[i], tolerance, "element " + i + " of result " + k);
      }
    }
  }

  private static List<double[]> run(
      Device device, Schedule schedule, double[] start, double[] labels) {
    try (Execution execution = device.open(schedule, Precision.DOUBLE)) {
      execution.write(schedule.inputs().getFirst(), start);
      execution.write(schedule.inputs().getLast(), labels);
      execution.run();
      List<double[]> results = new ArrayList<>();
      schedule.outputs().forEach(output -> results.add(execution.read(output)));
      Carry carry = new Carry(schedule.outputs().getLast(), schedule.inputs().getFirst());
      results.addAll(
          List.of(
              execution.iterate(
                  5, List.of(carry), List.of(schedule.outputs().get(1), carry.from()))));
      return results;
    }
  }

  /** Smooth and bounded, so that a last bit stays a last bit. */
  private Body randomBody(Random random, int inputs) {
    List<Formula> statements = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      Formula left = formulas.slot(random.nextInt(inputs + k));
      Formula right = formulas.slot(random.nextInt(inputs + k));
      statements.add(
          switch (random.nextInt(8)) {
            case 0 -> formulas.add(left, formulas.multiply(formulas.decimal(0.5), right));
            case 1 -> formulas.multiply(bounded(left), bounded(right));
            case 2 -> Operations.apply(formulas, "sigmoid", left);
            case 3 -> Operations.apply(formulas, "softplus", left);
            case 4 ->
                formulas.divide(
                    bounded(left),
                    formulas.add(formulas.power(right, formulas.integer(2)), formulas.integer(1)));
            case 5 -> Operations.apply(formulas, "max", left, right);
            case 6 -> Operations.apply(formulas, "exp", bounded(left));
            default ->
                formulas.piecewise(
                    List.of(
                        new Formula.Case(
                            formulas.relation(Formula.Comparator.LESS, left, right),
                            Operations.apply(formulas, "abs", left))),
                    Operations.apply(formulas, "abs", right));
          });
    }
    statements.add(formulas.add(bounded(formulas.slot(inputs + 5)), bounded(formulas.slot(0))));
    return new Body(inputs, statements);
  }

  private Formula bounded(Formula formula) {
    return Operations.apply(formulas, "sin", formula);
  }
}
