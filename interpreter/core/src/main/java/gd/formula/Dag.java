package gd.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks formulas as the shared graphs they are: every node once, with an explicit stack. */
public final class Dag {
  private Dag() {}

  /** Every node reachable from the roots once, children before parents. */
  public static List<Formula> postorder(Collection<? extends Formula> roots) {
    List<Formula> order = new ArrayList<>();
    Set<Formula> entered = new HashSet<>();
    Deque<Visit> open = new ArrayDeque<>();
    for (Formula root : roots) {
      enter(root, entered, order, open);
      while (!open.isEmpty()) {
        Visit visit = open.peek();
        if (visit.next < visit.children.size()) {
          enter(visit.children.get(visit.next++), entered, order, open);
        } else {
          order.add(open.pop().node);
        }
      }
    }
    return order;
  }

  private static void enter(
      Formula node, Set<Formula> entered, List<Formula> order, Deque<Visit> open) {
    if (entered.add(node)) {
      if (node instanceof Formula.Compound) {
        open.push(new Visit(node));
      } else {
        order.add(node);
      }
    }
  }

  /** A node whose children are being visited. */
  private static final class Visit {
    private final Formula node;
    private final List<Formula> children;
    private int next;

    Visit(Formula node) {
      this.node = node;
      this.children = node.children();
    }
  }

  /** The number of different nodes. */
  public static int size(Formula formula) {
    return postorder(List.of(formula)).size();
  }

  /** The arithmetic operations it takes to compute the formulas together, shared parts once. */
  public static long operations(Collection<? extends Formula> roots) {
    long count = 0;
    for (Formula node : postorder(roots)) {
      count +=
          switch (node) {
            case Formula.Sum sum -> sum.terms().size() - 1;
            case Formula.Product product -> product.factors().size() - 1;
            case Formula.Piecewise piecewise -> piecewise.cases().size();
            case Formula.Logic logic -> logic.operands().size();
            case Formula.Power _, Formula.Apply _, Formula.Relation _ -> 1;
            case Formula.Number _,
                Formula.Constant _,
                Formula.Symbol _,
                Formula.Slot _,
                Formula.Truth _ ->
                0;
          };
    }
    return count;
  }

  /** The symbols in it, in order of first appearance. */
  public static List<Formula.Symbol> symbols(Formula formula) {
    List<Formula.Symbol> found = new ArrayList<>();
    for (Formula node : postorder(List.of(formula))) {
      if (node instanceof Formula.Symbol symbol) {
        found.add(symbol);
      }
    }
    return found;
  }

  /** Whether a symbol occurs; most that do not are ruled out without a walk. */
  public static boolean contains(Formula formula, Formula.Symbol symbol) {
    return (Traits.names(formula) & Traits.names(symbol)) != 0 && symbols(formula).contains(symbol);
  }

  /** The variables, and every node in which one of them occurs. */
  static Set<Formula> dependents(List<Formula> postorder, Collection<? extends Formula> variables) {
    Set<Formula> dependent = new HashSet<>(variables);
    for (Formula node : postorder) {
      for (Formula child : node.children()) {
        if (dependent.contains(child)) {
          dependent.add(node);
          break;
        }
      }
    }
    return dependent;
  }
}
