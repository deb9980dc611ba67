package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Dimensions that are letters, as in {@code symbol X[n, d]}. Graphs count with whole numbers, so
 * every letter stands in them as a prime of its own between 30,000 and 50,000: products of two
 * letters fit an index, and lengths that differ stay different however they are multiplied. An
 * array with letters is never computed, only differentiated and written as a formula.
 */
public final class Dimensions {
  private static final int FIRST = 30_011;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final Map<String, Integer> LENGTHS = new HashMap<>();
  private static final Map<Integer, String> NAMES = new HashMap<>();

  static {
    int prime = FIRST;
    for (String suffix :
        List.of("", "1", "2", "3", "4", "5", "6", "7", "8", "9", "_1", "_2", "_3", "_4", "_5")) {
      for (char letter : LETTERS.toCharArray()) {
        LENGTHS.put(letter + suffix, prime);
        NAMES.put(prime, letter + suffix);
        prime = BigInteger.valueOf(prime).nextProbablePrime().intValueExact();
      }
    }
  }

  private Dimensions() {}

  /** The length that stands for a letter (Latin, perhaps with a digit); empty for other names. */
  public static OptionalInt length(String letter) {
    Integer length = LENGTHS.get(letter);
    return length == null ? OptionalInt.empty() : OptionalInt.of(length);
  }

  /** The letter that a length stands for. */
  public static Optional<String> letter(int length) {
    return Optional.ofNullable(NAMES.get(length));
  }

  /** A dimension as a person writes it. */
  public static String text(int dimension) {
    return letter(dimension).orElseGet(() -> String.valueOf(dimension));
  }

  /** Whether a dimension is a letter. */
  public static boolean isSymbolic(Shape shape) {
    return shape.dimensions().stream().anyMatch(NAMES::containsKey);
  }

  /** A dimension as a number or a symbol. */
  public static Formula formula(Formulas formulas, int dimension) {
    return letter(dimension)
        .map(formulas::symbol)
        .orElseGet(() -> formulas.integer(dimension));
  }

  /** How many elements an array has. */
  public static Formula count(Formulas formulas, Shape shape) {
    return formulas.product(
        shape.dimensions().stream().map(dimension -> formula(formulas, dimension)).toList());
  }
}
