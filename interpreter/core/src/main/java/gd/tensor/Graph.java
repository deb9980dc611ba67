package gd.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Walks over graphs of tensors, with explicit stacks: a graph may be as deep as it is large. */
public final class Graph {
  private Graph() {}

  /** What a node is computed from. */
  public static List<Tensor> arguments(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Input _, Tensor.Data _ -> List.of();
      case Tensor.Map map -> map.arguments();
      case Tensor.Reduce reduce -> List.of(reduce.argument());
      case Tensor.Contract contract -> List.of(contract.left(), contract.right());
      case Tensor.View view -> List.of(view.argument());
      case Tensor.Scatter scatter -> List.of(scatter.argument());
      case Tensor.Stack stack -> stack.parts();
      case Tensor.Square square -> List.of(square.argument());
    };
  }

  /** Every node that the roots need, once, arguments before what uses them. */
  public static List<Tensor> order(List<? extends Tensor> roots) {
    Set<Tensor> done = identitySet();
    Set<Tensor> opened = identitySet();
    List<Tensor> order = new ArrayList<>();
    Deque<Tensor> pending = new ArrayDeque<>();
    for (Tensor root : roots) {
      pending.push(root);
      while (!pending.isEmpty()) {
        Tensor tensor = pending.peek();
        if (opened.add(tensor)) {
          for (Tensor argument : arguments(tensor).reversed()) {
            if (!opened.contains(argument)) {
              pending.push(argument);
            }
          }
        } else {
          pending.pop();
          if (done.add(tensor)) {
            order.add(tensor);
          }
        }
      }
    }
    return order;
  }

  static Set<Tensor> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
