package gd.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Names near a misspelt one: the same ignoring case first, then by Damerau–Levenshtein distance (optimal string
 * alignment) up to a third of the length.
 */
public final class Suggestions {
  private static final int MOST = 3;
  private static final int SHORTEST = 3;

  private Suggestions() {}

  /** The nearest names, best first; none for names shorter than three letters. */
  public static List<String> near(String name, Collection<String> known) {
    if (name.length() < SHORTEST) {
      return List.of();
    }
    int most = Math.max(1, name.length() / 3);
    return known.stream()
        .filter(k -> k.length() >= SHORTEST && Character.isLetter(k.codePointAt(0)))
        .filter(k -> Math.abs(k.length() - name.length()) <= most && distance(name, k) <= most)
        .sorted(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** Insertions, deletions, exchanges and swaps of neighbours; 0 if only case differs. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int exchange = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(exchange, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
