package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Connective;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Decimal;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Precise;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import gd.syntax.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Formulas in the language itself: what is printed reads back as the same formula, if its decimals
 * are printed in full. Works through a list of pieces still to be written, so neither deep formulas
 * nor shared ones (whose text may be exponentially longer than they are) do harm: the text stops at
 * a limit.
 */
public final class FormulaPrinter {
  /** Digits that print a decimal so that it reads back as itself. */
  public static final int EXACT = 17;

  private static final Set<String> VARIABLES = Set.of("x", "y", "z", "t");

  private static final int MAX_CHARACTERS = 1_000_000;

  /** How tightly a text binds; what binds less than its place asks for goes into parentheses. */
  private enum Level {
    ANY,
    OR,
    AND,
    NOT,
    RELATION,
    SUM,
    PRODUCT,
    POWER,
    ATOM
  }

  private sealed interface Piece {
    record Text(String text) implements Piece {}

    record Part(Formula formula, Level level) implements Piece {}

    /** Without its sign. */
    record Magnitude(Formula term, Optional<Sum> opposite) implements Piece {}

    /** −(a − b), which is written (b − a). */
    record Opposite(Sum difference) implements Piece {}
  }

  private final int digits;

  /**
   * {@code digits}: significant digits of decimals, from 1; 17 prints the shortest text that reads
   * back exactly.
   */
  public FormulaPrinter(int digits) {
    this.digits = digits;
  }

  /**
   * The text; of a formula whose text is longer than a million characters the beginning and "…".
   */
  public String print(Formula formula) {
    return print(formula, MAX_CHARACTERS);
  }

  /** The text, or its beginning and "…" if it is longer than {@code limit} characters. */
  public String print(Formula formula, int limit) {
    StringBuilder text = new StringBuilder();
    Deque<Piece> rest = new ArrayDeque<>();
    rest.push(new Piece.Part(formula, Level.ANY));
    while (!rest.isEmpty()) {
      Piece piece = rest.pop();
      if (piece instanceof Piece.Text(String written)) {
        text.append(written);
        if (text.length() > limit) {
          return text.substring(0, limit) + "…";
        }
      } else {
        List<Piece> pieces = pieces(piece);
        for (int i = pieces.size() - 1; i >= 0; i--) {
          rest.push(pieces.get(i));
        }
      }
    }
    return text.toString();
  }

  private List<Piece> pieces(Piece piece) {
    List<Piece> out = new ArrayList<>();
    switch (piece) {
      case Piece.Text text -> out.add(text);
      case Piece.Magnitude(Formula term, Optional<Sum> opposite) -> quotient(term, opposite, out);
      case Piece.Opposite(Sum difference) -> {
        text("(", out);
        sum(difference.terms().get(1), difference.terms().get(0), out);
        text(")", out);
      }
      case Piece.Part(Formula formula, Level level) when level(formula).compareTo(level) < 0 -> {
        text("(", out);
        out.add(new Piece.Part(formula, Level.ANY));
        text(")", out);
      }
      case Piece.Part(Formula formula, Level _) -> write(formula, out);
    }
    return out;
  }

  private Level level(Formula formula) {
    return switch (formula) {
      case Number number -> level(number);
      case Constant _, Symbol _, Slot _, Apply _, Truth _ -> Level.ATOM;
      case Sum _ -> Level.SUM;
      case Product _ -> Level.PRODUCT;
      case Power power -> Fraction.isReciprocal(power) ? Level.PRODUCT : Level.POWER;
      case Piecewise _ -> Level.ANY;
      case Relation _ -> Level.RELATION;
      case Logic logic ->
          switch (logic.connective()) {
            case OR -> Level.OR;
            case AND -> Level.AND;
            case NOT -> Level.NOT;
          };
    };
  }

  private Level level(Number number) {
    if (Arithmetic.signum(number) < 0) {
      return Level.SUM;
    }
    String text = number(number);
    return text.contains("/") || text.contains("e") ? Level.PRODUCT : Level.ATOM;
  }

  private void write(Formula formula, List<Piece> out) {
    switch (formula) {
      case Number number -> text(number(number), out);
      case Constant constant -> text(name(constant), out);
      case Symbol symbol -> text(Names.pretty(symbol.name()), out);
      case Slot slot -> text("#" + (slot.index() + 1), out);
      case Truth truth -> text(truth == Truth.TRUE ? "true" : "false", out);
      case Sum sum when startsBetterWithLast(sum) ->
          sum(sum.terms().get(1), sum.terms().get(0), out);
      case Sum sum -> sum(sum.terms(), out);
      case Product product -> {
        Optional<Sum> difference = isNegative(product) ? difference(product) : Optional.empty();
        text(isNegative(product) && difference.isEmpty() ? "-" : "", out);
        quotient(product, difference, out);
      }
      case Power power when Fraction.isReciprocal(power) -> quotient(power, Optional.empty(), out);
      case Power power -> factor(new Fraction.Factor(power.base(), power.exponent()), out);
      case Apply apply when !factorial(apply).isEmpty() -> factorial(factorial(apply), out);
      case Apply apply -> {
        text(apply.operation().name() + "(", out);
        list(apply.arguments(), ", ", Level.ANY, out);
        text(")", out);
      }
      case Piecewise piecewise -> piecewise(piecewise, out);
      case Relation relation ->
          list(relation.children(), " " + relation.comparator().sign() + " ", Level.SUM, out);
      case Logic logic -> logic(logic, out);
    }
  }

  /**
   * The terms of n in gamma(n + 1), which is n!; none of other calls, and none of those whose
   * argument cannot be a whole number, as that of gamma(x/2 + 1).
   */
  public static List<Formula> factorial(Apply apply) {
    if (!apply.operation().name().equals("gamma")
        || !(apply.arguments().getFirst() instanceof Sum sum)) {
      return List.of();
    }
    List<Formula> rest = sum.terms().stream().filter(term -> !term.equals(Arithmetic.ONE)).toList();
    return rest.size() == sum.terms().size() - 1 && rest.stream().allMatch(FormulaPrinter::isWhole)
        ? rest
        : List.of();
  }

  /** A symbol, perhaps some times. */
  private static boolean isWhole(Formula term) {
    return term instanceof Symbol
        || term instanceof Product product
            && product.factors().size() == 2
            && product.factors().stream()
                .allMatch(f -> f instanceof Symbol || f instanceof Rational r && r.isInteger());
  }

  private void factorial(List<Formula> terms, List<Piece> out) {
    boolean single = terms.size() == 1 && terms.getFirst() instanceof Symbol;
    text(single ? "" : "(", out);
    boolean turned = terms.size() == 2 && isNegative(terms.get(0)) && !isNegative(terms.get(1));
    sum(turned ? terms.reversed() : terms, out);
    text(single ? "!" : ")!", out);
  }

  /** A difference of two terms begins with the positive one: 1 - x, x - x^2, 1 - exp(x). */
  private static boolean startsBetterWithLast(Sum sum) {
    List<Formula> terms = sum.terms();
    return isPair(sum) && isNegative(terms.get(0)) && !isNegative(terms.get(1));
  }

  private static boolean isPair(Sum sum) {
    return sum.terms().size() == 2 && Formula.isReal(sum);
  }

  /**
   * A factor a − b that can take up a minus sign: -y*(exp(x) - 1) is y*(1 - exp(x)), and -1/(x^2 -
   * 1) is 1/(1 - x^2). Polynomials above the bar keep their order, but for -(a - x), which is x -
   * a.
   */
  private static Optional<Sum> difference(Product product) {
    Fraction fraction = Fraction.of(product);
    return Stream.concat(
            fraction.numerator().stream()
                .filter(
                    factor -> Order.degree(factor.base()) == 0 || endsInVariable(factor.base())),
            fraction.denominator().stream())
        .filter(factor -> isOdd(factor.exponent()))
        .map(Fraction.Factor::base)
        .filter(Sum.class::isInstance)
        .map(Sum.class::cast)
        .filter(FormulaPrinter::isPair)
        .filter(sum -> !isNegative(sum.terms().get(0)) && isNegative(sum.terms().get(1)))
        .findFirst();
  }

  /** a − x: how far x is from a letter that does not usually vary reads better as x − a. */
  private static boolean endsInVariable(Formula formula) {
    return formula instanceof Sum sum
        && isPair(sum)
        && sum.terms().getFirst() instanceof Symbol(var first)
        && isNegative(sum.terms().getLast())
        && Sums.unit(sum.terms().getLast()) instanceof Symbol(var last)
        && Arithmetic.isOne(Arithmetic.negate(Sums.coefficient(sum.terms().getLast())))
        && VARIABLES.contains(last)
        && !VARIABLES.contains(first);
  }

  private void sum(Formula first, Formula second, List<Piece> out) {
    out.add(new Piece.Magnitude(first, Optional.empty()));
    text(" - ", out);
    out.add(new Piece.Magnitude(second, Optional.empty()));
  }

  private void sum(List<Formula> terms, List<Piece> out) {
    boolean first = true;
    for (Formula term : terms) {
      Optional<Sum> opposite = opposite(term, terms);
      boolean negative = isNegative(term) == opposite.isEmpty();
      text(first ? (negative ? "-" : "") : negative ? " - " : " + ", out);
      out.add(new Piece.Magnitude(term, opposite));
      first = false;
    }
  }

  /** In a polynomial of a − x that base is x − a throughout; alone it takes up a minus sign. */
  private static Optional<Sum> opposite(Formula term, List<Formula> terms) {
    return turning(term)
        .filter(
            base ->
                isNegative(term)
                    || terms.stream().filter(other -> bases(other).contains(base)).count() > 1);
  }

  /** A base a − x with an odd exponent. */
  private static Optional<Sum> turning(Formula term) {
    return term instanceof Product || term instanceof Power
        ? Fraction.of(term).numerator().stream()
            .filter(factor -> isOdd(factor.exponent()) && endsInVariable(factor.base()))
            .map(factor -> (Sum) factor.base())
            .findFirst()
        : Optional.empty();
  }

  private static List<Formula> bases(Formula term) {
    return term instanceof Product || term instanceof Power
        ? Fraction.of(term).numerator().stream().map(Fraction.Factor::base).toList()
        : List.of();
  }

  private static boolean isOdd(Formula exponent) {
    return exponent instanceof Rational n && n.isInteger() && n.numerator().testBit(0);
  }

  static boolean isNegative(Formula term) {
    return Arithmetic.signum(Sums.coefficient(term)) < 0;
  }

  /**
   * A term without its sign: numerator/denominator, a product in the denominator in parentheses.
   */
  private void quotient(Formula term, Optional<Sum> opposite, List<Piece> out) {
    if (term instanceof Number number) {
      text(number(Arithmetic.signum(number) < 0 ? Arithmetic.negate(number) : number), out);
      return;
    }
    if (!(term instanceof Product || term instanceof Power)) {
      out.add(new Piece.Part(term, Level.PRODUCT));
      return;
    }
    Fraction fraction = Fraction.of(term);
    List<Fraction.Factor> numerator = positive(fraction.numerator());
    List<Fraction.Factor> denominator = fraction.denominator();
    if (numerator.isEmpty()) {
      text("1", out);
    }
    factors(numerator, opposite, out);
    if (!denominator.isEmpty()) {
      boolean several = denominator.size() > 1;
      text(several ? "/(" : "/", out);
      factors(denominator, opposite, out);
      text(several ? ")" : "", out);
    }
  }

  /** The factors with the number, if it is the first, made positive and left out if it is 1. */
  private static List<Fraction.Factor> positive(List<Fraction.Factor> factors) {
    if (factors.isEmpty()
        || !(factors.getFirst().base() instanceof Number number)
        || !Arithmetic.isOne(factors.getFirst().exponent())
        || Arithmetic.signum(number) >= 0) {
      return factors;
    }
    List<Fraction.Factor> changed = new ArrayList<>(factors.subList(1, factors.size()));
    Number magnitude = Arithmetic.negate(number);
    if (!Arithmetic.isOne(magnitude)) {
      changed.addFirst(new Fraction.Factor(magnitude, Arithmetic.ONE));
    }
    return changed;
  }

  private void factors(List<Fraction.Factor> factors, Optional<Sum> opposite, List<Piece> out) {
    for (int i = 0; i < factors.size(); i++) {
      if (i > 0 && !(i == 1 && touches(factors.get(0), factors.get(1)))) {
        text("*", out);
      }
      Fraction.Factor factor = factors.get(i);
      if (opposite.isPresent() && factor.base() == opposite.get()) {
        out.add(new Piece.Opposite(opposite.get()));
        exponent(factor.exponent(), out);
      } else {
        factor(factor, out);
      }
    }
  }

  /**
   * Whether a number may stand directly before the next factor: 2x, 2(x + 1), 2√3, but 2*3^x and
   * 2*e1.
   */
  private boolean touches(Fraction.Factor first, Fraction.Factor next) {
    if (!(first.base() instanceof Number number)
        || !Arithmetic.isOne(first.exponent())
        || Arithmetic.signum(number) < 0
        || number(number).contains("e")) {
      return false;
    }
    if (next.base() instanceof Symbol symbol) {
      return !symbol.name().matches("[eE][0-9].*");
    }
    return !(next.base() instanceof Slot)
        && (!(next.base() instanceof Number) || next.exponent().equals(Arithmetic.HALF));
  }

  private void factor(Fraction.Factor factor, List<Piece> out) {
    Formula base = factor.base();
    Formula exponent = factor.exponent();
    if (base instanceof Sum sum
        && exponent instanceof Rational n
        && n.isInteger()
        && !n.numerator().testBit(0)
        && endsInVariable(sum)) {
      out.add(new Piece.Opposite(sum));
      exponent(exponent, out);
    } else if (Arithmetic.isOne(exponent)) {
      out.add(new Piece.Part(base, base instanceof Number ? Level.PRODUCT : Level.POWER));
    } else if (exponent.equals(Arithmetic.HALF)) {
      text("√", out);
      boolean bare = base instanceof Symbol || base instanceof Constant || isNatural(base);
      text(bare ? "" : "(", out);
      out.add(new Piece.Part(base, Level.ANY));
      text(bare ? "" : ")", out);
    } else {
      out.add(new Piece.Part(base, Level.ATOM));
      exponent(exponent, out);
    }
  }

  private void exponent(Formula exponent, List<Piece> out) {
    if (Arithmetic.isOne(exponent)) {
      return;
    }
    boolean bare = exponent instanceof Symbol || exponent instanceof Constant || isPlain(exponent);
    text(bare ? "^" : "^(", out);
    out.add(new Piece.Part(exponent, Level.ANY));
    text(bare ? "" : ")", out);
  }

  private static boolean isNatural(Formula formula) {
    return formula instanceof Rational r && r.isInteger() && r.numerator().signum() >= 0;
  }

  private boolean isPlain(Formula formula) {
    return formula instanceof Number number && level(number) == Level.ATOM;
  }

  private void piecewise(Piecewise piecewise, List<Piece> out) {
    for (Case each : piecewise.cases()) {
      text("if ", out);
      out.add(new Piece.Part(each.condition(), Level.OR));
      text(" then ", out);
      out.add(new Piece.Part(each.value(), Level.OR));
      text(" else ", out);
    }
    out.add(new Piece.Part(piecewise.otherwise(), Level.ANY));
  }

  private void logic(Logic logic, List<Piece> out) {
    if (logic.connective() == Connective.NOT) {
      text("not ", out);
      out.add(new Piece.Part(logic.operands().getFirst(), Level.SUM));
    } else if (isChain(logic)) {
      Relation first = (Relation) logic.operands().getFirst();
      Relation second = (Relation) logic.operands().getLast();
      out.add(new Piece.Part(first.left(), Level.SUM));
      text(" " + first.comparator().sign() + " ", out);
      out.add(new Piece.Part(first.right(), Level.SUM));
      text(" " + second.comparator().sign() + " ", out);
      out.add(new Piece.Part(second.right(), Level.SUM));
    } else {
      boolean and = logic.connective() == Connective.AND;
      list(logic.operands(), and ? " and " : " or ", and ? Level.NOT : Level.AND, out);
    }
  }

  /** {@code a < x and x < b} is {@code a < x < b}. */
  private static boolean isChain(Logic logic) {
    return logic.connective() == Connective.AND
        && logic.operands().size() == 2
        && logic.operands().getFirst() instanceof Relation first
        && logic.operands().getLast() instanceof Relation second
        && first.right().equals(second.left());
  }

  private static void list(List<Formula> formulas, String separator, Level level, List<Piece> out) {
    for (int i = 0; i < formulas.size(); i++) {
      text(i == 0 ? "" : separator, out);
      out.add(new Piece.Part(formulas.get(i), level));
    }
  }

  private static void text(String text, List<Piece> out) {
    if (!text.isEmpty()) {
      out.add(new Piece.Text(text));
    }
  }

  private String number(Number number) {
    return switch (number) {
      case Rational r ->
          r.isInteger() ? r.numerator().toString() : r.numerator() + "/" + r.denominator();
      case Decimal d -> DecimalText.format(d.value(), digits);
      case Precise p -> DecimalText.format(p.value());
    };
  }

  private static String name(Constant constant) {
    return switch (constant) {
      case E -> "e";
      case I -> "i";
      case PI -> "π";
      case INFINITY -> "∞";
    };
  }
}
