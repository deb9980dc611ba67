package gd.matrix;

import gd.formula.Formula;
import gd.formula.Formula.Product;
import gd.formula.Formula.Sum;
import gd.formula.Formulas;
import gd.syntax.Printer;
import gd.syntax.Syntax;
import gd.syntax.Syntax.BinaryOperator;
import gd.syntax.Syntax.Expression;
import gd.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Products of linear algebra: chains, inner and outer products; numbers go to the front. */
final class Products {
  /** coefficient·array. */
  record Operand(Formula coefficient, Part array) {}

  private final Atoms atoms;
  private final Formulas formulas;
  private final Writing writing;
  private final Turning turning;
  private final Totals totals;

  Products(Atoms atoms, Turning turning) {
    this.atoms = atoms;
    this.formulas = atoms.formulas();
    this.writing = new Writing(atoms);
    this.turning = turning;
    this.totals = new Totals(atoms, turning, this);
  }

  Totals totals() {
    return totals;
  }

  /** Sums of products over the last axis of the left and the first of the right. */
  Part contract(Operand left, Operand right, Shape shape) {
    Formula coefficient = formulas.multiply(left.coefficient(), right.coefficient());
    Part product = contract(left.array(), right.array(), shape);
    return new Part(formulas.multiply(coefficient, product.formula()), shape);
  }

  private Part contract(Part left, Part right, Shape shape) {
    boolean leftEqual = !atoms.isArray(left.formula());
    boolean rightEqual = !atoms.isArray(right.formula());
    if (leftEqual && rightEqual) {
      return new Part(atoms.length(right.shape().dimension(0)), shape);
    }
    if (rightEqual && right.shape().rank() == 1) {
      return total(left, left.shape().rank() == 1 ? 0 : 2, shape);
    }
    if (leftEqual && left.shape().rank() == 1) {
      return total(right, right.shape().rank() == 1 ? 0 : 1, shape);
    }
    boolean isLine = shape.dimensions().contains(1);
    if (rightEqual && left.shape().rank() == 2 && !isLine) {
      Part sums = total(left, 2, Shape.of(shape.dimension(0)));
      return atoms.part(new Atom.Down(sums, shape));
    }
    if (leftEqual && right.shape().rank() == 2 && !isLine) {
      Part sums = total(right, 1, Shape.of(shape.dimension(1)));
      return atoms.part(new Atom.Along(sums, shape));
    }
    if (left.shape().rank() == 1 && right.shape().rank() == 1) {
      Expression inner =
          Writing.binary(BinaryOperator.INNER, writing.whole(left), writing.whole(right));
      return atoms.part(new Atom.Leaf(inner, shape));
    }
    return left.shape().rank() == 1
        ? chain(List.of(turning.turned(right), left), shape)
        : chain(List.of(left, right), shape);
  }

  /** A product of arrays, those that are products themselves opened, identities left out. */
  Part chain(List<Part> parts, Shape shape) {
    List<Part> factors = new ArrayList<>();
    for (Part part : parts) {
      for (Part factor : factors(part)) {
        if (!factors.isEmpty() && areInverse(factors.getLast(), factor)) {
          factors.removeLast();
        } else {
          factors.add(factor);
        }
      }
    }
    return factors.isEmpty()
        ? parts.stream()
            .filter(part -> atoms.of(part.formula()).filter(Products::isIdentity).isPresent())
            .findFirst()
            .orElseGet(() -> identity(shape))
        : factors.size() == 1
            ? new Part(factors.getFirst().formula(), shape)
            : atoms.part(new Atom.Chain(List.copyOf(factors), shape));
  }

  private Part identity(Shape shape) {
    return atoms.part(
        new Atom.Leaf(
            Writing.call("eye", writing.expression(atoms.length(shape.dimension(0)))), shape));
  }

  /** {@code inv(A)*A}, {@code A.T*inv(A).T}. */
  private boolean areInverse(Part left, Part right) {
    Optional<Atom> first = atoms.of(left.formula());
    Optional<Atom> second = atoms.of(right.formula());
    return first.isPresent()
        && second.isPresent()
        && (first.get() instanceof Atom.Turned(var a, _)
                && second.get() instanceof Atom.Turned(var b, _)
                && left.shape().rank() == 2
            ? areInverse(b, a)
            : isInverse(first.get(), right) || isInverse(second.get(), left));
  }

  private boolean isInverse(Atom atom, Part of) {
    return isCall(atom, "inv")
        && atom instanceof Atom.Leaf(Syntax.Call call, _)
        && Printer.print(call.arguments().getFirst().value())
            .equals(Printer.print(writing.whole(of)));
  }

  /** Sums along an axis; 0: over everything. */
  private Part total(Part array, int axis, Shape shape) {
    Optional<Part> named =
        axis == 0 ? totals.ofAll(array) : totals.ofMatrix(array, axis - 1, shape);
    if (named.isPresent()) {
      return named.get();
    }
    Expression written = writing.whole(array);
    return atoms.part(
        new Atom.Leaf(
            axis == 0 ? Writing.call("sum", written) : Writing.along("sum", written, axis), shape));
  }

  /** {@code eye(n)}. */
  static boolean isIdentity(Atom atom) {
    return isCall(atom, "eye");
  }

  /** {@code eye(n)}, {@code diag(v)}. */
  static boolean isDiagonal(Atom atom) {
    return isIdentity(atom) || isCall(atom, "diag");
  }

  private static boolean isCall(Atom atom, String function) {
    return atom instanceof Atom.Leaf(Syntax.Call call, _)
        && call.callee() instanceof Syntax.Name(_, var name)
        && name.equals(function);
  }

  private List<Part> factors(Part part) {
    if (atoms.of(part.formula()).filter(Products::isIdentity).isPresent()) {
      return List.of();
    }
    return atoms.of(part.formula()).orElse(null) instanceof Atom.Chain(var factors, _)
        ? factors
        : List.of(part);
  }

  /**
   * A repeated column times a matrix is a product with a diagonal matrix, and so is a repeated
   * column or row times the identity.
   */
  private Formula scaledRows(
      List<Formula> columns, List<Formula> rows, List<Formula> others, Shape whole) {
    Formula product = formulas.product(columns.isEmpty() ? rows : columns);
    List<Formula> matrices = others.stream().filter(atoms::isArray).toList();
    Optional<Atom> matrix = matrices.size() == 1 ? atoms.of(matrices.getFirst()) : Optional.empty();
    boolean identity = matrix.filter(Products::isIdentity).isPresent();
    if (matrix.isEmpty() || columns.isEmpty() && !identity) {
      List<Formula> rest = new ArrayList<>(others);
      Formula vector = named(atoms.vector(product), rest);
      boolean same = rest.equals(others);
      Part repeated = new Part(vector, Shape.of(whole.dimension(columns.isEmpty() ? 1 : 0)));
      rest.add(
          same
              ? product
              : atoms.symbol(
                  columns.isEmpty()
                      ? new Atom.Along(repeated, whole)
                      : new Atom.Down(repeated, whole)));
      return formulas.product(rest);
    }
    Factoring.Split split = new Factoring(atoms).split(atoms.vector(product));
    Shape shape = matrix.get().shape();
    Part diagonal = atoms.diagonal(new Part(split.rest(), Shape.of(shape.dimension(0))));
    List<Part> chain = new ArrayList<>(List.of(diagonal));
    chain.addAll(factors(new Part(matrices.getFirst(), shape)));
    List<Formula> all = new ArrayList<>(others);
    all.remove(matrices.getFirst());
    all.add(split.coefficient());
    all.add(
        identity ? diagonal.formula() : atoms.symbol(new Atom.Chain(List.copyOf(chain), shape)));
    return formulas.product(all);
  }

  private static List<Formula> numbers(Formula product) {
    return product instanceof Product p ? p.factors() : List.of(product);
  }

  /** Where a divisor makes a softmax of the vector, it is taken from the others. */
  private Formula named(Formula vector, List<Formula> others) {
    for (Formula divisor : others) {
      if (divisor instanceof Formula.Power && !atoms.isArray(divisor)) {
        Formula both = formulas.multiply(vector, divisor);
        Formula named = atoms.named(both);
        if (!named.equals(both)) {
          Factoring.Split split = new Factoring(atoms).split(named);
          others.remove(divisor);
          others.addAll(numbers(split.coefficient()));
          return split.rest();
        }
      }
    }
    return vector;
  }

  /** In a matrix, a repeated column times a repeated row is their outer product. */
  Formula outer(Formula formula, Shape shape) {
    return switch (formula) {
      case Sum sum -> formulas.sum(sum.terms().stream().map(t -> outer(t, shape)).toList());
      case Product product -> {
        List<Formula> columns = new ArrayList<>();
        List<Formula> rows = new ArrayList<>();
        List<Formula> others = new ArrayList<>();
        for (Formula factor : product.factors()) {
          (atoms.isDown(factor) ? columns : atoms.isAlong(factor) ? rows : others).add(factor);
        }
        if (columns.isEmpty() && rows.isEmpty()) {
          yield formula;
        }
        if (columns.isEmpty() || rows.isEmpty()) {
          yield scaledRows(columns, rows, others, shape);
        }
        Factoring factoring = new Factoring(atoms);
        Factoring.Split column = factoring.split(atoms.vector(formulas.product(columns)));
        Factoring.Split row = factoring.split(atoms.vector(formulas.product(rows)));
        others.addAll(numbers(formulas.multiply(column.coefficient(), row.coefficient())));
        Formula columnVector = named(column.rest(), others);
        Formula rowVector = named(row.rest(), others);
        Part down = new Part(columnVector, Shape.of(shape.dimension(0)));
        Part along = turning.turned(new Part(rowVector, Shape.of(shape.dimension(1))));
        List<Part> chain = new ArrayList<>(factors(down));
        chain.addAll(factors(along));
        others.add(atoms.symbol(new Atom.Chain(chain, shape)));
        yield formulas.product(others);
      }
      case Formula other -> other;
    };
  }
}
