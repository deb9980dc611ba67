package gd.evaluate;

import gd.descent.Carried;
import gd.descent.Update;
import gd.formula.Formula;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.syntax.Printer;
import gd.syntax.Syntax;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The update of an optimiser, traced once into graphs. An optimiser is a function written as on a
 * slide: its first parameter is what is trained, its second the gradient, {@code lr} the learning
 * rate and {@code t} the number of the step (from 1); every other parameter is state, which starts
 * at zeros of the trained array's shape. What the parameters mean after the body is their next
 * value; if the body has a value, that is the next value of the first.
 */
final class Optimiser implements Update {
  /** Names with a meaning of their own among an optimiser's and a schedule's parameters. */
  private static final String RATE = "lr";

  private static final String TIME = "t";

  /** Asked for by methods of second order: Hessian, Jacobian, residuals, damping. */
  private static final Set<String> NUMBERS = Set.of("H", "J", "r", "mu");

  private static final String STEPS = "steps";

  private final Interpreter in;
  private final Span at;
  private final Value.Closure update;

  private Optimiser(Interpreter in, Span at, Value.Closure update) {
    this.in = in;
    this.at = at;
    this.update = update;
  }

  /**
   * The optimiser that a value means: a function of parameter and gradient, or one that gives such
   * a function when it is called without arguments ({@code adam}, beside {@code adam(beta1=0.8)}).
   */
  static Optimiser of(Interpreter in, Value value, Span at) {
    Value called = called(in, value, at);
    if (called instanceof Value.Closure closure && closure.parameters().size() >= 2) {
      return new Optimiser(in, at, closure);
    }
    String given =
        called instanceof Value.Text(var name) ? "\"" + name + "\", a text" : Words.of(called);
    throw new Refusal(
        span ->
            new RunProblem.BadOption(
                at,
                "optimizer",
                given,
                "one of the library's (sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw, lbfgs,"
                    + " newton, …) or a function of a parameter and its gradient: (w, g, lr) -> w -"
                    + " lr*g"));
  }

  /** A function all of whose parameters have defaults stands for what it gives. */
  static Value called(Interpreter in, Value value, Span at) {
    return value instanceof Value.Closure closure
            && in.evaluator().calls().required(closure).isEmpty()
        ? in.evaluator().calls().apply(closure, List.of(), Map.of(), at)
        : value;
  }

  /** Whether this is the library's gradient descent, w − lr·g. */
  boolean isPlain() {
    return in.libraryScope().here("sgd").orElseThrow() instanceof Value.Closure plain
        && plain.body() instanceof Syntax.Lambda lambda
        && lambda.body() == update.body();
  }

  /** The learning rate that the optimiser itself proposes: the default of its {@code lr}. */
  Optional<Value> rate() {
    return update.parameters().stream()
        .filter(p -> p.name().equals(RATE))
        .flatMap(p -> p.byDefault().stream())
        .findFirst()
        .map(e -> in.evaluator().evaluate(e, update.scope()));
  }

  /** The steps taken so far, as an input of the graphs that depend on it. */
  static Carried time(Interpreter in) {
    Tensor.Input taken = new Tensor.Input(TIME, Shape.SCALAR);
    Formula next = in.formulas().add(in.formulas().slot(0), in.formulas().integer(1));
    return new Carried(
        TIME,
        taken,
        in.tensors().scalar(in.formulas().integer(0)),
        in.tensors().map("Addition", next, List.of(taken)));
  }

  /** The rate of a step, from a schedule: a function of the steps taken so far, and of all. */
  static Value scheduled(
      Interpreter in, Value.Callable schedule, Carried time, int steps, Span written) {
    Value called = called(in, schedule, written);
    if (!(called instanceof Value.Callable function)) {
      return called;
    }
    List<Value> arguments = new ArrayList<>();
    for (String name : in.parameters(function)) {
      arguments.add(
          name.equals(STEPS) ? Numbers.integer(Math.max(1, steps)) : new Value.Array(time.input()));
    }
    return in.evaluator().calls().apply(function, arguments, Map.of(), written);
  }

  /** Whether its body must be run with numbers in every step, not traced once. */
  boolean needsNumbers() {
    return update.parameters().stream()
        .anyMatch(
            p -> NUMBERS.contains(p.name()) || p.byDefault().isPresent() && !p.name().equals(RATE));
  }

  @Override
  public boolean asksFor(String name) {
    return in.parameters(update).contains(name);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    update.parameters().forEach(p -> text.append(p.name()).append(','));
    text.append(Printer.print(update.body()));
    if (update.scope() != in.globals() && update.scope() != in.libraryScope()) {
      for (String name : update.scope().keys()) {
        if (update.scope().here(name).orElse(new Value.Nothing()) instanceof Value.Scalar number) {
          text.append(',').append(name).append('=').append(in.text(number));
        }
      }
    }
    return text.toString();
  }

  @Override
  public Moved step(
      Tensor.Data w, Map<String, Supplier<Tensor.Data>> known, Map<String, Tensor.Data> memory) {
    Map<String, Value> arguments = new LinkedHashMap<>();
    List<String> own = new ArrayList<>();
    for (int i = 0; i < update.parameters().size(); i++) {
      Syntax.Parameter parameter = update.parameters().get(i);
      String name = i == 1 && !NUMBERS.contains(parameter.name()) ? "g" : parameter.name();
      Supplier<Tensor.Data> meaning = known.get(name);
      if (i == 0) {
        arguments.put(parameter.name(), new Value.Array(w));
      } else if (meaning != null) {
        arguments.put(parameter.name(), Arithmetic.of(meaning.get()));
      } else {
        own.add(parameter.name());
        Tensor.Data last = memory.get(parameter.name());
        arguments.put(
            parameter.name(),
            last != null
                ? Arithmetic.of(last)
                : parameter
                    .byDefault()
                    .map(e -> in.evaluator().evaluate(e, with(arguments)))
                    .orElseGet(() -> Arithmetic.of(zeros(w.shape()))));
      }
    }
    Calls.Ran ran = in.evaluator().calls().run(update, arguments, at);
    String first = update.parameters().getFirst().name();
    Value next =
        ran.value() instanceof Value.Nothing ? ran.scope().here(first).orElseThrow() : ran.value();
    Map<String, Tensor.Data> left = new LinkedHashMap<>();
    own.forEach(name -> left.put(name, data(ran.scope().here(name).orElseThrow())));
    return new Moved(data(next), left);
  }

  private Environment with(Map<String, Value> arguments) {
    Environment scope = update.scope().call();
    arguments.forEach(scope::set);
    return scope;
  }

  private Tensor.Data data(Value value) {
    return in.computing().data(in.arithmetic().tensor(in.computing().force(value)));
  }

  /** What one step makes of a parameter, and of the state that belongs to it. */
  List<Carried> trace(
      String name,
      Tensor.Input input,
      Tensor.Data start,
      Tensor gradient,
      Value rate,
      Carried time) {
    Map<String, Value> arguments = new LinkedHashMap<>();
    Map<String, Tensor.Input> state = new LinkedHashMap<>();
    List<String> parameters = in.parameters(update);
    for (int i = 0; i < parameters.size(); i++) {
      String parameter = parameters.get(i);
      Value value =
          switch (i) {
            case 0 -> new Value.Array(input);
            case 1 -> new Value.Array(gradient);
            default ->
                switch (parameter) {
                  case RATE -> rate;
                  case TIME -> new Value.Array(time.next());
                  default -> {
                    Tensor.Input part = new Tensor.Input(name + "." + parameter, input.shape());
                    state.put(parameter, part);
                    yield new Value.Array(part);
                  }
                };
          };
      arguments.put(parameter, value);
    }
    Calls.Ran ran = in.evaluator().calls().run(update, arguments, at);
    List<Carried> carried = new ArrayList<>();
    Value moved =
        ran.value() instanceof Value.Nothing
            ? ran.scope().here(parameters.getFirst()).orElseThrow()
            : ran.value();
    carried.add(new Carried(name, input, start, fitted(parameters.getFirst(), moved, input)));
    state.forEach(
        (parameter, part) ->
            carried.add(
                new Carried(
                    part.name(),
                    part,
                    zeros(part.shape()),
                    fitted(parameter, ran.scope().here(parameter).orElseThrow(), part))));
    return carried;
  }

  /** The next value must have the shape of the one before. */
  private Tensor fitted(String parameter, Value next, Tensor.Input before) {
    Tensor tensor = in.arithmetic().tensor(next);
    if (tensor.shape().rank() == 0) {
      return in.tensors().fill(tensor, before.shape());
    }
    if (!tensor.shape().equals(before.shape())) {
      String given = Words.of(tensor.shape());
      throw new Refusal(
          span ->
              new RunProblem.WrongKind(
                  at,
                  Words.of(before.shape()) + " for " + parameter + " after a step",
                  given,
                  List.of()));
    }
    return tensor;
  }

  private Tensor.Data zeros(Shape shape) {
    Formula[] zeros = new Formula[shape.size()];
    Arrays.fill(zeros, in.formulas().integer(0));
    return new Tensor.Data(shape, new Elements.Formulas(List.of(zeros)));
  }
}
