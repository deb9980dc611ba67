package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.Session;
import gd.backend.Backend;
import gd.data.FileAccess;
import gd.report.Source;
import gd.transcript.Answers;
import gd.transcript.Conversation;
import gd.transcript.Repository;
import gd.transcript.Transcript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples say the same on an OpenCL device as on the JVM, decimals up to 1e-9. */
class DevicesAgreeTest {
  private static final double TOLERANCE = 1e-9;

  @TestFactory
  Stream<DynamicTest> scripts() {
    return Repository.examples().stream()
        .map(script -> dynamicTest(script.getFileName().toString(), () -> agreeOn(script)));
  }

  @TestFactory
  Stream<DynamicTest> pages() {
    Path root = Repository.root();
    return Stream.of(
            root.resolve("README.md"),
            root.resolve("examples/language.md"),
            root.resolve("interpreter/core/src/test/transcripts/thirty-lines.md"))
        .map(page -> dynamicTest(page.getFileName().toString(), () -> agreeOn(page)));
  }

  private static void agreeOn(Path file) {
    assumeTrue(
        ServiceLoader.load(Backend.class).stream()
            .map(ServiceLoader.Provider::get)
            .anyMatch(b -> b.name().equals("opencl") && !b.devices().isEmpty()),
        "there is no OpenCL device");
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
