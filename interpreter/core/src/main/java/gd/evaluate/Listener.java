package gd.evaluate;

import gd.report.Problem;
import gd.report.Span;
import gd.syntax.Syntax;
import java.util.Optional;

/** Hears what comes of statements, in order. */
public interface Listener {
  void shown(Value value, Span at);

  void printed(String text);

  /** A long run has taken {@code step} of at most {@code steps} steps. */
  void progressed(long step, long steps, double loss);

  void defined(String name, Syntax.Statement definition, Optional<Value> was);

  void noted(Problem problem);

  void failed(Problem problem);
}
