package gd.tensor;

import gd.formula.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Random smooth graphs over two inputs, and data that fit. The same seed gives the same graph. */
public final class RandomGraphs {
  private final Arena gd;
  private final Random random;
  private final List<Tensor> pool = new ArrayList<>();
  public final Tensor.Input first;
  public final Tensor.Input second;

  public RandomGraphs(Arena gd, long seed) {
    this.gd = gd;
    this.random = new Random(seed);
    this.first = new Tensor.Input("v", Shape.of(1 + random.nextInt(4)));
    this.second =
        new Tensor.Input("A", Shape.of(1 + random.nextInt(3), first.shape().dimension(0)));
    pool.add(first);
    pool.add(second);
    pool.add(data(second.shape()));
  }

  public Tensor.Data data(Shape shape) {
    return new Tensor.Data(
        shape,
        new Elements.Decimals(
            random.doubles(shape.size(), 0.2, 1.5).map(x -> Math.round(x * 64) / 64.0).toArray()));
  }

  /** A number that depends on the inputs. */
  public Tensor loss(int size) {
    for (int k = 0; k < size; k++) {
      pool.add(next());
    }
    Tensor loss = gd.number(0);
    for (int k = 0; k < 3; k++) {
      loss = gd.add(loss, gd.sum(any()));
    }
    return loss;
  }

  public List<Tensor> pool() {
    return pool;
  }

  private Tensor any() {
    return pool.get(random.nextInt(pool.size()));
  }

  private Tensor next() {
    Tensor one = any();
    Tensor other = any();
    return switch (random.nextInt(12)) {
      case 0 -> fits(one, other) ? gd.add(one, other) : gd.add(one, gd.number(2));
      case 1 -> fits(one, other) ? gd.times(one, other) : gd.times(gd.number(0.75), one);
      case 2 -> gd.unary(gd.sin, one);
      case 3 -> gd.unary(gd.tanh, one);
      case 4 -> gd.unary(Operation.EXP, gd.unary(gd.cos, one));
      case 5 -> gd.power(one, 2);
      case 6 -> gd.divide(one, gd.add(gd.power(one, 2), gd.number(1)));
      case 7 -> one.shape().rank() > 2 ? one : gd.tensors.transpose(one);
      case 8 ->
          one.shape().rank() == 0
              ? gd.tensors.fill(one, Shape.of(2, 3))
              : gd.tensors.slice(one, 0, 0, (one.shape().dimension(0) + 1) / 2, 1);
      case 9 ->
          one.shape().rank() == 0
              ? gd.tensors.stack(List.of(one, gd.unary(gd.sin, one)))
              : gd.tensors.reduce(
                  Tensor.Combine.SUM, OptionalInt.of(random.nextInt(one.shape().rank())), one);
      case 10 -> product(one, other);
      case 11 -> one.shape().rank() == 0 ? one : gd.tensors.pick(one, one.shape().rank() - 1, 0);
      default -> throw new IllegalStateException();
    };
  }

  private Tensor product(Tensor left, Tensor right) {
    boolean matrices =
        left.shape().rank() == 2 && right.shape().rank() >= 1 && right.shape().rank() <= 2;
    if (matrices && left.shape().dimension(1) == right.shape().dimension(0)) {
      return gd.tensors.multiply(left, right);
    }
    return left.shape().rank() == 1 && left.shape().equals(right.shape())
        ? gd.tensors.inner(left, right)
        : left;
  }

  private static boolean fits(Tensor left, Tensor right) {
    return left.shape().equals(right.shape())
        || left.shape().rank() == 0
        || right.shape().rank() == 0;
  }
}
