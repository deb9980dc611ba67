package gd;

import gd.report.Problem;
import gd.report.Source;
import gd.report.TextRenderer;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import javax.script.AbstractScriptEngine;
import javax.script.Bindings;
import javax.script.ScriptContext;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import org.jspecify.annotations.Nullable;

/**
 * One session behind {@code javax.script}: bindings that are numbers or arrays of doubles are
 * defined before a text is evaluated, {@code print} writes to the context's writer, and the result
 * is the value shown last, as {@link Session#toJava} gives it.
 */
final class SessionScriptEngine extends AbstractScriptEngine {
  private final ScriptEngineFactory factory;
  private final Session session = Session.open();

  SessionScriptEngine(ScriptEngineFactory factory) {
    this.factory = factory;
  }

  @Override
  public @Nullable Object eval(String script, ScriptContext context) throws ScriptException {
    define(context.getBindings(ScriptContext.GLOBAL_SCOPE));
    define(context.getBindings(ScriptContext.ENGINE_SCOPE));
    Object file = context.getAttribute(FILENAME);
    Outcome outcome =
        session.evaluate(
            new Source(file == null ? "script" : file.toString(), script),
            event -> write(event, context));
    if (!outcome.ok()) {
      Problem problem = outcome.problems().getFirst();
      ScriptException exception =
          new ScriptException(
              TextRenderer.plain(problem),
              problem.at().source().name(),
              problem.at().source().line(problem.at().start()),
              problem.at().source().column(problem.at().start()) + 1);
      throw exception;
    }
    return outcome.value().map(session::toJava).orElse(null);
  }

  private void define(@Nullable Bindings bindings) {
    if (bindings != null) {
      bindings.forEach(
          (name, value) -> {
            if (value instanceof Number number) {
              session.define(name, number.doubleValue());
            } else if (value instanceof double[] vector) {
              session.define(name, vector);
            }
          });
    }
  }

  private static void write(Event event, ScriptContext context) {
    if (event instanceof Event.Printed(var text)) {
      try {
        context.getWriter().write(text + "\n");
        context.getWriter().flush();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Override
  public @Nullable Object eval(Reader reader, ScriptContext context) throws ScriptException {
    StringWriter text = new StringWriter();
    try {
      reader.transferTo(text);
    } catch (IOException e) {
      throw new ScriptException(e);
    }
    return eval(text.toString(), context);
  }

  @Override
  public Bindings createBindings() {
    return new SimpleBindings();
  }

  @Override
  public ScriptEngineFactory getFactory() {
    return factory;
  }
}
