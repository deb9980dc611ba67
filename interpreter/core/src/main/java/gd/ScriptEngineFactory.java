package gd;

import java.util.List;
import javax.script.ScriptEngine;
import org.jspecify.annotations.Nullable;

/**
 * gd as a scripting language of the JVM (JSR-223), found under the name and the extension {@code
 * gd}.
 */
public final class ScriptEngineFactory implements javax.script.ScriptEngineFactory {
  @Override
  public String getEngineName() {
    return "gd";
  }

  @Override
  public String getEngineVersion() {
    return Session.version();
  }

  @Override
  public List<String> getExtensions() {
    return List.of("gd");
  }

  @Override
  public List<String> getMimeTypes() {
    return List.of("text/x-gd");
  }

  @Override
  public List<String> getNames() {
    return List.of("gd");
  }

  @Override
  public String getLanguageName() {
    return "gd";
  }

  @Override
  public String getLanguageVersion() {
    return Session.version();
  }

  @Override
  public @Nullable Object getParameter(String key) {
    return switch (key) {
      case ScriptEngine.ENGINE, ScriptEngine.NAME, ScriptEngine.LANGUAGE -> "gd";
      case ScriptEngine.ENGINE_VERSION, ScriptEngine.LANGUAGE_VERSION -> Session.version();
      // Every engine has one session, in which texts wait for one another.
      case "THREADING" -> "MULTITHREADED";
      default -> null;
    };
  }

  @Override
  public String getMethodCallSyntax(String object, String method, String... arguments) {
    return method + "(" + String.join(", ", arguments) + ")";
  }

  @Override
  public String getOutputStatement(String text) {
    return "print(\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("{", "\\{")
        + "\")";
  }

  @Override
  public String getProgram(String... statements) {
    return String.join("\n", statements);
  }

  @Override
  public ScriptEngine getScriptEngine() {
    return new SessionScriptEngine(this);
  }
}
