package gd.matrix;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Transposes: {@code (A*B).T} is {@code B.T*A.T}, and of a sum each term is turned. */
final class Turning {
  private final Atoms atoms;

  Turning(Atoms atoms) {
    this.atoms = atoms;
  }

  /** A matrix transposed, a vector as a row, a row as a vector. */
  Part turned(Part part) {
    Shape shape = turned(part.shape());
    Optional<Atom> atom = atoms.of(part.formula());
    if (!atoms.isArray(part.formula())) {
      return new Part(part.formula(), shape);
    }
    if (atom.isPresent()) {
      return new Part(turned(atom.get()), shape);
    }
    if (part.formula() instanceof Formula.Product product) {
      List<Formula> numbers = product.factors().stream().filter(f -> !atoms.isArray(f)).toList();
      List<Formula> arrays = product.factors().stream().filter(atoms::isArray).toList();
      // a lone minus is taken up by a factor when it is written
      boolean minus = numbers.equals(List.of(atoms.formulas().integer(-1)));
      if (!numbers.isEmpty() && (!minus || arrays.size() == 1)) {
        Part rest = turned(new Part(atoms.formulas().product(arrays), part.shape()));
        return new Part(
            atoms.formulas().multiply(atoms.formulas().product(numbers), rest.formula()), shape);
      }
    }
    boolean simple =
        atoms.arrays(part.formula()).stream()
            .allMatch(a -> a.shape().rank() == 2 && !(a instanceof Atom.Leaf));
    if (simple) {
      Map<Formula, Formula> replaced = new HashMap<>();
      for (Formula.Symbol symbol : Dag.symbols(part.formula())) {
        atoms
            .of(symbol)
            .filter(a -> a.shape().rank() > 0)
            .ifPresent(a -> replaced.put(symbol, turned(a)));
      }
      return new Part(atoms.formulas().substitute(part.formula(), replaced), shape);
    }
    return atoms.part(new Atom.Turned(part, shape));
  }

  /** Whether a matrix is its own transpose, as far as its formula shows. */
  boolean isSymmetric(Part matrix) {
    Formula turned =
        matrix.formula() instanceof Formula.Sum sum
            ? atoms
                .formulas()
                .sum(
                    sum.terms().stream()
                        .map(term -> turned(new Part(term, matrix.shape())).formula())
                        .toList())
            : turned(matrix).formula();
    return turned.equals(matrix.formula());
  }

  /** A vector, or a row, as a matrix of one column. */
  Part column(Part vector) {
    return atoms.part(new Atom.Column(vector, Shape.of(vector.shape().dimension(0), 1)));
  }

  private Formula turned(Atom atom) {
    return switch (atom) {
      case Atom.Leaf leaf when Products.isDiagonal(leaf) || atoms.isSymmetric(atoms.symbol(leaf)) ->
          atoms.symbol(leaf);
      case Atom.Leaf(_, var shape) ->
          atoms.symbol(new Atom.Turned(new Part(atoms.symbol(atom), shape), turned(shape)));
      case Atom.Turned(var of, _) -> of.formula();
      case Atom.Column(var vector, _) -> turned(vector).formula();
      case Atom.Down(var vector, var shape) -> atoms.symbol(new Atom.Along(vector, turned(shape)));
      case Atom.Along(var vector, var shape) -> atoms.symbol(new Atom.Down(vector, turned(shape)));
      case Atom.Chain(var factors, var shape) -> {
        List<Part> turned = factors.reversed().stream().map(this::turned).toList();
        yield atoms.symbol(new Atom.Chain(turned, turned(shape)));
      }
    };
  }

  private static Shape turned(Shape shape) {
    return switch (shape.rank()) {
      case 1 -> Shape.of(1, shape.dimension(0));
      case 2 ->
          shape.dimension(0) == 1
              ? Shape.of(shape.dimension(1))
              : Shape.of(shape.dimension(1), shape.dimension(0));
      default -> shape;
    };
  }
}
