package gd.evaluate;

import gd.data.Columns;
import gd.descent.Diagnosis;
import gd.descent.Later;
import gd.formula.Formula;
import gd.report.Span;
import gd.syntax.Syntax;
import gd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a name can mean. Values never change. */
public sealed interface Value {
  /** A number or a symbolic expression (an equation too). */
  record Scalar(Formula formula) implements Value {}

  /**
   * An array, or a number that is traced (rank 0); {@code origin} is where it was made, for
   * messages.
   */
  record Array(Tensor tensor, Optional<Span> origin) implements Value {
    public Array(Tensor tensor) {
      this(tensor, Optional.empty());
    }
  }

  /**
   * A condition on arrays or traced numbers: {@code body} is a condition in slots, one an argument.
   * It becomes a choice in an {@code if}, and zeros and ones in arithmetic.
   */
  record Condition(Formula body, List<Tensor> arguments) implements Value {}

  record Truth(boolean value) implements Value {}

  record Text(String value) implements Value {}

  /** A column of texts. */
  record Texts(List<String> values) implements Value {}

  /** Nothing to show. */
  record Nothing() implements Value {}

  /** What can be called. */
  sealed interface Callable extends Value {}

  /** A function defined in gd, with the scope it was defined in. */
  record Closure(
      String name,
      List<Syntax.Parameter> parameters,
      Syntax.Expression body,
      Environment scope,
      Span defined)
      implements Callable {}

  /** A built-in function, declared by the library. */
  record Builtin(gd.library.Declaration declaration) implements Callable {}

  /** A function made from another by differentiation. */
  record Derived(Derivation derivation, Callable of) implements Callable {}

  /** How a {@link Derived} is made. */
  sealed interface Derivation {
    /** f', f'', … of a function of one argument. */
    record Prime(int order) implements Derivation {}

    /** ∂f/∂x: {@code parameter} is x. */
    record Partial(String parameter) implements Derivation {}

    record Gradient() implements Derivation {}

    record Jacobian() implements Derivation {}

    record Hessian() implements Derivation {}
  }

  record Table(String name, Columns columns) implements Value {}

  /** Values by name: a gradient with respect to several arrays. */
  record Fields(Map<String, Value> fields) implements Value {}

  /** How a derivative comes about, rule by rule; {@code expanded} if that differs. */
  record Explanation(gd.formula.Derivation derivation, String by, Optional<Formula> expanded)
      implements Value {}

  /** A computational graph run forward and backward, arguments before what uses them. */
  record Backpropagation(List<Node> nodes) implements Value {}

  /**
   * One node.
   *
   * @param made how it is made of the nodes before it; empty for an input
   */
  record Node(String name, Optional<Syntax.Expression> made, Value value, Value gradient) {}

  /** A gradient found in several ways. */
  record Agreement(List<Way> ways) implements Value {}

  /** {@code distance} is the largest from the first way, relative to the largest element. */
  record Way(String name, Value gradient, double distance) {}

  /** What a descent came to; its fields are read with a dot. */
  record Descent(Result result) implements Value {}

  /**
   * The result of a descent.
   *
   * @param losses the loss at the start and after every step
   * @param path the parameters at the start and after every step (of a long run, its ends), one
   *     array a parameter
   * @param more fields that only some descents have
   * @param diagnosis what the curvature says where the run ended
   * @param errors the standard errors there
   */
  record Result(
      Map<String, Value> parameters,
      Value loss,
      long steps,
      Value losses,
      Map<String, Value> path,
      String why,
      String device,
      java.time.Duration time,
      Map<String, Value> more,
      Later<Diagnosis> diagnosis,
      Later<Value> errors) {}
}
