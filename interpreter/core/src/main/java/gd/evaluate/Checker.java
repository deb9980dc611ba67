package gd.evaluate;

import gd.data.FileAccess;
import gd.library.Library;
import gd.report.Failure;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import gd.syntax.Children;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for problems in a script without running it: what cannot be read, names that have no
 * meaning where they stand, arguments that do not fit the functions they are given to.
 */
public final class Checker {
  private final Interpreter in;

  /** The functions that the script defines once; a name defined anew has no one signature. */
  private final Map<String, Value.Closure> functions = new HashMap<>();

  /** The names that the script ever gives a meaning at the top level. */
  private final Set<String> defined = new HashSet<>();

  /** The parameters and locals of the function that is being looked at. */
  private Set<String> locals = Set.of();

  /** Modules that are not there, by their import: whoever looks again finds the same. */
  private final Map<Span, Problem> missing = new HashMap<>();

  private final List<Problem> problems = new ArrayList<>();

  /** {@code in} is a session's; its names count as known. */
  public Checker(Interpreter in) {
    this.in = in;
  }

  /** The problems of a script, the earliest first. */
  public List<Problem> check(Source source) {
    Parsed parsed = Parser.parse(source);
    parsed.problems().forEach(p -> problems.add(in.refined(p)));
    parsed.statements().forEach(s -> collect(s, defined, true));
    Set<String> top = new HashSet<>(in.globals().names());
    top.add("ans");
    if (parsed.problems().isEmpty()) {
      parsed.statements().forEach(s -> walk(s, top));
    }
    problems.addAll(missing.values());
    problems.sort(Comparator.comparingInt(p -> p.at().start()));
    return List.copyOf(problems);
  }

  // ---------------------------------------------------------------- what is defined

  /** The names that a statement gives a meaning, whatever branches it takes. */
  private void collect(Syntax tree, Set<String> names, boolean top) {
    switch (tree) {
      case Syntax.FunctionDefinition f -> {
        String key = Statements.key(f.defined());
        boolean known = !names.add(key);
        if (top && f.defined() instanceof Syntax.DefinedFunction) {
          functions.put(key, closure(f, key));
          if (known) {
            functions.remove(key);
          }
        }
      }
      case Syntax.Assignment a -> {
        names.add(a.name());
        functions.remove(a.name());
      }
      case Syntax.Symbols s -> s.symbols().forEach(d -> names.add(d.name()));
      case Syntax.For f -> {
        names.add(f.variable());
        collect(f.body(), names, false);
      }
      case Syntax.Import i -> imported(i, names);
      case Syntax.Lambda _, Syntax.Comprehension _ -> {
        // what these define is their own
      }
      case Syntax other -> Children.of(other).forEach(child -> collect(child, names, false));
    }
  }

  private Value.Closure closure(Syntax.FunctionDefinition f, String key) {
    Span name = f.defined().span();
    int end = f.parameters().isEmpty() ? name.end() : f.parameters().getLast().span().end() + 1;
    return new Value.Closure(
        key, f.parameters(), f.body(), in.globals(), new Span(name.source(), name.start(), end));
  }

  private void imported(Syntax.Import importing, Set<String> names) {
    if (!importing.file()) {
      Library.module(importing.module())
          .ifPresentOrElse(
              module -> names.addAll(module.names()),
              () -> missing.put(importing.span(), Modules.missing(importing)));
      return;
    }
    FileAccess files = in.files();
    try {
      Source source = new Source(importing.module(), files.readText(importing.module()));
      Checker other = new Checker(in);
      in.useFiles(files.beside(importing.module()));
      Parser.parse(source).statements().stream()
          .filter(s -> !(s instanceof Syntax.Import))
          .forEach(s -> other.collect(s, names, false));
    } catch (Refusal refusal) {
      missing.put(importing.span(), refusal.at(importing.span()));
    } finally {
      in.useFiles(files);
    }
  }

  // ---------------------------------------------------------------- what is used

  /** Statements add their names to those that are visible; whatever has a scope gets a copy. */
  private void walk(Syntax tree, Set<String> visible) {
    switch (tree) {
      case Syntax.FunctionDefinition f -> {
        body(f.parameters(), f.body(), visible);
        collect(f, visible, false);
      }
      case Syntax.Assignment a -> {
        walk(a.value(), visible);
        collect(a, visible, false);
      }
      case Syntax.For f -> {
        walk(f.range(), visible);
        collect(f, visible, false);
        walk(f.body(), visible);
      }
      case Syntax.While w -> {
        collect(w.body(), visible, false);
        walkChildren(w, visible);
      }
      case Syntax.Symbols s -> collect(s, visible, false);
      case Syntax.Import i -> collect(i, visible, false);
      case Syntax.Lambda l -> body(l.parameters(), l.body(), visible);
      case Syntax.Comprehension c -> {
        Set<String> inside = new HashSet<>(visible);
        for (Syntax.Binding binding : c.bindings()) {
          walk(binding.range(), inside);
          inside.add(binding.variable());
        }
        c.condition().ifPresent(condition -> walk(condition, inside));
        walk(c.body(), inside);
      }
      case Syntax.Call c -> call(c, visible);
      case Syntax.Name name -> name(name, visible, false);
      case Syntax.Prime p -> derived(p.function(), visible);
      case Syntax.Nabla n -> derived(n.function(), visible);
      case Syntax.Partial p -> derived(p.function(), visible);
      case Syntax other -> walkChildren(other, visible);
    }
  }

  private void walkChildren(Syntax tree, Set<String> visible) {
    Children.of(tree).forEach(child -> walk(child, visible));
  }

  /** Free names are looked up when a function runs: all of the script may be known by then. */
  private void body(
      List<Syntax.Parameter> parameters, Syntax.Expression body, Set<String> visible) {
    Set<String> outer = locals;
    locals = new HashSet<>(outer);
    Set<String> inside = new HashSet<>(visible);
    inside.addAll(defined);
    for (Syntax.Parameter parameter : parameters) {
      parameter.byDefault().ifPresent(value -> walk(value, inside));
      inside.add(parameter.name());
      locals.add(parameter.name());
    }
    collect(body, locals, false);
    inside.addAll(locals);
    walk(body, inside);
    locals = outer;
  }

  private void derived(Syntax.Expression function, Set<String> visible) {
    if (function instanceof Syntax.Name name) {
      name(name, visible, true);
    } else {
      walk(function, visible);
    }
  }

  private void name(Syntax.Name name, Set<String> visible, boolean called) {
    boolean symbol = !called && gd.syntax.Names.isLetter(name.name());
    if (!symbol && !visible.contains(name.name()) && !name.name().equals("_")) {
      problems.add(in.evaluator().names().unknown(name, visible, called));
    }
  }

  private void call(Syntax.Call call, Set<String> visible) {
    Optional<Value.Callable> function = Optional.empty();
    if (call.callee() instanceof Syntax.Name name) {
      name(name, visible, true);
      function = function(name.name());
      function.ifPresent(f -> misfit(f, call));
    } else {
      walk(call.callee(), visible);
    }
    arguments(call, function, visible);
  }

  /** What is called by this name, if that is certain. */
  private Optional<Value.Callable> function(String name) {
    if (locals.contains(name)) {
      return Optional.empty();
    }
    if (defined.contains(name)) {
      return Optional.ofNullable(functions.get(name));
    }
    return in.globals()
        .find(name)
        .flatMap(v -> v instanceof Value.Callable c ? Optional.of(c) : Optional.empty());
  }

  private void misfit(Value.Callable function, Syntax.Call call) {
    try {
      in.evaluator().calls().fit(function, call.arguments(), call.span());
    } catch (Failure failure) {
      problems.add(failure.problem());
    }
  }

  /** A variable of {@code diff}, {@code integrate}, … stands for itself, whatever its name. */
  private void arguments(Syntax.Call call, Optional<Value.Callable> function, Set<String> visible) {
    Set<String> inside = visible;
    if (function.orElse(null) instanceof Value.Builtin(var declaration)
        && declaration.parameters().stream().anyMatch(Syntax.Parameter::unevaluated)) {
      inside = new HashSet<>(visible);
      for (Syntax.Argument argument : call.arguments()) {
        argument.name().ifPresent(inside::add);
        if (argument.value() instanceof Syntax.Name(_, var name)
            && argument != call.arguments().getFirst()) {
          inside.add(name);
        }
      }
    }
    for (Syntax.Argument argument : call.arguments()) {
      walk(argument.value(), inside);
    }
  }
}
