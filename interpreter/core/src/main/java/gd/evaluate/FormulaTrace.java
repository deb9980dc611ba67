package gd.evaluate;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Functions at inputs where they call what works on formulas, such as integrate and limit, and
 * takes no graph: the function is applied to symbols, and the inputs are put in place of those.
 */
final class FormulaTrace {
  /** Of arrays with more elements no symbols are made. */
  private static final int MOST_ELEMENTS = 16;

  private static final double CLOSE = 1e-6;

  private final Interpreter in;

  FormulaTrace(Interpreter in) {
    this.in = in;
  }

  /** What the function comes to at {@code traced}: the arguments, or inputs in their place. */
  Tensor traced(List<Value> arguments, List<Value> traced, Function<List<Value>, Value> function) {
    try {
      return in.arithmetic().tensor(function.apply(traced));
    } catch (Failure failure) {
      if (!lacksFormula(failure.problem())) {
        throw failure;
      }
      return byFormula(arguments, traced, function).orElseThrow(() -> failure);
    }
  }

  private static boolean lacksFormula(Problem problem) {
    return problem instanceof RunProblem.WrongKind || problem instanceof MathProblem.SymbolLeft;
  }

  /**
   * Empty where an argument has too many elements, and where symbols do not do either. A formula
   * may hold for other arguments than the given ones, or be another root: so the function must have
   * that value at the arguments.
   */
  private Optional<Tensor> byFormula(
      List<Value> arguments, List<Value> traced, Function<List<Value>, Value> function) {
    Map<Formula.Symbol, Tensor> inputs = new LinkedHashMap<>();
    Map<Formula.Symbol, Tensor> given = new LinkedHashMap<>();
    List<Value> symbols = new ArrayList<>(traced);
    for (int i = 0; i < traced.size(); i++) {
      if (traced.get(i) instanceof Value.Array(Tensor.Input input, _)) {
        if (input.shape().size() > MOST_ELEMENTS) {
          return Optional.empty();
        }
        List<Formula.Symbol> each = symbols(input);
        put(inputs, each, input);
        put(given, each, in.arithmetic().tensor(arguments.get(i)));
        symbols.set(i, value(input.shape(), each));
      }
    }
    Tensor formula;
    try {
      formula = in.silently(() -> in.arithmetic().tensor(function.apply(symbols)));
    } catch (Failure failure) {
      if (failure.problem() instanceof MathProblem.NoAnswer) {
        throw failure;
      }
      return Optional.empty();
    }
    boolean isKnown = given.values().stream().noneMatch(Tensor::isTraced);
    return isKnown && !agree(replaced(formula, given), function.apply(arguments))
        ? Optional.empty()
        : Optional.of(replaced(formula, inputs));
  }

  private static List<Formula.Symbol> symbols(Tensor.Input input) {
    return input.shape().rank() == 0
        ? List.of(new Formula.Symbol(input.name() + "″"))
        : IntStream.rangeClosed(1, input.shape().size())
            .mapToObj(k -> new Formula.Symbol(input.name() + "_" + k + "″"))
            .toList();
  }

  private static Value value(Shape shape, List<Formula.Symbol> symbols) {
    return Arithmetic.of(new Tensor.Data(shape, new Elements.Formulas(List.copyOf(symbols))));
  }

  private void put(Map<Formula.Symbol, Tensor> meant, List<Formula.Symbol> symbols, Tensor tensor) {
    Tensor flat = in.tensors().reshape(tensor, Shape.of(symbols.size()));
    for (int k = 0; k < symbols.size(); k++) {
      meant.put(symbols.get(k), in.tensors().view(flat, Shape.SCALAR, k, List.of()));
    }
  }

  private Tensor replaced(Tensor formula, Map<Formula.Symbol, Tensor> meant) {
    Tensor tensor = formula;
    for (Map.Entry<Formula.Symbol, Tensor> each : meant.entrySet()) {
      tensor = in.tensors().replaced(tensor, each.getKey(), each.getValue());
    }
    return tensor;
  }

  private boolean agree(Tensor formula, Value value) {
    List<Formula> left = elements(Arithmetic.of(formula));
    List<Formula> right = elements(value);
    return left.size() == right.size()
        && IntStream.range(0, left.size()).allMatch(k -> agree(left.get(k), right.get(k)));
  }

  private List<Formula> elements(Value value) {
    Tensor tensor = in.arithmetic().tensor(in.computing().force(value));
    return in.computing().data(tensor).elements().formulas();
  }

  private static boolean agree(Formula left, Formula right) {
    if (left.equals(right) || !Formula.isClosed(left) || !Formula.isClosed(right)) {
      return true; // of other symbols there is no telling
    }
    double a = Evaluation.constant(left).orElse(Double.NaN);
    double b = Evaluation.constant(right).orElse(Double.NaN);
    return Math.abs(a - b) <= CLOSE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }
}
