package gd.report;

import static gd.report.Prose.code;

import gd.report.ShapeProblem.*;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is said about arrays that do not fit. */
final class ShapeExplanations {
  /** A definition that takes the beginning of something, up to a number. */
  private static final Pattern PART = Pattern.compile("(\\w+)\\s*=\\s*(.+)\\[1\\.\\.(\\d+)]");

  private ShapeExplanations() {}

  static Report explain(ShapeProblem problem) {
    return switch (problem) {
      case ShapesDoNotFit p -> doNotFit(p);
      case RaggedArray p ->
          Prose.error("Rows of unequal length")
              .at(p.at(), Prose.sentence(p.other()).replaceFirst("\\.$", ""))
              .say(Prose.sentence(p.first()) + " All must have the same size.")
              .report();
      case IndexOutOfRange p -> outOfRange(p);
      case NotForArrays p ->
          Prose.error("Not defined for arrays")
              .at(p.at(), "not defined")
              .say(p.what().matches("(?s).*[.!]") ? p.what() : p.what() + " is not defined.")
              .hints(
                  p.instead().isEmpty()
                      ? List.of()
                      : List.of(String.join("    or    ", p.instead())))
              .report();
      case NotThatShape p ->
          Prose.error("Another shape is needed")
              .at(p.at(), "this is " + p.given())
              .say("Needed here: " + p.needed() + ".")
              .hints(p.hints())
              .report();
    };
  }

  private static Report doNotFit(ShapesDoNotFit p) {
    Prose prose = Prose.error("Shapes do not fit");
    boolean both = p.left().at().isPresent() && p.right().at().isPresent();
    if (both) {
      prose.at(p.left().at().get(), p.left().shape()).at(p.right().at().get(), p.right().shape());
    } else {
      prose.at(p.at(), p.left().shape() + " and " + p.right().shape());
    }
    Stream.of(p.left(), p.right())
        .flatMap(ShapeExplanations::made)
        .distinct()
        .forEach(o -> prose.cause(Optional.of(o.at()), "made here: " + o.shape()));
    prose.say(Prose.sentence(p.rule()));
    if (!p.rule().contains(p.operation()) && !p.operation().isBlank()) {
      prose.say("    " + p.operation() + ": " + p.left().shape() + ", " + p.right().shape());
    }
    if (both && !(p.left().parts() + p.right().parts()).isEmpty()) {
      Columns table = new Columns();
      Stream.of(p.left(), p.right())
          .forEach(side -> table.row(side.at().get().text(), side.shape(), side.parts()));
      prose.say(table.text());
    }
    if (p.hints().isEmpty()) {
      part(prose, p.left());
      part(prose, p.right());
    }
    return prose.hints(p.hints()).report();
  }

  /** Where the arrays of a side were made, if that is elsewhere. */
  private static Stream<Made> made(Side side) {
    return side.origins().stream()
        .filter(o -> side.at().isEmpty() || !o.at().equals(side.at().get()));
  }

  /** {@code y = data.price[1..400]} made a side: perhaps all of it was meant. */
  private static void part(Prose prose, Side side) {
    side.origins().stream()
        .map(o -> PART.matcher(o.at().text()))
        .filter(Matcher::matches)
        .findFirst()
        .ifPresent(
            m ->
                prose.hint(
                    code(m.group(1))
                        + " ends at "
                        + m.group(3)
                        + "; all of it is "
                        + m.group(1)
                        + " = "
                        + m.group(2)));
  }

  private static Report outOfRange(IndexOutOfRange p) {
    boolean negative = p.index().startsWith("-") || p.index().equals("0");
    return Prose.error("Index out of range")
        .at(p.at(), "there is no element " + p.index())
        .say("The indices run from 1 to " + p.size() + ".")
        .hint(negative ? "The last element of v is v[length(v)]." : "")
        .report();
  }
}
