package gd.syntax;

import java.util.ArrayList;
import java.util.List;

/** Whole numbers as exponents and orders are written: {@code x²}, {@code ∂²f/∂x∂y}. */
public final class Superscripts {
  private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Superscripts() {}

  /** The digits that superscripts stand for; a raised minus sign is no digit and is left out. */
  static String digits(String superscripts) {
    StringBuilder digits = new StringBuilder();
    superscripts.chars().map(DIGITS::indexOf).filter(d -> d >= 0).forEach(digits::append);
    return digits.toString();
  }

  /** Plain digits, raised. */
  public static String of(String digits) {
    StringBuilder raised = new StringBuilder();
    digits.chars().forEach(d -> raised.append(DIGITS.charAt(d - '0')));
    return raised.toString();
  }

  /** The derivative of a function by its variables, the last one first: ∂f/∂x, ∂³f/∂x²∂y. */
  public static String partial(String function, List<String> variables) {
    List<String> by = new ArrayList<>();
    for (int i = 0; i < variables.size(); ) {
      int same = i;
      while (same < variables.size() && variables.get(same).equals(variables.get(i))) {
        same++;
      }
      by.add("∂" + variables.get(i) + order(same - i));
      i = same;
    }
    return "∂" + order(variables.size()) + function + "/" + String.join("", by);
  }

  private static String order(int times) {
    return times == 1 ? "" : of(String.valueOf(times));
  }
}
