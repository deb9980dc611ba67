package gd.opencl;

import static gd.opencl.ScheduleBuilder.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.Precision;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.kernel.Body;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.report.DeviceProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import gd.tensor.Tensor.Combine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What kernels look like in OpenCL C: the files in {@code src/test/sources}, which {@code -Dupdate}
 * writes anew. Needs no device.
 */
class TranslatorTest {
  private static final Path SOURCES = Path.of("src/test/sources");
  private static final Pattern NESTED = Pattern.compile("\\([^()]*\\([^()]*\\([^()]*\\(");

  private final Formulas formulas = new Formulas();

  private static void check(String name, String source) throws IOException {
    Path file = SOURCES.resolve(name + ".cl");
    if (System.getProperty("update") != null || !Files.exists(file)) {
      Files.createDirectories(SOURCES);
      Files.writeString(file, source);
    }
    assertEquals(Files.readString(file), source);
    assertFalse(NESTED.matcher(source).find(), "brackets four deep");
  }

  private Formula slot(int index) {
    return formulas.slot(index);
  }

  @Test
  void residuals() throws IOException {
    ScheduleBuilder builder = new ScheduleBuilder();
    int a = builder.input(6);
    int b = builder.input(3);
    int out = builder.buffer(6);
    Body body =
        new Body(
            2,
            List.of(formulas.multiply(formulas.decimal(2), formulas.subtract(slot(0), slot(1)))));
    builder.add(
        new Kernel.Elementwise(List.of(2, 3), List.of(at(a, 3, 1), at(b, 0, 1)), body, out));
    check("residuals", Translator.translate(builder.build(out), Precision.SINGLE, true).source());
  }

  @Test
  void piecewise() throws IOException {
    ScheduleBuilder builder = new ScheduleBuilder();
    int x = builder.input(100);
    int out = builder.buffer(100);
    Formula condition = formulas.relation(Formula.Comparator.GREATER, slot(0), formulas.integer(0));
    Body body =
        new Body(
            1,
            List.of(
                formulas.piecewise(
                    List.of(new Formula.Case(condition, slot(0))),
                    Operations.apply(formulas, "tanh", slot(0)))));
    builder.add(new Kernel.Elementwise(List.of(100), List.of(at(x, 1)), body, out));
    check("piecewise", Translator.translate(builder.build(out), Precision.DOUBLE, true).source());
  }

  @Test
  void logisticRegression() throws IOException {
    ScheduleBuilder builder = new ScheduleBuilder();
    int matrix = builder.input(3000 * 10);
    int w = builder.input(10);
    int y = builder.input(3000);
    int loss = builder.buffer(1);
    int gradient = builder.buffer(10);
    Body body =
        new Body(
            2,
            List.of(
                formulas.subtract(Operations.apply(formulas, "sigmoid", slot(0)), slot(1)),
                formulas.subtract(
                    Operations.apply(formulas, "softplus", slot(0)),
                    formulas.multiply(slot(0), slot(1)))));
    builder.add(
        new Kernel.Rows(
            matrix,
            3000,
            10,
            List.of(at(w, 1)),
            List.of(at(y, 1)),
            body,
            List.of(new RowOutput.Total(3, loss), new RowOutput.Weighted(2, gradient))));
    check(
        "logistic-regression",
        Translator.translate(builder.build(loss, gradient), Precision.DOUBLE, true).source());
  }

  @Test
  void productAndLoop() throws IOException {
    ScheduleBuilder builder = new ScheduleBuilder();
    int matrix = builder.input(9);
    int v = builder.input(3);
    int next = builder.buffer(3);
    int length = builder.buffer(1);
    builder.add(
        new Kernel.Product(
            3,
            3,
            1,
            at(matrix, 3, 1),
            at(v, 1, 1),
            List.of(),
            new Body(1, List.of(slot(0))),
            next));
    builder.add(
        new Kernel.Reduction(
            List.of(),
            List.of(3),
            List.of(at(next, 1)),
            new Body(1, List.of(Operations.apply(formulas, "abs", slot(0)))),
            Combine.MAX,
            length));
    Schedule schedule = builder.build(next, length);
    Translation translation = Translator.translate(schedule, Precision.DOUBLE, true);
    check(
        "power-iteration",
        new LoopSource(translation, List.of(new Carry(next, v)), List.of(length)).loop());
  }

  /**
   * An operation's spelling comes from a text that somebody wrote; only known names get into a
   * source.
   */
  @Test
  void onlyKnownNamesReachASource() {
    for (String spelling : List.of("x); while (1", "printf", "exp(", "gd_nothing", "exp")) {
      Operation operation =
          new Operation(
              "mystery", spelling.equals("exp") ? 2 : 1, Optional.empty(), spelling, "", "");
      Prelude prelude = new Prelude(1);
      List<String> arguments = spelling.equals("exp") ? List.of("a", "b") : List.of("a");
      Refusal refusal =
          assertThrows(Refusal.class, () -> prelude.call(operation, arguments, Lanes.ONE));
      var problem =
          assertInstanceOf(
              DeviceProblem.DeviceFailed.class, refusal.at(new Span(new Source("test", ""), 0, 0)));
      assertTrue(problem.what().contains("`mystery`"), problem.what());
    }
  }

  @Test
  void numbersReadBackExactly() {
    assertEquals("0.1", Statements.literal(0.1, Precision.DOUBLE));
    assertEquals("0.1f", Statements.literal(0.1, Precision.SINGLE));
    assertEquals("(-1.0E-300)", Statements.literal(-1e-300, Precision.DOUBLE));
    assertEquals("(-0.0)", Statements.literal(-0.0, Precision.DOUBLE));
    assertEquals("(-(R)INFINITY)", Statements.literal(-1e300, Precision.SINGLE));
  }
}
