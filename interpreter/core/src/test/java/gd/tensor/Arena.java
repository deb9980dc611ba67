package gd.tensor;

import gd.formula.Derivatives;
import gd.formula.Differentiation;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A small library and short names for the tests of tensors, kernels and back ends. */
public final class Arena {
  public final Formulas formulas = new Formulas();
  public final Tensors tensors = new Tensors(formulas);
  public final Operation sin = operation("sin");
  public final Operation cos = operation("cos");
  public final Operation log1p = operation("log1p");
  public final Operation tanh = operation("tanh");
  public final Operation sigmoid = special("sigmoid");
  public final Operation softplus = special("softplus");
  public final Gradient gradient =
      new Gradient(tensors, new Differentiation(formulas, derivatives()));
  public final Exact exact = new Exact(formulas);
  public final Formula x = formulas.slot(0);
  public final Formula y = formulas.slot(1);

  private static Operation operation(String name) {
    return new Operation(name, 1, Optional.empty(), name, "java.lang.Math." + name, name);
  }

  private static Operation special(String name) {
    return new Operation(
        name, 1, Optional.empty(), "gd_" + name, "gd.formula.Special." + name, name);
  }

  private Derivatives derivatives() {
    return (operation, argument) ->
        Optional.of(
            switch (operation.name()) {
              case "exp" -> apply(Operation.EXP, formulas.slot(0));
              case "log" -> formulas.power(formulas.slot(0), formulas.integer(-1));
              case "sin" -> apply(cos, formulas.slot(0));
              case "cos" -> formulas.negate(apply(sin, formulas.slot(0)));
              case "log1p" ->
                  formulas.divide(
                      formulas.integer(1), formulas.add(formulas.integer(1), formulas.slot(0)));
              case "sigmoid" -> {
                Formula value = apply(sigmoid, formulas.slot(0));
                yield formulas.multiply(value, formulas.subtract(formulas.integer(1), value));
              }
              case "softplus" -> apply(sigmoid, formulas.slot(0));
              case "tanh" ->
                  formulas.subtract(
                      formulas.integer(1),
                      formulas.power(apply(tanh, formulas.slot(0)), formulas.integer(2)));
              default -> throw new IllegalArgumentException(operation.name());
            });
  }

  public Formula apply(Operation operation, Formula argument) {
    return formulas.apply(operation, List.of(argument));
  }

  public Tensor number(double value) {
    return tensors.scalar(formulas.decimal(value));
  }

  public Tensor number(long value) {
    return tensors.scalar(formulas.integer(value));
  }

  public Tensor.Data vector(double... values) {
    return new Tensor.Data(Shape.of(values.length), new Elements.Decimals(values));
  }

  public Tensor.Data exactVector(long... values) {
    return tensors.data(
        Shape.of(values.length), Arrays.stream(values).mapToObj(formulas::integer).toList());
  }

  public Tensor.Data matrix(int rows, int columns, double... values) {
    return new Tensor.Data(Shape.of(rows, columns), new Elements.Decimals(values));
  }

  public Tensor unary(Operation operation, Tensor argument) {
    return tensors.map(operation.name(), apply(operation, x), List.of(argument));
  }

  public Tensor add(Tensor left, Tensor right) {
    return tensors.pair("Addition", formulas.add(x, y), left, right);
  }

  public Tensor subtract(Tensor left, Tensor right) {
    return tensors.pair("Subtraction", formulas.subtract(x, y), left, right);
  }

  public Tensor times(Tensor left, Tensor right) {
    return tensors.pair("Multiplication", formulas.multiply(x, y), left, right);
  }

  public Tensor divide(Tensor left, Tensor right) {
    return tensors.pair("Division", formulas.divide(x, y), left, right);
  }

  public Tensor power(Tensor base, long exponent) {
    return tensors.pair("Power", formulas.power(x, y), base, number(exponent));
  }

  /** if condition > 0 then one else other */
  public Tensor ifPositive(Tensor condition, Tensor one, Tensor other) {
    Formula positive = formulas.relation(Formula.Comparator.GREATER, x, formulas.integer(0));
    Formula body = formulas.piecewise(List.of(new Formula.Case(positive, y)), formulas.slot(2));
    return tensors.map("Choice", body, List.of(condition, one, other));
  }

  public Tensor sum(Tensor argument) {
    return tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), argument);
  }

  public Tensor mean(Tensor argument) {
    return divide(sum(argument), number(argument.shape().size()));
  }

  /** 1/(1 + exp(-z)) as it is written */
  public Tensor sigmoid(Tensor z) {
    return divide(number(1), add(number(1), unary(Operation.EXP, times(number(-1), z))));
  }

  public double[] decimals(Tensor.Data data) {
    return data.elements().formulas().stream()
        .mapToDouble(element -> gd.formula.Evaluation.constant(element).orElse(Double.NaN))
        .toArray();
  }
}
