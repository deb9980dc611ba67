package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Span;
import gd.syntax.ForeignNames.Bracketed;
import gd.syntax.ForeignNames.Constant;
import gd.syntax.ForeignNames.Idea;
import gd.syntax.ForeignNames.Prefix;
import gd.syntax.ForeignNames.Renamed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Recognises a name of other languages, the first token, with what stands behind it. */
final class NameHabits extends Surroundings {
  private static final Set<String> ARRAYS = Set.of("array", "tensor", "asarray");

  private NameHabits(Original original, List<Token> tokens) {
    super(original, tokens);
  }

  /** With the text from a name on. */
  private static NameHabits from(Span name) {
    Span rest = new Span(name.source(), name.start(), name.source().text().length());
    Original original = Original.of(rest);
    return new NameHabits(original, new Cutter(original).slices().getFirst().tokens());
  }

  /** The problem of a name that has no meaning here but one elsewhere. */
  static Optional<Problem> of(Span at, String name, Set<String> known) {
    if (name.matches("d\\p{L}")) {
      return from(at).derivative(at, name.substring(1));
    }
    return ForeignNames.meaning(name)
        .flatMap(
            meaning ->
                switch (meaning) {
                  case Prefix prefix -> from(at).prefixed(prefix, known);
                  case Idea(var what, var instead) when name.equals("map") ->
                      from(at).mapped().or(() -> written(at, what, instead));
                  case Idea(var what, var instead) -> written(at, what, instead);
                  case Constant(var what, var signs) -> written(at, what, signs);
                  case Renamed(var what, var own) -> otherwise(at, what, own);
                  case Bracketed(_, var alone) ->
                      alone.flatMap(idea -> written(at, idea.what(), idea.instead()));
                });
  }

  private static Optional<Problem> written(Span at, String what, List<String> instead) {
    return otherwise(at, what, instead.toArray(String[]::new));
  }

  /** {@code dy/dx} as a whole where it is written so. */
  private Optional<Problem> derivative(Span at, String of) {
    boolean quotient = type(1) == DIVIDE && text(2).matches("d\\p{L}");
    String by = quotient ? text(2).substring(1) : of;
    return otherwise(at, "a derivative", "diff(" + (quotient ? of : "x^2") + ", " + by + ")");
  }

  /** {@code map(f, v)} and {@code map(x -> x^2, v)} with the user's own function and array. */
  private Optional<Problem> mapped() {
    if (type(1) != OPEN || !closes(closing(1))) {
      return Optional.empty();
    }
    List<int[]> parts = parts(1, COMMA);
    if (parts.size() != 2 || type(2) != NAME) {
      return Optional.empty();
    }
    int[] function = parts.getFirst();
    boolean lambda = type(3) == ARROW && function[1] > 4;
    if (!lambda && function[1] != 3) {
      return Optional.empty();
    }
    String each = lambda ? between(4, function[1]) + " for " + text(2) : text(2) + "(x) for x";
    String array = between(parts.getLast()[0], parts.getLast()[1]);
    return otherwise(
        span(0).to(span(closing(1))),
        "a value for every element",
        "[" + each + " in " + array + "]");
  }

  /** {@code np.sin(1)} without the prefix, if the library has such a name. */
  private Optional<Problem> prefixed(Prefix prefix, Set<String> known) {
    int last = lastName(0);
    if (last == 0) {
      return otherwise(span(0), prefix.what(), prefix.instead());
    }
    String name = text(last);
    int close = type(last + 1) == OPEN && closes(closing(last + 1)) ? closing(last + 1) : last;
    Span whole = span(0).to(span(close));
    String arguments = between(last + 1, close + 1, i -> unprefixed(i, known));
    if (ARRAYS.contains(name) && type(last + 2) == OPEN_BRACKET) {
      return otherwise(whole, "an array", arguments.substring(1, arguments.length() - 1));
    }
    Optional<String> own = here(name, known);
    return own.isPresent()
        ? otherwise(whole, prefix.what(), own.get() + arguments)
        : of(whole, name, known).or(() -> otherwise(whole, prefix.what(), prefix.instead()));
  }

  /** The last name of {@code np.linalg.inv}, from the first. */
  private int lastName(int first) {
    int last = first;
    while (type(last + 1) == DOT && type(last + 2) == NAME) {
      last += 2;
    }
    return last;
  }

  private Optional<Instead> unprefixed(int index, Set<String> known) {
    boolean prefix =
        ForeignNames.meaning(text(index)).filter(Prefix.class::isInstance).isPresent()
            && type(index - 1) != DOT;
    int last = lastName(index);
    return prefix && last > index
        ? here(text(last), known).map(own -> new Instead(own, last))
        : Optional.empty();
  }

  /** The library's name for one of another library. */
  private static Optional<String> here(String name, Set<String> known) {
    if (known.contains(name)) {
      return Optional.of(name);
    }
    return ForeignNames.meaning(name)
        .flatMap(
            meaning ->
                switch (meaning) {
                  case Renamed(_, var own) -> Optional.of(own);
                  case Constant(_, var signs) -> Optional.of(signs.getFirst());
                  case Idea _, Bracketed _, Prefix _ -> Optional.empty();
                });
  }

  /** {@code v.append(4)}: an array is joined, which makes a new one. */
  static Optional<Problem> method(Syntax.Field field) {
    if (!field.name().equals("append")) {
      return Optional.empty();
    }
    Span at = field.span();
    return from(new Span(at.source(), at.end() - field.name().length(), at.end())).joined(field);
  }

  private Optional<Problem> joined(Syntax.Field field) {
    int close = closing(1);
    if (type(1) != OPEN || !closes(close) || close == 2) {
      return Optional.empty();
    }
    String array = field.of().span().text();
    String joined = "concatenate(%s, [%s])".formatted(array, between(2, close));
    String instead = field.of() instanceof Syntax.Name ? array + " = " + joined : joined;
    return otherwise(field.span().to(span(close)), "a joined array", instead);
  }
}
