package gd.display;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import gd.formula.Operation;
import gd.syntax.Syntax;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Formulas in LaTeX; the order of terms and factors is that of the text.
 *
 * @param digits that decimals show
 */
record Latex(int digits) {
  /** Deeper formulas are cut: nobody reads them. */
  private static final int DEEPEST = 200;

  /** More parts are not written; what is shared may be endless. */
  private static final int LARGEST = 200_000;

  /** {@code \sin\left(…\right)}: a power stands behind the name, as in textbooks. */
  private static final Pattern CALL =
      Pattern.compile("(\\\\(?:[a-z]+|operatorname\\{[a-z]+\\}))(\\\\left\\(#1\\\\right\\))");

  String of(Formula formula) {
    return written(formula) > LARGEST ? "\\ldots" : of(formula, 0);
  }

  /** The parts of a formula, what is shared counted as often as it is written. */
  private static double written(Formula formula) {
    Map<Formula, Double> parts = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      parts.put(node, 1 + node.children().stream().mapToDouble(parts::get).sum());
    }
    return parts.getOrDefault(formula, 1.0);
  }

  private String of(Formula formula, int depth) {
    if (depth > DEEPEST) {
      return "\\ldots";
    }
    int next = depth + 1;
    return switch (formula) {
      case Formula.Rational(var n, var d) -> rational(n, d);
      case Formula.Decimal decimal ->
          new FormulaPrinter(digits).print(decimal).replaceFirst("e(-?\\d+)", " \\\\cdot 10^{$1}");
      case Formula.Precise precise -> new FormulaPrinter(digits).print(precise);
      case Formula.Constant constant ->
          switch (constant) {
            case E -> "e";
            case I -> "i";
            case PI -> "\\pi";
            case INFINITY -> "\\infty";
          };
      case Formula.Symbol(var name) -> name(name);
      case Formula.Slot(var index) -> "\\#" + (index + 1);
      case Formula.Truth truth ->
          "\\mathrm{" + truth.name().toLowerCase(java.util.Locale.ROOT) + "}";
      case Formula.Sum sum -> sum(sum, next);
      case Formula.Product product -> product(product.factors(), next);
      case Formula.Power power ->
          isDivisor(power) ? product(List.of(power), next) : power(power, next);
      case Formula.Apply apply -> apply(apply, next);
      case Formula.Relation relation ->
          of(relation.left(), next)
              + sign(Syntax.Comparator.valueOf(relation.comparator().name()))
              + of(relation.right(), next);
      case Formula.Logic logic -> logic(logic, next);
      case Formula.Piecewise piecewise -> piecewise(piecewise, next);
    };
  }

  private static String rational(BigInteger n, BigInteger d) {
    if (d.equals(BigInteger.ONE)) {
      return n.toString();
    }
    return (n.signum() < 0 ? "-" : "") + "\\frac{" + n.abs() + "}{" + d + "}";
  }

  /**
   * {@code w_1} is w with the subscript 1; a Greek letter's name is the letter; a word stands
   * upright.
   */
  static String name(String name) {
    int under = name.indexOf('_');
    String base = under < 0 ? name.replaceAll("\\d+$", "") : name.substring(0, under);
    String subscript = under < 0 ? name.substring(base.length()) : name.substring(under + 1);
    boolean greek =
        gd.syntax.Names.isLetter(base) && base.length() > 1 && base.chars().allMatch(c -> c < 128);
    String letter =
        greek
            ? "\\" + base
            : base.codePointCount(0, base.length()) == 1 ? base : "\\mathrm{" + base + "}";
    return subscript.isEmpty() ? letter : letter + "_{" + subscript.replace("_", ",") + "}";
  }

  private String sum(Formula.Sum sum, int depth) {
    StringBuilder out = new StringBuilder();
    for (Formula term : sum.terms()) {
      String text = of(term, depth);
      out.append(
          out.isEmpty() ? text : text.startsWith("-") ? " - " + text.substring(1) : " + " + text);
    }
    return out.toString();
  }

  private String product(List<Formula> factors, int depth) {
    List<Factor> above = new ArrayList<>();
    List<Factor> below = new ArrayList<>();
    String sign = "";
    for (Formula factor : factors) {
      switch (factor) {
        case Formula.Rational(var n, var d) -> {
          sign = n.signum() < 0 ? "-" : "";
          if (!n.abs().equals(BigInteger.ONE)) {
            above.add(new Factor(n.abs().toString(), false));
          }
          if (!d.equals(BigInteger.ONE)) {
            below.add(new Factor(d.toString(), false));
          }
        }
        case Formula.Power power when isDivisor(power) -> below.add(divisor(power, depth));
        case Formula other -> above.add(factor(other, depth));
      }
    }
    return sign
        + (below.isEmpty() ? joined(above) : "\\frac{" + alone(above) + "}{" + alone(below) + "}");
  }

  /** A factor, and whether it needs parentheses among others. */
  private record Factor(String text, boolean isLoose) {
    String grouped() {
      return isLoose ? "\\left(" + text + "\\right)" : text;
    }
  }

  /** Above or below a line, where a single factor needs no parentheses. */
  private static String alone(List<Factor> factors) {
    return factors.size() == 1 ? factors.getFirst().text() : joined(factors);
  }

  private static String joined(List<Factor> factors) {
    StringBuilder out = new StringBuilder(factors.isEmpty() ? "1" : "");
    for (Factor factor : factors) {
      String text = factor.grouped();
      boolean digits = !out.isEmpty() && Character.isDigit(text.charAt(0));
      out.append(out.isEmpty() ? "" : digits ? " \\cdot " : " ").append(text);
    }
    return out.toString();
  }

  private static boolean isDivisor(Formula.Power power) {
    return power.exponent() instanceof Formula.Rational(var n, _) && n.signum() < 0;
  }

  private Factor divisor(Formula.Power power, int depth) {
    Formula.Rational exponent = (Formula.Rational) power.exponent();
    Formula.Rational opposite =
        new Formula.Rational(exponent.numerator().negate(), exponent.denominator());
    return opposite.isInteger() && opposite.numerator().equals(BigInteger.ONE)
        ? factor(power.base(), depth)
        : new Factor(raised(power.base(), opposite, depth), false);
  }

  private String power(Formula.Power power, int depth) {
    return raised(power.base(), power.exponent(), depth);
  }

  private String raised(Formula base, Formula exponent, int depth) {
    if (exponent instanceof Formula.Rational(var n, var d) && n.equals(BigInteger.ONE)) {
      return "\\sqrt"
          + (d.equals(BigInteger.TWO) ? "" : "[" + d + "]")
          + "{"
          + of(base, depth)
          + "}";
    }
    boolean plain =
        switch (base) {
          case Formula.Symbol _, Formula.Constant _ -> true;
          case Formula.Rational r -> r.isInteger() && r.numerator().signum() >= 0;
          case Formula _ -> false;
        };
    if (base instanceof Formula.Apply call
        && exponent instanceof Formula.Rational(var n, var d)
        && n.signum() > 0
        && d.equals(BigInteger.ONE)) {
      Matcher named = CALL.matcher(call.operation().latex());
      if (named.matches()) {
        String argument = of(call.arguments().getFirst(), depth);
        return named.group(1) + "^{" + n + "}" + named.group(2).replace("#1", argument);
      }
    }
    String text = of(base, depth);
    plain |= base instanceof Formula.Apply && text.startsWith("\\left|");
    return (plain ? text : "\\left(" + text + "\\right)") + "^{" + of(exponent, depth) + "}";
  }

  private String grouped(Formula formula, int depth) {
    return factor(formula, depth).grouped();
  }

  private Factor factor(Formula formula, int depth) {
    boolean isLoose =
        formula instanceof Formula.Sum
            || formula instanceof Formula.Piecewise
            || formula instanceof Formula.Relation
            || formula instanceof Formula.Logic;
    return new Factor(of(formula, depth), isLoose);
  }

  private String apply(Formula.Apply apply, int depth) {
    List<Formula> factorial = FormulaPrinter.factorial(apply);
    if (factorial.size() == 1 && factorial.getFirst() instanceof Formula.Symbol) {
      return of(factorial.getFirst(), depth) + "!";
    }
    return applied(apply.operation(), apply.arguments().stream().map(a -> of(a, depth)).toList());
  }

  static String applied(Operation operation, List<String> arguments) {
    String text = operation.latex();
    for (int i = arguments.size(); i >= 1; i--) {
      text = text.replace("#" + i, arguments.get(i - 1));
    }
    return text;
  }

  static String sign(Syntax.Comparator comparator) {
    return switch (comparator) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " \\neq ";
      case LESS -> " < ";
      case LESS_EQUAL -> " \\leq ";
      case GREATER -> " > ";
      case GREATER_EQUAL -> " \\geq ";
    };
  }

  private String logic(Formula.Logic logic, int depth) {
    List<String> operands = logic.operands().stream().map(o -> grouped(o, depth)).toList();
    return switch (logic.connective()) {
      case AND -> String.join(" \\land ", operands);
      case OR -> String.join(" \\lor ", operands);
      case NOT -> "\\lnot " + operands.getFirst();
    };
  }

  private String piecewise(Formula.Piecewise piecewise, int depth) {
    String cases =
        piecewise.cases().stream()
            .map(c -> of(c.value(), depth) + " & " + of(c.condition(), depth))
            .collect(Collectors.joining(" \\\\ "));
    return "\\begin{cases} "
        + cases
        + " \\\\ "
        + of(piecewise.otherwise(), depth)
        + " & \\text{otherwise} \\end{cases}";
  }
}
