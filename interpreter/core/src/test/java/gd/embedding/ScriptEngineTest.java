package gd.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import org.junit.jupiter.api.Test;

/** gd through javax.script. */
class ScriptEngineTest {
  private static ScriptEngine engine() {
    ScriptEngine engine = new ScriptEngineManager().getEngineByExtension("gd");
    assertNotNull(engine);
    return engine;
  }

  @Test
  void evaluatesTheFirstLine() throws ScriptException {
    Object value =
        engine().eval("f(x)=x^2+3x+2; diff(f,x); f'(2); descend(f, 0, lr=0.01, steps=10).x");
    assertEquals(-0.2743908, ((Number) value).doubleValue(), 1e-6);
  }

  @Test
  void saysWhereAProblemIs() {
    ScriptException problem =
        assertThrows(ScriptException.class, () -> engine().eval("a = 1\nb = descnd(a)"));
    assertEquals(2, problem.getLineNumber());
    assertTrue(problem.getMessage().contains("descnd"), problem.getMessage());
  }

  @Test
  void enginesShareNothing() throws ScriptException {
    ScriptEngine one = engine();
    ScriptEngine two = engine();
    one.eval("velocity = 3");
    assertThrows(ScriptException.class, () -> two.eval("velocity"));
    assertEquals(3.0, ((Number) one.eval("velocity")).doubleValue());
  }
}
