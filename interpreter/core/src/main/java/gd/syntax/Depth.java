package gd.syntax;

import gd.report.Failure;
import gd.report.MathProblem.LimitReached;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps trees so flat that whoever walks them may do so by recursion. */
final class Depth {
  private record Place(Syntax tree, int depth) {}

  private Depth() {}

  /** Ends with a {@link Failure} if a tree is deeper than {@link Limits#TREE}. Needs no stack itself. */
  static void check(Syntax root) {
    Deque<Place> places = new ArrayDeque<>();
    places.push(new Place(root, 1));
    while (!places.isEmpty()) {
      Place place = places.pop();
      if (place.depth() > Limits.TREE) {
        String instead = "Cut it into several statements, or use sum(… for k in 1..n).";
        String value = "%,d".formatted(Limits.TREE);
        throw new Failure(new LimitReached(root.span(), "operations in one expression", value, instead));
      }
      for (Syntax child : Children.of(place.tree())) {
        places.push(new Place(child, place.depth() + 1));
      }
    }
  }
}
