package gd.evaluate;

import gd.descent.Noise;
import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Random arrays; the generator is the session's. */
final class RandomBuiltins {
  /** They are drawn one after the other: more would take longer than a second. */
  private static final int MOST_DRAWN = 1 << 24;

  private static final int LONGEST_PERMUTATION = 10_000_000;

  private RandomBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of(
        "seed", RandomBuiltins::seed,
        "rand", (in, a) -> drawn(in, a, false),
        "randn", (in, a) -> drawn(in, a, true),
        "randint", RandomBuiltins::integers,
        "permutation", RandomBuiltins::permutation);
  }

  private static Value seed(Interpreter in, Arguments a) {
    in.useGenerator(new Generator(whole(in, a.value("n"), "the seed").longValue()));
    return new Value.Nothing();
  }

  private static BigInteger whole(Interpreter in, Value value, String what) {
    return Numbers.whole(value)
        .orElseThrow(
            () ->
                new Refusal(
                    at -> new RunProblem.BadOption(at, what, in.text(value), "a whole number")));
  }

  private static Value drawn(Interpreter in, Arguments a, boolean isNormal) {
    Shape shape = ArrayBuiltins.shapeOf(in, a.rest("n"));
    if (in.drawnLater().isPresent()) {
      Tensor.Input input = new Tensor.Input(a.function(), shape);
      in.drawnLater().get().add(new Noise.Draw(input, isNormal));
      return new Value.Array(input);
    }
    if (shape.size() > MOST_DRAWN) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "the random numbers drawn at once",
                  "%,d".formatted(MOST_DRAWN),
                  "Draw a part at a time."));
    }
    double[] values =
        isNormal ? in.generator().normals(shape.size()) : in.generator().uniforms(shape.size());
    return Arithmetic.of(new Tensor.Data(shape, new Elements.Decimals(values)));
  }

  private static Value integers(Interpreter in, Arguments a) {
    BigInteger first = whole(in, a.value("a"), "a");
    BigInteger count = whole(in, a.value("b"), "b").subtract(first).add(BigInteger.ONE);
    if (count.signum() <= 0 || count.bitLength() > 62) {
      throw new Refusal(
          at ->
              new RunProblem.BadOption(
                  at,
                  "b",
                  in.text(a.value("b")),
                  "a whole number that is not below a, nor further from it than 2^62"));
    }
    Shape shape = ArrayBuiltins.shapeOf(in, a.rest("n"));
    List<Formula> values =
        IntStream.range(0, shape.size())
            .<Formula>mapToObj(
                k -> {
                  long drawn = in.generator().integer(count.longValueExact());
                  return new Formula.Rational(first.add(BigInteger.valueOf(drawn)), BigInteger.ONE);
                })
            .toList();
    return Arithmetic.of(new Tensor.Data(shape, new Elements.Formulas(values)));
  }

  private static Value permutation(Interpreter in, Arguments a) {
    int n = a.integer("n", 0, LONGEST_PERMUTATION);
    return ArrayBuiltins.vector(
        Arrays.stream(in.generator().permutation(n))
            .mapToObj(k -> Numbers.rational(k + 1L))
            .toList());
  }
}
