package gd.report;

import java.util.List;

/** What to say of names and calls. */
final class NameExplanations {
  private NameExplanations() {}

  static Report explain(NameProblem problem) {
    return switch (problem) {
      case NameProblem.UnknownName p -> unknown(p);
      case NameProblem.NotAFunction p ->
          Explanations.error(
              p,
              "Not a function",
              "this is " + p.what(),
              "A name that touches a parenthesis is always a call.",
              p.instead().isEmpty() ? List.of() : List.of("For the product write " + p.instead()));
      case NameProblem.WrongNumberOfArguments p ->
          Explanations.error(
              p,
              "Wrong number of arguments",
              count(p.given()) + " given, " + p.needed() + " needed" + missing(p.missing()),
              p.defined(),
              "",
              p.defined().isPresent() ? List.of() : List.of(p.signature()));
      case NameProblem.UnknownArgument p ->
          Explanations.error(
              p,
              "Unknown argument",
              p.function() + " has no parameter `" + p.name() + "`",
              p.defined(),
              p.known().isEmpty() ? "" : "Its parameters are " + Explanations.quoted(p.known()) + ".",
              Suggestions.near(p.name(), p.known()).stream().limit(1).map(n -> n + "=…").toList());
      case NameProblem.ArgumentGivenTwice p ->
          Explanations.error(
              p, "Argument given twice", "`" + p.name() + "` of " + p.function() + " has a value already", "", List.of());
      case NameProblem.NotAVariable p ->
          Explanations.error(
              p,
              "A name is needed here",
              "this is no name",
              p.function() + " takes the name of a variable here, such as x.",
              List.of());
      case NameProblem.NoSuchParameter p ->
          Explanations.error(
              p,
              "No such variable",
              "",
              "`%s` is neither a parameter of %s nor free in its body.\n\n%s"
                  .formatted(
                      p.name(), p.function(), Explanations.indented(List.of("parameters    " + String.join(", ", p.parameters())))),
              p.parameters().stream().limit(1).map(x -> "diff(" + p.function() + ", " + x + ")").toList());
      case NameProblem.PrimeNeedsOneParameter p ->
          Explanations.error(
              p,
              "More than one parameter",
              "f' is for functions of one parameter",
              "%s has %s parameters: %s.".formatted(p.function(), p.parameters().size(), String.join(", ", p.parameters())),
              List.of(
                  "∂%s/∂%s differentiates by one of them, ∇%s by all."
                      .formatted(p.function(), p.parameters().isEmpty() ? "x" : p.parameters().getFirst(), p.function())));
      case NameProblem.NotAssignable p -> Explanations.error(p, "This cannot be defined", "", p.why(), List.of());
      case NameProblem.NoSuchField p ->
          Explanations.error(
              p,
              "No such field",
              "",
              "%s has no field `%s`.%s"
                  .formatted(
                      capital(p.what()),
                      p.name(),
                      p.known().isEmpty() ? "" : "\n\n" + Explanations.indented(List.of(String.join(", ", p.known())))),
              Suggestions.near(p.name(), p.known()).stream().limit(1).map(n -> "." + n).toList());
      case NameProblem.DefinedByItself p ->
          Explanations.error(
              p,
              "Defined by itself",
              "`" + p.name() + "` has no value yet",
              "One `=` gives the name on its left a meaning; here the right side needs that very meaning.",
              List.of("Give " + p.name() + " a value first, or write == for an equation."));
      case NameProblem.NoSuchModule p -> Explanations.error(p, "No such module", "", p.why(), List.of());
      case NameProblem.Hides p ->
          Explanations.note(
              p,
              "`" + p.name() + "` is also in the library",
              "From here on your own is meant; the library keeps using its own.",
              List.of());
    };
  }

  private static Report unknown(NameProblem.UnknownName p) {
    String what = p.called() ? "There is no function called `%s`." : "The name `%s` has no meaning here.";
    String message = what.formatted(p.name());
    if (p.near().isEmpty()) {
      return Explanations.error(
          p,
          "Unknown name",
          "",
          message,
          p.called()
              ? List.of("Define it: " + p.name() + "(x) = …")
              : List.of("Give it a value: " + p.name() + " = …, or declare a symbol: symbol " + p.name()));
    }
    int width = p.near().stream().mapToInt(n -> n.signature().length()).max().orElse(0);
    List<String> lines =
        p.near().stream()
            .map(n -> (n.signature() + " ".repeat(width - n.signature().length()) + "    " + n.summary()).stripTrailing())
            .toList();
    String best = p.near().getFirst().signature().replaceAll("\\(.*", "");
    return Explanations.error(
        p,
        "Unknown name",
        "",
        message + " Names close to it:\n\n" + Explanations.indented(lines),
        List.of(p.called() ? "`?" + best + "` shows its help." : "Perhaps " + best + " is meant."));
  }

  private static String count(int given) {
    return given == 1 ? "1 argument" : given + " arguments";
  }

  private static String missing(String names) {
    return names.isEmpty() ? "" : ": " + names + (names.contains(",") ? " are missing" : " is missing");
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
