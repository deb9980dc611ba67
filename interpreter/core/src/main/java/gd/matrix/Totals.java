package gd.matrix;

import gd.formula.Formula;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formulas;
import gd.syntax.Syntax;
import gd.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sums for which linear algebra has a shorter name: {@code u·v}, {@code A*v}, {@code trace(A)}. */
final class Totals {
  private final Atoms atoms;
  private final Formulas formulas;
  private final Writing writing;
  private final Turning turning;
  private final Products products;

  Totals(Atoms atoms, Turning turning, Products products) {
    this.atoms = atoms;
    this.formulas = atoms.formulas();
    this.writing = new Writing(atoms);
    this.turning = turning;
    this.products = products;
  }

  /** The sum of all elements. */
  Optional<Part> ofAll(Part array) {
    List<Formula> factors = factors(array.formula());
    return switch (array.shape().rank()) {
      case 1 ->
          factors.size() == 1
              ? ofOne(factors.getFirst())
              : factors.size() == 2 && factors.stream().noneMatch(Totals::isDivisor)
                  ? Optional.of(inner(factors, array.shape()))
                  : Optional.empty();
      case 2 -> ofDiagonal(factors, array.shape());
      default -> Optional.empty();
    };
  }

  /** The sum along an axis of a matrix, 0 or 1. */
  Optional<Part> ofMatrix(Part matrix, int axis, Shape shape) {
    List<Formula> repeated = new ArrayList<>();
    List<Formula> kept = new ArrayList<>();
    List<Formula> full = new ArrayList<>();
    for (Formula factor : factors(matrix.formula())) {
      boolean isRow = atoms.isAlong(factor);
      boolean isColumn = atoms.isDown(factor);
      (isRow || isColumn ? isRow == (axis == 1) ? repeated : kept : full).add(factor);
    }
    if (full.size() != 1) {
      return Optional.empty();
    }
    // along the rows of A.T, that is along the columns of A
    Part core = new Part(full.getFirst(), matrix.shape());
    List<Part> chain = new ArrayList<>(chain(axis == 1 ? core : turning.turned(core)));
    if (repeated.isEmpty()) {
      if (chain.size() < 2 || diagonal(chain.getLast()).isEmpty()) {
        return Optional.empty();
      }
      chain.add(diagonal(chain.removeLast()).orElseThrow());
    } else {
      Shape length = Shape.of(matrix.shape().dimension(axis));
      chain.add(new Part(atoms.vector(formulas.product(repeated)), length));
    }
    List<Formula> all = new ArrayList<>();
    while (diagonal(chain.getFirst()).isPresent() && chain.size() > 1) {
      all.add(diagonal(chain.removeFirst()).orElseThrow().formula());
    }
    all.add(products.chain(chain, shape).formula());
    kept.forEach(factor -> all.add(atoms.vector(factor)));
    return Optional.of(new Part(formulas.product(all), shape));
  }

  /** {@code sum(diag(u)*A*v)}, {@code sum(diag(A))}, {@code sum(sum(A, axis=1))}. */
  private Optional<Part> ofOne(Formula factor) {
    List<Part> chain = chain(new Part(factor, Shape.SCALAR));
    Optional<Part> left = diagonal(chain.getFirst());
    if (left.isPresent() && chain.size() > 1) {
      Shape shape = left.get().shape();
      Part right = products.chain(chain.subList(1, chain.size()), shape);
      return Optional.of(inner(List.of(left.get().formula(), right.formula()), shape));
    }
    return atoms.of(factor).flatMap(Totals::inCall).map(this::number);
  }

  /** What a total of {@code diag(A)} or of {@code sum(A, axis=1)} is called. */
  private static Optional<Syntax.Expression> inCall(Atom atom) {
    if (!(atom instanceof Atom.Leaf(Syntax.Call(_, Syntax.Name(_, var name), var given), _))) {
      return Optional.empty();
    }
    Syntax.Expression matrix = given.getFirst().value();
    return name.equals("diag")
        ? Optional.of(Writing.call("trace", matrix))
        : name.equals("sum") && given.size() == 2
            ? Optional.of(Writing.call("sum", matrix))
            : Optional.empty();
  }

  /** {@code sum(A.*eye(n))}. */
  private Optional<Part> ofDiagonal(List<Formula> factors, Shape shape) {
    List<Formula> others =
        factors.stream()
            .filter(factor -> atoms.of(factor).filter(Products::isIdentity).isEmpty())
            .toList();
    if (others.size() != factors.size() - 1 || others.isEmpty()) {
      return Optional.empty();
    }
    Part matrix = new Part(formulas.product(others), shape);
    return Optional.of(number(Writing.call("trace", writing.whole(matrix))));
  }

  /** u·v, with a product of matrices on the right. */
  private Part inner(List<Formula> two, Shape shape) {
    boolean isTurned = isChain(two.getFirst()) && !isChain(two.getLast());
    List<Formula> ordered = isTurned ? two.reversed() : two;
    return number(
        Writing.binary(
            Syntax.BinaryOperator.INNER,
            writing.whole(new Part(ordered.getFirst(), shape)),
            writing.whole(new Part(ordered.getLast(), shape))));
  }

  private boolean isChain(Formula formula) {
    return atoms.of(formula).filter(Atom.Chain.class::isInstance).isPresent();
  }

  private Part number(Syntax.Expression written) {
    return atoms.part(new Atom.Leaf(written, Shape.SCALAR));
  }

  private List<Part> chain(Part part) {
    return atoms.of(part.formula()).orElse(null) instanceof Atom.Chain(var factors, _)
        ? factors
        : List.of(part);
  }

  /** The v of {@code diag(v)}. */
  private Optional<Part> diagonal(Part matrix) {
    return atoms.ofDiagonal(matrix.formula());
  }

  private static List<Formula> factors(Formula formula) {
    return formula instanceof Product product ? product.factors() : List.of(formula);
  }

  private static boolean isDivisor(Formula factor) {
    return factor instanceof Power power
        && power.exponent() instanceof Rational exponent
        && exponent.numerator().signum() < 0;
  }
}
