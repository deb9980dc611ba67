package gd.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.report.Source;
import gd.report.Span;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A module cut into passages says what the whole module says. */
class PassageTest {
  static Stream<String> modules() {
    return Library.modules();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyStatementHasItsPassage(String module) throws IOException {
    String text = text(module);
    Parsed whole = Parser.parse(Source.ofLibrary(module + ".gd", text));
    List<String> cut =
        Passage.of(module, text).stream().map(p -> described(p.statement(), p.name())).toList();
    assertEquals(whole.statements().stream().map(s -> described(s, name(s))).toList(), cut);
  }

  @Test
  void noNameIsGivenTwoMeanings() throws IOException {
    Set<String> names = new HashSet<>();
    for (String module : modules().toList()) {
      for (Passage passage : Passage.of(module, text(module))) {
        assertTrue(names.add(passage.name()), passage.name());
      }
    }
  }

  /** The text, the place and the documentation. */
  private static String described(Syntax.Statement statement, String name) {
    Span span = statement.span();
    return name
        + " "
        + span.source().line(span.start())
        + ":"
        + span.source().column(span.start())
        + " "
        + span.text()
        + documentation(statement).map(Syntax.Documentation::text);
  }

  private static Optional<Syntax.Documentation> documentation(Syntax.Statement statement) {
    return switch (statement) {
      case Syntax.External e -> e.documentation();
      case Syntax.FunctionDefinition f -> f.documentation();
      case Syntax.Assignment a -> a.documentation();
      default -> throw new AssertionError("modules only define: " + statement);
    };
  }

  private static String name(Syntax.Statement statement) {
    return switch (statement) {
      case Syntax.External e -> e.name();
      case Syntax.Assignment a -> a.name();
      case Syntax.FunctionDefinition f ->
          switch (f.defined()) {
            case Syntax.DefinedFunction(_, var n) -> n;
            case Syntax.DefinedPrime(_, var n, int order) -> n + "'".repeat(order);
            case Syntax.DefinedPartial(_, var n, var variable) -> "∂" + n + "/∂" + variable;
            case Syntax.DefinedGradient(_, var n) -> "∇" + n;
          };
      default -> throw new AssertionError("modules only define: " + statement);
    };
  }

  private static String text(String module) throws IOException {
    try (InputStream in = Library.class.getResourceAsStream("/gd/stdlib/" + module + ".gd")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
