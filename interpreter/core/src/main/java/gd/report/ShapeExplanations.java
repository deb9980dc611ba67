package gd.report;

import gd.report.Report.Label;
import java.util.ArrayList;
import java.util.List;

/** What to say of arrays that do not fit. */
final class ShapeExplanations {
  private ShapeExplanations() {}

  static Report explain(ShapeProblem problem) {
    return switch (problem) {
      case ShapeProblem.ShapesDoNotFit p -> shapes(p);
      case ShapeProblem.RaggedArray p ->
          Explanations.error(
              p,
              "Not a rectangle",
              p.other(),
              "The parts of an array have one shape, and %s.".formatted(p.first()),
              List.of());
      case ShapeProblem.IndexOutOfRange p ->
          Explanations.error(
              p,
              "Index out of range",
              "there is no place " + p.index(),
              "Places are counted from 1 to " + p.size() + ".",
              List.of());
      case ShapeProblem.NotForArrays p -> Explanations.error(p, "Not for arrays", "", p.what(), pasted(p.instead()));
      case ShapeProblem.NotThatShape p ->
          Explanations.error(
              p, "Another shape is needed", "", "Needed: " + p.needed() + ". Given: " + p.given() + ".", p.hints());
    };
  }

  private static List<String> pasted(List<String> instead) {
    return instead.isEmpty() ? List.of() : List.of(String.join("\n", instead));
  }

  private static Report shapes(ShapeProblem.ShapesDoNotFit p) {
    List<Label> labels = new ArrayList<>();
    side(labels, p.left(), p.at());
    side(labels, p.right(), p.at());
    if (labels.stream().allMatch(Label::secondary)) {
      labels.addFirst(Label.at(p.at(), p.left().shape() + " with " + p.right().shape()));
    }
    return new Report(Report.Severity.ERROR, "Shapes do not fit", labels, p.rule(), p.hints());
  }

  private static void side(List<Label> labels, ShapeProblem.Side side, Span whole) {
    side.at().ifPresent(span -> labels.add(Label.at(span, side.shape())));
    side.origin()
        .filter(origin -> origin.source() != whole.source() || origin.end() <= whole.start())
        .ifPresent(origin -> labels.add(Label.cause(origin, side.shape())));
  }
}
