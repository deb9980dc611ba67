package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.Reading;
import gd.report.SyntaxProblem.TwoWaysToRead;
import gd.report.SyntaxProblem.WrittenOtherwise;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;

/** Recognises ranges with colons, in loops and between the brackets of an index. */
final class RangeHabits extends Surroundings {
  /** {@code n - 1}: a term that can be added to. */
  private static final Pattern LAST_TERM =
      Pattern.compile("([\\p{L}_][\\p{L}_0-9]*|.*\\))\\s*([+-])\\s*([0-9]{1,8})");

  RangeHabits(Original original, List<Token> tokens) {
    super(original, tokens);
  }

  /** The habit behind the token at an index, which does not fit. */
  Optional<Problem> problem(int index) {
    boolean loop = type(0) == FOR && type(1) == NAME && index >= 2 && depth(index) == 0;
    return loop && (type(index) == COLON || index == 2 && type(index) == EQUALS)
        ? loop(index)
        : slice(index);
  }

  // ---------------------------------------------------------------- loops

  /** {@code for i = 1:5}, {@code for i in 1:5}, {@code for i in range(5): print(i)}. */
  private Optional<Problem> loop(int index) {
    int brace = 3;
    while (type(brace) != EOF && !(type(brace) == OPEN_BRACE && depth(brace) == 0)) {
      brace++;
    }
    boolean ranged = type(2) == EQUALS || type(3) == NUMBER || type(3) == MINUS;
    for (int i = 3; i < brace && type(i) != COLON; i++) {
      ranged &= type(i) != RANGE;
    }
    int to = 3;
    while (to < brace && !(depth(to) == 0 && separates(to, ranged))) {
      to++;
    }
    if (to == 3) {
      return Optional.empty();
    }
    int body = type(to) == COLON ? to + 1 : to;
    String repeated =
        type(brace) == OPEN_BRACE
            ? between(brace, closing(brace) + 1)
            : type(body) == EOF ? "{ … }" : "{ " + from(body) + " }";
    String what = type(2) == EQUALS ? "a loop" : "what is to be repeated";
    return otherwise(span(index), what, "for " + text(1) + " in " + range(3, to) + " " + repeated);
  }

  /** Whether the range of a loop ends before a token, as far as the language has no word for it. */
  private boolean separates(int index, boolean ranged) {
    boolean apart = endsOperand(index - 1) && beginsOperand(index) && !touchesNext(index - 1);
    boolean block = type(index) == COLON && (!ranged || ends(index + 1));
    return apart || block;
  }

  private boolean ends(int index) {
    return type(index) == EOF || type(index) == OPEN_BRACE || type(index) == NEWLINE;
  }

  private String range(int from, int to) {
    List<String> parts = cut(from, to);
    boolean python = text(from).equals("range") && type(from + 1) == OPEN;
    if (parts.size() == 1 && python && closing(from + 1) == to - 1) {
      return counted(parts(from + 1, COMMA).stream().map(end -> between(end[0], end[1])).toList());
    }
    return switch (parts.size()) {
      case 2 -> parts.get(0) + ".." + parts.get(1);
      case 3 -> parts.get(0) + ".." + parts.get(2) + " by " + parts.get(1);
      default -> between(from, to);
    };
  }

  /** Of {@code range(a, b, s)}, which leaves out its end. */
  private static String counted(List<String> ends) {
    String step = ends.size() > 2 ? ends.get(2) : "1";
    String from = ends.size() > 1 ? ends.get(0) : "0";
    String to = plus(ends.get(ends.size() > 1 ? 1 : 0), step.startsWith("-") ? 1 : -1);
    return from + ".." + to + (ends.size() > 2 ? " by " + step : "");
  }

  // ---------------------------------------------------------------- slices

  /** {@code x[1:]}, {@code x[:2]}, {@code x[::2]}, {@code x[1:3]}. */
  private Optional<Problem> slice(int index) {
    boolean colon = type(index) == COLON || type(index - 1) == COLON;
    int open = colon ? opener(index) : -1;
    if (type(open) != OPEN_BRACKET || !endsOperand(open - 1)) {
      return Optional.empty();
    }
    int first = left(open);
    int close = closing(open);
    if (type(close) != CLOSE_BRACKET) {
      return Optional.empty();
    }
    String array = between(first, open);
    List<int[]> positions = parts(open, COMMA);
    List<List<String>> subscripts =
        positions.stream()
            .map(each -> cut(each[0], each[1], length(array, positions.indexOf(each), positions)))
            .toList();
    String zero = array + "[" + all(subscripts, array, true) + "]";
    String one = array + "[" + all(subscripts, array, false) + "]";
    Span at = span(first).to(span(close));
    boolean open0 = subscripts.stream().anyMatch(RangeHabits::countsFromZero);
    boolean end = IntStream.range(open, close).anyMatch(this::isEnd);
    if (end || zero.equals(one) || open0) {
      return Optional.of(new WrittenOtherwise(at, "a part of an array", List.of(end ? one : zero)));
    }
    return Optional.of(
        new TwoWaysToRead(
            at,
            List.of(
                new Reading(zero, "counted from 0 and without the end, as in Python"),
                new Reading(one, "counted from 1 and with the end, as in Julia and Matlab"))));
  }

  /** What only Python writes: an end left out, one from the back, the index 0. */
  private static boolean countsFromZero(List<String> parts) {
    if (parts.size() > 2) {
      return parts.stream().anyMatch(String::isEmpty)
          || parts.getFirst().equals("0")
          || parts.getLast().startsWith("-");
    }
    return parts.size() > 1
        && !(parts.get(0).isEmpty() && parts.get(1).isEmpty())
        && parts.stream().anyMatch(p -> p.isEmpty() || p.startsWith("-") || p.equals("0"));
  }

  private static String all(List<List<String>> subscripts, String array, boolean zero) {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < subscripts.size(); i++) {
      String length = length(array, i, subscripts);
      written.add(zero ? zero(subscripts.get(i), length) : one(subscripts.get(i), length));
    }
    return String.join(", ", written);
  }

  private static String length(String array, int axis, List<?> positions) {
    return positions.size() == 1
        ? "length(" + array + ")"
        : "shape(" + array + ")[" + (axis + 1) + "]";
  }

  /** The word for the last index in Julia and Matlab. */
  private boolean isEnd(int index) {
    return type(index) == NAME && text(index).equals("end");
  }

  private static String one(List<String> parts, String length) {
    List<String> ends = new ArrayList<>(parts);
    if (ends.size() > 1 && ends.stream().allMatch(String::isEmpty)) {
      return ":";
    }
    ends.set(0, ends.getFirst().isEmpty() ? "1" : ends.getFirst());
    int last = ends.size() - 1;
    ends.set(last, ends.get(last).isEmpty() ? length : ends.get(last));
    return switch (ends.size()) {
      case 1 -> ends.get(0);
      case 2 -> ends.get(0) + ".." + ends.get(1);
      default -> ends.get(0) + ".." + ends.get(2) + " by " + ends.get(1);
    };
  }

  private static String zero(List<String> parts, String length) {
    if (parts.size() == 1) {
      return place(parts.get(0), length, 1);
    }
    String from = parts.get(0);
    String to = parts.get(1);
    String step = parts.size() > 2 ? parts.get(2) : "";
    if (from.isEmpty() && to.isEmpty() && step.isEmpty()) {
      return ":";
    }
    boolean back = step.startsWith("-");
    String first = from.isEmpty() ? back ? length : "1" : place(from, length, 1);
    String last = to.isEmpty() ? back ? "1" : length : place(to, length, back ? 2 : 0);
    return first + ".." + last + (step.isEmpty() ? "" : " by " + step);
  }

  /** Of an index from 0, which may count from the back. */
  private static String place(String index, String length, int shift) {
    boolean back = index.matches("-[0-9]+");
    if (!back) {
      return shift == 0 ? index : plus(index, shift);
    }
    BigInteger less = new BigInteger(index.substring(1)).subtract(BigInteger.valueOf(shift));
    return less.signum() == 0 ? length : length + " - " + less;
  }

  // ---------------------------------------------------------------- both

  /** The parts between the colons. */
  private List<String> cut(int from, int to) {
    return cut(from, to, "end");
  }

  /** The same with the length of the array for its last index. */
  private List<String> cut(int from, int to, String length) {
    List<String> parts = new ArrayList<>();
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || type(i) == COLON && depth(i) == depth(from)) {
        parts.add(
            between(
                start, i, k -> isEnd(k) ? Optional.of(new Instead(length, k)) : Optional.empty()));
        start = i + 1;
      }
    }
    return parts;
  }

  private static String plus(String number, int add) {
    return plus(number, BigInteger.valueOf(add));
  }

  private static String plus(String number, BigInteger add) {
    if (number.matches("[0-9]+")) {
      return new BigInteger(number).add(add).toString();
    }
    Matcher last = LAST_TERM.matcher(number);
    if (last.matches()) {
      BigInteger term = new BigInteger(last.group(2) + last.group(3)).add(add);
      return term.signum() == 0 ? last.group(1) : plus(last.group(1), term);
    }
    return number + (add.signum() < 0 ? " - " + add.negate() : " + " + add);
  }
}
