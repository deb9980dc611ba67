package gd.kernel;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sums over data rows of a polynomial of degree two in z = X·w, where X is known, need the rows
 * only once, however many w follow: Σ(a + b·z + c·z²) = Σa + (Xᵀb)·w + c·w·(XᵀX·w), and Xᵀ(a + c·z)
 * = Xᵀa + c·XᵀX·w. What does not depend on w is computed by kernels of constants, so k steps over n
 * rows and d columns cost n·d² + k·d² operations and not k·n·d. (The normal equations; Gauß 1809.)
 * The sums agree with the written ones up to rounding of Σa, so the rule is for 64 bits.
 */
final class QuadraticLosses {
  private final Tensors tensors;
  private final Formulas formulas;
  private final Formula sum;
  private final Formula product;
  private final Formula notNegative;

  QuadraticLosses(Tensors tensors) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
    this.sum = formulas.add(formulas.slot(0), formulas.slot(1));
    this.product = formulas.multiply(formulas.slot(0), formulas.slot(1));
    Formula isNegative =
        formulas.relation(Formula.Comparator.LESS, formulas.slot(0), formulas.integer(0));
    this.notNegative =
        formulas.piecewise(
            List.of(new Formula.Case(isNegative, formulas.integer(0))), formulas.slot(0));
  }

  private @Nullable Tensor plus(@Nullable Tensor p, @Nullable Tensor q) {
    return p == null ? q : q == null ? p : tensors.map("Addition", sum, List.of(p, q));
  }

  private @Nullable Tensor times(@Nullable Tensor p, @Nullable Tensor q) {
    return p == null || q == null ? null : tensors.map("Multiplication", product, List.of(p, q));
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

  /** a + b·z + c·z²; what is missing is zero. */
  private record Quadratic(@Nullable Tensor a, @Nullable Tensor b, @Nullable Tensor c) {}

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
                Tensor slope = polynomial.b == null ? null : gathered(polynomial.b);
                Tensor curve = polynomial.c == null ? null : scaled(polynomial.c, w);
                Tensor line = Objects.requireNonNull(plus(slope, curve));
                Tensor varying = sum(Objects.requireNonNull(times(w, line)));
                Tensor total =
                    polynomial.a == null
                        ? varying
                        : Objects.requireNonNull(plus(sum(spread(polynomial.a)), varying));
                return isSquare(rows) ? tensors.map("", notNegative, List.of(total)) : total;
              });
    }

    Optional<Tensor> gathered(Tensor.Contract contract) {
      if (!(contract.left() instanceof Tensor.View view)) {
        return Optional.empty();
      }
      return read(contract.right())
          .filter(polynomial -> polynomial.c == null && isTransposed(view))
          .filter(polynomial -> polynomial.b != null && isNumber(polynomial.b))
          .map(
              polynomial -> {
                Tensor w = Objects.requireNonNull(z).right();
                Tensor linear = scaled(Objects.requireNonNull(polynomial.b), w);
                return polynomial.a == null
                    ? linear
                    : Objects.requireNonNull(plus(gathered(polynomial.a), linear));
              });
    }

    /** Empty unless it depends on one product with a known matrix, and on nothing else. */
    private Optional<Quadratic> read(Tensor rows) {
      try {
        Quadratic polynomial = polynomial(rows);
        boolean isUsable =
            z != null
                && rows.shape().dimensions().equals(z.shape().dimensions())
                && (polynomial.c == null || isNumber(polynomial.c))
                && (polynomial.b != null || polynomial.c != null);
        return isUsable ? Optional.of(polynomial) : Optional.empty();
      } catch (Other _) {
        return Optional.empty();
      }
    }

    private boolean isTransposed(Tensor.View view) {
      Tensor matrix = Objects.requireNonNull(z).left();
      return view.argument() == matrix
          && view.shape().dimensions().equals(matrix.shape().dimensions().reversed())
          && view.offset() == 0
          && view.strides().equals(List.of(1, matrix.shape().dimension(1)));
    }

    private boolean varies(Tensor tensor) {
      return varies.computeIfAbsent(
          tensor,
          _ -> Graph.order(List.of(tensor)).stream().anyMatch(Tensor.Input.class::isInstance));
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
        return new Quadratic(tensor, null, null);
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
        return new Quadratic(null, tensors.scalar(formulas.integer(1)), null);
      }
      if (tensor instanceof Tensor.Map map) {
        return polynomial(map.body(), map.arguments());
      }
      throw new Other();
    }

    private Quadratic polynomial(Formula body, List<Tensor> arguments) {
      return switch (body) {
        case Formula.Slot(int index) -> polynomial(arguments.get(index));
        case Formula.Number number -> new Quadratic(tensors.scalar(number), null, null);
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

    private Quadratic add(Quadratic p, Quadratic q) {
      return new Quadratic(plus(p.a, q.a), plus(p.b, q.b), plus(p.c, q.c));
    }

    private Quadratic multiply(Quadratic p, Quadratic q) {
      if (times(p.b, q.c) != null || times(p.c, q.b) != null || times(p.c, q.c) != null) {
        throw new Other();
      }
      return new Quadratic(
          times(p.a, q.a),
          plus(times(p.a, q.b), times(p.b, q.a)),
          plus(plus(times(p.a, q.c), times(p.c, q.a)), times(p.b, q.b)));
    }

    // ---- what is put in the place

    private Tensor matrix() {
      return Objects.requireNonNull(z).left();
    }

    private Tensor transposed() {
      return tensors.transpose(matrix());
    }

    /** Xᵀ·v, for a vector or a number in every row. */
    private Tensor gathered(Tensor vector) {
      return tensors.contract(transposed(), spread(vector));
    }

    private Tensor spread(Tensor rows) {
      return rows.shape().rank() == 0
          ? tensors.fill(rows, Objects.requireNonNull(z).shape())
          : rows;
    }

    /** c·XᵀX·w. */
    private Tensor scaled(Tensor c, Tensor w) {
      Tensor gram = tensors.contract(transposed(), matrix());
      return Objects.requireNonNull(times(alone(c), tensors.contract(gram, w)));
    }

    private Tensor sum(Tensor rows) {
      return tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), rows);
    }
  }
}
