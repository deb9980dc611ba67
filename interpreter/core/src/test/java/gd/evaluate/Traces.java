package gd.evaluate;

import gd.backend.Devices;
import gd.backend.Precision;
import gd.data.FileAccess;
import gd.display.Display;
import gd.kernel.Schedule;
import gd.library.Library;
import gd.report.Problem;
import gd.report.Source;
import gd.report.Span;
import gd.syntax.Parser;
import gd.syntax.Syntax;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the gradients that a text asks for look like inside: graphs, and the kernels made of them.
 */
public final class Traces {
  private Traces() {}

  /** A function traced at its arguments' shapes, and the schedule of its value and gradient. */
  public record Trace(Tensor value, List<Tensor> gradient, Schedule schedule) {}

  /** The first {@code ∇f(…)} that stands as a statement of its own. */
  public static Optional<Trace> first(Source source) {
    Interpreter in =
        new Interpreter(
            Library.prelude(),
            new Devices("jvm", Precision.DOUBLE),
            FileAccess.none(),
            new Display());
    for (Syntax.Statement statement : Parser.parse(source).statements()) {
      if (statement
              instanceof
              Syntax.Evaluation(
                  _,
                  Syntax.Call(_, Syntax.Nabla(_, Syntax.Name(_, var f)), var arguments))
          && in.find(f).orElse(null) instanceof Value.Callable function) {
        return Optional.of(trace(in, function, arguments, statement));
      }
      if (!in.statement(statement, new Nobody())) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Trace trace(
      Interpreter in,
      Value.Callable function,
      List<Syntax.Argument> arguments,
      Syntax.Statement statement) {
    List<Value> values = new ArrayList<>();
    arguments.forEach(a -> values.add(in.evaluator().evaluate(a.value(), in.globals())));
    Gradients.Traced traced =
        in.gradients()
            .trace(
                in.parameters(function).subList(0, values.size()),
                values,
                inputs ->
                    in.evaluator().calls().apply(function, inputs, Map.of(), statement.span()));
    List<Tensor> gradient = in.gradients().of(traced.value(), traced.inputs());
    List<Tensor> outputs = new ArrayList<>(List.of(traced.value()));
    outputs.addAll(gradient);
    return new Trace(traced.value(), gradient, in.computing().schedule(outputs, traced.inputs()));
  }

  private static final class Nobody implements Listener {
    @Override
    public void shown(Value value, Span at) {}

    @Override
    public void printed(String text) {}

    @Override
    public void progressed(long step, long steps, double loss, double slope) {}

    @Override
    public void defined(String name, Syntax.Statement definition, Optional<Value> was) {}

    @Override
    public void noted(Problem problem) {}

    @Override
    public void failed(Problem problem) {}
  }
}
