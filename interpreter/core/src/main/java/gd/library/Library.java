package gd.library;

import gd.formula.Operation;
import gd.report.Span;
import gd.report.TextRenderer;
import gd.syntax.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The standard library: the table of built-ins ({@code external} declarations) and what is defined
 * in the language itself. Its modules are parsed name by name, when a name is first asked for: all
 * of them at once would take longer than the rest of a start.
 */
public final class Library {
  private static final String FOLDER = "/gd/stdlib/";

  /** How wide help may be. */
  private static final int COLUMNS = 80;

  /** The modules every session has, in the order in which they are read. */
  private static final List<String> PRELUDE =
      List.of(
          "elementary",
          "numbers",
          "special",
          "derivatives",
          "calculus",
          "arrays",
          "linear",
          "random",
          "learning",
          "layers",
          "optimizers",
          "system");

  /** The modules that are there for those who import them. */
  public static final List<String> MODULES = List.of("stats", "constants", "pt");

  private final Map<String, Passage> passages;
  private final Map<String, Syntax.Statement> read = new ConcurrentHashMap<>();
  private final Map<String, Declaration> declared = new ConcurrentHashMap<>();

  private Library(Map<String, Passage> passages) {
    this.passages = passages;
  }

  /** The modules that every session has. */
  public static Library prelude() {
    return of(PRELUDE);
  }

  /** A module for {@code import name}; empty if the library has none of this name. */
  public static Optional<Library> module(String name) {
    return MODULES.contains(name) ? Optional.of(of(List.of(name))) : Optional.empty();
  }

  /** Every module there is. */
  static Stream<String> modules() {
    return Stream.concat(PRELUDE.stream(), MODULES.stream());
  }

  /** Whether every session has the module of this name. */
  public static boolean isPrelude(String name) {
    return PRELUDE.contains(name);
  }

  /** Where a name is that no session has by itself; {@code same} is what the prelude calls it. */
  public record Elsewhere(String module, Optional<String> same) {}

  /** The module that defines the name, if one does. */
  public static Optional<Elsewhere> elsewhere(String name) {
    for (String module : MODULES) {
      Optional<Syntax.Statement> found = of(List.of(module)).statement(name);
      if (found.isPresent()) {
        return Optional.of(
            new Elsewhere(
                module,
                found.get() instanceof Syntax.Assignment a
                        && a.value() instanceof Syntax.Name(_, var same)
                    ? Optional.of(same)
                    : Optional.empty()));
      }
    }
    return Optional.empty();
  }

  private static Library of(List<String> modules) {
    Map<String, Passage> passages = new LinkedHashMap<>();
    for (String module : modules) {
      Passage.of(module, text(module)).forEach(passage -> passages.put(passage.name(), passage));
    }
    return new Library(passages);
  }

  /** What declares or defines the name; also names like {@code exp'} and {@code ∂atan2/∂y}. */
  private Optional<Syntax.Statement> statement(String name) {
    Passage passage = passages.get(name);
    return passage == null
        ? Optional.empty()
        : Optional.of(read.computeIfAbsent(name, _ -> passage.statement()));
  }

  private static Declaration declaration(Syntax.External external) {
    Optional<Operation> operation =
        annotation(external, "jvm")
            .map(
                jvm ->
                    new Operation(
                        external.name(),
                        (int)
                            external.parameters().stream()
                                .filter(p -> p.byDefault().isEmpty() && !p.rest())
                                .count(),
                        annotation(external, "symja"),
                        annotation(external, "opencl").orElse(external.name()),
                        jvm,
                        annotation(external, "latex")
                            .orElse(external.name() + "\\left(#1\\right)")));
    return new Declaration(
        external.name(),
        external.parameters(),
        operation,
        annotation(external, "jumps"),
        samples(external),
        external.documentation().map(Syntax.Documentation::text).orElse(""),
        head(external));
  }

  /** The declaration without its annotations, which are no matter of a user's. */
  private static Span head(Syntax.External external) {
    Span whole = external.span();
    if (external.annotations().isEmpty()) {
      return whole;
    }
    int after = external.annotations().getLast().span().end();
    return new Span(whole.source(), whole.source().text().indexOf("external", after), whole.end());
  }

  /** {@code @between("1.2", "3")}, or where most functions have values. */
  private static List<Double> samples(Syntax.External external) {
    return external.annotations().stream()
        .filter(a -> a.name().equals("between"))
        .findFirst()
        .map(a -> a.arguments().stream().map(Double::valueOf).toList())
        .orElse(List.of(0.2, 0.8));
  }

  private static Optional<String> annotation(Syntax.External external, String name) {
    return external.annotations().stream()
        .filter(a -> a.name().equals(name))
        .flatMap(a -> a.arguments().stream())
        .findFirst();
  }

  private static String text(String module) {
    try (InputStream in = Library.class.getResourceAsStream(FOLDER + module + ".gd")) {
      if (in == null) {
        throw new IllegalStateException("the library lacks its module " + module);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The remark that a module begins with. */
  static String remark(String module) {
    return text(module).lines().findFirst().orElse("").replaceFirst("^# ?", "");
  }

  /** Every name that has a meaning, in order; derivatives are under names like {@code exp'}. */
  public Set<String> names() {
    return Collections.unmodifiableSet(passages.keySet());
  }

  /** The built-in of this name. */
  public Optional<Declaration> declaration(String name) {
    Declaration known = declared.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Declaration> declaration =
        statement(name)
            .filter(Syntax.External.class::isInstance)
            .map(s -> declaration((Syntax.External) s));
    declaration.ifPresent(d -> declared.put(name, d));
    return declaration;
  }

  /** What defines the name in the language itself. */
  public Optional<Syntax.Statement> definition(String name) {
    return statement(name).filter(s -> !(s instanceof Syntax.External));
  }

  /** Signature and documentation of a function, whether declared or defined in the language. */
  public Optional<String> help(String name) {
    return declaration(name)
        .map(d -> heading(d.signature()) + "\n\n" + reflowed(d.documentation().strip()))
        .or(() -> definition(name).flatMap(Library::help));
  }

  private static String heading(String signature) {
    return TextRenderer.broken(signature, COLUMNS - 4).replace("\n", "\n    ");
  }

  private static Optional<String> help(Syntax.Statement statement) {
    return switch (statement) {
      case Syntax.FunctionDefinition f when f.defined() instanceof Syntax.DefinedFunction ->
          help(signature(f.defined().name(), f.parameters()), f.documentation());
      case Syntax.Assignment a -> help(a.name(), a.documentation());
      case Syntax.Statement _ -> Optional.empty();
    };
  }

  private static Optional<String> help(String name, Optional<Syntax.Documentation> documentation) {
    return documentation.map(d -> heading(name) + "\n\n" + reflowed(d.text().strip()));
  }

  /**
   * Documentation for a terminal of 80 columns; its examples, which are indented, stay as they are.
   */
  static String reflowed(String text) {
    StringBuilder paragraphs = new StringBuilder();
    boolean prose = false;
    for (String line : text.lines().toList()) {
      boolean goesOn = prose && !line.isBlank() && !line.startsWith(" ");
      paragraphs.append(goesOn ? " " : "\n").append(line);
      prose = !line.isBlank() && !line.startsWith(" ");
    }
    return paragraphs
        .substring(1)
        .lines()
        .map(line -> line.startsWith(" ") ? line : TextRenderer.broken(line, COLUMNS))
        .collect(Collectors.joining("\n"));
  }

  private static String signature(String name, List<Syntax.Parameter> parameters) {
    return name
        + parameters.stream()
            .map(Syntax.Parameter::name)
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
