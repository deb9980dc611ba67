package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.pages.Trees;
import gd.report.Source;
import gd.syntax.Syntax.Assignment;
import gd.syntax.Syntax.Documentation.Example;
import gd.syntax.Syntax.External;
import gd.syntax.Syntax.FunctionDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentationTest {
  private static final String TEXT =
      """
      ## Of nothing: a line is between.

      ## The natural exponential.
      ##     > exp(0)
      ##     1
      ##     > exp(1); exp(2)
      ##     e
      ##     e^2
      ##
      ## It grows.
      @latex("e^{#1}") @opencl("exp")
      external exp(x)
      # a comment
      f(x) = {
        ## Inside.
        a = 3
      }
      """;

  @Test
  void standsDirectlyAboveItsDefinition() {
    Parsed parsed = Parser.parse(new Source("doc", TEXT));
    External exp = (External) parsed.statements().getFirst();
    assertEquals(
        "The natural exponential.\n"
            + "    > exp(0)\n"
            + "    1\n"
            + "    > exp(1); exp(2)\n"
            + "    e\n"
            + "    e^2\n\n"
            + "It grows.",
        exp.documentation().orElseThrow().text());
    assertEquals(List.of("e^{#1}"), exp.annotations().getFirst().arguments());
    FunctionDefinition f = (FunctionDefinition) parsed.statements().get(1);
    assertEquals("none", Trees.flat(f.documentation()));
    Assignment a = (Assignment) ((Syntax.Block) f.body()).statements().getFirst();
    assertEquals("Inside.", a.documentation().orElseThrow().text());
  }

  @Test
  void carriesExamples() {
    External exp = (External) Parser.parse(new Source("doc", TEXT)).statements().getFirst();
    assertEquals(
        List.of(new Example("exp(0)", "1"), new Example("exp(1); exp(2)", "e\ne^2")),
        exp.documentation().orElseThrow().examples());
  }
}
