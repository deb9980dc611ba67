package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A formula as a program of decimals: every node once, children first. It is the meaning that back
 * ends are tested against. Truth is 1 or 0; outside a domain the value is NaN. Safe for several
 * threads.
 */
public final class Evaluation {
  /** One step: reads the values before it, knows its own place. */
  private interface Step {
    double value(double[] values);
  }

  private final List<Step> steps = new ArrayList<>();
  private final Map<Formula, Integer> places = new HashMap<>();
  private final int inputs;
  private final List<Formula> results;

  /** The variables are symbols or slots; every one in the formulas must be among them. */
  public Evaluation(List<? extends Formula> formulas, List<? extends Formula> variables) {
    this.inputs = variables.size();
    this.results = List.copyOf(formulas);
    for (Formula variable : variables) {
      places.put(variable, places.size());
    }
    for (Formula node : Dag.postorder(formulas)) {
      if (!places.containsKey(node)) {
        Step step = step(node);
        places.put(node, inputs + steps.size());
        steps.add(step);
      }
    }
  }

  /** The first formula's value. */
  public double at(double... arguments) {
    return run(arguments)[place(results.getFirst())];
  }

  /** All formulas' values. */
  public double[] all(double... arguments) {
    double[] values = run(arguments);
    return results.stream().mapToDouble(result -> values[place(result)]).toArray();
  }

  /**
   * The value of a real constant, ∞ and -∞ among them; empty if it is complex, too large, not
   * known, or has symbols.
   */
  public static OptionalDouble constant(Formula formula) {
    if (formula instanceof Number number) {
      return OptionalDouble.of(Arithmetic.toDouble(number));
    }
    if (!Formula.isClosed(formula) || !Formula.isReal(formula) || formula instanceof Truth) {
      return OptionalDouble.empty();
    }
    double value = new Evaluation(List.of(formula), List.of()).at();
    boolean known = Double.isFinite(value) || Sums.unit(formula) == Constant.INFINITY;
    return known && !Double.isNaN(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private double[] run(double[] arguments) {
    double[] values = new double[inputs + steps.size()];
    System.arraycopy(arguments, 0, values, 0, inputs);
    for (int i = 0; i < steps.size(); i++) {
      values[inputs + i] = steps.get(i).value(values);
    }
    return values;
  }

  private Step step(Formula node) {
    return switch (node) {
      case Number number -> constantly(Arithmetic.toDouble(number));
      case Constant constant -> constantly(value(constant));
      case Truth truth -> constantly(truth == Truth.TRUE ? 1 : 0);
      case Symbol symbol -> throw new IllegalArgumentException("unbound symbol " + symbol.name());
      case Slot slot -> throw new IllegalArgumentException("unbound slot " + slot.index());
      case Sum sum -> sum(places(sum.terms()));
      case Product product -> quotient(Fraction.of(product));
      case Power power when Fraction.isReciprocal(power) -> quotient(Fraction.of(power));
      case Power power -> power(place(power.base()), power.exponent());
      case Apply apply -> apply(apply.operation(), places(apply.arguments()));
      case Piecewise piecewise -> piecewise(piecewise);
      case Relation relation -> relation(relation);
      case Logic logic -> logic(logic);
    };
  }

  private static Step constantly(double value) {
    return _ -> value;
  }

  private static double value(Constant constant) {
    return switch (constant) {
      case E -> Math.E;
      case PI -> Math.PI;
      case INFINITY -> Double.POSITIVE_INFINITY;
      case I -> Double.NaN;
    };
  }

  private static Step sum(int[] terms) {
    return values -> {
      double sum = values[terms[0]];
      for (int i = 1; i < terms.length; i++) {
        sum += values[terms[i]];
      }
      return sum;
    };
  }

  private Step quotient(Fraction fraction) {
    Step numerator = factors(fraction.numerator());
    if (fraction.denominator().isEmpty()) {
      return numerator;
    }
    Step denominator = factors(fraction.denominator());
    return values -> numerator.value(values) / denominator.value(values);
  }

  private Step factors(List<Fraction.Factor> factors) {
    if (factors.isEmpty()) {
      return constantly(1);
    }
    Step[] parts = factors.stream().map(this::factor).toArray(Step[]::new);
    return values -> {
      double product = parts[0].value(values);
      for (int i = 1; i < parts.length; i++) {
        product *= parts[i].value(values);
      }
      return product;
    };
  }

  /** A denominator's power, or a coefficient's numerator, is no node of its own. */
  private Step factor(Fraction.Factor factor) {
    if (factor.base() instanceof Number number && Arithmetic.isOne(factor.exponent())) {
      return constantly(Arithmetic.toDouble(number));
    }
    int base = place(factor.base());
    return Arithmetic.isOne(factor.exponent())
        ? values -> values[base]
        : power(base, factor.exponent());
  }

  private Step power(int base, Formula exponent) {
    if (exponent instanceof Number number) {
      double value = Arithmetic.toDouble(number);
      return values -> Arithmetic.power(values[base], value);
    }
    int place = place(exponent);
    return values -> Arithmetic.power(values[base], values[place]);
  }

  private static Step apply(Operation operation, int[] arguments) {
    if (arguments.length == 1) {
      int only = arguments[0];
      return values -> operation.value(values[only]);
    }
    return values -> {
      double[] selected = new double[arguments.length];
      for (int i = 0; i < selected.length; i++) {
        selected[i] = values[arguments[i]];
      }
      return operation.value(selected);
    };
  }

  private Step piecewise(Piecewise piecewise) {
    int[] conditions =
        piecewise.cases().stream().mapToInt(each -> place(each.condition())).toArray();
    int[] branches = piecewise.cases().stream().mapToInt(each -> place(each.value())).toArray();
    int otherwise = place(piecewise.otherwise());
    return values -> {
      for (int i = 0; i < conditions.length; i++) {
        if (values[conditions[i]] != 0) {
          return values[branches[i]];
        }
      }
      return values[otherwise];
    };
  }

  private Step relation(Relation relation) {
    int left = place(relation.left());
    int right = place(relation.right());
    return values -> holds(relation.comparator(), values[left], values[right]) ? 1 : 0;
  }

  private static boolean holds(Formula.Comparator comparator, double left, double right) {
    return switch (comparator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_EQUAL -> left >= right;
    };
  }

  private Step logic(Logic logic) {
    int[] operands = places(logic.operands());
    return switch (logic.connective()) {
      case NOT -> values -> values[operands[0]] == 0 ? 1 : 0;
      case AND -> values -> all(values, operands, true) ? 1 : 0;
      case OR -> values -> all(values, operands, false) ? 0 : 1;
    };
  }

  private static boolean all(double[] values, int[] operands, boolean truth) {
    for (int operand : operands) {
      if ((values[operand] != 0) != truth) {
        return false;
      }
    }
    return true;
  }

  private int place(Formula formula) {
    return Objects.requireNonNull(places.get(formula));
  }

  private int[] places(List<Formula> formulas) {
    return formulas.stream().mapToInt(this::place).toArray();
  }
}
