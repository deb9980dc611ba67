package gd.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apfloat.Apcomplex;
import org.apfloat.ApcomplexMath;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Apfloat, which computes by other methods, and with more digits here. */
class PreciseElementaryTest {
  private static final int MORE = 40;
  private static final int ROUNDS = 6;

  /** The others are Apfloat's own there. */
  private static final Set<String> OF_COMPLEX = Set.of("exp", "log", "sin", "cos");

  private record Pair(UnaryOperator<Apcomplex> ours, UnaryOperator<Apcomplex> theirs) {}

  private static Map<String, Pair> functions(int digits) {
    PreciseElementary ours = new PreciseElementary(digits);
    return Map.ofEntries(
        Map.entry("exp", new Pair(ours::exp, ApcomplexMath::exp)),
        Map.entry("log", new Pair(ours::log, ApcomplexMath::log)),
        Map.entry("sin", new Pair(ours::sin, ApcomplexMath::sin)),
        Map.entry("cos", new Pair(ours::cos, ApcomplexMath::cos)),
        Map.entry("tan", new Pair(ours::tan, ApcomplexMath::tan)),
        Map.entry("asin", new Pair(ours::asin, ApcomplexMath::asin)),
        Map.entry("acos", new Pair(ours::acos, ApcomplexMath::acos)),
        Map.entry("atan", new Pair(ours::atan, ApcomplexMath::atan)),
        Map.entry("sinh", new Pair(ours::sinh, ApcomplexMath::sinh)),
        Map.entry("cosh", new Pair(ours::cosh, ApcomplexMath::cosh)),
        Map.entry("tanh", new Pair(ours::tanh, ApcomplexMath::tanh)));
  }

  /** Some digits of the argument stay behind the point. */
  @ParameterizedTest
  @ValueSource(ints = {7, 30, 200})
  void theSineOfALargeNumberHasTheDigitsLeft(int scale) {
    Apfloat x = ApfloatMath.scale(ApfloatMath.sqrt(new Apfloat(2, scale + 2 * MORE)), scale);
    PreciseElementary ours = new PreciseElementary(scale + MORE);
    Apfloat given = x.precision(scale + MORE);
    assertClose(ApfloatMath.sin(x), ours.sin(given).real());
    assertClose(ApfloatMath.cos(x), ours.cos(given).real());
    assertClose(ApfloatMath.tan(x), ours.tan(given).real());
  }

  private static void assertClose(Apfloat expected, Apfloat value) {
    assertTrue(expected.subtract(value).scale() < 10 - MORE, () -> expected + " is not " + value);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 100, 250})
  void everyDigitIsRight(int digits) {
    for (Apcomplex at : arguments(digits)) {
      functions(digits)
          .forEach(
              (name, pair) -> {
                if (at.imag().signum() == 0 || OF_COMPLEX.contains(name)) {
                  check(name, pair, at, digits);
                }
              });
    }
  }

  private static void check(String name, Pair pair, Apcomplex at, int digits) {
    Apcomplex value;
    try {
      value = pair.ours.apply(at);
    } catch (ArithmeticException atPole) {
      assertTrue(ApcomplexMath.abs(at).equals(Apfloat.ONE), name + " of " + at);
      return;
    }
    Apcomplex more = new Apcomplex(wider(at.real(), digits), wider(at.imag(), digits));
    Apcomplex expected = pair.theirs.apply(more);
    // what the argument does not determine: its own last digit
    Apfloat step = ApfloatMath.scale(Apfloat.ONE, 3 - digits);
    Apcomplex moved = pair.theirs.apply(more.multiply(new Apfloat(1, digits + MORE).add(step)));
    Apfloat allowed =
        ApcomplexMath.abs(moved.subtract(expected)).add(ApcomplexMath.abs(expected).multiply(step));
    Apfloat error = ApcomplexMath.abs(value.subtract(expected));
    assertTrue(
        error.compareTo(allowed) <= 0,
        () -> "%s(%s) is %s, and not %s".formatted(name, at, expected, value));
  }

  private static Apfloat wider(Apfloat x, int digits) {
    return x.signum() == 0 ? x : x.precision(digits + MORE);
  }

  /** Of all sizes, and near the places where little is left of a value. */
  private static List<Apcomplex> arguments(int digits) {
    List<Apcomplex> arguments = new ArrayList<>();
    Random random = new Random(digits);
    Apfloat one = new Apfloat(1, digits);
    Apfloat pi = ApfloatMath.pi(digits);
    for (int k = 0; k < ROUNDS; k++) {
      Apfloat some = some(random, digits);
      Apfloat small = ApfloatMath.scale(some, -random.nextInt(digits / 2));
      arguments.add(some);
      arguments.add(small);
      arguments.add(ApfloatMath.scale(some, random.nextInt(6)));
      arguments.add(one.add(small));
      arguments.add(one.negate().add(small));
      arguments.add(pi.multiply(new Apfloat(k, digits)).divide(new Apfloat(2, digits)).add(small));
      arguments.add(new Apcomplex(some, some(random, digits)));
      arguments.add(new Apcomplex(small, some));
      arguments.add(new Apcomplex(some, small));
    }
    return arguments;
  }

  private static Apfloat some(Random random, int digits) {
    BigInteger whole =
        new BigInteger(digits * 4, random).subtract(BigInteger.ONE.shiftLeft(digits * 4 - 1));
    BigDecimal fraction = new BigDecimal(whole, (int) (digits * 4 * 0.30103));
    return new Apfloat(fraction, digits).precision(digits);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 250})
  void whatIsNearOneKeepsItsDifference(int digits) {
    PreciseElementary ours = new PreciseElementary(digits);
    Apfloat small = new Apfloat("1e-30", digits);
    Apcomplex less = Apfloat.ONE.subtract(ours.cos(small).real());
    assertEquals(-60, ApcomplexMath.abs(less).scale());
    Apcomplex far = Apfloat.ONE.subtract(ours.tanh(new Apfloat(200, digits)).real());
    assertEquals(-173, ApcomplexMath.abs(far).scale());
  }
}
