package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.cli.Command.Input;
import gd.cli.Command.Settings;
import gd.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  private static Command read(String... words) throws UsageException {
    return CommandLine.read(List.of(words), true);
  }

  private static Report wrong(String... words) {
    return assertThrows(UsageException.class, () -> read(words)).report();
  }

  @Test
  void withoutArgumentsAPersonGetsAPromptAndAPipeIsAScript() throws UsageException {
    assertEquals(new Command.Prompt(new Settings("auto", 64)), read());
    var piped = assertInstanceOf(Command.Run.class, CommandLine.read(List.of(), false));
    assertInstanceOf(Input.StandardInput.class, piped.input());
  }

  @Test
  void aFileIsRunWithAndWithoutTheWordRun() throws UsageException {
    for (String[] words : new String[][] {{"run", "a.gd"}, {"a.gd"}, {"run", "--", "a.gd"}}) {
      var run = assertInstanceOf(Command.Run.class, read(words));
      assertEquals("a.gd", assertInstanceOf(Input.File.class, run.input()).path());
    }
  }

  @Test
  void someCommandsTakeSeveralFiles() throws UsageException {
    var format = assertInstanceOf(Command.Format.class, read("fmt", "a.gd", "--check", "b.gd"));
    assertEquals(2, format.inputs().size());
    assertEquals(true, format.check());
    assertEquals(2, assertInstanceOf(Command.Check.class, read("check", "a", "b")).inputs().size());
  }

  @Test
  void aDashIsTheStandardInput() throws UsageException {
    assertInstanceOf(
        Input.StandardInput.class, assertInstanceOf(Command.Run.class, read("-")).input());
  }

  @ParameterizedTest
  @CsvSource({"-e^2", "--help", "-", "1+1", "x = 'a b'"})
  void whateverFollowsEIsText(String text) throws UsageException {
    assertEquals(new Command.Run(new Input.Text(text), new Settings("auto", 64)), read("-e", text));
  }

  @Test
  void optionsMayStandAnywhere() throws UsageException {
    for (String[] words :
        new String[][] {
          {"--device", "opencl:0", "--precision=32", "-e", "1"},
          {"-e", "1", "--precision", "32", "--device=opencl:0"}
        }) {
      Command.Run run = assertInstanceOf(Command.Run.class, read(words));
      assertEquals(new Input.Text("1"), run.input());
      assertEquals("opencl:0", run.settings().device());
      assertEquals(32, run.settings().precision());
      assertTrue(run.settings().deviceAt().orElseThrow().text().startsWith("--device"));
    }
  }

  @Test
  void helpAndVersionWinOverWhatFollows() throws UsageException {
    assertEquals(new Command.Help(), read("run", "--help", "--nonsense"));
    assertEquals(new Command.Version(), read("--version"));
    assertEquals(new Command.Devices(), read("devices"));
  }

  @ParameterizedTest
  @CsvSource({
    "--nonsense,                Unknown option,                       --nonsense",
    "-x,                        Unknown option,                       -x",
    "a.gd b.gd,                 One script at a time,                 b.gd",
    "devices a.gd,              Nothing to run here,                  a.gd",
    "run,                       No script to run,                     run",
    "-e,                        Something is missing after -e,        -e",
    "a.gd --device,             Something is missing after --device,  --device",
    "a.gd --device gpu,         No such kind of device,               gpu",
    "a.gd --device=opencl:x,    No such kind of device,               --device=opencl:x",
    "a.gd --precision 16,       No such precision,                    16",
    "a.gd --display 3d,         No such display,                      3d",
    "a.gd --check,              Unknown option,                       --check",
    "fmt,                       No script to lay out,                 fmt",
    "check,                     No script to check,                   check",
    "help,                      No name,                              help",
    "explain,                   No problem,                           explain",
    "help sin cos,              One name at a time,                   cos"
  })
  void aMistakeIsShownUnderTheWordThatMadeIt(String words, String title, String marked) {
    Report report = wrong(words.split(" "));
    assertEquals(title, report.title());
    assertEquals(marked, report.labels().getFirst().span().text());
  }

  @Test
  void aLongOrManyLinedTextIsCutInTheLineThatIsShown() {
    Report report = wrong("-e", "f(x) = x\nf(2)", "--nonsense");
    assertEquals("gd -e 'f(x) = x…' --nonsense", report.labels().getFirst().span().source().text());
    assertEquals("--nonsense", report.labels().getFirst().span().text());
  }
}
