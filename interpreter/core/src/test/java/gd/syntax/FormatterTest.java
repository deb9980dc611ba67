package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.report.Source;
import gd.transcript.Repository;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The layout of texts, and that all of ours have it. */
class FormatterTest {
  private static String formatted(String text) {
    Formatted result = Formatter.format(new Source("test", text));
    assertEquals(java.util.List.of(), result.problems());
    assertEquals(result.text(), Formatter.format(new Source("test", result.text())).text());
    return result.text();
  }

  @Test
  void spacesFollowTheLanguagesStyle() {
    assertEquals(
        """
        f(x) = 3x^2 - 2*x + 1
        g(x, y=1) = (x + 1)(x - 2)
        descend(f, [0, 0], lr=-0.1)
        if a < -1 and not b then { 1 } else -x.T
        A[2, :] + v[1..n - 1]·[1, 2; 3, 4]
        h = (x, y) -> ∂f/∂x(x)
        0..1 by .1
        """,
        formatted(
            """
            f( x )=3x ^ 2-2 * x+1;
            g (x,y = 1)  =  (x+1)(x-2)
            descend(f,[ 0,0 ] , lr = - 0.1)
            if a< -1 and not b then {1} else - x .T
            A [2,:]+v[ 1 .. n-1 ] · [1,2;3,4]
            h=(x,y)->∂f / ∂x( x )
            0 .. 1 by .1
            """));
  }

  @Test
  void commentsDocumentationAndLineBreaksStay() {
    assertEquals(
        """
        # What it is about.

        import stats  # first

        ## The slope.
        ##     > f(1)
        ##     2
        f(x) = {  # a block
          # inside
          y = x^2  # a square

          y +
            x
          # last
        }
        a = [1, 2;    # aligned
             30, 40]  # below
        total = sum(
          a)
        # the end
        """,
        formatted(
            """



            # What it is about.


            import stats # first
            \s
            ## The slope.
            ##     > f(1)
            ##     2
            f(x)={ # a block

                # inside
              y=x^2      # a square


              y+
              x
              # last

            }
            a=[1,2;# aligned
            30,40] # below
            total = sum(
            a)
            # the end

            """));
  }

  @Test
  void bytesOrderMarksAndOtherLineEndsGo() {
    assertEquals("a = 1\nb = 2\n", formatted("\uFEFFa=1\r\nb=2\r"));
    assertEquals("", formatted("\n\n"));
    assertEquals("# only this\n", formatted("  # only this"));
  }

  @Test
  void aMinusAtTheBeginningOfALineIsASign() {
    assertEquals("x\n-1\n", formatted("x\n- 1"));
  }

  @Test
  void aTextWithProblemsStaysAsItIs() {
    String text = "f(x)=1/2x\n";
    Formatted result = Formatter.format(new Source("test", text));
    assertEquals(text, result.text());
    assertFalse(result.problems().isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> theLibraryAndTheExamplesAreFormatted() {
    Path root = Repository.root();
    return Stream.of("stdlib/src/main/resources", "examples")
        .flatMap(folder -> Repository.files(root.resolve(folder), ".gd").stream())
        .map(file -> dynamicTest(root.relativize(file).toString(), () -> check(file)));
  }

  private static void check(Path file) {
    String text = String.join("\n", Repository.lines(file)) + "\n";
    String formatted = formatted(text);
    if (Repository.updates()) {
      Repository.write(file, formatted.lines().toList());
    } else {
      assertEquals(formatted, text, "gd fmt " + file.getFileName() + " lays it out");
    }
  }
}
