package gd.matrix;

import gd.formula.Formula;
import gd.formula.Formula.Product;
import gd.formula.Formula.Sum;
import gd.formula.Formulas;
import gd.syntax.Syntax;
import gd.syntax.Syntax.BinaryOperator;
import gd.syntax.Syntax.Expression;
import gd.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Products of linear algebra: chains, inner and outer products; numbers go to the front. */
final class Products {
  /** coefficient·array. */
  record Operand(Formula coefficient, Part array) {}

  private final Atoms atoms;
  private final Formulas formulas;
  private final Writing writing;
  private final Turning turning;

  Products(Atoms atoms, Turning turning) {
    this.atoms = atoms;
    this.formulas = atoms.formulas();
    this.writing = new Writing(atoms);
    this.turning = turning;
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
    List<Part> factors = parts.stream().flatMap(part -> factors(part).stream()).toList();
    return factors.isEmpty()
        ? parts.getFirst()
        : factors.size() == 1
            ? new Part(factors.getFirst().formula(), shape)
            : atoms.part(new Atom.Chain(factors, shape));
  }

  /** Sums along an axis; 0: over everything. */
  private Part total(Part array, int axis, Shape shape) {
    Expression written = writing.whole(array);
    if (axis > 0 && written instanceof Syntax.Transpose(_, var of)) {
      return total(Writing.along("sum", of, 3 - axis), shape);
    }
    return total(
        axis == 0 ? Writing.call("sum", written) : Writing.along("sum", written, axis), shape);
  }

  private Part total(Expression written, Shape shape) {
    return atoms.part(new Atom.Leaf(written, shape));
  }

  /** {@code eye(n)}. */
  static boolean isIdentity(Atom atom) {
    return atom instanceof Atom.Leaf(Syntax.Call call, _)
        && call.callee() instanceof Syntax.Name(_, var name)
        && name.equals("eye");
  }

  private List<Part> factors(Part part) {
    if (atoms.of(part.formula()).filter(Products::isIdentity).isPresent()) {
      return List.of();
    }
    return atoms.of(part.formula()).orElse(null) instanceof Atom.Chain(var factors, _)
        ? factors
        : List.of(part);
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
        if (columns.isEmpty() || rows.isEmpty()) {
          yield formula;
        }
        Factoring factoring = new Factoring(atoms);
        Factoring.Split column = factoring.split(atoms.vector(formulas.product(columns)));
        Factoring.Split row = factoring.split(atoms.vector(formulas.product(rows)));
        Part down = new Part(column.rest(), Shape.of(shape.dimension(0)));
        Part along = turning.turned(new Part(row.rest(), Shape.of(shape.dimension(1))));
        List<Part> chain = new ArrayList<>(factors(down));
        chain.addAll(factors(along));
        others.add(column.coefficient());
        others.add(row.coefficient());
        others.add(atoms.symbol(new Atom.Chain(chain, shape)));
        yield formulas.product(others);
      }
      case Formula other -> other;
    };
  }
}
