package gd.library;

import gd.syntax.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to say about a name: of a function of the library, of a module and what it holds,
 * of a word or sign of the language (from the page {@code words.md}).
 */
public final class Help {
  private Help() {}

  /** The help of a name as it is written; empty if there is none. */
  public static Optional<String> about(String written, Library library) {
    String name = Names.canonical(written);
    return library
        .help(name)
        .or(() -> word(written))
        .or(() -> word(name))
        .or(() -> module(written))
        .or(() -> inModules(name));
  }

  /** Every word, sign and module that has help, in the order of the page. */
  public static List<String> words() {
    return Stream.concat(
            sections().stream().flatMap(section -> Arrays.stream(section.words())),
            Library.MODULES.stream())
        .toList();
  }

  private record Section(String heading, String body) {
    String[] words() {
      return heading.split(" ");
    }
  }

  private static Optional<String> word(String word) {
    return sections().stream()
        .filter(section -> List.of(section.words()).contains(word))
        .findFirst()
        .map(section -> section.heading() + "\n\n" + Library.reflowed(section.body()));
  }

  private static List<Section> sections() {
    return Arrays.stream(page().split("(?m)^## "))
        .skip(1)
        .map(section -> section.split("\n", 2))
        .map(parts -> new Section(parts[0].strip(), parts[1].strip()))
        .toList();
  }

  private static String page() {
    try (InputStream in = Help.class.getResourceAsStream("words.md")) {
      if (in == null) {
        throw new IllegalStateException("the page of words is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a module says of itself in its first line, and its names. */
  private static Optional<String> module(String name) {
    return Library.module(name)
        .map(
            module ->
                name
                    + "\n\n"
                    + Library.reflowed(
                        Library.remark(name) + "\n\nIts names: " + names(module)));
  }

  /** Without the derivatives that the module declares. */
  private static String names(Library module) {
    return module.names().stream()
        .filter(name -> name.matches("\\w+"))
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> inModules(String name) {
    return Library.elsewhere(name)
        .map(
            there ->
                Library.module(there.module())
                        .flatMap(module -> module.help(name))
                        .orElseGet(() -> name + "\n\nThe same as " + there.same().orElse("") + ".")
                    + "\n\nIt is in a module: import "
                    + there.module());
  }
}
