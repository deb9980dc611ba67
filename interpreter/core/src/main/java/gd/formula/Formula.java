package gd.formula;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An exact scalar expression, or a decimal. Made only by a {@link Formulas} arena, which keeps the
 * normal form and shares equal nodes: compound nodes are compared by identity, leaves by value, so
 * a formula is a DAG.
 */
public sealed interface Formula {

  /**
   * What it is made of, in order; a leaf has none. A {@link Piecewise} lists condition, value, …,
   * otherwise.
   */
  default List<Formula> children() {
    return List.of();
  }

  /** A number: exact or decimal. */
  sealed interface Number extends Formula {}

  /** numerator / denominator in lowest terms, the denominator positive. */
  record Rational(BigInteger numerator, BigInteger denominator) implements Number {
    public boolean isInteger() {
      return denominator.equals(BigInteger.ONE);
    }

    // written out, here and below: what records bring along is slow until it is compiled

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Rational that
          && numerator.equals(that.numerator)
          && denominator.equals(that.denominator);
    }

    @Override
    public int hashCode() {
      return 31 * numerator.hashCode() + denominator.hashCode();
    }
  }

  /** A 64-bit decimal. */
  record Decimal(double value) implements Number {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Decimal that && Double.compare(value, that.value) == 0;
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }
  }

  /** A decimal of many digits, the value of {@code N(e, 50)}. */
  record Precise(BigDecimal value) implements Number {}

  /** e, i, π, ∞. */
  enum Constant implements Formula {
    E,
    I,
    PI,
    INFINITY
  }

  /** A name that stands for itself. */
  record Symbol(String name) implements Formula {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Symbol that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** The argument of a {@code Map} body, or of a derivative's pattern: {@code #1} is index 0. */
  record Slot(int index) implements Formula {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Slot that && index == that.index;
    }

    @Override
    public int hashCode() {
      return Integer.hashCode(index);
    }
  }

  /**
   * A node with children. Equal nodes of one arena are the same object, so {@code equals} is
   * identity; what the normal form asks again and again is computed once, here.
   */
  abstract sealed class Compound implements Formula {
    private final List<Formula> children;
    private final Traits traits;

    Compound(Object head, List<Formula> children) {
      this(children, Traits.of(head, children));
    }

    Compound(List<Formula> children, Traits traits) {
      this.children = children;
      this.traits = traits;
    }

    @Override
    public final List<Formula> children() {
      return children;
    }

    @Override
    public final int hashCode() {
      return traits.hash();
    }

    @Override
    public final boolean equals(Object other) {
      return this == other;
    }

    /** The longest way down to a leaf, that leaf not counted. */
    public final int depth() {
      return traits.depth();
    }

    final Traits traits() {
      return traits;
    }

    /** What tells two nodes of one class with the same children apart. */
    Object head() {
      return "";
    }
  }

  /** Without symbols and slots: a constant. */
  static boolean isClosed(Formula formula) {
    return switch (formula) {
      case Compound node -> node.traits.closed();
      case Symbol _, Slot _ -> false;
      case Number _, Constant _, Truth _ -> true;
    };
  }

  /** Whether the slots that occur are the first {@code count}; at most 63 are known at once. */
  static boolean isOfSlots(Formula formula, int count) {
    return count < Long.SIZE && Traits.slots(formula) == (1L << count) - 1;
  }

  /** Whether a slot occurs; of the slots from 63 on only whether any does. */
  static boolean hasSlot(Formula formula, int index) {
    return (Traits.slots(formula) & Traits.slots(new Slot(index))) != 0;
  }

  /** Without branches, conditions, and what has corners or jumps itself, such as |x|. */
  static boolean isSmooth(Formula formula) {
    return switch (formula) {
      case Piecewise _, Relation _, Logic _, Truth _ -> false;
      case Apply apply -> apply.operation.isSmooth() && apply.traits().smooth();
      case Sum _, Product _, Power _ -> ((Compound) formula).traits.smooth();
      case Symbol _, Slot _, Number _, Constant _ -> true;
    };
  }

  /** Without i. */
  static boolean isReal(Formula formula) {
    return formula instanceof Compound node ? node.traits.real() : formula != Constant.I;
  }

  /** Two terms or more, in canonical order, like terms collected. */
  final class Sum extends Compound {
    private final double degree;

    Sum(List<Formula> terms, Traits traits, double degree) {
      super(terms, traits);
      this.degree = degree;
    }

    public List<Formula> terms() {
      return children();
    }

    double degree() {
      return degree;
    }
  }

  /** Two factors or more, the number (if any) first, like factors collected into powers. */
  final class Product extends Compound {
    private final Optional<Formula> unit;
    private final double degree;

    /** {@code unit} is the same product without its number; empty if there is none. */
    Product(List<Formula> factors, Optional<Formula> unit, double degree) {
      super("*", factors);
      this.unit = unit;
      this.degree = degree;
    }

    public List<Formula> factors() {
      return children();
    }

    Optional<Formula> unit() {
      return unit;
    }

    double degree() {
      return degree;
    }
  }

  /** base ^ exponent; √x is x^(1/2), 1/x is x^(-1), exp(x) is the operation, not e^x. */
  final class Power extends Compound {
    Power(Formula base, Formula exponent) {
      super("^", List.of(base, exponent));
    }

    public Formula base() {
      return children().get(0);
    }

    public Formula exponent() {
      return children().get(1);
    }
  }

  /** An operation of the library applied to its arguments. */
  final class Apply extends Compound {
    private final Operation operation;

    Apply(Operation operation, List<Formula> arguments) {
      super(operation, arguments);
      this.operation = operation;
    }

    public Operation operation() {
      return operation;
    }

    public List<Formula> arguments() {
      return children();
    }

    @Override
    Object head() {
      return operation;
    }
  }

  /**
   * The value of the first case whose condition holds. Conditions are relations or logical
   * formulas.
   */
  final class Piecewise extends Compound {
    private final List<Case> cases;
    private final Formula otherwise;

    Piecewise(List<Case> cases, Formula otherwise) {
      super("if", flat(cases, otherwise));
      this.cases = cases;
      this.otherwise = otherwise;
    }

    private static List<Formula> flat(List<Case> cases, Formula otherwise) {
      List<Formula> all = new ArrayList<>();
      for (Case each : cases) {
        all.add(each.condition());
        all.add(each.value());
      }
      all.add(otherwise);
      return List.copyOf(all);
    }

    public List<Case> cases() {
      return cases;
    }

    public Formula otherwise() {
      return otherwise;
    }
  }

  /** One case of a {@link Piecewise}. */
  record Case(Formula condition, Formula value) {}

  /** left ∘ right; true or false, or an equation to solve. */
  final class Relation extends Compound {
    private final Comparator comparator;

    Relation(Comparator comparator, Formula left, Formula right) {
      super(comparator.sign(), List.of(left, right));
      this.comparator = comparator;
    }

    public Comparator comparator() {
      return comparator;
    }

    public Formula left() {
      return children().get(0);
    }

    public Formula right() {
      return children().get(1);
    }

    @Override
    Object head() {
      return comparator;
    }
  }

  /** The six comparisons. */
  enum Comparator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    /** The comparison that holds exactly where this one does not. */
    public Comparator negated() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> GREATER_EQUAL;
        case LESS_EQUAL -> GREATER;
        case GREATER -> LESS_EQUAL;
        case GREATER_EQUAL -> LESS;
      };
    }

    /**
     * Whether it holds for two numbers of which the first is less (-1), equal (0) or greater (1).
     */
    public boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_EQUAL -> order >= 0;
      };
    }
  }

  /** and, or, not over conditions. */
  final class Logic extends Compound {
    private final Connective connective;

    Logic(Connective connective, List<Formula> operands) {
      super(connective.name(), operands);
      this.connective = connective;
    }

    public Connective connective() {
      return connective;
    }

    public List<Formula> operands() {
      return children();
    }

    @Override
    Object head() {
      return connective;
    }
  }

  /** and, or, not. */
  enum Connective {
    AND,
    OR,
    NOT
  }

  /** A decided condition. */
  enum Truth implements Formula {
    TRUE,
    FALSE
  }
}
