package gd.evaluate;

import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import gd.tensor.Bodies;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a function has no real value it has no slope, although the formula of its derivative may
 * have one: 1/x at -1.0, for log. So what is differentiated at decimals is computed as well, if
 * something in it has a value for some decimals only.
 */
final class RealDomain {
  private static final Set<String> PARTIAL =
      Set.of("log", "log2", "log10", "log1p", "asin", "acos", "acosh", "atanh");

  /** So many elements are computed at once, before the slopes; more of them together with these. */
  private static final int FEW = 10_000;

  private static final Span NOWHERE = new Span(new Source("", ""), 0, 0);

  private final Computing computing;

  RealDomain(Computing computing) {
    this.computing = computing;
  }

  /** Whether a function that is traced may lack a value at decimals that its derivative takes. */
  static boolean isPartial(Tensor value) {
    return Graph.order(List.of(value)).stream()
        .anyMatch(
            node ->
                node instanceof Tensor.Map map
                    && Bodies.contains(map.body(), RealDomain::isPartial));
  }

  private static boolean isPartial(Formula part) {
    return switch (part) {
      case Formula.Apply apply -> PARTIAL.contains(apply.operation().name());
      case Formula.Power power ->
          !(power.base() instanceof Formula.Number || power.base() instanceof Formula.Constant)
              && !(power.exponent() instanceof Formula.Rational r && r.isInteger());
      case Formula _ -> false;
    };
  }

  /** The slopes computed, or the refusal that the function's value is; no graph has inputs. */
  List<Value> computed(List<Tensor> slopes, Tensor value) {
    if (Graph.order(List.of(value)).stream().mapToLong(node -> node.shape().size()).sum() > FEW) {
      List<Tensor> all = new ArrayList<>(slopes);
      all.add(value);
      return computing.force(all).subList(0, slopes.size());
    }
    try {
      computing.force(List.of(value));
    } catch (Refusal refusal) {
      if (refusal.at(NOWHERE) instanceof MathProblem.OutsideDomain) {
        throw refusal;
      }
    }
    return computing.force(slopes);
  }
}
