package gd.kernel;

import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Strides;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Graphs as text, for people: {@code reduce sum (map (#1 - #2)^2 (contract X w) y)}. A node that is
 * used more than once has a line of its own, {@code %1 = …}.
 */
public final class GraphPrinter {
  private static final int MOST_NODES = 10_000;

  private final FormulaPrinter formulas;
  private final Map<Tensor, Integer> uses = new IdentityHashMap<>();
  private final Map<Tensor, String> texts = new IdentityHashMap<>();
  private final List<String> lines = new ArrayList<>();

  private GraphPrinter(int digits) {
    this.formulas = new FormulaPrinter(digits);
  }

  /**
   * One line a result, after the lines of shared nodes. Decimals have so many significant digits.
   */
  public static String print(List<Tensor> results, int digits) {
    return new GraphPrinter(digits).text(results);
  }

  private String text(List<Tensor> results) {
    List<Tensor> order = Graph.order(results);
    if (order.size() > MOST_NODES) {
      return "a graph of " + order.size() + " nodes";
    }
    for (Tensor tensor : order) {
      Graph.arguments(tensor).forEach(argument -> uses.merge(argument, 1, Integer::sum));
    }
    for (Tensor tensor : order) {
      String text = text(tensor);
      boolean isShared = uses.getOrDefault(tensor, 0) > 1 && !Graph.arguments(tensor).isEmpty();
      if (isShared) {
        lines.add("%" + (lines.size() + 1) + " = " + text);
        text = "%" + lines.size();
      }
      texts.put(tensor, text);
    }
    results.forEach(result -> lines.add(Objects.requireNonNull(texts.get(result))));
    return String.join("\n", lines);
  }

  private String text(Tensor tensor) {
    String arguments =
        Graph.arguments(tensor).stream().map(this::atom).collect(Collectors.joining(" "));
    return switch (tensor) {
      case Tensor.Input input -> input.name();
      case Tensor.Data data when data.shape().rank() == 0 ->
          formulas.print(data.elements().formula(0));
      case Tensor.Data data -> "data" + sizes(data.shape());
      case Tensor.Map map -> "map " + body(map.body()) + " " + arguments;
      case Tensor.Reduce reduce -> {
        String name = reduce.combine().name().toLowerCase(java.util.Locale.ROOT);
        String axis = reduce.axis().isPresent() ? " axis=" + (reduce.axis().getAsInt() + 1) : "";
        yield "reduce " + name + axis + " " + arguments;
      }
      case Tensor.Contract _ -> "contract " + arguments;
      case Tensor.View view -> view(view) + " " + arguments;
      case Tensor.Scatter scatter ->
          "scatter"
              + sizes(scatter.shape())
              + " at "
              + scatter.offset()
              + " by "
              + scatter.strides()
              + " "
              + arguments;
      case Tensor.Stack _ -> "stack " + arguments;
      case Tensor.Square square ->
          square.whole().name().toLowerCase(java.util.Locale.ROOT) + " " + arguments;
    };
  }

  private static String view(Tensor.View view) {
    Shape from = view.argument().shape();
    boolean isWhole = view.shape().size() == from.size();
    if (from.rank() == 0) {
      return "fill" + sizes(view.shape());
    }
    if (isWhole && Strides.isDense(view.shape(), view.offset(), view.strides())) {
      return "reshape" + sizes(view.shape());
    }
    boolean isTransposed =
        isWhole
            && from.rank() == 2
            && view.shape().dimensions().equals(from.dimensions().reversed())
            && view.strides().equals(List.of(1, from.dimension(1)));
    return isTransposed
        ? "transpose"
        : "view" + sizes(view.shape()) + " at " + view.offset() + " by " + view.strides();
  }

  private static String sizes(Shape shape) {
    return shape.dimensions().toString();
  }

  private String body(Formula body) {
    String text = formulas.print(body);
    return switch (body) {
      case Formula.Sum _, Formula.Piecewise _, Formula.Relation _, Formula.Logic _ ->
          "(" + text + ")";
      case Formula.Number _,
          Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Formula.Product _,
          Formula.Power _,
          Formula.Apply _,
          Formula.Truth _ ->
          text;
    };
  }

  private String atom(Tensor tensor) {
    String text = Objects.requireNonNull(texts.get(tensor));
    return text.contains(" ") ? "(" + text + ")" : text;
  }
}
