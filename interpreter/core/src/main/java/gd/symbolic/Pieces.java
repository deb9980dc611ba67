package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A formula with corners, as |x|, max(0, x) and {@code if x > 1 then … else …} have them, as the
 * smooth formulas that it is between them.
 */
final class Pieces {
  /** Of a periodic function so many periods around 0. */
  private static final int MEMBERS = 100;

  private static final int MOST_PLACES = 50;

  /** Points between two places that are looked at, spread by the golden ratio. */
  private static final int TRIED = 500;

  private static final double GOLDEN = 0.6180339887498949;
  private static final double SAME_PLACE = 1e-12;

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol x;

  Pieces(Symja symja, Symbol x) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.x = x;
  }

  /** What a formula is from one place to another, neither of which need be finite. */
  record Piece(Formula formula, Formula from, Formula to) {}

  /** A place with its value. */
  private record Place(Formula formula, double value) {}

  /**
   * The pieces from left to right; empty if there is no corner, or it cannot be told where all of
   * them are.
   */
  Optional<List<Piece>> between(Formula formula, Formula from, Formula to) {
    List<Formula> bends = bends(formula);
    double first = Evaluation.constant(from).orElse(Double.NaN);
    double last = Evaluation.constant(to).orElse(Double.NaN);
    boolean known = bends.stream().allMatch(bend -> Check.symbols(bend).equals(List.of(x)));
    if (bends.isEmpty() || !(first < last)) {
      return Optional.empty();
    }
    if (!known) {
      return atOnePlace(formula, bends, from, to);
    }
    List<Place> places = new ArrayList<>(List.of(new Place(from, first)));
    try {
      for (Formula bend : bends) {
        for (Formula zero : new Equations(symja).solve(zeroAt(bend), x, _ -> false).roots()) {
          for (Formula each : members(zero)) {
            double value = Evaluation.constant(each).orElse(Double.NaN);
            if (value > first && value < last) {
              places.add(new Place(each, value));
            }
          }
        }
      }
    } catch (Refusal unknown) {
      return Optional.empty();
    }
    if (places.size() > MOST_PLACES) {
      return Optional.empty();
    }
    places.add(new Place(to, last));
    places.sort(Comparator.comparingDouble(Place::value));
    List<Piece> pieces = new ArrayList<>();
    for (int k = 1; k < places.size(); k++) {
      Place left = places.get(k - 1);
      Place right = places.get(k);
      boolean endless = Double.isInfinite(left.value()) || Double.isInfinite(right.value());
      if (endless || !RealRoots.isNear(left.value(), right.value(), SAME_PLACE)) {
        if (!isWithoutBend(bends, left.value(), right.value())) {
          return Optional.empty();
        }
        Formula inside = new Formula.Decimal(inside(left.value(), right.value()));
        Formula smooth = smooth(formula, new Decimals(formulas).exact(inside));
        pieces.add(new Piece(smooth, left.formula(), right.formula()));
      }
    }
    return Optional.of(pieces);
  }

  /**
   * Where every corner is at one place that depends on parameters, as |x - m| has it. They are
   * taken to be positive, so the place is inside the line or its positive half.
   */
  private Optional<List<Piece>> atOnePlace(
      Formula formula, List<Formula> bends, Formula from, Formula to) {
    Set<Formula> places = new HashSet<>();
    Map<Formula, Formula> left = new HashMap<>();
    Map<Formula, Formula> right = new HashMap<>();
    for (Formula bend : bends) {
      Formula zero = zeroAt(bend);
      Formula slope = symja.differentiation().derivative(zero, x);
      Positive positive =
          new Positive(symja, Check.symbols(zero).stream().filter(s -> !s.equals(x)).toList());
      boolean rises = positive.is(slope);
      if (Dag.contains(slope, x) || !rises && !positive.is(formulas.negate(slope))) {
        return Optional.empty();
      }
      Formula start = symja.at(zero, x, formulas.integer(0));
      places.add(formulas.negate(formulas.divide(start, slope)));
      left.put(bend, side(bend, rises ? -1 : 1));
      right.put(bend, side(bend, rises ? 1 : -1));
    }
    if (places.size() != 1) {
      return Optional.empty();
    }
    Formula place = places.iterator().next();
    boolean line = from.equals(formulas.negate(Constant.INFINITY));
    boolean inside = line || from.equals(formulas.integer(0)) && place instanceof Symbol;
    if (!inside || !to.equals(Constant.INFINITY)) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            new Piece(formulas.substitute(formula, left), from, place),
            new Piece(formulas.substitute(formula, right), place, to)));
  }

  /** Of a family with a letter for every whole number those around 0. */
  private List<Formula> members(Formula zero) {
    List<Symbol> letters = Check.symbols(zero);
    return letters.isEmpty()
        ? List.of(zero)
        : IntStream.rangeClosed(-MEMBERS, MEMBERS)
            .mapToObj(k -> symja.at(zero, letters.getFirst(), formulas.integer(k)))
            .toList();
  }

  /** Whether nothing goes another way in between, where a place may have been missed. */
  private boolean isWithoutBend(List<Formula> bends, double left, double right) {
    Evaluation sides = new Evaluation(bends.stream().map(this::zeroAt).toList(), List.of(x));
    double[] there = sides.all(inside(left, right));
    double first = Math.atan(left);
    double width = Math.atan(right) - first;
    boolean finite = !Double.isInfinite(left) && !Double.isInfinite(right);
    for (int k = 1; k <= TRIED; k++) {
      double share = k * GOLDEN % 1;
      double place = finite ? left + share * (right - left) : Math.tan(first + share * width);
      double[] here = sides.all(place);
      for (int i = 0; i < here.length; i++) {
        if (Math.signum(here[i]) != Math.signum(there[i])) {
          return false;
        }
      }
    }
    return true;
  }

  private static double inside(double left, double right) {
    if (Double.isInfinite(left) || Double.isInfinite(right)) {
      return Double.isInfinite(left) ? Double.isInfinite(right) ? 0 : right - 1 : left + 1;
    }
    return (left + right) / 2;
  }

  /**
   * One formula again of what the pieces have become, each moved up or down so that there is no
   * jump between it and the one before.
   */
  Formula joined(List<Piece> pieces) {
    List<Formula.Case> cases = new ArrayList<>();
    Formula last = pieces.getFirst().formula();
    for (int k = 1; k < pieces.size(); k++) {
      Formula place = pieces.get(k).from();
      cases.add(new Formula.Case(formulas.relation(Formula.Comparator.LESS, x, place), last));
      Formula next = pieces.get(k).formula();
      Formula jump = formulas.subtract(symja.at(last, x, place), symja.at(next, x, place));
      last = formulas.add(next, jump);
    }
    return formulas.piecewise(cases, last);
  }

  /** Whether a formula has cases that depend on x. */
  boolean hasCases(Formula formula) {
    return bends(formula).stream().anyMatch(Relation.class::isInstance);
  }

  /** The nodes that go another way at some x. */
  private List<Formula> bends(Formula formula) {
    return Dag.postorder(List.of(formula)).stream()
        .filter(node -> isBend(node) && Dag.symbols(node).contains(x))
        .toList();
  }

  private static boolean isBend(Formula node) {
    return node instanceof Relation
        || node instanceof Apply apply
            && switch (apply.operation().name()) {
              case "abs", "sign", "max", "min", "floor", "ceil", "round", "mod" -> true;
              default -> false;
            };
  }

  /** What is zero where a node goes another way: sin(π·x) for floor(x). */
  private Formula zeroAt(Formula bend) {
    List<Formula> of = bend.children();
    return switch (name(bend)) {
      case "floor", "ceil" -> wave("sin", of.getFirst());
      case "round" -> wave("cos", of.getFirst());
      case "mod" -> wave("sin", formulas.divide(of.get(0), of.get(1)));
      default -> of.size() == 1 ? of.getFirst() : formulas.subtract(of.get(0), of.get(1));
    };
  }

  private Formula wave(String name, Formula of) {
    return symja.call(name, formulas.multiply(Constant.PI, of));
  }

  private static String name(Formula bend) {
    return bend instanceof Apply apply ? apply.operation().name() : "";
  }

  /** The formula as it is around one place, where none of its nodes bends. */
  Formula smooth(Formula formula, Formula place) {
    Map<Formula, Formula> there = new HashMap<>();
    for (Formula bend : bends(formula)) {
      there.put(
          bend, steps(bend, place).orElseGet(() -> side(bend, at(zeroAt(bend), place).signum())));
    }
    return there.isEmpty() ? formula : smooth(formulas.substitute(formula, there), place);
  }

  private BigDecimal at(Formula formula, Formula place) {
    return Position.of(symja.at(formula, x, place))
        .map(Position::value)
        .orElseThrow(() -> Request.of("pieces", formula).unfinished());
  }

  /** floor(x) as the whole number that it is; empty for what is no step. */
  private Optional<Formula> steps(Formula bend, Formula place) {
    List<Formula> of = bend.children();
    return switch (name(bend)) {
      case "floor", "ceil" -> Optional.of(whole(at(bend, place)));
      case "round" -> of.size() == 1 ? Optional.of(whole(at(bend, place))) : Optional.empty();
      case "mod" -> {
        BigDecimal times = at(formulas.divide(of.get(0), of.get(1)), place);
        Formula steps = whole(times.setScale(0, RoundingMode.FLOOR));
        yield Optional.of(formulas.subtract(of.get(0), formulas.multiply(steps, of.get(1))));
      }
      default -> Optional.empty();
    };
  }

  private Formula whole(BigDecimal value) {
    return formulas.rational(value.toBigInteger(), BigInteger.ONE);
  }

  private Formula side(Formula bend, double side) {
    List<Formula> of = bend.children();
    if (bend instanceof Relation relation) {
      return relation.comparator().holds((int) Math.signum(side)) ? Truth.TRUE : Truth.FALSE;
    }
    return switch (name(bend)) {
      case "abs" -> side < 0 ? formulas.negate(of.getFirst()) : of.getFirst();
      case "sign" -> formulas.integer((int) Math.signum(side));
      case "max" -> side < 0 ? of.get(1) : of.get(0);
      case "min" -> side < 0 ? of.get(0) : of.get(1);
      default -> throw new IllegalStateException(name(bend));
    };
  }
}
