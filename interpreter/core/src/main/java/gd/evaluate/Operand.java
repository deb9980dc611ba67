package gd.evaluate;

import gd.report.ShapeProblem;
import gd.report.Span;
import gd.syntax.Children;
import gd.syntax.Syntax;
import gd.tensor.Dimensions;
import gd.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One side of an operation: its text, its value, and where its names are looked up. */
record Operand(Syntax.Expression written, Value value, Environment scope) {
  private static final int LONGEST = 40;

  /** The arrays with names from which it was made, and where those were made. */
  List<ShapeProblem.Made> origins() {
    Set<ShapeProblem.Made> origins = new LinkedHashSet<>();
    arrays()
        .values()
        .forEach(
            array ->
                array
                    .origin()
                    .ifPresent(
                        from ->
                            origins.add(
                                new ShapeProblem.Made(from, Dimensions.words(array.tensor())))));
    return List.copyOf(origins);
  }

  /**
   * The text with shapes in place of arrays, {@code (500 × 3)*(3)} for X*w; empty for one array.
   */
  String shapes() {
    Span all = written.span();
    String text = all.text();
    Map<Syntax.Name, Value.Array> arrays = arrays();
    if (written instanceof Syntax.Name || arrays.isEmpty() || text.length() > LONGEST) {
      return "";
    }
    StringBuilder shapes = new StringBuilder();
    int done = 0;
    for (Map.Entry<Syntax.Name, Value.Array> each : arrays.entrySet()) {
      int from = each.getKey().span().start() - all.start();
      shapes.append(text, done, from).append(dimensions(each.getValue().tensor()));
      done = each.getKey().span().end() - all.start();
    }
    return shapes.append(text.substring(done)).toString();
  }

  private static String dimensions(Tensor tensor) {
    return "(" + Dimensions.words(tensor).replaceAll("vector of | matrix| array", "") + ")";
  }

  /** The arrays that it names, in the order of the text. */
  private Map<Syntax.Name, Value.Array> arrays() {
    Map<Syntax.Name, Value.Array> arrays = new LinkedHashMap<>();
    collect(written, arrays);
    return arrays;
  }

  private void collect(Syntax tree, Map<Syntax.Name, Value.Array> arrays) {
    if (tree instanceof Syntax.Name name
        && scope.find(name.name()).orElse(new Value.Nothing()) instanceof Value.Array array) {
      arrays.put(name, array);
    }
    Children.of(tree).forEach(child -> collect(child, arrays));
  }
}
