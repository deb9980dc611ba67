package gd.evaluate;

import gd.formula.Formula;
import gd.report.Failure;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Derivatives where an argument is a symbol or an expression, f'(x) or ∇f(a, b): the function is
 * applied to symbols of its own, and the formula that it comes to is differentiated. So f'(x) reads
 * as diff(f, x) does, and costs as little.
 */
final class FormulaDerivatives {
  private final Interpreter in;

  /** Derivatives within derivatives; their symbols are told apart by it. */
  private int depth;

  FormulaDerivatives(Interpreter in) {
    this.in = in;
  }

  /** The derivative of that order by one argument: a formula, or the value of a graph. */
  Value byOne(
      List<String> names,
      List<Value> arguments,
      int by,
      int order,
      Function<List<Value>, Value> function) {
    Optional<List<Formula>> formula = of(names, arguments, List.of(by), order, function);
    if (formula.isEmpty()) {
      boolean metBefore = in.corners().isMet();
      try {
        Value value = in.readable(in.gradients().derivative(names, arguments, by, order, function));
        Optional<Formula> single =
            metBefore || !in.corners().isMet()
                ? Optional.empty()
                : atSinglePoint(names, arguments, by, order, function);
        single.ifPresent(_ -> in.corners().forget());
        return single.<Value>map(Value.Scalar::new).orElse(value);
      } catch (Refusal refusal) {
        Formula single =
            atSinglePoint(names, arguments, by, order, function).orElseThrow(() -> refusal);
        if (!metBefore) {
          in.corners().forget();
        }
        return new Value.Scalar(single);
      } catch (Failure failure) {
        formula =
            FormalIntegrals.isOfIntegral(failure.problem())
                ? ofIntegral(names, arguments, by, order, function)
                : Optional.empty();
        if (formula.isEmpty()) {
          throw failure;
        }
      }
    }
    return in.readable(new Value.Scalar(formula.get().getFirst()));
  }

  /** At an exact number where a branch is taken that is taken nowhere else. */
  private Optional<Formula> atSinglePoint(
      List<String> names,
      List<Value> arguments,
      int by,
      int order,
      Function<List<Value>, Value> function) {
    if (!(arguments.get(by) instanceof Value.Scalar(var place))
        || !arguments.stream().allMatch(FormulaDerivatives::isExpression)) {
      return Optional.empty();
    }
    Formula.Symbol x = new Formula.Symbol(names.get(by) + "′".repeat(depth + 1));
    List<Value> applied = new ArrayList<>(arguments);
    applied.set(by, new Value.Scalar(x));
    Value value;
    try {
      value = in.silently(() -> in.computing().force(function.apply(applied)));
    } catch (Failure | Refusal noFormula) {
      return Optional.empty();
    }
    return value instanceof Value.Scalar(var formula)
            && !Arithmetic.isCondition(formula)
            && new SinglePoints(in).isPoint(formula, x, place)
        ? Optional.of(
            new SinglePoints(in)
                .value(derivatives(formula, List.of(x), order).getFirst(), Map.of(x, place)))
        : Optional.empty();
  }

  /** At numbers of an integral without a closed form, which must have a value there. */
  private Optional<List<Formula>> ofIntegral(
      List<String> names,
      List<Value> arguments,
      int by,
      int order,
      Function<List<Value>, Value> function) {
    if (!arguments.stream().allMatch(FormulaDerivatives::isExpression)) {
      return Optional.empty();
    }
    in.silently(() -> in.computing().force(function.apply(arguments)));
    return in.formalIntegrals()
        .formally(() -> differentiated(names, arguments, List.of(by), order, function))
        .flatMap(found -> found);
  }

  /**
   * The derivative of that order by one argument, or the first ones by several; empty where numbers
   * alone are given, or arrays are, or the function comes to no formula.
   */
  Optional<List<Formula>> of(
      List<String> names,
      List<Value> arguments,
      List<Integer> by,
      int order,
      Function<List<Value>, Value> function) {
    if (!arguments.stream().allMatch(FormulaDerivatives::isExpression)
        || arguments.stream().allMatch(a -> Formula.isClosed(((Value.Scalar) a).formula()))) {
      return Optional.empty();
    }
    return differentiated(names, arguments, by, order, function);
  }

  private Optional<List<Formula>> differentiated(
      List<String> names,
      List<Value> arguments,
      List<Integer> by,
      int order,
      Function<List<Value>, Value> function) {
    depth++;
    try {
      List<Formula.Symbol> variables =
          by.stream().map(k -> new Formula.Symbol(names.get(k) + "′".repeat(depth))).toList();
      List<Value> applied = new ArrayList<>(arguments);
      Map<Formula.Symbol, Formula> meant = new HashMap<>();
      for (int k = 0; k < by.size(); k++) {
        applied.set(by.get(k), new Value.Scalar(variables.get(k)));
        meant.put(variables.get(k), ((Value.Scalar) arguments.get(by.get(k))).formula());
      }
      Value value =
          in.formalIntegrals().orFormally(() -> in.computing().force(function.apply(applied)));
      if (!(value instanceof Value.Scalar(var formula)) || Arithmetic.isCondition(formula)) {
        return Optional.empty();
      }
      in.corners().watch(formula);
      return Optional.of(at(derivatives(formula, variables, order), meant));
    } catch (Failure | Refusal noFormula) {
      return Optional.empty(); // a graph may do, or says what is wrong
    } finally {
      depth--;
    }
  }

  /** Mostly at symbols: f'(x), ∇f(a, b). */
  private List<Formula> at(List<Formula> derivatives, Map<Formula.Symbol, Formula> arguments) {
    Map<Formula.Symbol, Formula.Symbol> names = new HashMap<>();
    arguments.forEach(
        (variable, argument) -> {
          if (argument instanceof Formula.Symbol name) {
            names.put(variable, name);
          }
        });
    return names.size() == arguments.size()
        ? in.formulas().renamed(derivatives, names)
        : derivatives.stream()
            .map(derivative -> in.formulas().substitute(derivative, Map.copyOf(arguments)))
            .toList();
  }

  private List<Formula> derivatives(Formula formula, List<Formula.Symbol> variables, int order) {
    if (in.formalIntegrals().occurIn(new Value.Scalar(formula))) {
      return variables.stream()
          .map(x -> in.formalIntegrals().derivative(formula, Collections.nCopies(order, x)))
          .toList();
    }
    if (variables.size() > 1) {
      return in.differentiation().gradient(formula, variables);
    }
    Formula derivative = formula;
    for (int k = 0; k < order; k++) {
      derivative = new SinglePoints(in).derivative(derivative, variables.getFirst());
    }
    return List.of(derivative);
  }

  private static boolean isExpression(Value value) {
    return value instanceof Value.Scalar(var formula) && !Arithmetic.isCondition(formula);
  }
}
