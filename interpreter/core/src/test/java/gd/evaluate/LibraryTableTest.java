package gd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.Devices;
import gd.backend.Precision;
import gd.data.FileAccess;
import gd.display.Display;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Operation;
import gd.library.Declaration;
import gd.library.Library;
import gd.symbolic.Algebra;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the library's table is complete, and its derivative is right. */
class LibraryTableTest {
  private static final Library LIBRARY = Library.prelude();

  private final Interpreter in =
      new Interpreter(
          LIBRARY, new Devices("jvm", Precision.DOUBLE), FileAccess.none(), new Display());

  static List<Declaration> declarations() {
    return LIBRARY.names().stream().flatMap(name -> LIBRARY.declaration(name).stream()).toList();
  }

  static List<Declaration> operations() {
    return declarations().stream().filter(d -> d.operation().isPresent()).toList();
  }

  @ParameterizedTest
  @MethodSource("declarations")
  void hasDocumentationAndAnExample(Declaration declaration) {
    assertFalse(declaration.summary().isBlank(), declaration.name());
    assertTrue(
        declaration.documentation().lines().anyMatch(l -> l.strip().startsWith("> ")),
        declaration.name());
  }

  @Test
  void builtinsAndImplementationsAgree() {
    Set<String> declared =
        declarations().stream()
            .filter(d -> d.operation().isEmpty())
            .map(Declaration::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> implemented = new TreeSet<>(in.builtins().names());
    // max and min are operations and reductions at once.
    implemented.removeAll(operations().stream().map(Declaration::name).toList());
    assertEquals(declared, implemented);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void derivativesAgreeWithDifferences(Declaration declaration) {
    Operation operation = declaration.operation().orElseThrow();
    LibraryDerivatives derivatives = new LibraryDerivatives(in);
    for (int argument = 0; argument < operation.arity(); argument++) {
      if (isOrder(operation, argument)) {
        assertTrue(derivatives.derivative(operation, argument).isEmpty());
        continue;
      }
      Formula derivative = derivatives.derivative(operation, argument).orElseThrow();
      for (double at : samples(declaration)) {
        double[] point = point(operation, at);
        double h = 1e-6;
        double difference =
            (value(operation, point, argument, h) - value(operation, point, argument, -h))
                / (2 * h);
        double declared = evaluation(derivative, operation).at(point);
        assertEquals(
            difference,
            declared,
            1e-7 * Math.max(1, Math.abs(difference)),
            operation.name() + " at " + at);
      }
    }
  }

  private static double[] samples(Declaration declaration) {
    double from = declaration.samples().getFirst();
    double width = declaration.samples().getLast() - from;
    return new double[] {from + width / 6, from + width * 5 / 12, from + width * 5 / 6};
  }

  /** polygamma counts derivatives by its first argument. */
  private static boolean isOrder(Operation operation, int argument) {
    return operation.name().equals("polygamma") && argument == 0;
  }

  private static double[] point(Operation operation, double at) {
    if (operation.arity() == 1) {
      return new double[] {at};
    }
    return isOrder(operation, 0) ? new double[] {2, at} : new double[] {at, 0.6};
  }

  @ParameterizedTest
  @MethodSource("operations")
  void derivativesAgreeWithSymja(Declaration declaration) {
    Operation operation = declaration.operation().orElseThrow();
    if (declaration.jumps().isPresent() || operation.arity() != 1 || operation.symja().isEmpty()) {
      return;
    }
    Algebra algebra = in.algebra();
    Optional<Formula> symja = algebra.derivative(operation, 0);
    if (symja.isEmpty()) {
      assertTrue(
          Set.of("abs", "sign", "cbrt").contains(operation.name()),
          operation.name() + " has no derivative in Symja");
      return;
    }
    Formula ours = new LibraryDerivatives(in).derivative(operation, 0).orElseThrow();
    for (double at : samples(declaration)) {
      double expected = evaluation(symja.get(), operation).at(at);
      assertEquals(
          expected,
          evaluation(ours, operation).at(at),
          1e-11 * Math.max(1, Math.abs(expected)),
          operation.name());
    }
  }

  private double value(Operation operation, double[] point, int argument, double h) {
    List<Value> arguments = new ArrayList<>();
    for (int i = 0; i < operation.arity(); i++) {
      arguments.add(new Value.Scalar(new Formula.Decimal(point[i] + (i == argument ? h : 0))));
    }
    return in.decimals(in.operation(operation.name(), arguments))[0];
  }

  private Evaluation evaluation(Formula derivative, Operation operation) {
    return new Evaluation(
        List.of(derivative),
        IntStream.range(0, operation.arity()).mapToObj(in.formulas()::slot).toList());
  }

  @Test
  void everyFunctionHasHelp() {
    for (String key : LIBRARY.names()) {
      if (LIBRARY.definition(key).orElse(null) instanceof Syntax.FunctionDefinition definition
          && definition.defined() instanceof Syntax.DefinedFunction(_, var name)) {
        assertTrue(LIBRARY.help(name).orElse("").contains("> "), name);
      }
    }
    assertTrue(LIBRARY.help("mse").orElseThrow().startsWith("mse(p, y)"));
    assertTrue(LIBRARY.help("descnd").isEmpty());
  }

  @Test
  void everyPreludeNameIsFoundByTheSession() {
    for (String name : LIBRARY.names()) {
      assertTrue(in.libraryScope().here(name).isPresent(), name);
    }
  }
}
