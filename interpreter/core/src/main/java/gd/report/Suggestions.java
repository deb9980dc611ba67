package gd.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that may have been meant by one that does not exist. */
public final class Suggestions {
  /** Names shorter than this are never completed or corrected: everything is close to them. */
  private static final int SHORTEST = 3;

  private static final int MOST = 3;

  private record Candidate(String name, int distance) {}

  private Suggestions() {}

  /**
   * The visible names nearest to {@code name}, best first, at most three: those equal but for case,
   * else those within a third of its letters by {@link #distance}, else those that contain it or
   * are contained in it.
   */
  public static List<String> near(String name, Collection<String> visible) {
    if (name.codePointCount(0, name.length()) < SHORTEST) {
      return List.of();
    }
    List<String> others = visible.stream().filter(v -> !v.equals(name)).sorted().toList();
    List<String> same = others.stream().filter(v -> v.equalsIgnoreCase(name)).limit(MOST).toList();
    if (!same.isEmpty()) {
      return same;
    }
    int farthest = Math.max(1, name.length() / 3);
    List<String> close =
        others.stream()
            .filter(v -> Math.abs(v.length() - name.length()) <= farthest && v.length() >= SHORTEST)
            .map(v -> new Candidate(v, distance(lower(name), lower(v))))
            .filter(c -> c.distance() <= farthest)
            .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
            .limit(MOST)
            .map(Candidate::name)
            .toList();
    return close.isEmpty()
        ? others.stream().filter(v -> contained(name, v)).limit(MOST).toList()
        : close;
  }

  private static boolean contained(String name, String other) {
    return other.length() > SHORTEST
        && (lower(other).contains(lower(name)) || lower(name).contains(lower(other)));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * How many insertions, deletions, replacements and swaps of neighbours lead from one text to
   * another, no part being edited twice (the optimal string alignment form of Damerau–Levenshtein).
   */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[from.length()][to.length()];
  }
}
