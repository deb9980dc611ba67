package gd.kernel;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sums over data rows of a polynomial of degree two in z = X·w, where X is known, need the rows
 * only once, however many w follow: Σ(a + b·z + c·z²) = Σa + (Xᵀb)·w + c·w·(XᵀX·w), and Xᵀ(a + c·z)
 * = Xᵀa + c·XᵀX·w. The coefficients are sums of known rows times numbers that may change, as an
 * intercept does. What does not change is computed by kernels of constants, so k steps over n rows
 * and d columns cost n·d² + k·d² operations and not k·n·d. (The normal equations; Gauß 1809.) The
 * sums agree with the written ones up to rounding of the largest part of Σa, so the rule is for 64
 * bits.
 */
final class QuadraticLosses {
  /** Terms of a coefficient. */
  private static final int MOST_TERMS = 8;

  private final Tensors tensors;
  private final Formulas formulas;
  private final Formula sum;
  private final Formula product;
  private final Formula notNegative;
  private final Tensor one;

  QuadraticLosses(Tensors tensors) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
    this.one = tensors.scalar(formulas.integer(1));
    this.sum = formulas.add(formulas.slot(0), formulas.slot(1));
    this.product = formulas.multiply(formulas.slot(0), formulas.slot(1));
    Formula isNegative =
        formulas.relation(Formula.Comparator.LESS, formulas.slot(0), formulas.integer(0));
    this.notNegative =
        formulas.piecewise(
            List.of(new Formula.Case(isNegative, formulas.integer(0))), formulas.slot(0));
  }

  private Tensor plus(Tensor p, Tensor q) {
    return tensors.map("Addition", sum, List.of(p, q));
  }

  private Tensor times(Tensor p, Tensor q) {
    return tensors.map("Multiplication", product, List.of(p, q));
  }

  /** A number, or an array all of whose elements are one. */
  private static boolean isNumber(Tensor tensor) {
    return alone(tensor).shape().rank() == 0;
  }

  private static Tensor alone(Tensor tensor) {
    return tensor instanceof Tensor.View view && view.argument().shape().rank() == 0
        ? view.argument()
        : tensor;
  }

  /** A sum of squares that rounding made negative is zero. */
  private static boolean isSquare(Tensor rows) {
    return rows instanceof Tensor.Map map
        && (map.body() instanceof Formula.Power power && isSquare(power)
            || map.body() instanceof Formula.Product
                && map.arguments().size() == 2
                && map.arguments().getFirst() == map.arguments().getLast());
  }

  private static boolean isSquare(Formula.Power power) {
    return power.base() instanceof Formula.Slot
        && power.exponent() instanceof Formula.Rational exponent
        && exponent.isInteger()
        && exponent.numerator().equals(BigInteger.TWO);
  }

  /** The rule for matrices that satisfy a condition. */
  Rewrite.Rule rule(Predicate<Tensor> isWorth) {
    return new Rewrite.Rule("quadratic in the parameters", tensor -> rewrite(tensor, isWorth));
  }

  private Optional<Tensor> rewrite(Tensor tensor, Predicate<Tensor> isWorth) {
    return switch (tensor) {
      case Tensor.Reduce reduce
          when reduce.combine() == Tensor.Combine.SUM && reduce.argument().shape().rank() == 1 ->
          new Reading(isWorth).total(reduce.argument());
      case Tensor.Contract contract when contract.right().shape().rank() == 1 ->
          new Reading(isWorth).gathered(contract);
      case Tensor.Reduce _,
          Tensor.Contract _,
          Tensor.Input _,
          Tensor.Data _,
          Tensor.Map _,
          Tensor.View _,
          Tensor.Scatter _,
          Tensor.Stack _,
          Tensor.Square _ ->
          Optional.empty();
    };
  }

  /** A number that may change (absent: 1) times what is known: a number, or one for every row. */
  private record Term(Optional<Tensor> factor, Tensor known) {}

  /** a + b·z + c·z²; a coefficient without terms is zero. */
  private record Quadratic(List<Term> a, List<Term> b, List<Term> c) {}

  /** An expression that is no such polynomial. */
  private static final class Other extends RuntimeException {
    private static final long serialVersionUID = 1;

    Other() {
      super("not quadratic", null, false, false);
    }
  }

  /** One look at what is summed. */
  private final class Reading {
    private final Predicate<Tensor> isWorth;
    private final Map<Tensor, Boolean> varies = new IdentityHashMap<>();
    private final Map<Tensor, Quadratic> known = new IdentityHashMap<>();
    private Tensor.@Nullable Contract z;

    Reading(Predicate<Tensor> isWorth) {
      this.isWorth = isWorth;
    }

    Optional<Tensor> total(Tensor rows) {
      return read(rows)
          .map(
              polynomial -> {
                Tensor w = Objects.requireNonNull(z).right();
                Tensor line = plus(gathered(polynomial.b), scaled(polynomial.c, w));
                Tensor varying = sum(times(w, line));
                Tensor total =
                    plus(each(polynomial.a, known -> sum(spread(known))), Optional.of(varying));
                return isSquare(rows) ? tensors.map("", notNegative, List.of(total)) : total;
              });
    }

    Optional<Tensor> gathered(Tensor.Contract contract) {
      if (!(contract.left() instanceof Tensor.View view)) {
        return Optional.empty();
      }
      return read(contract.right())
          .filter(polynomial -> polynomial.c.isEmpty() && isTransposed(view))
          .filter(polynomial -> !polynomial.b.isEmpty() && areNumbers(polynomial.b))
          .map(
              polynomial -> {
                Tensor w = Objects.requireNonNull(z).right();
                return plus(gathered(polynomial.a), scaled(polynomial.b, w));
              });
    }

    /** Empty unless it depends on one product with a known matrix, and on numbers. */
    private Optional<Quadratic> read(Tensor rows) {
      try {
        Quadratic polynomial = polynomial(rows);
        boolean isUsable =
            z != null
                && rows.shape().dimensions().equals(z.shape().dimensions())
                && areNumbers(polynomial.c)
                && !(polynomial.b.isEmpty() && polynomial.c.isEmpty());
        return isUsable ? Optional.of(polynomial) : Optional.empty();
      } catch (Other _) {
        return Optional.empty();
      }
    }

    private static boolean areNumbers(List<Term> terms) {
      return terms.stream().allMatch(term -> isNumber(term.known));
    }

    private boolean isTransposed(Tensor.View view) {
      Tensor matrix = Objects.requireNonNull(z).left();
      return view.argument() == matrix
          && view.shape().dimensions().equals(matrix.shape().dimensions().reversed())
          && view.offset() == 0
          && view.strides().equals(List.of(1, matrix.shape().dimension(1)));
    }

    /** Whether inputs are in it; all that it is made of is looked at once. */
    private boolean varies(Tensor tensor) {
      if (!varies.containsKey(tensor)) {
        for (Tensor node : Graph.order(List.of(tensor))) {
          varies.computeIfAbsent(
              node,
              _ ->
                  node instanceof Tensor.Input
                      || Graph.arguments(node).stream()
                          .anyMatch(argument -> Objects.requireNonNull(varies.get(argument))));
        }
      }
      return Objects.requireNonNull(varies.get(tensor));
    }

    private Quadratic polynomial(Tensor tensor) {
      Quadratic read = known.get(tensor);
      if (read == null) {
        read = compute(tensor);
        known.put(tensor, read);
      }
      return read;
    }

    private Quadratic compute(Tensor tensor) {
      if (!varies(tensor)) {
        return constant(tensor);
      }
      if (isNumber(tensor)) {
        Term term = new Term(Optional.of(alone(tensor)), one);
        return new Quadratic(List.of(term), List.of(), List.of());
      }
      if (tensor instanceof Tensor.Contract contract
          && contract.left() instanceof Tensor.Data data
          && data.shape().rank() == 2
          && contract.right().shape().rank() == 1
          && isWorth.test(data)) {
        if (z != null && z != contract && z.right() != contract.right()) {
          throw new Other();
        }
        z = z == null ? contract : z;
        return new Quadratic(List.of(), List.of(new Term(Optional.empty(), one)), List.of());
      }
      if (tensor instanceof Tensor.Map map) {
        return polynomial(map.body(), map.arguments());
      }
      throw new Other();
    }

    private Quadratic polynomial(Formula body, List<Tensor> arguments) {
      return switch (body) {
        case Formula.Slot(int index) -> polynomial(arguments.get(index));
        case Formula.Number number -> constant(tensors.scalar(number));
        case Formula.Sum sum ->
            parts(sum.children(), arguments).stream().reduce(this::add).orElseThrow(Other::new);
        case Formula.Product product ->
            parts(product.children(), arguments).stream()
                .reduce(this::multiply)
                .orElseThrow(Other::new);
        case Formula.Power power when power.exponent().equals(formulas.integer(2)) -> {
          Quadratic base = polynomial(power.base(), arguments);
          yield multiply(base, base);
        }
        case Formula.Power _,
            Formula.Symbol _,
            Formula.Constant _,
            Formula.Apply _,
            Formula.Piecewise _,
            Formula.Relation _,
            Formula.Logic _,
            Formula.Truth _ ->
            throw new Other();
      };
    }

    private List<Quadratic> parts(List<Formula> formulas, List<Tensor> arguments) {
      List<Quadratic> parts = new ArrayList<>();
      formulas.forEach(part -> parts.add(polynomial(part, arguments)));
      return parts;
    }

    private static Quadratic constant(Tensor known) {
      return new Quadratic(List.of(new Term(Optional.empty(), known)), List.of(), List.of());
    }

    private Quadratic add(Quadratic p, Quadratic q) {
      return new Quadratic(add(p.a, q.a), add(p.b, q.b), add(p.c, q.c));
    }

    /** Terms with the same factor become one. */
    private List<Term> add(List<Term> some, List<Term> others) {
      Map<Optional<Tensor>, Tensor> sums = new LinkedHashMap<>();
      for (List<Term> terms : List.of(some, others)) {
        terms.forEach(term -> sums.merge(term.factor, term.known, QuadraticLosses.this::plus));
      }
      if (sums.size() > MOST_TERMS) {
        throw new Other();
      }
      return sums.entrySet().stream().map(sum -> new Term(sum.getKey(), sum.getValue())).toList();
    }

    private Quadratic multiply(Quadratic p, Quadratic q) {
      if (!multiply(p.b, q.c).isEmpty()
          || !multiply(p.c, q.b).isEmpty()
          || !multiply(p.c, q.c).isEmpty()) {
        throw new Other();
      }
      return new Quadratic(
          multiply(p.a, q.a),
          add(multiply(p.a, q.b), multiply(p.b, q.a)),
          add(add(multiply(p.a, q.c), multiply(p.c, q.a)), multiply(p.b, q.b)));
    }

    private List<Term> multiply(List<Term> some, List<Term> others) {
      List<Term> products = List.of();
      for (Term p : some) {
        for (Term q : others) {
          Optional<Tensor> factor =
              p.factor.isPresent() && q.factor.isPresent()
                  ? Optional.of(times(p.factor.get(), q.factor.get()))
                  : p.factor.or(q::factor);
          products = add(products, List.of(new Term(factor, times(p.known, q.known))));
        }
      }
      return products;
    }

    // ---- what is put in the place

    private Tensor matrix() {
      return Objects.requireNonNull(z).left();
    }

    private Tensor transposed() {
      return tensors.transpose(matrix());
    }

    /** The sum over the terms of something of what is known, times the factor. */
    private Optional<Tensor> each(List<Term> terms, UnaryOperator<Tensor> action) {
      return terms.stream()
          .map(
              term -> {
                Tensor known = action.apply(term.known);
                return term.factor.map(factor -> times(factor, known)).orElse(known);
              })
          .reduce(QuadraticLosses.this::plus);
    }

    /** The sum of those that are there, one at least. */
    private Tensor plus(Optional<Tensor> p, Optional<Tensor> q) {
      return p.isPresent() && q.isPresent()
          ? QuadraticLosses.this.plus(p.get(), q.get())
          : p.or(() -> q).orElseThrow();
    }

    /** Xᵀ·v, for a vector or a number in every row. */
    private Optional<Tensor> gathered(List<Term> terms) {
      return each(terms, known -> tensors.contract(transposed(), spread(known)));
    }

    private Tensor spread(Tensor rows) {
      return rows.shape().rank() == 0
          ? tensors.fill(rows, Objects.requireNonNull(z).shape())
          : rows;
    }

    /** c·XᵀX·w. */
    private Optional<Tensor> scaled(List<Term> c, Tensor w) {
      Tensor gram = tensors.contract(transposed(), matrix());
      return each(c, known -> times(alone(known), tensors.contract(gram, w)));
    }

    private Tensor sum(Tensor rows) {
      return tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), rows);
    }
  }
}
