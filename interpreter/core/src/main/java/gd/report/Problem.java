package gd.report;

import java.lang.reflect.RecordComponent;

/**
 * Something wrong (or worth a warning), as data: spans and texts only, one record a kind. {@link
 * Explanations} says it to a person.
 */
public sealed interface Problem
    permits SyntaxProblem,
        NameProblem,
        MathProblem,
        ShapeProblem,
        RunProblem,
        DataProblem,
        DeviceProblem {
  /** Where it went wrong. */
  Span at();

  /** The same problem, at another place. */
  default Problem moved(Span to) {
    try {
      RecordComponent[] components = getClass().getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] =
            components[i].getName().equals("at") ? to : components[i].getAccessor().invoke(this);
      }
      return (Problem) getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The stable name of its kind: {@code unknown-name}. */
  default String kind() {
    return kind(getClass());
  }

  /** The stable name of a kind. */
  static String kind(Class<?> problem) {
    return problem
        .getSimpleName()
        .replaceAll("(?<!^)([A-Z])", "-$1")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
