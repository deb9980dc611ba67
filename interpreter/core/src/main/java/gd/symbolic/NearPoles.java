package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Differentiation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The places of a real line around which roots are looked for on finer and finer scales: where a
 * part of the formula has a pole, a root may be as near to it as one likes, and roots may
 * accumulate.
 */
record NearPoles(Formula formula, Symbol x, Differentiation differentiation) {
  /** Of more the cells are too many. */
  private static final int MOST_PLACES = 200;

  /** How many cells there are at one distance from a place. */
  private static final double RATIO = 1.02;

  private static final double WIDEST = 1;
  private static final double NARROWEST = 1e-7;

  private static final Set<String> WITH_POLES = Set.of("tan", "gamma", "digamma");

  /** Ascending. */
  List<Double> places(double from, double to) {
    Set<Double> places = new TreeSet<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (!Dag.contains(node, x)) {
        continue;
      }
      if (node instanceof Power power
          && power.exponent() instanceof Rational r
          && r.numerator().signum() < 0) {
        of(power.base()).zeros(from, to).ifPresent(places::addAll);
      } else if (node instanceof Apply apply && apply.operation().name().equals("log")) {
        of(apply.arguments().getFirst()).zeros(from, to).ifPresent(places::addAll);
      } else if (node instanceof Apply apply && WITH_POLES.contains(apply.operation().name())) {
        places.addAll(of(apply).jumps(from, to));
      }
    }
    return places.size() <= MOST_PLACES ? List.copyOf(places) : List.of();
  }

  private RealRoots of(Formula part) {
    return new RealRoots(part, x, differentiation);
  }

  /** The ends of the cells around the places, place by place and side by side. */
  List<double[]> cells(double from, double to) {
    List<Double> places = places(from, to);
    List<double[]> cells = new ArrayList<>();
    for (int k = 0; k < places.size(); k++) {
      double place = places.get(k);
      double below = k == 0 ? from : (places.get(k - 1) + place) / 2;
      double above = k == places.size() - 1 ? to : (place + places.get(k + 1)) / 2;
      double narrowest = NARROWEST * Math.max(1, Math.abs(place));
      for (double d = narrowest; d < WIDEST; d *= RATIO) {
        double next = d * RATIO;
        if (place - next >= below) {
          cells.add(new double[] {place - next, place - d});
        }
        if (place + next <= above) {
          cells.add(new double[] {place + d, place + next});
        }
      }
    }
    return cells;
  }
}
