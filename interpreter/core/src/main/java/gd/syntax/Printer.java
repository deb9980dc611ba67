package gd.syntax;

import gd.syntax.Syntax.*;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Trees to text in the language's own style, with no more parentheses than needed. Reads back as
 * the same tree.
 */
public final class Printer {
  private final ExpressionPrinter expressions = new ExpressionPrinter(this);

  private Printer() {}

  /** A text as it is written, in quotes. */
  public static String quoted(String characters) {
    return '"' + ExpressionPrinter.escaped(characters) + '"';
  }

  /**
   * A statement, an expression or a part of one. Definitions with documentation take several lines.
   */
  public static String print(Syntax tree) {
    Printer printer = new Printer();
    return Depth.of(tree) > Stack.DEEP ? Stack.call(() -> printer.text(tree)) : printer.text(tree);
  }

  /** Statements, one under the other. */
  public static String print(List<Statement> statements) {
    return statements.stream().map(Printer::print).collect(Collectors.joining("\n"));
  }

  private String text(Syntax tree) {
    return switch (tree) {
      case Statement s -> statement(s);
      case Expression e -> expressions.open(e);
      case SymbolDeclaration s -> symbol(s);
      case Parameter p -> parameter(p);
      case Argument a -> expressions.argument(a);
      case Defined d -> defined(d);
      case Annotation a -> annotation(a);
      case Documentation d -> documentation(Optional.of(d));
      case Place p -> expressions.open(p.expression());
      case Whole _ -> ":";
      case Row r -> expressions.row(r);
      case Binding b -> expressions.binding(b);
      case TextPart p -> expressions.part(p);
    };
  }

  private String statement(Statement statement) {
    return switch (statement) {
      case Import i ->
          "import " + (i.file() ? "\"" + i.module() + "\"" : expressions.name(i.module()));
      case Symbols s -> "symbol " + join(s.symbols().stream().map(this::symbol).toList());
      case External e -> external(e);
      case FunctionDefinition f ->
          documentation(f.documentation())
              + defined(f.defined())
              + parameters(f.parameters())
              + " = "
              + expressions.open(f.body());
      case Assignment a ->
          documentation(a.documentation())
              + expressions.name(a.name())
              + " = "
              + expressions.open(a.value());
      case For f ->
          "for "
              + expressions.name(f.variable())
              + " in "
              + expressions.closed(f.range())
              + " "
              + block(f.body());
      case While w -> "while " + expressions.closed(w.condition()) + " " + block(w.body());
      case If i ->
          "if " + expressions.closed(i.condition()) + " then " + expressions.closed(i.yes());
      case Evaluation e -> expressions.open(e.expression());
    };
  }

  private String symbol(SymbolDeclaration symbol) {
    String name = expressions.name(symbol.name());
    List<String> dimensions = symbol.dimensions().stream().map(expressions::open).toList();
    return dimensions.isEmpty() ? name : name + "[" + join(dimensions) + "]";
  }

  private String external(External external) {
    String annotations =
        external.annotations().stream()
            .map(a -> annotation(a) + "\n")
            .collect(Collectors.joining());
    return documentation(external.documentation())
        + annotations
        + "external "
        + expressions.name(external.name())
        + (external.constant() ? "" : parameters(external.parameters()));
  }

  private static String annotation(Annotation annotation) {
    return "@"
        + annotation.name()
        + "("
        + join(annotation.arguments().stream().map(a -> "\"" + a + "\"").toList())
        + ")";
  }

  private static String documentation(Optional<Documentation> documentation) {
    return documentation
        .map(
            d ->
                d.text()
                    .lines()
                    .map(line -> ("## " + line).strip() + "\n")
                    .collect(Collectors.joining()))
        .orElse("");
  }

  private String defined(Defined defined) {
    String name = expressions.name(defined.name());
    return switch (defined) {
      case DefinedFunction _ -> name;
      case DefinedPrime p -> name + "'".repeat(p.order());
      case DefinedGradient _ -> "∇" + name;
      case DefinedPartial p -> "∂" + name + "/∂" + expressions.name(p.variable());
    };
  }

  /** In parentheses. */
  public static String printed(List<Parameter> parameters) {
    return new Printer().parameters(parameters);
  }

  /** In parentheses. */
  String parameters(List<Parameter> parameters) {
    return "(" + join(parameters.stream().map(this::parameter).toList()) + ")";
  }

  private String parameter(Parameter parameter) {
    return (parameter.unevaluated() ? "@name " : "")
        + expressions.name(parameter.name())
        + (parameter.rest() ? "..." : "")
        + parameter.byDefault().map(value -> "=" + expressions.open(value)).orElse("");
  }

  /** In braces: on one line if it is one statement that takes one line. */
  String block(Block block) {
    List<String> statements = block.statements().stream().map(this::statement).toList();
    if (statements.isEmpty()) {
      return "{}";
    }
    if (statements.size() == 1 && !statements.getFirst().contains("\n")) {
      return "{ " + statements.getFirst() + " }";
    }
    return "{\n" + String.join("\n", statements).indent(2) + "}";
  }

  static String join(List<String> parts) {
    return String.join(", ", parts);
  }
}
