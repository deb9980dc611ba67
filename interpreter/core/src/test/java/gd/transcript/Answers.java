package gd.transcript;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares answers. {@code …} in what is expected stands for any text. A decimal written with at
 * most six digits may differ by one in the sixth; everything else, decimals with more digits too,
 * must be the same.
 */
public final class Answers {
  private static final Pattern NUMBER =
      Pattern.compile("\\d+\\.\\d+(?:[eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+");
  private static final Pattern DURATION =
      Pattern.compile("\\b\\d+(?:\\.\\d+)? ?(?:s|ms|µs|min)\\b");
  private static final String ANY = "…";

  private Answers() {}

  /** Whether an answer is the one expected. */
  static boolean match(List<String> expected, List<String> actual) {
    return match(expected, actual, 0);
  }

  /**
   * Whether an answer is the one expected, decimals of more than six digits up to this relative
   * difference: on another device the last digits may be others.
   */
  public static boolean match(List<String> expected, List<String> actual, double tolerance) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int k = 0; k < expected.size(); k++) {
      if (!matches(expected.get(k).stripTrailing(), actual.get(k).stripTrailing(), tolerance)) {
        return false;
      }
    }
    return true;
  }

  /** An answer as it is written into a page: what changes from run to run left open. */
  static List<String> lasting(List<String> answer) {
    return answer.stream().map(line -> DURATION.matcher(line).replaceAll(ANY)).toList();
  }

  private static boolean matches(String expected, String actual, double tolerance) {
    if (expected.equals(actual)) {
      return true;
    }
    Matcher wanted = NUMBER.matcher(expected);
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    while (wanted.find()) {
      pattern
          .append(literal(expected.substring(end, wanted.start())))
          .append('(')
          .append(NUMBER.pattern())
          .append(')');
      end = wanted.end();
    }
    pattern.append(literal(expected.substring(end)));
    Matcher found = Pattern.compile(pattern.toString()).matcher(actual);
    if (!found.matches()) {
      return false;
    }
    wanted.reset();
    for (int k = 1; wanted.find(); k++) {
      if (!near(wanted.group(), found.group(k), tolerance)) {
        return false;
      }
    }
    return true;
  }

  private static String literal(String text) {
    StringBuilder result = new StringBuilder();
    for (String part : text.split(ANY, -1)) {
      result.append(result.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return result.toString();
  }

  private static boolean near(String expected, String actual, double tolerance) {
    if (expected.equals(actual)) {
      return true;
    }
    double a = Double.parseDouble(expected);
    double b = Double.parseDouble(actual);
    if (digits(expected) > 6 || digits(actual) > 6) {
      return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
    }
    double unit = Math.pow(10, Math.floor(Math.log10(Math.max(Math.abs(a), Math.abs(b)))) - 5);
    return Math.abs(a - b) <= 1.01 * unit;
  }

  /** Significant digits, as written. */
  private static int digits(String number) {
    return number.replaceAll("[eE].*", "").replace(".", "").replaceAll("^0+", "").length();
  }
}
