package gd.matrix;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.syntax.Printer;
import gd.syntax.Syntax.Expression;
import gd.tensor.Dimensions;
import gd.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A graph as a formula of linear algebra, in textbook form: numbers in front, transposes on
 * factors, like terms collected. Its value at any data is that of the graph.
 */
public final class MatrixFormula {
  private MatrixFormula() {}

  /** Empty for graphs that are too large, or need what the language has no short words for. */
  public static Optional<Expression> of(Tensor tensor, Formulas formulas) {
    Atoms atoms = new Atoms(formulas, Dimensions.ofAll(List.of(tensor)));
    return new Reading(atoms).read(tensor).map(part -> new Writing(atoms).whole(part));
  }

  /** A condition on arrays: {@code body} in slots, one an argument. */
  public static Optional<Expression> of(Formula body, List<Tensor> arguments, Formulas formulas) {
    Atoms atoms = new Atoms(formulas, Dimensions.ofAll(arguments));
    return new Reading(atoms).read(body, arguments).map(new Writing(atoms)::expression);
  }

  /** Whichever of two graphs of the same value is shorter to write. */
  public static Tensor shorter(Tensor first, Tensor second, Formulas formulas) {
    return length(second, formulas) < length(first, formulas) ? second : first;
  }

  private static int length(Tensor tensor, Formulas formulas) {
    return of(tensor, formulas).map(e -> Printer.print(e).length()).orElse(Integer.MAX_VALUE);
  }
}
