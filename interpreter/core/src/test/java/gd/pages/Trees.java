package gd.pages;

import gd.report.Problem;
import gd.report.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records as indented lines, without their spans: how a tree is shown in a page. */
public final class Trees {
  private static final int WIDTH = 100;

  private Trees() {}

  public static List<String> lines(Object tree) {
    String line = flat(tree);
    if (line.length() <= WIDTH || !(tree instanceof Record || tree instanceof List<?>)) {
      return List.of(line);
    }
    List<String> result =
        new ArrayList<>(List.of(tree instanceof Record ? tree.getClass().getSimpleName() : "list"));
    for (Object child : children(tree)) {
      lines(child).forEach(l -> result.add("  " + l));
    }
    return result;
  }

  /** On one line: equal lines are equal trees. */
  public static String flat(Object tree) {
    return switch (tree) {
      case Problem problem -> problem.getClass().getSimpleName();
      case Optional<?> optional -> optional.map(Trees::flat).orElse("none");
      case List<?> list -> "[" + String.join(", ", list.stream().map(Trees::flat).toList()) + "]";
      case Record node ->
          node.getClass().getSimpleName()
              + "("
              + String.join(", ", children(node).stream().map(Trees::flat).toList())
              + ")";
      case String text -> "\"" + text.replace("\n", "\\n") + "\"";
      default -> String.valueOf(tree);
    };
  }

  private static List<Object> children(Object tree) {
    if (tree instanceof List<?> list) {
      return List.copyOf(list);
    }
    List<Object> result = new ArrayList<>();
    for (RecordComponent component : tree.getClass().getRecordComponents()) {
      if (component.getType() != Span.class) {
        try {
          component.getAccessor().setAccessible(true);
          result.add(component.getAccessor().invoke(tree));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return result;
  }
}
