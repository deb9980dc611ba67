package gd.evaluate;

import gd.descent.Observer;
import gd.report.Problem;
import gd.report.Span;
import gd.syntax.Syntax;
import java.util.Optional;

/** Hears what comes of statements, in order. */
public interface Listener extends Observer {
  void shown(Value value, Span at);

  void printed(String text);

  void defined(String name, Syntax.Statement definition, Optional<Value> was);

  void failed(Problem problem);
}
