package gd.syntax;

import gd.report.Failure;
import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.Reading;
import gd.report.SyntaxProblem.TwoWaysToRead;
import gd.syntax.Syntax.CallOrProduct;
import gd.syntax.Syntax.Expression;
import gd.syntax.Syntax.Unary;
import gd.syntax.Syntax.UnaryOperator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts that have two readings, each reading as text to paste. */
final class Readings {
  private static final Map<String, String> INVERSES =
      Map.of(
          "sin", "asin", "cos", "acos", "tan", "atan", "sinh", "asinh", "cosh", "acosh", "tanh",
          "atanh");

  private Readings() {}

  /**
   * {@code 1/2x}, {@code 2sin(x)/3cos(x)}: refuses a denominator that is an invisible product;
   * where only the evaluation can tell, as in {@code 1/sin²(x)}, it adds the problem to be reported
   * then.
   *
   * @param lead the text from the numerator up to the denominator: {@code 1/}
   */
  static Expression denominator(Span span, String lead, Expression right, List<Factor> factors) {
    if (factors.size() == 1 && !factors.getFirst().joined()) {
      return right;
    }
    List<String> pieces =
        factors.stream().flatMap(f -> f.pieces().stream()).map(Span::text).toList();
    Problem twoWays =
        new TwoWaysToRead(
            span,
            List.of(
                new Reading(
                    "(" + lead + pieces.getFirst() + ")*" + rest(pieces),
                    fraction(lead, pieces, true)),
                new Reading(lead + "(" + product(pieces) + ")", fraction(lead, pieces, false))));
    if (factors.size() > 1) {
      throw new Failure(twoWays);
    }
    if (right instanceof Unary(Span at, UnaryOperator sign, CallOrProduct either)) {
      return new Unary(at, sign, undecided(either, twoWays));
    }
    return right instanceof CallOrProduct either ? undecided(either, twoWays) : right;
  }

  private static String fraction(String lead, List<String> pieces, boolean first) {
    String numerator = lead.strip();
    boolean simple =
        numerator.length() < 8
            && product(pieces).length() < 12
            && numerator.matches("[^-]*[^-./]\\s*/");
    if (!simple) {
      return "";
    }
    String over = numerator.substring(0, numerator.length() - 1).strip();
    String whole = String.join("", pieces);
    if (over.equals("1")) {
      return first ? share(pieces.getFirst()) + rest(pieces) : "one over " + whole;
    }
    return first
        ? rest(pieces) + " times " + numerator + pieces.getFirst()
        : over + " over " + whole;
  }

  private static String share(String denominator) {
    return switch (denominator) {
      case "2" -> "half of ";
      case "3" -> "a third of ";
      case "4" -> "a quarter of ";
      default -> "1/" + denominator + " of ";
    };
  }

  /** {@code x^2y}, {@code 2^-3x}: an exponent that something touches. */
  static Failure exponent(Span span, Factor.Raised raised, List<Span> rest) {
    String power = raised.base().text() + raised.sign();
    String exponent = raised.exponent().text();
    return twoWays(
        span,
        power + exponent + "*" + times(rest),
        power + "(" + exponent + "*" + times(rest) + ")");
  }

  /** {@code e^sin²(x)} where {@code sin} is no function. */
  static Problem exponent(Span span, String power, List<Span> pieces) {
    return problem(span, power + times(pieces), power + "(" + times(pieces) + ")");
  }

  /** {@code (a)(b).^2}. */
  static Problem eachPower(Span span, List<Span> pieces, String exponent) {
    return problem(span, times(pieces) + ".^" + exponent, "(" + times(pieces) + ").^" + exponent);
  }

  /** {@code x <- 3}. */
  static Failure arrow(Span span, Span less) {
    String left = span.text().substring(0, less.start() - span.start()).strip();
    String right = span.text().substring(less.end() - span.start()).strip().substring(1).strip();
    return new Failure(
        new TwoWaysToRead(
            span,
            List.of(
                new Reading(left + " = " + right, "a definition"),
                new Reading(left + " < -" + right, "a comparison"))));
  }

  /** {@code 5!=120}. */
  static Failure notEqual(Span span, Span number, Span sign) {
    String text = span.text();
    String left = text.substring(0, number.end() - span.start());
    String right = text.substring(sign.end() - span.start()).strip();
    Reading factorial = new Reading(left + "! == " + right, "the factorial, compared");
    return new Failure(
        new TwoWaysToRead(
            span, List.of(factorial, new Reading(left + " != " + right, "not equal"))));
  }

  /** {@code 5!!}. */
  static Failure doubleFactorial(Span span, Span number) {
    String n = number.text();
    Reading twice = new Reading("(" + n + "!)!", "the factorial of " + n + "!");
    Reading everySecond =
        new Reading("product(" + n + "..1 by -2)", "the double factorial: every second number");
    return new Failure(new TwoWaysToRead(span, List.of(twice, everySecond)));
  }

  /** {@code √x^2}. */
  static Failure root(Span span, String operand, String power) {
    return twoWays(span, "(√" + operand + ")" + power, "√(" + operand + power + ")");
  }

  /** {@code √a(b)(c)} where {@code a(b)} is no function. */
  static Problem underRoot(Span span, List<Span> pieces) {
    return problem(span, "√" + times(pieces), "√(" + times(pieces) + ")");
  }

  /** {@code sin^-1(x)}: the inverse function, or one over it. */
  static Problem inverse(Span at, String name, String argument) {
    String call = name + argument;
    String inverse = INVERSES.get(name);
    Reading oneOver = new Reading("1/" + call, "one over " + call);
    Reading other =
        inverse == null
            ? new Reading(argument + "/" + name, "a product with 1/" + name)
            : new Reading(inverse + argument, "the inverse function");
    return new TwoWaysToRead(at, List.of(other, oneOver));
  }

  /** {@code grad(f)(w)[1]} where {@code grad(f)} is no function. */
  static Problem suffix(Span span, Span left, Span call, Span right) {
    String after = span.text().substring(call.text().length());
    return problem(span, "(" + call.text() + ")" + after, left.text() + "*" + right.text());
  }

  /** The same, with the problem to report if it is a product. */
  static CallOrProduct undecided(CallOrProduct tree, Problem ifProduct) {
    return new CallOrProduct(
        tree.span(),
        tree.left(),
        tree.leftPower(),
        tree.right(),
        tree.rightPower(),
        Optional.of(ifProduct));
  }

  private static Failure twoWays(Span span, String one, String other) {
    return new Failure(problem(span, one, other));
  }

  private static Problem problem(Span span, String one, String other) {
    return new TwoWaysToRead(span, List.of(new Reading(one, ""), new Reading(other, "")));
  }

  private static String rest(List<String> pieces) {
    return product(pieces.subList(1, pieces.size()));
  }

  private static String times(List<Span> pieces) {
    return product(pieces.stream().map(Span::text).toList());
  }

  private static String product(List<String> pieces) {
    return String.join("*", pieces);
  }
}
