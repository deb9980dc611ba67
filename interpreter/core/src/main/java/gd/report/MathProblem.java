package gd.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Mathematics that has no answer, or none within the limits. */
public sealed interface MathProblem extends Problem {
  record DivisionByZero(Span at) implements MathProblem {}

  /** {@code log(-1.0)}: outside the real domain; {@code why} is a sentence. */
  record OutsideDomain(Span at, String function, String argument, String why)
      implements MathProblem {}

  /** No derivative, and none is declared: {@code function} is the operation without one. */
  /** {@code cause} is where the function is used, {@code jumps} where it jumps, in words. */
  record NoDerivative(
      Span at, String function, String why, Optional<Span> cause, Optional<String> jumps)
      implements MathProblem {
    public NoDerivative(Span at, String function, String why) {
      this(at, function, why, Optional.empty(), Optional.empty());
    }

    /** The same, with the place where the function is used. */
    public NoDerivative usedAt(Span place) {
      return new NoDerivative(at, function, why, Optional.of(place), jumps);
    }
  }

  /** Symbolic algebra found no answer: {@code request} reads as {@code integrate(…)}. */
  record NoAnswer(Span at, String request, Reason reason, String why) implements MathProblem {
    /** Of which something else may follow. */
    public enum Reason {
      /** There may be another way to an answer. */
      UNFINISHED,
      /** The solutions are known, and cannot be listed. */
      ENDLESS,
      OTHER
    }

    public NoAnswer(Span at, String request, String why) {
      this(at, request, Reason.OTHER, why);
    }

    /** Whether this function was asked for. */
    public boolean isOf(String function) {
      return request.startsWith(function + "(");
    }
  }

  /** A sum or an integral that has no finite value. */
  record NoFiniteValue(Span at, String request, String why) implements MathProblem {}

  /** A limit of ours was reached: its name, value, and how to raise it (or what to do instead). */
  record LimitReached(Span at, String limit, String value, String instead) implements MathProblem {}

  /**
   * A symbol is left where a number is needed (a loss, a condition, an index); of rank 1 and more
   * it is an array.
   */
  record SymbolLeft(Span at, String symbol, String where, int rank) implements MathProblem {
    public SymbolLeft(Span at, String symbol, String where) {
      this(at, symbol, where, 0);
    }
  }

  /** A range ends in a letter that is the length of a declared array, and is gone through. */
  record LetterLength(Span at, String letter) implements MathProblem {}

  /** A square matrix of {@code size} rows, of which only {@code rank} are independent. */
  record SingularMatrix(Span at, String function, int size, OptionalInt rank)
      implements MathProblem {}

  /** A Cholesky decomposition of a matrix that has none. */
  record NotPositiveDefinite(Span at, String why) implements MathProblem {}

  /** A note: a convention was used ({@code 0^0 = 1}). */
  record Convention(Span at, String what, Optional<String> instead) implements MathProblem {}

  /** A declared derivative disagrees with differences (a warning). */
  record DerivativeDisagrees(Span at, String function, List<Disagreement> points)
      implements MathProblem {}

  /** A declared derivative and what differences say, at a point. */
  record Disagreement(String point, String declared, String differences) {}
}
