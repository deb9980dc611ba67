package gd.evaluate;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.report.DeviceProblem;
import gd.report.Failure;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.syntax.Syntax;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Carries out statements: at the top level each is all or nothing. */
final class Statements {
  private static final Value NOTHING = new Value.Nothing();
  private static final String DISCARD = "_";
  private static final String LAST = "ans";

  private final Interpreter in;
  private final Modules modules;

  Statements(Interpreter in) {
    this.in = in;
    this.modules = new Modules(in);
  }

  /** One statement of a text; whether it succeeded. One that fails changes nothing. */
  boolean top(Syntax.Statement statement, Environment globals, Listener listener) {
    int digits = in.digits();
    Form form = in.form();
    Generator generator = in.generator().copy();
    globals.begin();
    Optional<Problem> problem = attempt(statement, globals, listener);
    if (problem.isEmpty()) {
      globals.commit();
      return true;
    }
    globals.rollback();
    in.showDigits(digits);
    in.show(form);
    in.useGenerator(generator);
    listener.failed(in.advice().refined(problem.get(), statement));
    return false;
  }

  private Optional<Problem> attempt(
      Syntax.Statement statement, Environment globals, Listener listener) {
    Span at = statement.span();
    try {
      run(statement, globals, listener);
      return Optional.empty();
    } catch (Failure failure) {
      return Optional.of(failure.problem());
    } catch (Refusal refusal) {
      return Optional.of(refusal.at(at));
    } catch (CancellationException e) {
      return Optional.of(new RunProblem.Cancelled(at));
    } catch (StackOverflowError e) {
      return Optional.of(new RunProblem.TooDeep(at, Limits.DEEPEST));
    } catch (OutOfMemoryError e) {
      long limit = Runtime.getRuntime().maxMemory();
      return Optional.of(new DeviceProblem.OutOfMemory(at, "the JVM", limit, limit));
    } catch (RuntimeException e) {
      // A fault of ours must not end the session, nor reach the user as a stack trace.
      return Optional.of(RunProblem.Internal.of(at, e));
    } finally {
      in.computing().takeRemarks().forEach(text -> listener.noted(new RunProblem.Remark(at, text)));
    }
  }

  private void run(Syntax.Statement statement, Environment globals, Listener listener) {
    in.advice().notes(statement).forEach(listener::noted);
    if (statement instanceof Syntax.Evaluation(var span, var expression)) {
      Value value = in.evaluator().evaluate(expression, globals);
      Value forced = Evaluator.at(span, () -> in.computing().force(value));
      if (!(forced instanceof Value.Nothing)) {
        globals.set(LAST, in.computing().kept(value, forced));
        listener.shown(forced, span);
      }
      return;
    }
    Optional<Value> was = name(statement).flatMap(globals::here);
    execute(statement, globals);
    name(statement)
        .ifPresent(
            name -> {
              if (was.isEmpty() && in.libraryScope().here(name).isPresent()) {
                listener.noted(new NameProblem.Hides(statement.span(), name));
              }
              if (statement instanceof Syntax.FunctionDefinition definition) {
                new DeclaredDerivatives(in).check(definition).ifPresent(listener::noted);
              }
              listener.defined(name, statement, was);
            });
  }

  private static Optional<String> name(Syntax.Statement statement) {
    return switch (statement) {
      case Syntax.FunctionDefinition d -> Optional.of(key(d.defined()));
      case Syntax.Assignment a when !a.name().equals(DISCARD) -> Optional.of(a.name());
      case Syntax.Assignment _,
          Syntax.Import _,
          Syntax.Symbols _,
          Syntax.External _,
          Syntax.For _,
          Syntax.While _,
          Syntax.If _,
          Syntax.Evaluation _ ->
          Optional.empty();
    };
  }

  /** The value of the last expression of a block; its statements share the scope around it. */
  Value block(Syntax.Block block, Environment scope) {
    Value last = NOTHING;
    for (Syntax.Statement statement : block.statements()) {
      last = execute(statement, scope);
    }
    return last;
  }

  Value execute(Syntax.Statement statement, Environment scope) {
    in.limits().checkCancelled(statement.span());
    switch (statement) {
      case Syntax.Evaluation(_, var expression) -> {
        return in.evaluator().evaluate(expression, scope);
      }
      case Syntax.Assignment assignment -> assign(assignment, scope);
      case Syntax.FunctionDefinition definition -> define(definition, scope);
      case Syntax.For loop -> repeat(loop, scope);
      case Syntax.While loop -> repeat(loop, scope);
      case Syntax.If choice -> {
        if (in.evaluator().holds(choice.condition(), scope)) {
          return in.evaluator().evaluate(choice.yes(), scope);
        }
      }
      case Syntax.Symbols symbols -> declare(symbols, scope);
      case Syntax.Import importing -> modules.load(importing, scope);
      case Syntax.External external ->
          throw new Failure(
              new NameProblem.NotAssignable(
                  external.span(),
                  external.name(),
                  "Only the library declares external functions."));
    }
    return NOTHING;
  }

  private void repeat(Syntax.While loop, Environment scope) {
    while (in.evaluator().holds(loop.condition(), scope)) {
      in.limits().turn(loop.span());
      block(loop.body(), scope);
    }
  }

  private void assign(Syntax.Assignment assignment, Environment scope) {
    Value value = in.evaluator().evaluate(assignment.value(), scope);
    Value forced = Evaluator.at(assignment.value().span(), () -> in.computing().kept(value));
    String name = assignment.name();
    if (name.equals(DISCARD)) {
      return;
    }
    if (forced instanceof Value.Nothing) {
      throw new Failure(
          new RunProblem.WrongKind(assignment.value().span(), "a value", "nothing", List.of()));
    }
    if (forced instanceof Value.Scalar(var formula)
        && Dag.contains(formula, new Formula.Symbol(name))
        && !(formula instanceof Formula.Symbol)
        && !in.isHeld(name)) {
      throw new Failure(new NameProblem.DefinedByItself(assignment.span(), name));
    }
    forget(name, scope);
    scope.set(
        name,
        switch (forced) {
          case Value.Array(var tensor, _) ->
              new Value.Array(tensor, Optional.of(origin(assignment)));
          case Value.Closure(var none, var parameters, var body, var around, var at)
              when none.isEmpty() ->
              new Value.Closure(name, parameters, body, around, at);
          case Value other -> other;
        });
  }

  private static Span origin(Syntax.Assignment assignment) {
    return new Span(
        assignment.span().source(), assignment.nameSpan().start(), assignment.value().span().end());
  }

  private void define(Syntax.FunctionDefinition definition, Environment scope) {
    String key = key(definition.defined());
    if (definition.defined() instanceof Syntax.DefinedFunction) {
      forget(key, scope);
    }
    Span head =
        new Span(
            definition.span().source(),
            definition.defined().span().start(),
            definition.parameters().isEmpty()
                ? definition.defined().span().end()
                : definition.parameters().getLast().span().end() + 1);
    scope.set(key, new Value.Closure(key, definition.parameters(), definition.body(), scope, head));
  }

  /** A new meaning of a name ends the derivatives that were defined for the old one. */
  private static void forget(String name, Environment scope) {
    for (String known : scope.derivatives()) {
      boolean derivative =
          known.equals("∇" + name)
              || known.startsWith("∂" + name + "/∂")
              || known.startsWith(name + "'")
                  && known.substring(name.length()).chars().allMatch(c -> c == '\'');
      if (derivative) {
        scope.remove(known);
      }
    }
  }

  static String key(Syntax.Defined defined) {
    return switch (defined) {
      case Syntax.DefinedFunction(_, var name) -> name;
      case Syntax.DefinedPrime(_, var name, var order) -> name + "'".repeat(order);
      case Syntax.DefinedGradient(_, var name) -> "∇" + name;
      case Syntax.DefinedPartial(_, var name, var variable) -> Names.partialKey(name, variable);
    };
  }

  private void repeat(Syntax.For loop, Environment scope) {
    Iterator<Value> items = in.evaluator().comprehensions().items(loop.range(), scope).each();
    while (items.hasNext()) {
      in.limits().turn(loop.span());
      scope.set(loop.variable(), items.next());
      block(loop.body(), scope);
    }
  }

  private void declare(Syntax.Symbols symbols, Environment scope) {
    for (Syntax.SymbolDeclaration symbol : symbols.symbols()) {
      forget(symbol.name(), scope);
      scope.set(
          symbol.name(),
          symbol.dimensions().isEmpty()
              ? new Value.Scalar(in.formulas().symbol(symbol.name()))
              : ArraySymbols.declared(in, symbol, scope));
    }
  }
}
