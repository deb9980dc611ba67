package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command: what goes to which stream, and the exit status. */
class CommandTest {
  @TempDir Path folder;

  private record Ended(int status, String out, String err) {}

  private static Ended gd(String in, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var input = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
    int status = new Main(new Streams(input, out, err, false, Style.PLAIN)).run(List.of(arguments));
    return new Ended(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void resultsGoToTheOutput() {
    assertEquals(new Ended(0, "2x + 3\n7\n", ""), gd("", "-e", "f(x)=x^2+3x+2; diff(f,x); f'(2)"));
    assertEquals(new Ended(0, "1/2\n", ""), gd("1/3 + 1/6", "-"));
    assertEquals(new Ended(0, "1/2\n", ""), gd("\uFEFF1/3 + 1/6\r\n"));
  }

  @Test
  void problemsGoToTheErrorsAndTheStatusIsOne() {
    Ended ended = gd("", "-e", "descnd(1)\n1 + 1");
    assertEquals(1, ended.status());
    assertTrue(ended.err().startsWith("error: Unknown name\n  ┌─ -e:1:1\n"), ended.err());
  }

  @Test
  void aWrongCommandLineIsShownWithAMark() {
    Ended ended = gd("", "--divice", "jvm");
    assertEquals(2, ended.status());
    assertEquals("", ended.out());
    assertEquals(
        """
        error: Unknown option
          ┌─ <command line>:1:4
          │
        1 │ gd --divice jvm
          │    ^^^^^^^^

        Hint: `gd --help` lists the options.
        """,
        ended.err());
  }

  @Test
  void aScriptReadsFilesBesideIt() throws IOException {
    Files.writeString(folder.resolve("d.csv"), "a,b\n1,2\n3,4\n");
    Path script = Files.writeString(folder.resolve("a.gd"), "sum(read(\"d.csv\").b)\n");
    assertEquals(new Ended(0, "6.0\n", ""), gd("", "run", script.toString()));
  }

  @Test
  void helpVersionAndDevicesAreResults() {
    assertEquals(new Ended(0, Main.HELP + "\n", ""), gd("", "--help"));
    assertTrue(gd("", "--version").out().startsWith("gd "));
    assertTrue(gd("", "devices").out().contains("jvm"));
  }

  @Test
  void scriptsAreLaidOutInPlaceOrNotAtAll() throws IOException {
    Path script = Files.writeString(folder.resolve("a.gd"), "f(x)=x^2 # square\n\n\nf( 3 )\n");
    Path broken = Files.writeString(folder.resolve("b.gd"), "f(x)=1/2x\n");
    assertEquals(new Ended(1, script + "\n", ""), gd("", "fmt", "--check", script.toString()));
    assertEquals(new Ended(0, "", ""), gd("", "fmt", script.toString()));
    assertEquals("f(x) = x^2  # square\n\nf(3)\n", Files.readString(script));
    assertEquals(new Ended(0, "", ""), gd("", "fmt", "--check", script.toString()));
    Ended refused = gd("", "fmt", broken.toString());
    assertEquals(1, refused.status());
    assertTrue(refused.err().startsWith("error: Two ways to read this"), refused.err());
    assertEquals("f(x)=1/2x\n", Files.readString(broken));
    assertEquals(new Ended(0, "a = 1\n", ""), gd("a=1", "fmt", "-"));
  }

  @Test
  void checkingFindsProblemsWithoutRunning() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("a.gd"), "print(\"ran\")\n" + "sine(1)\n".repeat(7) + "cos(1, 2)\n");
    Ended ended = gd("", "check", script.toString());
    assertEquals(1, ended.status());
    assertEquals("", ended.out());
    assertEquals(5, ended.err().split("error: Unknown name", -1).length - 1);
    assertTrue(ended.err().endsWith("… and 3 more\n"), ended.err());
    assertEquals(new Ended(0, "", ""), gd("x^2", "check", "-"));
  }

  @Test
  void kernelShowsWhatRunsForACall() {
    Ended shown = gd("", "kernel", "L(w) = log(1 + exp(w)); L(0.5)");
    assertTrue(shown.out().startsWith("rules: stable forms\ngraph:\n  map softplus(#1) w\n"));
    assertTrue(shown.out().contains("gradient by w:\n  map sigmoid(#1) w\n"));
    assertTrue(gd("", "kernel", "A = [1.5, 2; 3, 4]; A*A").out().contains("= product [2, 2, 2]"));
    Ended gradient = gd("", "kernel", "f(w) = sum(w.^2); ∇f([1.0, 2.0])");
    assertTrue(gradient.out().contains("gradient by w:\n  map 2*#1 w\n"), gradient.err());
    assertEquals(2, gd("", "kernel").status());
    assertEquals(1, gd("", "kernel", "L(0.5").status());
  }

  @Test
  void namesAndProblemsAreExplained() {
    assertTrue(gd("", "help", "cos").out().startsWith("cos(x)\n\n"));
    Ended explained = gd("", "explain", "decimal-comma");
    assertTrue(explained.out().startsWith("decimal-comma\n\n"), explained.out());
    assertTrue(explained.out().contains("Hint: 3.14"), explained.out());
    assertEquals(explained, gd("", "help", "decimal-comma"));
    Ended unknown = gd("", "explain", "decimal-coma");
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().endsWith("Hint: gd explain decimal-comma\n"), unknown.err());
    assertEquals(2, gd("", "help", "cosine_of").status());
  }

  @Test
  void jsonTellsEverythingOnTheOutput() {
    Ended ended = gd("", "--json", "-e", "1/3; 1/0");
    assertEquals(1, ended.status());
    assertEquals("", ended.err());
    assertEquals(2, ended.out().lines().count());
    assertTrue(ended.out().contains("\"problem\":\"division-by-zero\""), ended.out());
  }

  @Test
  void valuesAreShownInTwoDimensions() {
    assertEquals(
        new Ended(0, "   1\n───────\n x + 1\n", ""), gd("", "--display", "2d", "-e", "1/(x+1)"));
  }

  @Test
  void aFullDiskIsSaidAndAReaderThatLeftIsNot() {
    for (var fault : List.of("No space left on device", "Broken pipe")) {
      var out =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              throw new IOException(fault);
            }
          };
      var err = new ByteArrayOutputStream();
      var streams =
          new Streams(new ByteArrayInputStream(new byte[0]), out, err, false, Style.PLAIN);
      boolean full = fault.startsWith("No space");
      assertEquals(full ? 1 : 141, new Main(streams).run(List.of("-e", "1; 2; 3")));
      assertEquals(
          full ? "error: The output cannot be written\n\nNo space left on device\n" : "",
          err.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void anInterruptedScriptEndsSoonWithItsOwnStatus() throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("a.gd"), "print(\"on\")\nx = 0\nwhile true { x = x + 1 }\n");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), "gd.cli.Main", script.toString());
    Process process = builder.start();
    assertEquals("on", process.inputReader().readLine());
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(130, process.exitValue());
    assertTrue(
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
            .startsWith("error: "));
  }
}
