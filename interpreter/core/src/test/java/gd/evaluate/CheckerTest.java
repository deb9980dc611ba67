package gd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.Session;
import gd.data.FileAccess;
import gd.report.Source;
import gd.transcript.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Problems that are found without running a script. */
class CheckerTest {
  private static List<String> problems(Path folder, Source source) {
    Session.Options options = new Session.Options("jvm", 64, new FileAccess(folder));
    try (Session session = Session.open(options)) {
      return session.check(source).stream()
          .map(p -> p.kind() + " " + p.at().source().line(p.at().start()) + " " + p.at().text())
          .toList();
    }
  }

  private static List<String> problems(String... lines) {
    return problems(Path.of(""), new Source("test", String.join("\n", lines)));
  }

  @Test
  void everyStatementIsLookedAt() {
    assertEquals(
        List.of(
            "unknown-name 1 descnd",
            "wrong-number-of-arguments 3 area(1, 2, 3)",
            "unknown-argument 4 depth=3",
            "unknown-name 5 velocty",
            "wrong-number-of-arguments 6 sin(1, 2)",
            "unknown-argument 7 lrate=1"),
        problems(
            "best = descnd(w^2, 1)",
            "area(width, height=2) = width*height",
            "area(1, 2); area(1); area(1, 2, 3)",
            "area(1, 2, depth=3)",
            "f(x) = velocty*x",
            "sin(1, 2)",
            "round(2.5, lrate=1)"));
  }

  @Test
  void syntaxComesFirst() {
    assertEquals(
        List.of("two-ways-to-read 1 1/2x", "decimal-comma 3 3,14"),
        problems("half(x) = 1/2x", "ok = 1", "y = 3,14"));
  }

  @Test
  void whatIsDefinedLaterIsKnownInsideFunctionsOnly() {
    assertEquals(
        List.of("unknown-name 2 scale"),
        problems("times(t) = scale*t", "scale", "scale = 3", "times(2)"));
  }

  @Test
  void localsVariablesAndLettersAreKnown() {
    assertEquals(
        List.of(),
        problems(
            "root(h, start, steps=20) = {",
            "  point = start",
            "  for step in 1..steps { point = point - h(point)/h'(point) }",
            "  point",
            "}",
            "total = sum(index^2 for index in 1..3)",
            "diff(velocity^2, velocity)",
            "symbol mass",
            "mass*ans + (first -> first + u)(2)",
            "while total > 3 { lower = total; total = total - 1 }",
            "at(w^2 + time, time=3)",
            "lower"));
  }

  @Test
  void aFunctionDefinedTwiceOrAParameterHasNoOneSignature() {
    assertEquals(
        List.of(), problems("f(x) = x", "f(x, y) = x*y", "f(1, 2)", "apply(sin) = sin(1, 2)"));
  }

  @Test
  void importsAreRead(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("mine.gd"), "twofold(x) = 2x\n");
    String text = "import \"mine.gd\"\nimport stats\nimport statz\ntwofold(median([1, 2]))\n";
    assertEquals(
        List.of("no-such-module 3 import statz"), problems(folder, new Source("test", text)));
  }

  @TestFactory
  Stream<DynamicTest> theExamplesHaveNone() {
    return Repository.files(Repository.root().resolve("examples"), ".gd").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertEquals(
                            List.of(),
                            problems(
                                file.getParent(),
                                new Source(
                                    file.toString(), String.join("\n", Repository.lines(file)))))));
  }
}
