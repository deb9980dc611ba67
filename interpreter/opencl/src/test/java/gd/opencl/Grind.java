package gd.opencl;

import static gd.opencl.ScheduleBuilder.at;

import gd.backend.Execution;
import gd.backend.Precision;
import gd.formula.Formulas;
import gd.kernel.Access;
import gd.kernel.Body;
import gd.kernel.Kernel;
import java.util.List;

/**
 * The program that {@link GrindTest} starts: small tests of every kind of kernel, on whatever
 * device the environment has, in both skins.
 */
final class Grind {
  private Grind() {}

  public static void main(String[] arguments) {
    if (List.of(arguments).contains("wrong")) {
      readBehindTheBuffer();
    } else {
      kernels(new KernelsTest());
      loops(new IterateTest());
      new StreamingTest().fewRows();
    }
    System.out.println("done on " + Devices.any().description());
    System.exit(0);
  }

  private static void kernels(KernelsTest kernels) {
    kernels.arithmeticIsExactlyJavas(5, Precision.DOUBLE);
    kernels.arithmeticIsExactlyJavas(1003, Precision.SINGLE);
    kernels.elementaryFunctions(Precision.SINGLE);
    kernels.conditionsChooseInEveryLane(Precision.SINGLE);
    kernels.stridesTransposeReverseAndBroadcast();
    kernels.placementsPutPartsAtTheirPlaces();
    kernels.reductionsOfVectors(Precision.DOUBLE, 1, 255, 1025);
    kernels.products(Precision.DOUBLE, 17, 33, 19);
    kernels.products(Precision.SINGLE, 9, 40, 17);
    kernels.products(Precision.DOUBLE, 70, 300, 65);
    kernels.rows(Precision.DOUBLE, 1, 1);
    kernels.rows(Precision.DOUBLE, 150, 4);
    kernels.rows(Precision.SINGLE, 130, 37);
    kernels.rows(Precision.DOUBLE, 1025, 9);
    kernels.rows(Precision.SINGLE, 70, 150);
    kernels.softmaxRows(Precision.SINGLE, 150, 5, true);
    kernels.softmaxRows(Precision.DOUBLE, 70, 3, false);
  }

  private static void loops(IterateTest loops) {
    loops.lineThroughFourPoints(Precision.DOUBLE);
    loops.carriesActAtOnce();
    loops.manyCarries();
  }

  /** Shows that a mistake would be found. */
  private static void readBehindTheBuffer() {
    var builder = new ScheduleBuilder();
    int x = builder.input(10);
    int out = builder.buffer(10);
    var formulas = new Formulas();
    var twice = new Body(1, List.of(formulas.add(formulas.slot(0), formulas.slot(0))));
    builder.add(
        new Kernel.Elementwise(
            List.of(10), List.of(new Access(x, 1000, at(x, 1).strides())), twice, out));
    try (Execution execution = Devices.any().open(builder.build(out), Precision.DOUBLE)) {
      execution.write(x, new double[10]);
      execution.run();
      execution.read(out);
    }
  }
}
