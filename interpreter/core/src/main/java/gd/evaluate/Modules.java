package gd.evaluate;

import gd.data.FileAccess;
import gd.library.Library;
import gd.report.Failure;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.Source;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Syntax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Imports. A module is read once, in a scope of its own, which sees the library and what the module
 * imports itself; what it defines is then given to whoever imports it. A file that has changed is
 * read again.
 */
final class Modules {
  private final Interpreter in;
  private final Map<String, Environment> read = new HashMap<>();
  private final Set<String> reading = new HashSet<>();

  Modules(Interpreter in) {
    this.in = in;
  }

  void load(Syntax.Import importing, Environment into) {
    Environment module =
        importing.file() ? file(importing) : ofLibrary(importing.module(), importing);
    for (String key : module.keys()) {
      boolean first = into == in.globals() && into.here(key).isEmpty();
      if (first && in.libraryScope().here(key).isPresent()) {
        in.listener().noted(new NameProblem.Hides(importing.span(), key));
      }
      module.here(key).ifPresent(value -> into.set(key, value));
    }
  }

  private Environment ofLibrary(String name, Syntax.Import importing) {
    Environment known = read.get(name);
    if (known != null) {
      return known;
    }
    Library module = Library.module(name).orElseThrow(() -> new Failure(missing(importing)));
    Environment scope =
        run(module.names().stream().flatMap(n -> module.definition(n).stream()).toList());
    read.put(name, scope);
    return scope;
  }

  /** The problem of a module that the library does not have. */
  static Problem missing(Syntax.Import importing) {
    return refused(importing, whyNoModule(importing.module()));
  }

  private static String whyNoModule(String name) {
    return Library.isPrelude(name)
        ? "All of it is there already."
        : "The modules of the standard library are "
            + String.join(", ", Library.MODULES)
            + "; all else of it is there already. A file is imported by its name in quotes: import \""
            + name
            + ".gd\"";
  }

  private Environment file(Syntax.Import importing) {
    String name = importing.module();
    FileAccess files = in.files();
    String identity = Evaluator.at(importing.span(), () -> files.identity(name));
    Environment known = read.get(identity);
    if (known != null) {
      return known;
    }
    if (!reading.add(identity)) {
      throw new Failure(refused(importing, "It imports itself, directly or by way of another."));
    }
    try {
      String text = Evaluator.at(importing.span(), () -> files.readText(name));
      in.useFiles(files.beside(name));
      Parsed parsed = Parser.parse(new Source(name, text));
      for (Problem problem : parsed.problems()) {
        throw new Failure(problem);
      }
      Environment scope = run(parsed.statements());
      read.put(identity, scope);
      return scope;
    } finally {
      in.useFiles(files);
      reading.remove(identity);
    }
  }

  private Environment run(List<Syntax.Statement> statements) {
    Environment scope = Environment.global(in.libraryScope());
    statements.forEach(statement -> in.statements().execute(statement, scope));
    return scope;
  }

  private static NameProblem.NoSuchModule refused(Syntax.Import importing, String why) {
    return new NameProblem.NoSuchModule(importing.span(), importing.module(), why);
  }
}
