package gd.library;

import gd.formula.Operation;
import gd.report.Source;
import gd.report.Span;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The standard library, read from its modules: the table of built-ins ({@code external}
 * declarations) and what is defined in the language itself.
 */
public final class Library {
  private static final String FOLDER = "/gd/stdlib/";

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

  private final Map<String, Declaration> declarations;
  private final List<Syntax.Statement> definitions;

  private Library(Map<String, Declaration> declarations, List<Syntax.Statement> definitions) {
    this.declarations = declarations;
    this.definitions = definitions;
  }

  /** Reads the modules that every session has. */
  public static Library prelude() {
    return read(PRELUDE);
  }

  /** Reads a module for {@code import name}; empty if the library has none of this name. */
  public static Optional<Library> module(String name) {
    return MODULES.contains(name) ? Optional.of(read(List.of(name))) : Optional.empty();
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
      for (Syntax.Statement statement : read(List.of(module)).definitions()) {
        if (statement instanceof Syntax.Assignment a && a.name().equals(name)) {
          return Optional.of(
              new Elsewhere(
                  module,
                  a.value() instanceof Syntax.Name(_, var same)
                      ? Optional.of(same)
                      : Optional.empty()));
        }
        if (statement instanceof Syntax.FunctionDefinition f
            && f.defined() instanceof Syntax.DefinedFunction(_, var defined)
            && defined.equals(name)) {
          return Optional.of(new Elsewhere(module, Optional.empty()));
        }
      }
    }
    return Optional.empty();
  }

  private static Library read(List<String> modules) {
    Map<String, Declaration> declarations = new LinkedHashMap<>();
    List<Syntax.Statement> definitions = new ArrayList<>();
    for (String module : modules) {
      Parsed parsed = Parser.parse(Source.ofLibrary(module + ".gd", text(module)));
      if (!parsed.problems().isEmpty()) {
        throw new IllegalStateException(module + ".gd: " + parsed.problems().getFirst());
      }
      for (Syntax.Statement statement : parsed.statements()) {
        if (statement instanceof Syntax.External external) {
          declarations.put(external.name(), declaration(external));
        } else {
          definitions.add(statement);
        }
      }
    }
    return new Library(declarations, definitions);
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
                                .filter(p -> p.byDefault().isEmpty())
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

  /** The built-ins by name. */
  public Map<String, Declaration> declarations() {
    return declarations;
  }

  public Optional<Declaration> declaration(String name) {
    return Optional.ofNullable(declarations.get(name));
  }

  /** Signature and documentation of a function, whether declared or defined in the language. */
  public Optional<String> help(String name) {
    return declaration(name)
        .map(d -> d.signature() + "\n\n" + d.documentation().strip())
        .or(() -> definitions.stream().flatMap(s -> help(s, name).stream()).findFirst());
  }

  private static Optional<String> help(Syntax.Statement statement, String name) {
    return statement instanceof Syntax.FunctionDefinition definition
            && definition.defined() instanceof Syntax.DefinedFunction(_, var defined)
            && defined.equals(name)
        ? definition
            .documentation()
            .map(d -> signature(name, definition.parameters()) + "\n\n" + d.text().strip())
        : Optional.empty();
  }

  private static String signature(String name, List<Syntax.Parameter> parameters) {
    return name
        + parameters.stream()
            .map(Syntax.Parameter::name)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  /** What the library defines in the language itself, in order. */
  public List<Syntax.Statement> definitions() {
    return definitions;
  }
}
