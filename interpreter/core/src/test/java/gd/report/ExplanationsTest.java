package gd.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.report.NameProblem.Near;
import gd.report.RunProblem.Trace;
import gd.report.ShapeProblem.Side;
import gd.report.SyntaxProblem.Reading;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every kind of problem is said in the same manner. */
class ExplanationsTest {
  private static final Source SOURCE = new Source("a.gd", "f(x) = data.price + 1");
  private static final Span AT = new Span(SOURCE, 7, 17);

  @TestFactory
  Stream<DynamicTest> everyKind() {
    return Arrays.stream(Problem.class.getPermittedSubclasses())
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
        .map(kind -> dynamicTest(kind.getSimpleName(), () -> check(kind)));
  }

  private static void check(Class<?> kind) throws ReflectiveOperationException {
    for (boolean full : List.of(true, false)) {
      Problem problem = problem(kind, full);
      Report report = Explanations.explain(problem);
      int words = report.title().split(" ").length;
      assertTrue(words <= 5 && !report.title().endsWith("."), report.title());
      assertTrue(report.title().matches("[A-Z].*"), report.title());
      assertTrue(report.labels().stream().anyMatch(l -> !l.secondary()), "nothing is marked");
      assertTrue(
          report.labels().stream()
              .filter(Report.Label::secondary)
              .noneMatch(l -> l.phrase().isEmpty()));
      assertTrue(report.hints().stream().noneMatch(String::isBlank), report.hints().toString());
      String text = TextRenderer.plain(report);
      assertFalse(
          text.contains("  \n") || text.contains("\n\n\n") || text.contains("Optional"), text);
      assertFalse(text.contains(".."), text);
    }
  }

  private static Problem problem(Class<?> kind, boolean full) throws ReflectiveOperationException {
    RecordComponent[] components = kind.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(c -> value(c.getGenericType(), full)).toArray();
    Constructor<?> constructor = kind.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return (Problem) constructor.newInstance(values);
  }

  private static Object value(Type type, boolean full) {
    if (type instanceof ParameterizedType generic) {
      Object one = value(generic.getActualTypeArguments()[0], full);
      return generic.getRawType() == Optional.class
          ? full ? Optional.of(one) : Optional.empty()
          : full ? List.of(one) : List.of();
    }
    return switch (((Class<?>) type).getSimpleName()) {
      case "Span" -> AT;
      case "int" -> 3;
      case "long" -> 3_000_000_000L;
      case "OptionalInt" -> full ? OptionalInt.of(3) : OptionalInt.empty();
      case "double" -> 0.25;
      case "boolean" -> full;
      case "String" -> "price";
      case "Near" -> new Near("descend(f, start)", "gradient descent");
      case "Reading" -> new Reading("(1/2)*x", "half of x");
      case "Trace" -> new Trace(3, 1e30, Double.POSITIVE_INFINITY);
      case "Gap" -> new DataProblem.Gap("rooms", 2, 500, 17);
      case "Reason" -> MathProblem.NoAnswer.Reason.OTHER;
      case "Disagreement" -> new MathProblem.Disagreement("x = 1", "3", "2");
      case "Side" ->
          new Side(
              "vector of 3",
              full ? Optional.of(AT) : Optional.empty(),
              List.of(),
              full ? "(3 × 2)*2" : "");
      default -> throw new IllegalStateException("no sample of " + type);
    };
  }
}
