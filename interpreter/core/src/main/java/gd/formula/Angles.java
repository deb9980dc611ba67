package gd.formula;

import java.util.Optional;

/** The sines of multiples of π/12 that are known by heart: those of multiples of π/6 and π/4. */
final class Angles {
  private static final int[] KNOWN = {0, 2, 3, 4, 6};

  private Angles() {}

  /** sin(kπ/12). */
  static Optional<Formula> sine(Formulas formulas, int k) {
    int angle = Math.floorMod(k, 24);
    if (angle >= 12) {
      return sine(formulas, angle - 12).map(formulas::negate);
    }
    return switch (angle > 6 ? 12 - angle : angle) {
      case 0 -> Optional.of(Arithmetic.ZERO);
      case 2 -> Optional.of(Arithmetic.HALF);
      case 3 -> Optional.of(halfRoot(formulas, 2));
      case 4 -> Optional.of(halfRoot(formulas, 3));
      case 6 -> Optional.of(Arithmetic.ONE);
      default -> Optional.empty();
    };
  }

  private static Formula halfRoot(Formulas formulas, int n) {
    return formulas.multiply(
        Arithmetic.HALF, formulas.power(Arithmetic.integer(n), Arithmetic.HALF));
  }

  /** k in [-6, 6] with sin(kπ/12) = value. */
  static Optional<Integer> ofSine(Formulas formulas, Formula value) {
    for (int k : KNOWN) {
      Formula sine = sine(formulas, k).orElseThrow();
      if (sine.equals(value)) {
        return Optional.of(k);
      }
      if (formulas.negate(sine).equals(value)) {
        return Optional.of(-k);
      }
    }
    return Optional.empty();
  }

  /** k in (-6, 6) with tan(kπ/12) = value. */
  static Optional<Integer> ofTangent(Formulas formulas, Formula value) {
    for (int k : KNOWN) {
      if (k < 6) {
        Formula tangent =
            formulas.divide(sine(formulas, k).orElseThrow(), sine(formulas, k + 6).orElseThrow());
        if (tangent.equals(value)) {
          return Optional.of(k);
        }
        if (formulas.negate(tangent).equals(value)) {
          return Optional.of(-k);
        }
      }
    }
    return Optional.empty();
  }
}
