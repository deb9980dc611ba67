package gd.symbolic;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Connective;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import gd.formula.Formulas;
import gd.symbolic.Trigonometric.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Inequalities of sines and cosines: between neighbouring zeros and poles of one period the sign of
 * the difference stays, and every period is like the other.
 */
final class PeriodicInequalities {
  private static final int MOST_ENDS = 100;

  private final Symja symja;
  private final Formulas formulas;
  private final Request request;
  private final Inequalities inequalities;

  PeriodicInequalities(Symja symja, Request request, Inequalities inequalities) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.request = request;
    this.inequalities = inequalities;
  }

  Solutions solve(Relation relation, Formula difference, Symbol x, Predicate<String> taken) {
    Periodic periodic = new Periodic(symja, request, x);
    List<Family> families =
        periodic
            .zerosAndPoles(difference, taken)
            .orElseThrow(
                () -> request.noAnswer("Only inequalities of one angle can be solved here."));
    Formula period = period(families, x, difference);
    NavigableSet<Position> ends = ends(families, period);
    if (ends.isEmpty()) {
      boolean holds = inequalities.holds(relation, x, formulas.decimal(0.1));
      return new Solutions(List.of(holds ? Truth.TRUE : Truth.FALSE), List.of());
    }
    Symbol k = Periodic.letter(difference, taken);
    List<Formula> found = new ArrayList<>();
    List<Position> places = new ArrayList<>(ends);
    places.add(position(formulas.add(places.getFirst().formula(), period)));
    List<Formula> bounds = places.stream().map(Position::formula).toList();
    int gaps = ends.size();
    boolean[] inside = new boolean[gaps];
    boolean[] atEnd = new boolean[gaps + 1];
    for (int i = 0; i < gaps; i++) {
      Formula middle = formulas.rational(places.get(i).between(places.get(i + 1)));
      inside[i] = inequalities.holds(relation, x, middle);
      atEnd[i] = inequalities.holds(relation, x, bounds.get(i));
    }
    atEnd[gaps] = atEnd[0];
    if (all(inside) && all(atEnd)) {
      return new Solutions(List.of(Truth.TRUE), List.of());
    }
    for (int i = 0; i < gaps; i++) {
      if (inside[i]) {
        found.add(
            inequalities.interval(
                x,
                Optional.of(shifted(bounds.get(i), period, k)),
                atEnd[i],
                Optional.of(shifted(bounds.get(i + 1), period, k)),
                atEnd[i + 1]));
      } else if (atEnd[i] && !inside[(i + gaps - 1) % gaps]) {
        found.add(
            formulas.relation(Formula.Comparator.EQUAL, x, shifted(bounds.get(i), period, k)));
      }
    }
    return found.isEmpty()
        ? new Solutions(List.of(Truth.FALSE), List.of())
        : new Solutions(
            List.of(found.size() == 1 ? found.getFirst() : formulas.logic(Connective.OR, found)),
            List.of(Periodic.everyWhole(k)));
  }

  private static boolean all(boolean[] values) {
    for (boolean value : values) {
      if (!value) {
        return false;
      }
    }
    return true;
  }

  private Formula shifted(Formula bound, Formula period, Symbol k) {
    return formulas.add(formulas.multiply(period, k), bound);
  }

  /** The longest period, of which the others are parts. */
  private Formula period(List<Family> families, Symbol x, Formula difference) {
    Formula longest = formulas.multiply(formulas.integer(2), Formula.Constant.PI);
    double length = 0;
    for (Family family : families) {
      double each = Evaluation.constant(family.period()).orElseThrow(request::unfinished);
      if (each > length) {
        longest = family.period();
        length = each;
      }
    }
    Formula known = longest;
    for (int times = 1; times <= 4; times++) {
      Formula tried = formulas.multiply(formulas.integer(times), known);
      if (Check.confirms(difference, symja.at(difference, x, formulas.add(x, tried)))) {
        return tried;
      }
    }
    throw request.unfinished();
  }

  /** The zeros and poles of one period. */
  private NavigableSet<Position> ends(List<Family> families, Formula period) {
    double whole = Evaluation.constant(period).orElseThrow();
    NavigableSet<Position> ends = new TreeSet<>();
    for (Family family : families) {
      if (Position.of(family.first()).isEmpty()) {
        continue; // complex
      }
      double part = Evaluation.constant(family.period()).orElseThrow();
      long count = Math.round(whole / part);
      for (int n = 0; n < count && ends.size() < MOST_ENDS; n++) {
        Formula member = family.member(formulas.integer(n), formulas);
        double place = Evaluation.constant(member).orElseThrow();
        long turns = (long) Math.floor(place / whole + 1e-12);
        Formula end = formulas.subtract(member, formulas.multiply(formulas.integer(turns), period));
        ends.add(position(end));
      }
    }
    return ends;
  }

  private Position position(Formula end) {
    return Position.of(end).orElseThrow(request::unfinished);
  }
}
