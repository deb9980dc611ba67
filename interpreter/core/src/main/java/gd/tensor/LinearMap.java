package gd.tensor;

import gd.formula.Differentiation;
import gd.formula.Formula;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The matrix of a graph that is linear in a vector v of length d: what the graph does to the
 * columns of the identity, all at once. So a Jacobian, which is linear in what it is multiplied
 * with, is read off a gradient.
 *
 * <p>Vectors and numbers that depend on v are kept as sums of {@link Term}s, so that diagonal
 * matrices stay vectors for as long as they can.
 */
public final class LinearMap {
  /**
   * Of a vector of n: diag(scale)·rows with rows of n × d, or, if {@code outer}, scale·rowsᵀ with
   * rows of d. Of a number: scale·rows with rows of d. A scale that is a number counts for all.
   */
  private record Term(Tensor scale, Tensor rows, boolean outer) {}

  private final Tensors tensors;
  private final Formulas formulas;
  private final Differentiation differentiation;
  private final Formula times;
  private final int width;
  private final Tensor one;
  private final Tensor identity;
  private final Map<Tensor, List<Term>> known = new IdentityHashMap<>();

  private LinearMap(Tensors tensors, Differentiation differentiation, Tensor.Input vector) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
    this.differentiation = differentiation;
    this.times = formulas.multiply(formulas.slot(0), formulas.slot(1));
    this.width = vector.shape().dimension(0);
    this.one = tensors.scalar(formulas.integer(1));
    Tensor element = new Tensor.Input("1", Shape.SCALAR, Dimensions.of(vector).letters());
    Tensor ones = tensors.fill(element, Shape.of(width));
    this.identity = tensors.scatter(ones, Shape.of(width, width), 0, List.of(width + 1));
    known.put(vector, List.of(new Term(one, identity, false)));
  }

  /**
   * The matrix M with graph = M·vector.
   *
   * @param graph a vector of n; M is n × d
   * @return empty where matrices depend on the vector on the way
   */
  public static Optional<Tensor> matrix(
      Tensor graph, Tensor.Input vector, Tensors tensors, Differentiation differentiation) {
    return new LinearMap(tensors, differentiation, vector).matrix(graph);
  }

  private Optional<Tensor> matrix(Tensor graph) {
    for (Tensor node : Graph.order(List.of(graph))) {
      if (Graph.arguments(node).stream().noneMatch(known::containsKey)) {
        continue;
      }
      Optional<List<Term>> terms = node.shape().rank() > 1 ? Optional.empty() : terms(node);
      if (terms.isEmpty()) {
        return Optional.empty();
      }
      known.put(node, merged(terms.get()));
    }
    int rows = graph.shape().dimension(0);
    return Optional.of(
        known.containsKey(graph)
            ? written(of(graph), rows)
            : tensors.fill(tensors.scalar(formulas.integer(0)), Shape.of(rows, width)));
  }

  private List<Term> of(Tensor node) {
    return Objects.requireNonNull(known.get(node));
  }

  private Optional<List<Term>> terms(Tensor node) {
    return switch (node) {
      case Tensor.Map map -> map(map);
      case Tensor.Reduce reduce ->
          reduce.combine() == Tensor.Combine.SUM
              ? Optional.of(inner(one, reduce.argument()))
              : Optional.empty();
      case Tensor.Contract contract -> contract(contract);
      case Tensor.View view -> view(view);
      case Tensor.Input _, Tensor.Data _, Tensor.Scatter _, Tensor.Stack _, Tensor.Square _ ->
          Optional.empty();
    };
  }

  /** A body that is linear in the arguments that depend on v. */
  private Optional<List<Term>> map(Tensor.Map map) {
    List<Term> terms = new ArrayList<>();
    for (int k = 0; k < map.arguments().size(); k++) {
      Tensor argument = map.arguments().get(k);
      if (!known.containsKey(argument)) {
        continue;
      }
      Formula slope = differentiation.derivative(map.body(), formulas.slot(k));
      if (Bodies.slots(slope).stream().anyMatch(s -> known.containsKey(map.arguments().get(s)))) {
        return Optional.empty();
      }
      Tensor scale = tensors.map("Multiplication", slope, map.arguments());
      boolean spread = argument.shape().rank() < map.shape().rank();
      for (Term term : of(argument)) {
        terms.add(new Term(product(scale, term.scale()), term.rows(), term.outer() || spread));
      }
    }
    return Optional.of(terms);
  }

  private Tensor product(Tensor left, Tensor right) {
    return tensors.map("Multiplication", times, List.of(left, right));
  }

  private Optional<List<Term>> contract(Tensor.Contract contract) {
    Tensor left = contract.left();
    Tensor right = contract.right();
    if (known.containsKey(left) && known.containsKey(right)) {
      return Optional.empty();
    }
    boolean first = known.containsKey(left);
    Tensor vector = first ? left : right;
    Tensor other = first ? right : left;
    if (other.shape().rank() == 1) {
      return Optional.of(inner(other, vector));
    }
    Tensor matrix = first ? tensors.transpose(other) : other;
    int length = vector.shape().dimension(0);
    List<Term> terms = new ArrayList<>();
    for (Term term : of(vector)) {
      terms.add(
          term.outer()
              ? new Term(tensors.contract(matrix, whole(term.scale(), length)), term.rows(), true)
              : new Term(one, tensors.contract(matrix, scaled(term, length)), false));
    }
    return Optional.of(terms);
  }

  /** Σ weightᵢ·vectorᵢ. */
  private List<Term> inner(Tensor weight, Tensor vector) {
    int length = vector.shape().dimension(0);
    List<Term> terms = new ArrayList<>();
    for (Term term : of(vector)) {
      Tensor weights = whole(product(weight, term.scale()), length);
      terms.add(
          term.outer()
              ? new Term(
                  tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), weights),
                  term.rows(),
                  false)
              : new Term(
                  one,
                  term.rows() == identity ? weights : tensors.contract(weights, term.rows()),
                  false));
    }
    return terms;
  }

  /** A number in every element, or the same elements under other indices. */
  private Optional<List<Term>> view(Tensor.View view) {
    Tensor argument = view.argument();
    if (argument.shape().rank() == 0) {
      return Optional.of(
          of(argument).stream().map(t -> new Term(t.scale(), t.rows(), true)).toList());
    }
    if (view.shape().rank() != 1 || argument.shape().rank() != 1) {
      return Optional.empty();
    }
    Tensor matrix = written(of(argument), argument.shape().dimension(0));
    int stride = view.strides().getFirst();
    Tensor picked =
        tensors.view(
            matrix,
            Shape.of(view.shape().dimension(0), width),
            view.offset() * width,
            List.of(stride * width, 1));
    return Optional.of(List.of(new Term(one, picked, false)));
  }

  /** Terms of the same rows as one. */
  private List<Term> merged(List<Term> terms) {
    Formula plus = formulas.add(formulas.slot(0), formulas.slot(1));
    List<Term> merged = new ArrayList<>();
    for (Term term : terms) {
      int same = 0;
      while (same < merged.size()
          && (merged.get(same).rows() != term.rows() || merged.get(same).outer() != term.outer())) {
        same++;
      }
      if (same == merged.size()) {
        merged.add(term);
      } else {
        Tensor scale =
            tensors.map("Addition", plus, List.of(merged.get(same).scale(), term.scale()));
        merged.set(same, new Term(scale, term.rows(), term.outer()));
      }
    }
    return merged;
  }

  private Tensor whole(Tensor scale, int length) {
    return scale.shape().rank() == 0 ? tensors.fill(scale, Shape.of(length)) : scale;
  }

  private Tensor scaled(Term term, int length) {
    return product(
        term.scale().shape().rank() == 0 ? term.scale() : down(term.scale(), length), term.rows());
  }

  private Tensor down(Tensor scale, int length) {
    return tensors.spread(whole(scale, length), 1, width);
  }

  private Tensor written(List<Term> terms, int length) {
    Formula sum = formulas.integer(0);
    List<Tensor> parts = new ArrayList<>();
    for (Term term : terms) {
      sum = formulas.add(sum, formulas.slot(parts.size()));
      parts.add(
          term.outer()
              ? product(down(term.scale(), length), tensors.spread(term.rows(), 0, length))
              : scaled(term, length));
    }
    return tensors.map("Addition", sum, parts);
  }
}
