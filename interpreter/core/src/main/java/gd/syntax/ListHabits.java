package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.WrittenOtherwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Recognises several statements in one, and what changes a name's value. */
final class ListHabits extends Surroundings {
  ListHabits(Original original, List<Token> tokens) {
    super(original, tokens);
  }

  /** The habit behind the token at an index, which does not fit. */
  Optional<Problem> problem(int index) {
    return switch (type(index)) {
      case COMMA -> depth(index) == 0 ? several(index) : Optional.empty();
      case PLUS, MINUS, EOF -> step(index);
      default -> Optional.empty();
    };
  }

  /** {@code i++}, {@code i--}, {@code ++i}. */
  private Optional<Problem> step(int index) {
    int sign = type(0) == NAME ? 1 : 0;
    int name = sign == 1 ? 0 : 2;
    boolean whole =
        type(name) == NAME
            && (type(3) == EOF || line(3) > line(2))
            && (type(sign) == PLUS || type(sign) == MINUS)
            && text(sign).equals(text(sign + 1))
            && touchesNext(sign);
    String by = " " + text(sign) + " 1";
    return whole && index <= 3
        ? otherwise(span(0).to(span(2)), "a new value", text(name) + " = " + text(name) + by)
        : Optional.empty();
  }

  /** {@code a, b = 1, 2}, {@code x = 2, y = 3}, {@code f(x), g(x)}. */
  private Optional<Problem> several(int index) {
    switch (type(0)) {
      case FOR, WHILE, IF, IF_ELSE, IMPORT, SYMBOL, EXTERNAL -> {
        return Optional.empty();
      }
      default -> {}
    }
    int end;
    int equals = -1;
    int signs = 0;
    List<String> parts = new ArrayList<>();
    List<String> left = List.of();
    int start = 0;
    for (end = 0; type(end) != EOF && type(end) != NEWLINE; end++) {
      if (depth(end) > 0) {
        continue;
      }
      if (type(end) == EQUALS) {
        signs++;
        equals = end;
      }
      if (type(end) == COMMA || type(end) == EQUALS && signs == 1 && !parts.isEmpty()) {
        parts.add(between(start, end));
        start = end + 1;
      }
      if (type(end) == EQUALS && signs == 1 && parts.size() > 1) {
        left = List.copyOf(parts);
        parts.clear();
      }
    }
    parts.add(between(start, end));
    Span at = span(0).to(span(end - 1));
    if (parts.stream().anyMatch(String::isBlank)) {
      return Optional.empty();
    }
    if (signs == 1 && left.size() == parts.size()) {
      return Optional.of(
          new WrittenOtherwise(
              at, "a row of definitions", List.of(pairs(left, parts, equals, end))));
    }
    if (!left.isEmpty()) {
      return Optional.empty();
    }
    boolean number = type(index - 1) == NUMBER && type(index + 1) == NUMBER;
    if (number && touchesNext(index) && touchesNext(index - 1)) {
      return Optional.empty();
    }
    String statements = String.join("; ", parts);
    if (signs == parts.size()) {
      return otherwise(at, "a row of definitions", statements);
    }
    String array = "[" + String.join(", ", parts) + "]";
    if (signs == 0) {
      return otherwise(at, "a row of values", array, statements);
    }
    return signs == 1 && equals < index
        ? otherwise(
            span(equals + 1).to(span(end - 1)),
            "a row of values",
            between(0, equals + 1) + " [" + between(equals + 1, end).strip() + "]")
        : Optional.empty();
  }

  /** One after the other, unless a right side needs what a name meant before. */
  private String pairs(List<String> left, List<String> right, int equals, int end) {
    boolean swapped = false;
    List<String> used = new ArrayList<>(left);
    for (int i = equals + 1; i < end; i++) {
      swapped |= type(i) == NAME && left.contains(text(i));
      used.add(text(i));
    }
    List<String> statements = new ArrayList<>();
    String both =
        List.of("t", "s", "both").stream()
            .filter(n -> !used.contains(n))
            .findFirst()
            .orElse("pair");
    if (swapped) {
      statements.add(both + " = [" + String.join(", ", right) + "]");
    }
    for (int i = 0; i < left.size(); i++) {
      statements.add(left.get(i) + " = " + (swapped ? both + "[" + (i + 1) + "]" : right.get(i)));
    }
    return String.join("; ", statements);
  }
}
