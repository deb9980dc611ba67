package gd.syntax;

import gd.report.Failure;
import gd.report.MathProblem.LimitReached;
import gd.report.Span;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps trees so flat that whoever walks them may do so by recursion. */
final class Depth {
  private record Place(Syntax tree, int depth) {}

  private Depth() {}

  /** No token makes more nodes than these. */
  private static final int NODES_PER_TOKEN = 4;

  /**
   * Ends with a {@link Failure} if a tree made of so many tokens is deeper than {@link
   * Limits#TREE}.
   */
  static void check(Syntax root, int tokens) {
    if (tokens * NODES_PER_TOKEN > Limits.TREE && of(root) > Limits.TREE) {
      throw tooDeep(root.span());
    }
  }

  static Failure tooDeep(Span at) {
    String instead = "Cut it into several statements, or use sum(… for k in 1..n).";
    String value = "%,d".formatted(Limits.TREE);
    return new Failure(new LimitReached(at, "operations in one expression", value, instead));
  }

  /** How many nodes lie on the longest way down. Needs no stack itself. */
  static int of(Syntax root) {
    int deepest = 0;
    Deque<Place> places = new ArrayDeque<>();
    places.push(new Place(root, 1));
    while (!places.isEmpty()) {
      Place place = places.pop();
      deepest = Math.max(deepest, place.depth());
      for (Syntax child : Children.of(place.tree())) {
        places.push(new Place(child, place.depth() + 1));
      }
    }
    return deepest;
  }
}
