package gd.evaluate;

import gd.formula.Formula;
import gd.syntax.Superscripts;
import gd.tensor.Dimensions;
import gd.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Values in the words of mathematics, for messages: "a vector of 3", "the function f". */
final class Words {
  private Words() {}

  static String of(Value value) {
    return switch (value) {
      case Value.Scalar(Formula.Relation _) -> "an equation";
      case Value.Scalar(Formula.Number _) -> "a number";
      case Value.Scalar(Formula.Symbol(var name)) -> "the symbol " + gd.syntax.Names.pretty(name);
      case Value.Scalar _ -> "an expression";
      case Value.Array(var tensor, _) -> article(Dimensions.words(tensor));
      case Value.Condition _ -> "a condition on arrays";
      case Value.Truth(var truth) -> truth ? "true" : "false";
      case Value.Text _ -> "a text";
      case Value.Texts(var values) -> "a column of %d texts".formatted(values.size());
      case Value.Nothing _ -> "nothing";
      case Value.Closure c -> c.name().isEmpty() ? "a function" : "the function " + c.name();
      case Value.Builtin b -> "the function " + b.declaration().name();
      case Value.Derived _ -> "a function";
      case Value.Table t -> "a table of " + t.columns().rowsInWords();
      case Value.Fields _ -> "values by name";
      case Value.Explanation _ -> "an explanation";
      case Value.Backpropagation _ -> "a computational graph";
      case Value.Agreement _ -> "a comparison of gradients";
      case Value.Descent _ -> "the result of a descent";
    };
  }

  static String of(Shape shape) {
    return article(shape.words());
  }

  private static String article(String words) {
    return (words.matches("[aeiou8].*") ? "an " : "a ") + words;
  }

  /** What a function is called: "f", "∇f", "the function". */
  static String title(Value.Callable function) {
    return switch (function) {
      case Value.Closure closure -> closure.name().isEmpty() ? "the function" : closure.name();
      case Value.Builtin(var declaration) -> declaration.name();
      case Value.Derived(var how, var of) ->
          switch (how) {
            case Value.Derivation.Prime(var order) -> title(of) + "'".repeat(order);
            case Value.Derivation.Partial _ -> partial(function);
            case Value.Derivation.Gradient() -> "∇" + title(of);
            case Value.Derivation.Jacobian() -> "jacobian(" + title(of) + ")";
            case Value.Derivation.Hessian() -> "hessian(" + title(of) + ")";
          };
    };
  }

  private static String partial(Value.Callable partial) {
    List<String> variables = new ArrayList<>();
    Value.Callable function = partial;
    while (function instanceof Value.Derived(Value.Derivation.Partial(var x), var of)) {
      variables.add(x);
      function = of;
    }
    return Superscripts.partial(title(function), variables);
  }
}
