package gd.syntax;

import gd.report.Problem;
import gd.report.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trees as one line, without the spans: equal lines are equal trees. */
final class Flat {
  private Flat() {}

  static String of(Object tree) {
    return switch (tree) {
      case Problem problem -> problem.getClass().getSimpleName();
      case Optional<?> optional -> optional.map(Flat::of).orElse("-");
      case List<?> list -> "[" + String.join(", ", list.stream().map(Flat::of).toList()) + "]";
      case String text -> "\"" + text.replace("\n", "\\n") + "\"";
      case Record node ->
          node.getClass().getSimpleName() + "(" + String.join(", ", parts(node)) + ")";
      default -> String.valueOf(tree);
    };
  }

  private static List<String> parts(Record node) {
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      if (component.getType() != Span.class) {
        try {
          component.getAccessor().setAccessible(true);
          parts.add(of(component.getAccessor().invoke(node)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return parts;
  }
}
