package gd.matrix;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.syntax.Printer;
import gd.tensor.Dimensions;
import gd.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The atoms of one formula, each with the symbol that stands for it: equal atoms share one. */
final class Atoms {
  /** What no name ends with. */
  private static final String MARK = "\u0001";

  private final Formulas formulas;
  private final Dimensions dimensions;
  private final Map<String, Atom> known = new HashMap<>();
  private final Set<Formula> symmetric = new HashSet<>();
  private final Map<Formula, Part> diagonals = new HashMap<>();

  Atoms(Formulas formulas, Dimensions dimensions) {
    this.formulas = formulas;
    this.dimensions = dimensions;
  }

  /** A length as a number or a letter. */
  Formula length(int dimension) {
    return dimensions.formula(formulas, dimension);
  }

  Formulas formulas() {
    return formulas;
  }

  /** The symbol of an atom; atoms that are written alike are equal. */
  Formula symbol(Atom atom) {
    String kind =
        switch (atom) {
          case Atom.Leaf _, Atom.Chain _, Atom.Turned _ -> "";
          case Atom.Column _ -> "column";
          case Atom.Down _ -> "down";
          case Atom.Along _ -> "along";
        };
    String name = Printer.print(new Writing(this).atom(atom)) + MARK + kind;
    known.putIfAbsent(name, atom);
    return formulas.symbol(name);
  }

  Part part(Atom atom) {
    return new Part(symbol(atom), atom.shape());
  }

  Optional<Atom> of(Formula formula) {
    return formula instanceof Formula.Symbol(var name)
        ? Optional.ofNullable(known.get(name))
        : Optional.empty();
  }

  /** Notes that the atom of this symbol is its own transpose. */
  void symmetric(Formula symbol) {
    symmetric.add(symbol);
  }

  boolean isSymmetric(Formula symbol) {
    return symmetric.contains(symbol);
  }

  /** {@code diag(v)}. */
  Part diagonal(Part vector) {
    int n = vector.shape().dimension(0);
    Part diagonal =
        part(new Atom.Leaf(Writing.call("diag", new Writing(this).whole(vector)), Shape.of(n, n)));
    diagonals.put(diagonal.formula(), vector);
    return diagonal;
  }

  /** The v of a {@code diag(v)}. */
  Optional<Part> ofDiagonal(Formula symbol) {
    return Optional.ofNullable(diagonals.get(symbol));
  }

  /** {@code exp(z)/sum(exp(z))} by its name. */
  Formula named(Formula formula) {
    Map<Formula, Formula> replaced = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (!(node instanceof Formula.Product product)) {
        continue;
      }
      softmax(product).ifPresent(named -> replaced.put(node, named));
    }
    return replaced.isEmpty() ? formula : replace(formula, replaced);
  }

  private Optional<Formula> softmax(Formula.Product product) {
    for (Formula factor : product.factors()) {
      if (isExponential(factor)) {
        Formula.Apply exp = (Formula.Apply) factor;
        return softmaxOfRows(product, exp)
            .or(() -> divided(product, factor, exp, () -> softmax(exp).formula()));
      }
      if (of(factor).orElse(null) instanceof Atom.Chain(var parts, var shape)) {
        for (int k = 0; k < parts.size(); k++) {
          int place = k;
          boolean turned = of(parts.get(k).formula()).orElse(null) instanceof Atom.Turned;
          Formula vector =
              of(parts.get(k).formula()).orElse(null) instanceof Atom.Turned(var inner, _)
                  ? inner.formula()
                  : parts.get(k).formula();
          if (isExponential(vector)) {
            List<Part> others = new ArrayList<>(parts);
            Supplier<Formula> named =
                () -> {
                  Part softmax = softmax((Formula.Apply) vector);
                  others.set(place, turned ? new Turning(this).turned(softmax) : softmax);
                  return symbol(new Atom.Chain(List.copyOf(others), shape));
                };
            Optional<Formula> found = divided(product, factor, (Formula.Apply) vector, named);
            if (found.isPresent()) {
              return found;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean isExponential(Formula formula) {
    return formula instanceof Formula.Apply exp
        && exp.operation().equals(Operation.EXP)
        && isArray(exp);
  }

  private Part softmax(Formula.Apply exp) {
    Formula of = unshifted(exp.arguments().getFirst(), _ -> false);
    return part(
        new Atom.Leaf(
            Writing.call("softmax", new Writing(this).expression(of)),
            arrays(exp).getFirst().shape()));
  }

  /** A product with a factor named and one division by {@code sum(exp)} less. */
  private Optional<Formula> divided(
      Formula.Product product, Formula factor, Formula.Apply exp, Supplier<Formula> named) {
    String total = Printer.print(Writing.call("sum", new Writing(this).expression(exp))) + MARK;
    for (Formula divisor : product.factors()) {
      if (known.containsKey(total)
          && divisor instanceof Formula.Power power
          && power.base().equals(formulas.symbol(total))
          && power.exponent() instanceof Formula.Rational r
          && r.numerator().signum() < 0) {
        List<Formula> rest = new ArrayList<>(product.factors());
        rest.remove(factor);
        rest.remove(divisor);
        rest.add(formulas.power(power.base(), formulas.add(r, formulas.integer(1))));
        rest.add(named.get());
        return Optional.of(formulas.product(rest));
      }
    }
    return Optional.empty();
  }

  /** {@code exp(Z.T)./sum(exp(Z.T), axis=1)} is {@code softmax(Z).T}. */
  private Optional<Formula> softmaxOfRows(Formula.Product product, Formula.Apply exp) {
    for (Formula divisor : product.factors()) {
      if (divisor instanceof Formula.Power power
          && power.exponent() instanceof Formula.Rational r
          && r.numerator().signum() < 0
          && of(power.base()).orElse(null) instanceof Atom.Along(var sums, var shape)
          && sums.formula().equals(formulas.symbol(total(exp)))) {
        Turning turning = new Turning(this);
        Part turned = turning.turned(new Part(exp.arguments().getFirst(), shape));
        Part of = new Part(unshifted(turned.formula(), this::isDown), turned.shape());
        Atom softmax =
            new Atom.Leaf(Writing.call("softmax", new Writing(this).whole(of)), of.shape());
        List<Formula> rest = new ArrayList<>(product.factors());
        rest.remove(exp);
        rest.remove(divisor);
        rest.add(formulas.power(power.base(), formulas.add(r, formulas.integer(1))));
        rest.add(turning.turned(part(softmax)).formula());
        return Optional.of(formulas.product(rest));
      }
    }
    return Optional.empty();
  }

  /** What a softmax is of, without what is added to all that sums to 1. */
  private Formula unshifted(Formula formula, Predicate<Formula> same) {
    return formula instanceof Formula.Sum sum
        ? formulas.sum(
            sum.terms().stream().filter(term -> isArray(term) && !same.test(term)).toList())
        : formula;
  }

  /** The name of {@code sum(exp(Z.T), axis=1)}. */
  private String total(Formula.Apply exp) {
    return Printer.print(Writing.along("sum", new Writing(this).expression(exp), 1)) + MARK;
  }

  private Formula replace(Formula formula, Map<Formula, Formula> replaced) {
    return switch (formula) {
      case Formula.Product product when replaced.get(product) != null ->
          Objects.requireNonNull(replaced.get(product));
      case Formula.Sum sum ->
          formulas.sum(sum.terms().stream().map(t -> replace(t, replaced)).toList());
      case Formula.Product product ->
          formulas.product(product.factors().stream().map(f -> replace(f, replaced)).toList());
      case Formula.Apply apply ->
          formulas.apply(
              apply.operation(),
              apply.arguments().stream().map(a -> replace(a, replaced)).toList());
      case Formula other -> other;
    };
  }

  /** The arrays in a formula, each once. */
  List<Atom> arrays(Formula formula) {
    return Dag.symbols(formula).stream()
        .flatMap(symbol -> of(symbol).stream())
        .filter(atom -> atom.shape().rank() > 0)
        .toList();
  }

  /** Whether elements differ. */
  boolean isArray(Formula formula) {
    return !arrays(formula).isEmpty();
  }

  /** Whether there are arrays, and all of them are a row repeated. */
  boolean isAlong(Formula formula) {
    List<Atom> arrays = arrays(formula);
    return !arrays.isEmpty() && arrays.stream().allMatch(Atom.Along.class::isInstance);
  }

  /** Whether there are arrays, and all of them are a column repeated. */
  boolean isDown(Formula formula) {
    List<Atom> arrays = arrays(formula);
    return !arrays.isEmpty() && arrays.stream().allMatch(Atom.Down.class::isInstance);
  }

  /** A formula of repeated rows (or columns) as the formula of the vector that is repeated. */
  Formula vector(Formula formula) {
    Map<Formula, Formula> vectors = new HashMap<>();
    for (Formula.Symbol symbol : Dag.symbols(formula)) {
      of(symbol)
          .ifPresent(
              atom -> {
                switch (atom) {
                  case Atom.Down(var vector, _) -> vectors.put(symbol, vector.formula());
                  case Atom.Along(var vector, _) -> vectors.put(symbol, vector.formula());
                  case Atom.Leaf _, Atom.Chain _, Atom.Turned _, Atom.Column _ -> {}
                }
              });
    }
    return formulas.substitute(formula, vectors);
  }
}
