package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.Session;
import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.Precision;
import gd.backend.jvm.JvmDevice;
import gd.data.FileAccess;
import gd.kernel.Schedule;
import gd.report.Source;
import gd.transcript.Answers;
import gd.transcript.Conversation;
import gd.transcript.Repository;
import gd.transcript.Transcript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The examples say the same on an OpenCL device as on the JVM, decimals up to 1e-9: some whole, and
 * of all of them kernels of every form, many compiled at once.
 */
class DevicesAgreeTest {
  private static final double TOLERANCE = 1e-9;

  /** Kernels of a program. */
  private static final int AT_ONCE = 40;

  /** Each of these meets the device in its own way: descents, batches, many starts, notes. */
  private static final List<String> WHOLE =
      List.of("README.md", "examples/logistic.gd", "examples/lectures/batches.gd");

  @TestFactory
  Stream<DynamicTest> wholeExamples() {
    Devices.any();
    return WHOLE.stream()
        .map(name -> dynamicTest(name, () -> agreeOn(Repository.root().resolve(name))));
  }

  @Test
  void kernelsOfEveryExample() {
    Device device = Devices.any();
    KernelsOfExamples kernels = new KernelsOfExamples();
    List<Path> files = new ArrayList<>(Repository.examples());
    files.add(Repository.root().resolve("README.md"));
    files.add(Repository.root().resolve("examples/language.md"));
    for (Path file : files) {
      RecordingBackend.of(() -> answers("recording", file, texts(file))).forEach(kernels::add);
    }
    List<Schedule> programs = kernels.together(AT_ONCE);
    assertTrue(programs.size() > 2, "the examples make more kernels than these");
    for (Schedule schedule : programs) {
      List<double[]> jvm = results(new JvmDevice(), schedule);
      List<double[]> opencl = results(device, schedule);
      for (int k = 0; k < jvm.size(); k++) {
        compare(jvm.get(k), opencl.get(k), schedule, k);
      }
    }
  }

  private static List<double[]> results(Device device, Schedule schedule) {
    Random random = new Random(8);
    try (Execution execution = device.open(schedule, Precision.DOUBLE)) {
      for (int input : schedule.inputs()) {
        int size = schedule.buffers().get(input).size();
        execution.write(input, random.doubles(size, 0.2, 0.9).toArray());
      }
      execution.run();
      return schedule.outputs().stream().map(execution::read).toList();
    }
  }

  private static void compare(double[] expected, double[] actual, Schedule schedule, int result) {
    for (int i = 0; i < expected.length; i++) {
      double bound = TOLERANCE * Math.max(1, Math.abs(expected[i]));
      boolean isSame =
          Double.compare(expected[i], actual[i]) == 0 || Math.abs(expected[i] - actual[i]) <= bound;
      int at = i;
      assertTrue(
          isSame,
          () ->
              "element %d of buffer %d is %s on the JVM, %s on the device, in:%n%s"
                  .formatted(
                      at,
                      schedule.outputs().get(result),
                      expected[at],
                      actual[at],
                      gd.kernel.SchedulePrinter.print(schedule, 6)));
    }
    assertEquals(expected.length, actual.length);
  }

  private static void agreeOn(Path file) {
    List<String> texts = texts(file);
    List<String> jvm = answers("jvm", file, texts);
    List<String> opencl = answers("opencl", file, texts);
    assertTrue(
        Answers.match(jvm, opencl, TOLERANCE),
        () ->
            "on the JVM\n" + String.join("\n", jvm) + "\non OpenCL\n" + String.join("\n", opencl));
  }

  /** A script is run whole, and then asked for the coefficients it may have found. */
  private static List<String> texts(Path file) {
    List<String> lines = Repository.lines(file);
    return file.toString().endsWith(".gd")
        ? List.of(String.join("\n", lines), file.endsWith("logistic.gd") ? "fit.w" : "")
        : Transcript.parse(lines).exchanges().stream().map(Transcript.Exchange::text).toList();
  }

  private static List<String> answers(String device, Path file, List<String> texts) {
    List<String> answers = new ArrayList<>();
    try (var conversation =
        new Conversation(
            new Session.Options(device, 64, FileAccess.everywhere(file.getParent())))) {
      conversation.ask("digits(17)");
      for (String text : texts) {
        for (String line : conversation.ask(new Source(file.getFileName().toString(), text))) {
          answers.add(
              line.replaceAll("\\b(jvm|opencl:\\d+)\\b", "device")
                  .replaceAll("\\b\\d+(\\.\\d+)? ?(s|ms|µs)\\b", "time"));
        }
      }
    }
    return answers;
  }
}
