package gd.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is to say about each kind of problem, read from the page {@code problems.md}. */
public final class Catalogue {
  private static final String INPUT = "    > ";
  private static final int WIDTH = 80;

  /**
   * One kind.
   *
   * @param example a script that meets it; empty if no script can be sure to
   */
  public record Entry(String kind, String text, String example) {
    /** The text in lines that fit a terminal. */
    public String prose() {
      return Stream.of(text.split("\n\n"))
          .map(p -> p.startsWith(" ") ? p : TextRenderer.broken(p.replace("\n", " "), WIDTH))
          .collect(Collectors.joining("\n\n"));
    }
  }

  private final Map<String, Entry> entries;

  private Catalogue(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** Reads the page. */
  public static Catalogue read() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String section : page().split("(?m)^## ")) {
      int end = section.indexOf('\n');
      String kind = section.substring(0, end).strip();
      List<String> lines = section.substring(end).strip().lines().toList();
      if (!kind.startsWith("#")) {
        entries.put(
            kind,
            new Entry(
                kind,
                lines.stream()
                    .filter(line -> !line.startsWith(INPUT))
                    .collect(Collectors.joining("\n"))
                    .strip(),
                lines.stream()
                    .filter(line -> line.startsWith(INPUT))
                    .map(line -> line.substring(INPUT.length()))
                    .collect(Collectors.joining("\n"))));
      }
    }
    return new Catalogue(entries);
  }

  private static String page() {
    try (InputStream in = Catalogue.class.getResourceAsStream("problems.md")) {
      if (in == null) {
        throw new IllegalStateException("the page of problems is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stable names of all kinds, in alphabetical order. */
  public List<String> kinds() {
    return List.copyOf(entries.keySet());
  }

  public Optional<Entry> entry(String kind) {
    return Optional.ofNullable(entries.get(kind));
  }
}
