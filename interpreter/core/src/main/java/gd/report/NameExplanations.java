package gd.report;

import static gd.report.Prose.code;

import gd.report.NameProblem.*;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said about names and calls. */
final class NameExplanations {
  /** What other libraries call the options of a descent. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("learning_rate", "lr"),
          Map.entry("eta", "lr"),
          Map.entry("step_size", "lr"),
          Map.entry("iterations", "steps"),
          Map.entry("max_iter", "steps"),
          Map.entry("num_epochs", "epochs"),
          Map.entry("batch_size", "batch"),
          Map.entry("weight_decay", "decay"),
          Map.entry("method", "optimizer"));

  private NameExplanations() {}

  static Report explain(NameProblem problem) {
    return switch (problem) {
      case UnknownName p -> unknown(p);
      case NotAFunction p -> notAFunction(p);
      case WrongNumberOfArguments p -> wrongNumber(p);
      case UnknownArgument p -> unknownArgument(p);
      case ArgumentGivenTwice p ->
          Prose.error("Argument given twice")
              .at(p.at(), code(p.name()) + " of " + code(p.function()) + " has a value already")
              .report();
      case NotAVariable p ->
          Prose.error("Not a variable")
              .at(p.at(), "no name")
              .say(
                  code(p.function())
                      + " needs the name of a variable here, and "
                      + code(p.given())
                      + " is none.")
              .hint(
                  switch (p.function()) {
                    case "limit" -> "limit(sin(x)/x, x, 0)";
                    case "series" -> "series(exp(x), x, 0, 3)";
                    case "integrate" -> "integrate(x^2, x)    or    integrate(x^2, x, 0, 1)";
                    case "solve" -> "solve(x^2 == 2, x)";
                    default -> "diff(x^2, x)";
                  })
              .report();
      case NoSuchParameter p -> noSuchParameter(p);
      case PrimeNeedsOneParameter p -> prime(p);
      case NotAssignable p ->
          Prose.error("This cannot be assigned")
              .at(p.at(), code(p.name()) + " takes no value here")
              .say(Prose.sentence(p.why()))
              .report();
      case NoSuchField p -> noSuchField(p);
      case DefinedByItself p ->
          Prose.error("Defined by itself")
              .at(p.at(), "needs a value of " + code(p.name()) + ", which has none yet")
              .hint("Give it a first value: " + p.name() + " = 0\nFor an equation write ==")
              .report();
      case NoSuchModule p ->
          Prose.error("No such module")
              .at(p.at(), "there is no " + code(p.name()))
              .say(Prose.sentence(p.why()))
              .report();
      case NotImported p ->
          Prose.error("Not imported")
              .at(p.at(), code(p.name()) + " is in the module " + code(p.module()))
              .hint(
                  "import "
                      + p.module()
                      + p.instead().map(same -> "    or write " + same).orElse(""))
              .report();
      case Hides p ->
          Prose.note("Library name redefined")
              .at(p.at(), code(p.name()) + " means this from now on in this session")
              .say("The library itself keeps its own.")
              .report();
    };
  }

  private static Report unknown(UnknownName p) {
    String kind = p.called() ? "There is no function called " : "There is nothing called ";
    Prose prose = Prose.error("Unknown name").at(p.at(), "");
    if (p.name().equalsIgnoreCase("nan")) {
      return prose
          .say(
              "There is no NaN here: what has no value is an error where it happens, so no number"
                  + " needs to be tested for it.")
          .hint("For missing cells of a table: read(\"x.csv\", missing=0)")
          .report();
    }
    if (p.name().equals("_")) {
      return prose.say("What is given to `_` is not kept.").hint("y = … keeps it").report();
    }
    if (p.near().isEmpty()) {
      prose.say(kind + code(p.name()) + ".");
      return p.called()
          ? prose
              .hint("Define it: " + p.name() + (p.name().equals("x") ? "(t) = …" : "(x) = …"))
              .report()
          : prose.hint("As a symbol that stands for itself: symbol " + p.name()).report();
    }
    Columns near = new Columns();
    p.near().forEach(n -> near.row(n.signature(), n.summary()));
    String names = p.near().size() == 1 ? "A name close to it:" : "Names close to it:";
    prose.say(kind + code(p.name()) + ". " + names).say(near.text());
    Near first = p.near().getFirst();
    return first.summary().isEmpty()
        ? prose.report()
        : prose
            .hint(code("?" + first.signature().replaceFirst("\\(.*", "")) + " shows its help.")
            .report();
  }

  private static Report notAFunction(NotAFunction p) {
    Prose prose =
        Prose.error("Not a function")
            .at(p.at(), "this is " + p.what() + ", which cannot be called");
    return p.hints().isEmpty()
        ? prose.report()
        : prose
            .say("A name before a parenthesis is always a call.")
            .hint(String.join("\n", p.hints()))
            .report();
  }

  private static Report wrongNumber(WrongNumberOfArguments p) {
    String given = p.given() == 1 ? "1 argument given" : p.given() + " arguments given";
    String missing =
        p.missing().isEmpty()
            ? ""
            : ": " + p.missing() + (p.missing().contains(", ") ? " are" : " is") + " missing";
    Prose prose =
        Prose.error("Wrong number of arguments")
            .at(p.at(), given + ", " + p.needed() + " needed" + missing);
    return p.defined().isPresent()
        ? prose.cause(p.defined(), "defined here").report()
        : prose.say("It is called as " + code(p.signature()) + ".").report();
  }

  private static Report unknownArgument(UnknownArgument p) {
    Prose prose =
        Prose.error("Unknown argument")
            .at(p.at(), code(p.function()) + " has no argument called " + code(p.name()))
            .cause(p.defined(), "defined here");
    if (!p.known().isEmpty()) {
      prose.say("Its arguments are " + Prose.all(p.known()) + ".");
    }
    return Optional.ofNullable(ELSEWHERE.get(p.name()))
        .filter(p.known()::contains)
        .or(() -> Suggestions.near(p.name(), p.known()).stream().findFirst())
        .map(meant -> prose.hint(meant + "=…"))
        .orElse(prose)
        .report();
  }

  private static Report noSuchParameter(NoSuchParameter p) {
    String has =
        p.parameters().isEmpty()
            ? code(p.function()) + " has no parameters."
            : "The parameters of " + code(p.function()) + " are " + Prose.all(p.parameters()) + ".";
    return Prose.error("No such parameter")
        .at(p.at(), code(p.function()) + " does not depend on " + code(p.name()))
        .say(has)
        .report();
  }

  private static Report prime(PrimeNeedsOneParameter p) {
    if (p.parameters().isEmpty()) {
      return Prose.error("No parameter")
          .at(p.at(), "' is for functions of one parameter")
          .say(code(p.function()) + " has none that every call gives.")
          .report();
    }
    String first = p.parameters().getFirst();
    return Prose.error("More than one parameter")
        .at(p.at(), "' is for functions of one parameter")
        .say("The parameters of " + code(p.function()) + " are " + Prose.all(p.parameters()) + ".")
        .hint(
            "By one of them: ∂"
                + p.function()
                + "/∂"
                + first
                + "\nBy all of them: ∇"
                + p.function())
        .report();
  }

  private static Report noSuchField(NoSuchField p) {
    Prose prose = Prose.error("No such field").at(p.at(), p.what() + " has no " + code(p.name()));
    if (!p.known().isEmpty()) {
      prose.say("It has " + Prose.all(p.known()) + ".");
    }
    List<String> near = Suggestions.near(p.name(), p.known());
    return near.isEmpty() ? prose.report() : prose.hint("." + near.getFirst()).report();
  }
}
