package gd.report;

import gd.report.ShapeProblem.*;
import java.util.List;

/** What is said about arrays that do not fit. */
final class ShapeExplanations {
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
    made(prose, p.left());
    made(prose, p.right());
    prose.say(Prose.sentence(p.rule()));
    if (!p.rule().contains(p.operation()) && !p.operation().isBlank()) {
      prose.say("    " + p.operation() + ": " + p.left().shape() + ", " + p.right().shape());
    }
    return prose.hints(p.hints()).report();
  }

  /** Where a side was made, if that is elsewhere. */
  private static void made(Prose prose, Side side) {
    side.origin()
        .filter(o -> side.at().isEmpty() || !o.equals(side.at().get()))
        .ifPresent(o -> prose.cause(o, "made here: " + side.shape()));
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
