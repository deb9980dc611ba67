package gd.opencl;

import static gd.opencl.ScheduleBuilder.at;
import static org.jocl.CL.clReleaseProgram;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.Precision;
import gd.formula.Formulas;
import gd.kernel.Body;
import gd.kernel.Kernel;
import gd.kernel.Schedule;
import gd.report.DeviceProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jocl.cl_program;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory and compiled programs: counted, shared, freed, refused. */
class ResourcesTest {
  private static final String SOURCE = "__kernel void k(__global int *x) { x[0] = %d; }";
  private static final Span NOWHERE = new Span(new Source("test", ""), 0, 0);

  @TempDir Path folder;
  private @Nullable Device device;
  private final Formulas formulas = new Formulas();

  private static OpenClDevice.Native device() {
    return ((OpenClDevice) Devices.any()).nativeSide();
  }

  private Schedule twice(Tensor.Data data) {
    ScheduleBuilder builder = new ScheduleBuilder();
    int x = builder.constant(data);
    int out = builder.buffer(data.shape().size());
    Body body = new Body(1, List.of(formulas.multiply(formulas.integer(2), formulas.slot(0))));
    builder.add(new Kernel.Elementwise(List.of(data.shape().size()), List.of(at(x, 1)), body, out));
    return builder.build(out);
  }

  @Test
  void closingFreesAndConstantsStay() {
    OpenClDevice.Native device = device();
    device.constants().dropUnused();
    long before = device.context().used();
    Tensor.Data data = new Tensor.Data(Shape.of(1000), new Elements.Decimals(new double[1000]));
    Schedule schedule = twice(data);
    try (Execution first = Devices.any().open(schedule, Precision.DOUBLE);
        Execution second = Devices.any().open(schedule, Precision.DOUBLE)) {
      first.run();
      second.run();
      assertEquals(before + 3 * 8000, device.context().used());
      assertArrayEquals(first.read(1), second.read(1));
    }
    assertEquals(before + 8000, device.context().used());
    device.constants().dropUnused();
    assertEquals(before, device.context().used());
    assertEquals(1000, data.shape().size());
  }

  @Test
  void constantsGoWithTheirArrays() throws InterruptedException {
    OpenClDevice.Native device = device();
    device.constants().dropUnused();
    long before = device.context().used();
    Devices.any()
        .open(
            twice(new Tensor.Data(Shape.of(512), new Elements.Decimals(new double[512]))),
            Precision.DOUBLE)
        .close();
    for (int i = 0; i < 100 && device.context().used() != before; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertEquals(before, device.context().used());
  }

  /**
   * An execution outlives the back end it came from; the device is given back when both are gone.
   */
  @Test
  void aForgottenBackEndIsGivenBack() throws InterruptedException {
    Devices.any();
    Schedule schedule =
        twice(new Tensor.Data(Shape.of(2), new Elements.Decimals(new double[] {1, 2})));
    WeakReference<Device> forgotten;
    try (Execution execution = openOnABackEndOfItsOwn(schedule)) {
      forgotten = new WeakReference<>(device);
      device = null;
      for (int i = 0; i < 100 && forgotten.get() != null; i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertNull(forgotten.get());
      execution.run();
      assertArrayEquals(new double[] {2, 4}, execution.read(1));
    }
  }

  private Execution openOnABackEndOfItsOwn(Schedule schedule) {
    device = new OpenClBackend().devices().getFirst();
    return device.open(schedule, Precision.DOUBLE);
  }

  @Test
  void tooMuchIsRefused() {
    ScheduleBuilder builder = new ScheduleBuilder();
    int x = builder.input(1);
    int out = builder.buffer(Integer.MAX_VALUE);
    builder.add(
        new Kernel.Elementwise(
            List.of(Integer.MAX_VALUE),
            List.of(at(x, 0)),
            new Body(1, List.of(formulas.slot(0))),
            out));
    device().constants().dropUnused();
    long before = device().context().used();
    long limit = device().context().found().largestBuffer();
    org.junit.jupiter.api.Assumptions.assumeTrue(
        limit < 8L * Integer.MAX_VALUE, "this device has room for 16 GB");
    Refusal refusal =
        assertThrows(Refusal.class, () -> Devices.any().open(builder.build(out), Precision.DOUBLE));
    var problem = assertInstanceOf(DeviceProblem.OutOfMemory.class, refusal.at(NOWHERE));
    assertEquals(8L * Integer.MAX_VALUE, problem.bytes());
    assertEquals(before, device().context().used());
  }

  @Test
  void aSourceThatDoesNotCompileIsADevicesFailure() {
    Refusal refusal =
        assertThrows(Refusal.class, () -> device().programs().get("__kernel void k( { nonsense }"));
    var problem = assertInstanceOf(DeviceProblem.DeviceFailed.class, refusal.at(NOWHERE));
    assertTrue(problem.what().startsWith("its compiler refused a kernel: "), problem.what());
  }

  @Test
  void binariesAreKeptAndDamagedOnesMadeAnew() throws IOException {
    CacheFolder cache = new CacheFolder(folder);
    String source = SOURCE.formatted(System.nanoTime() % 1000);
    build(cache, source);
    Path binary = onlyFile();
    byte[] good = Files.readAllBytes(binary);
    build(cache, source);
    assertArrayEquals(good, Files.readAllBytes(binary));
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(binary, bad);
    build(cache, source);
    assertEquals(good.length, Files.size(onlyFile()));
    Files.write(binary, new byte[5]);
    build(cache, source);
    assertEquals(good.length, Files.size(onlyFile()));
  }

  private static void build(CacheFolder cache, String source) {
    cl_program program = new Programs(device().context(), cache, true).get(source);
    clReleaseProgram(program);
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("opencl"))) {
      List<Path> all = new ArrayList<>(files.toList());
      assertEquals(1, all.size());
      return all.getFirst();
    }
  }
}
