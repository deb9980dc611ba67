package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.BracketNeverClosed;
import gd.report.SyntaxProblem.StrayBracket;
import gd.report.SyntaxProblem.TextNeverClosed;
import gd.report.SyntaxProblem.Unexpected;
import gd.report.SyntaxProblem.Unfinished;
import gd.report.SyntaxProblem.UnfinishedNumber;
import gd.report.SyntaxProblem.UnknownSign;
import gd.report.SyntaxProblem.WrittenOtherwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Says why a statement cannot be read, from its tokens and the first that does not fit. */
final class Diagnosis {
  private final Original original;
  private final Slice slice;
  private final List<Token> tokens;

  Diagnosis(Original original, Slice slice) {
    this.original = original;
    this.slice = slice;
    this.tokens = slice.tokens();
  }

  Problem of(int index) {
    Token found = tokens.get(index);
    Optional<Problem> early = number(index).or(() -> unclosed(index)).or(() -> annotated(index));
    if (early.isPresent()) {
      return early.get();
    }
    return switch (found.getType()) {
      case UNCLOSED -> new TextNeverClosed(span(found));
      case UNKNOWN, BOM ->
          question(index)
              .or(() -> new PaperHabits(original, tokens).problem(index))
              .orElseGet(() -> unknown(found));
      case CLOSE, CLOSE_BRACKET, CLOSE_BRACE -> closing(index);
      case EOF ->
          new ListHabits(original, tokens)
              .problem(index)
              .orElseGet(() -> new Unfinished(end(), expected(index)));
      default ->
          new RangeHabits(original, tokens)
              .problem(index)
              .or(() -> new PaperHabits(original, tokens).problem(index))
              .or(() -> new CalculusHabits(original, tokens).problem(index))
              .or(() -> new ListHabits(original, tokens).problem(index))
              .or(() -> new CodeHabits(original, tokens).problem(index))
              .or(() -> new Habits(original, tokens).problem(index))
              .orElseGet(() -> unexpected(index));
    };
  }

  /** {@code 5.} with no digits after the point. */
  private Optional<Problem> number(int index) {
    boolean point =
        index > 1
            && tokens.get(index - 1).getType() == DOT
            && tokens.get(index - 2).getType() == NUMBER;
    if (!point) {
      return Optional.empty();
    }
    Token digits = tokens.get(index - 2);
    Span at = span(digits).to(span(tokens.get(index - 1)));
    return Optional.of(UnfinishedNumber.point(at, digits.getText()));
  }

  /** Annotations belong to declarations of the library. */
  private Optional<Problem> annotated(int index) {
    Token found = tokens.get(index);
    return Tokens.onlyAnnotations(tokens.subList(0, index)) && found.getType() != EOF
        ? Optional.of(
            new Unexpected(span(found), name(found), "`external` after the annotation", List.of()))
        : Optional.empty();
  }

  // ---------------------------------------------------------------- brackets

  /**
   * A bracket that the whole text does not close makes the lines below part of it. What does not
   * fit on its own line is wrong by itself; what does not fit on a later one is wrong because of
   * it.
   */
  private Optional<Problem> unclosed(int index) {
    Token opening = Tokens.open(tokens, tokens.size()).peek();
    if (opening == null
        || opening.getStartIndex() > tokens.get(index).getStartIndex()
        || !slice.last()) {
      return Optional.empty();
    }
    Token found = tokens.get(index);
    if (found.getType() == EOF) {
      return Optional.of(
          new BracketNeverClosed(
              span(opening), opening.getText(), Optional.empty(), closed(opening)));
    }
    Span at = span(opening);
    int line = at.source().line(at.start());
    boolean later = at.source().line(span(found).start()) > line;
    if (!later || opening.getType() == OPEN_BRACE) {
      return Optional.empty();
    }
    return Optional.of(
        new BracketNeverClosed(at, opening.getText(), Optional.of(span(found)), closed(opening)));
  }

  /** The line of the bracket with what it lacks. */
  private List<String> closed(Token opening) {
    Span at = span(opening);
    int line = at.source().line(at.start());
    StringBuilder missing = new StringBuilder();
    int end = 0;
    while (end < tokens.size() && tokens.get(end).getType() != EOF && line(end) <= line) {
      end++;
    }
    Tokens.open(tokens, end).forEach(open -> missing.append(Tokens.closing(open)));
    if (missing.isEmpty()
        || opening.getType() == OPEN_BRACE
        || end == 0
        || endsEarly(tokens.get(end - 1))) {
      return List.of();
    }
    String text = at.source().lineText(line).stripTrailing();
    int comment = text.indexOf('#');
    String code = comment < 0 ? text : text.substring(0, comment).stripTrailing();
    String where = "Perhaps the closing " + missing + " belongs at the end of line " + line + ":  ";
    return List.of(where + code.strip() + missing);
  }

  private static boolean endsEarly(Token last) {
    return !Tokens.endsOperand(last);
  }

  private int line(int index) {
    return span(tokens.get(index)).source().line(span(tokens.get(index)).start());
  }

  private Problem closing(int index) {
    Token found = tokens.get(index);
    Token opening = Tokens.open(tokens, index).peek();
    if (opening == null || !Tokens.closing(opening).equals(found.getText())) {
      return new StrayBracket(
          span(found), found.getText(), Optional.ofNullable(opening).map(this::span));
    }
    boolean comma = index > 0 && tokens.get(index - 1).getType() == COMMA;
    List<String> hints = comma ? List.of("Leave out the last comma.") : List.of();
    return new Unexpected(span(found), "`" + found.getText() + "`", expected(index), hints);
  }

  // ---------------------------------------------------------------- everything else

  /** {@code ?max}, which is for the prompt. */
  private Optional<Problem> question(int index) {
    boolean asked =
        index == 0 && tokens.get(0).getText().equals("?") && tokens.get(1).getType() == NAME;
    return asked
        ? Optional.of(
            new WrittenOtherwise(
                span(tokens.get(0)),
                "a question in a script",
                List.of("gd " + asked() + "  in the shell")))
        : Optional.empty();
  }

  /** A name, or the name of a problem: shapes-do-not-fit. */
  private String asked() {
    StringBuilder name = new StringBuilder(tokens.get(1).getText());
    for (int k = 2; tokens.get(k).getText().equals("-") && isName(k + 1); k += 2) {
      name.append('-').append(tokens.get(k + 1).getText());
    }
    return (name.indexOf("-") < 0 ? "help " : "explain ") + name;
  }

  private boolean isName(int index) {
    String text = tokens.get(index).getText();
    return !text.isEmpty() && text.codePoints().allMatch(Character::isLetter);
  }

  private Problem unknown(Token found) {
    int sign = found.getText().codePointAt(0);
    String name = "U+%04X".formatted(sign);
    boolean visible = !Character.isISOControl(sign) && Character.getType(sign) != Character.FORMAT;
    Optional<String> instead =
        switch (sign) {
          case '“', '”', '„', '«', '»' -> Optional.of("\"");
          case '‘', '’' -> Optional.of("\" for text, ' for a derivative");
          case 'ⁿ' -> Optional.of("^n");
          case '⁺' -> Optional.of("^");
          case '∫' -> Optional.of("integrate(f, x)");
          case '×' -> Optional.of("*");
          case '≈' -> Optional.of("==");
          case '±' -> Optional.of("two expressions, one with + and one with -");
          case '?' -> Optional.of("if c then a else b");
          case '∧' -> Optional.of("and");
          case '∨' -> Optional.of("or");
          case '¬', '~' -> Optional.of("not");
          case '\\' -> Optional.of(backslash(found));
          case '←' -> Optional.of("=");
          case '⇒' -> Optional.of("->");
          default -> full(sign);
        };
    String shown = visible ? found.getText() : name;
    return new UnknownSign(span(found), shown, visible ? named(sign) : name, instead);
  }

  /** Of {@code \\alpha} the letter. */
  private String backslash(Token found) {
    int next = tokens.indexOf(found) + 1;
    String word = next < tokens.size() ? tokens.get(next).getText() : "";
    return Names.letters().contains(word)
        ? Names.pretty(word) + " or " + word
        : "√x, π, (a + b)/2 (not in LaTeX), or solve(A, b)";
  }

  private static String named(int sign) {
    String name = Character.getName(sign);
    return name == null || sign < 128
        ? ""
        : "U+%04X, %s".formatted(sign, name.toLowerCase(java.util.Locale.ROOT));
  }

  /** Full-width and styled digits and signs, and fractions of one sign, have plain ones. */
  private static Optional<String> full(int sign) {
    String text = Character.toString(sign);
    String plain = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC);
    return plain.equals(text) ? Optional.empty() : Optional.of(plain.replace('⁄', '/'));
  }

  private Problem unexpected(int index) {
    Token found = tokens.get(index);
    Token before = index == 0 ? null : tokens.get(index - 1);
    List<String> hints = new ArrayList<>();
    if (found.getType() == PLUS && !Tokens.endsOperand(before)) {
      hints.add("There is no sign `+`: leave it out.");
    }
    if (found.getType() == IF && !Tokens.endsOperand(before)) {
      hints.add("As a value, `if` needs an `else`: if c then a else b");
    } else if (word(found) && !Tokens.endsOperand(before)) {
      hints.add("`" + found.getText() + "` is a word of the language and cannot be a name.");
    }
    if (found.getType() == ELSE) {
      hints.add("`else` belongs to an `if … then …` before it.");
    }
    if (before != null && before.getType() == EQUALS && found.getType() == EQUALS) {
      return new WrittenOtherwise(span(before).to(span(found)), "a comparison", List.of("=="));
    }
    return new Unexpected(span(found), name(found), expected(index), hints);
  }

  private static boolean word(Token token) {
    return switch (token.getType()) {
      case IMPORT, EXTERNAL, SYMBOL, FOR, IN, WHILE, BY, AND, OR, THEN -> true;
      default -> false;
    };
  }

  private static String name(Token token) {
    return switch (token.getType()) {
      case NEWLINE -> "the end of the line";
      case NUMBER -> "the number `" + token.getText() + "`";
      case NAME -> "the name `" + token.getText() + "`";
      case STRING -> "a text";
      default -> "`" + token.getText() + "`";
    };
  }

  /** What could stand at a token, in words. */
  private String expected(int index) {
    Token before = index == 0 ? null : tokens.get(index - 1);
    if (before == null) {
      return "a statement";
    }
    if (Tokens.endsOperand(before)) {
      boolean header = tokens.getFirst().getType() == FOR || tokens.getFirst().getType() == WHILE;
      int open = Tokens.open(tokens, index).size();
      return header && open == 0
          ? "a block `{ … }`"
          : tokens.getFirst().getType() == IF && open == 0
              ? "`then`"
              : open == 0
                  ? "an operator or the end of the line"
                  : "an operator, a comma or the closing bracket";
    }
    return switch (before.getType()) {
      case EQUALS -> "what is right of `=`";
      case OPEN, COMMA, OPEN_BRACKET, SEMICOLON -> "a value";
      case DOT -> "the name of a field";
      case IMPORT -> "the name of a module, or a file in quotes";
      case FOR, SYMBOL, EXTERNAL, NABLA, PARTIAL, AT -> "a name";
      case THEN, ELSE, IF, WHILE, IN, BY, NOT, AND, OR ->
          "a value after `" + before.getText() + "`";
      case OPEN_BRACE, NEWLINE -> "a statement or `}`";
      default -> "a value after `" + before.getText() + "`";
    };
  }

  private Span end() {
    Token last = tokens.get(Math.max(0, tokens.size() - 2));
    Span span = span(last);
    return new Span(span.source(), span.end(), span.end());
  }

  private Span span(Token token) {
    return original.span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
