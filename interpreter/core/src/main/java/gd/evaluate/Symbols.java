package gd.evaluate;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.tensor.Elements;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The symbols of a formula. */
final class Symbols {
  private Symbols() {}

  static Optional<String> first(Formula formula) {
    return of(formula).stream().findFirst();
  }

  /** The symbols of a number or a graph: those of its formulas, and its inputs. */
  static Set<String> of(Value value) {
    return switch (value) {
      case Value.Scalar(var formula) -> of(formula);
      case Value.Array(var tensor, _) -> {
        Set<String> names = new TreeSet<>();
        for (Tensor node : Graph.order(List.of(tensor))) {
          switch (node) {
            case Tensor.Input input -> names.add(input.name());
            case Tensor.Map map -> names.addAll(of(map.body()));
            case Tensor.Data data
                when !data.elements().areNumbers()
                    && data.elements() instanceof Elements.Formulas(var all) ->
                all.stream()
                    .filter(formula -> !Formula.isClosed(formula))
                    .forEach(formula -> names.addAll(of(formula)));
            case Tensor _ -> {}
          }
        }
        yield names;
      }
      case Value _ -> Set.of();
    };
  }

  static Set<String> of(Formula formula) {
    Set<String> names = new TreeSet<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Formula.Symbol(var name)) {
        names.add(name);
      }
    }
    return names;
  }
}
