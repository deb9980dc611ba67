package gd.pages;

import gd.transcript.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A case of the pipeline: sections headed {@code # SOURCE}, {@code # SYNTAX}, …, each an indented
 * block.
 */
public record Page(Path file, SequencedMap<String, List<String>> sections) {
  /** Every page of the whole pipeline. */
  public static Stream<Page> all() {
    return in("pages");
  }

  /** The pages in a folder of src/test. */
  public static Stream<Page> in(String folder) {
    Path tests = Repository.root().resolve("interpreter/core/src/test");
    return Repository.files(tests.resolve(folder), ".md").stream().map(Page::read);
  }

  private static Page read(Path file) {
    SequencedMap<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Repository.lines(file)) {
      if (line.startsWith("# ")) {
        current = new ArrayList<>();
        sections.put(line.substring(2), current);
      } else {
        current.add(line.startsWith("    ") ? line.substring(4) : line);
      }
    }
    sections.values().forEach(Page::trim);
    return new Page(file, sections);
  }

  private static void trim(List<String> lines) {
    while (!lines.isEmpty() && lines.getLast().isBlank()) {
      lines.removeLast();
    }
  }

  public String source() {
    return String.join("\n", sections.getOrDefault("SOURCE", List.of()));
  }

  /** The lines of a section; empty if it is not there. */
  public List<String> section(String name) {
    return sections.getOrDefault(name, List.of());
  }

  /** The page with these sections in place of its own; those without lines are left out. */
  public List<String> lines(Map<String, List<String>> computed) {
    SequencedMap<String, List<String>> all = new LinkedHashMap<>(sections);
    all.putAll(computed);
    List<String> result = new ArrayList<>();
    all.forEach(
        (name, lines) -> {
          if (!lines.isEmpty()) {
            result.add("# " + name);
            lines.forEach(line -> result.add(line.isBlank() ? "" : "    " + line));
          }
        });
    return result;
  }
}
