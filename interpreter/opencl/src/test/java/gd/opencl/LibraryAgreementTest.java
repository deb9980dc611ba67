package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.backend.Backend;
import gd.evaluate.Value;
import gd.library.Declaration;
import gd.library.Library;
import gd.tensor.Tensor;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every elementary operation of the library computes on a device what it computes on the JVM. */
class LibraryAgreementTest {
  /** OpenCL allows gamma 16 units in the last place, and its logarithm may cancel. */
  private static final double TOLERANCE = 1e-12;

  private static final Session JVM = Session.open(Session.Options.standard().withDevice("jvm"));
  private static final Session OPENCL =
      Session.open(Session.Options.standard().withDevice("opencl"));

  static List<Declaration> operations() {
    Library library = Library.prelude();
    return library.names().stream()
        .flatMap(name -> library.declaration(name).stream())
        .filter(declaration -> declaration.operation().isPresent())
        .toList();
  }

  @BeforeAll
  static void needsADevice() {
    assumeTrue(
        ServiceLoader.load(Backend.class).stream()
            .map(ServiceLoader.Provider::get)
            .anyMatch(b -> b.name().equals("opencl") && !b.devices().isEmpty()),
        "there is no OpenCL device");
  }

  @AfterAll
  static void close() {
    JVM.close();
    OPENCL.close();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void agrees(Declaration declaration) {
    double from = declaration.samples().getFirst();
    double to = declaration.samples().getLast();
    String points = "linspace(%s, %s, 1000)".formatted(from, to);
    String first = declaration.name().equals("polygamma") ? "2.0, " : "";
    String last = first.isEmpty() ? ", linspace(0.3, 0.9, 1000)" : "";
    boolean pair = declaration.operation().orElseThrow().arity() == 2;
    String call = declaration.name() + "(" + (pair ? first + points + last : points) + ")";
    double[] expected = values(JVM.evaluate(call));
    double[] actual = values(OPENCL.evaluate(call));
    for (int i = 0; i < expected.length; i++) {
      assertEquals(
          expected[i], actual[i], TOLERANCE * Math.max(1, Math.abs(expected[i])), call + ", " + i);
    }
  }

  private static double[] values(Outcome outcome) {
    assertTrue(outcome.ok(), () -> outcome.problems().toString());
    Event.Shown shown = (Event.Shown) outcome.events().getLast();
    Tensor.Data data = (Tensor.Data) ((Value.Array) shown.value()).tensor();
    double[] values = new double[data.elements().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((gd.formula.Formula.Decimal) data.elements().formula(i)).value();
    }
    return values;
  }
}
