package gd.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the columns of a file are called: their headings, and names that can be written after a dot.
 *
 * @param notes what a reader should know, in sentences
 */
record Headings(List<String> headings, List<String> names, List<String> notes) {
  Headings {
    headings = List.copyOf(headings);
    names = List.copyOf(names);
    notes = List.copyOf(notes);
  }

  /** From the first line of a file; blanks around a heading do not count. */
  static Headings of(List<String> written, String file) {
    List<String> headings = written.stream().map(String::strip).toList();
    List<String> names = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String heading : headings) {
      String name = name(heading, names.size() + 1);
      if (!seen.add(name)) {
        throw Csv.cannotRead(file, "two of its columns are called `" + name + "`");
      }
      if (!name.equals(heading)) {
        changed.add(
            heading.isBlank()
                ? "one without a heading is " + name
                : "`" + heading + "` is " + name);
      }
      names.add(name);
    }
    return new Headings(
        headings,
        names,
        changed.isEmpty()
            ? List.of()
            : List.of(
                "Columns were renamed so that they can be written after a dot: "
                    + String.join(", ", changed)
                    + ". In brackets and quotes the headings are understood too."));
  }

  private static String name(String heading, int position) {
    String name = heading.strip().replaceAll("[^\\p{L}\\p{N}_]+", "_").replaceAll("^_+|_+$", "");
    if (name.isEmpty()) {
      return "c" + position;
    }
    return Character.isLetter(name.codePointAt(0)) ? name : "c" + name;
  }

  /** For a file whose first line is a row like any other. */
  static Headings numbered(int count, String file) {
    List<String> names = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      names.add("c" + k);
    }
    return new Headings(
        names,
        names,
        List.of(
            "`"
                + file
                + "` begins with numbers, not names: its columns are called c1 to c"
                + count
                + "."));
  }
}
