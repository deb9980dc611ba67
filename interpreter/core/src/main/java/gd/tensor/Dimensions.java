package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Dimensions that are letters, as in {@code symbol X[n, d]}. Graphs count with whole numbers, so
 * every letter stands in them as a prime of its own between 30,000 and 40,000: products of two
 * letters fit an index, and lengths that differ stay different however they are multiplied. Which
 * primes are letters the inputs of a graph tell; in a graph of data the same numbers are lengths
 * like others. An array with letters is never computed, only differentiated and written as a
 * formula.
 */
public final class Dimensions {
  private static final int FIRST = 30_011;
  private static final int LAST = 40_000;
  private static final String COUNTING = "1..";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final Map<String, Integer> LENGTHS = new HashMap<>();
  private static final Map<Integer, String> NAMES = new HashMap<>();

  static {
    BitSet composite = composite();
    int prime = FIRST;
    for (String suffix :
        List.of("", "1", "2", "3", "4", "5", "6", "7", "8", "9", "_1", "_2", "_3", "_4", "_5")) {
      for (char letter : LETTERS.toCharArray()) {
        LENGTHS.put(letter + suffix, prime);
        NAMES.put(prime, letter + suffix);
        prime = composite.nextClearBit(prime + 1);
      }
    }
  }

  /** Which numbers from {@link #FIRST} on are no primes. */
  private static BitSet composite() {
    BitSet composite = new BitSet(LAST);
    for (int divisor = 2; divisor * divisor <= LAST; divisor++) {
      int multiple = (FIRST + divisor - 1) / divisor * divisor;
      for (; !composite.get(divisor) && multiple <= LAST; multiple += divisor) {
        composite.set(multiple);
      }
    }
    return composite;
  }

  private final Set<Integer> letters;

  private Dimensions(Set<Integer> letters) {
    this.letters = letters;
  }

  /** The letters of the arrays that graphs are made of. */
  public static Dimensions of(Tensor... roots) {
    for (Tensor root : roots) {
      for (Integer dimension : root.shape().dimensions()) {
        if (NAMES.containsKey(dimension)) {
          return ofAll(List.of(roots));
        }
      }
    }
    return new Dimensions(Set.of());
  }

  /** As {@link #of}, looking for letters that only parts of the graphs have, too. */
  public static Dimensions ofAll(List<Tensor> roots) {
    return new Dimensions(
        Graph.order(roots).stream()
            .flatMap(
                node -> node instanceof Tensor.Input input ? input.letters().stream() : Stream.of())
            .collect(Collectors.toSet()));
  }

  public Set<Integer> letters() {
    return letters;
  }

  /** The length that stands for a letter (Latin, perhaps with a digit); empty for other names. */
  public static OptionalInt length(String letter) {
    Integer length = LENGTHS.get(letter);
    return length == null ? OptionalInt.empty() : OptionalInt.of(length);
  }

  /** The vector {@code 1..n} where n is the letter that {@link #length} gave this length. */
  public static Tensor.Input counting(int length) {
    return new Tensor.Input(COUNTING + NAMES.get(length), Shape.of(length), Set.of(length));
  }

  /** The letter up to which {@link #counting} counts; empty for other arrays. */
  public static Optional<String> counted(Tensor.Input input) {
    return input.name().startsWith(COUNTING)
        ? Optional.of(input.name().substring(COUNTING.length()))
        : Optional.empty();
  }

  /** The letter that a dimension is. */
  public Optional<String> letter(int dimension) {
    return letters.contains(dimension)
        ? Optional.ofNullable(NAMES.get(dimension))
        : Optional.empty();
  }

  /** Whether a dimension is a letter. */
  public boolean isSymbolic(Shape shape) {
    return shape.dimensions().stream().anyMatch(letters::contains);
  }

  /** A dimension as a number or a symbol. */
  public Formula formula(Formulas formulas, int dimension) {
    return letter(dimension).map(formulas::symbol).orElseGet(() -> formulas.integer(dimension));
  }

  /** How many elements an array has. */
  public Formula count(Formulas formulas, Shape shape) {
    return formulas.product(
        shape.dimensions().stream().map(dimension -> formula(formulas, dimension)).toList());
  }

  /** {@link Shape#words} with letters. */
  public String words(Shape shape) {
    return shape.words(dimension -> letter(dimension).orElseGet(() -> String.valueOf(dimension)));
  }

  /** The shape of an array in words. */
  public static String words(Tensor tensor) {
    return of(tensor).words(tensor.shape());
  }
}
