package gd.symbolic;

import gd.formula.Formula;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.apfloat.Apcomplex;
import org.apfloat.Apfloat;

/** The value of an exact number, by as many digits as its terms cancel. */
sealed interface Nearest {
  record Known(Apcomplex value) implements Nearest {
    /** The 64-bit decimal nearest to it. */
    double real() {
      return decimal(value.real());
    }

    double imaginary() {
      return decimal(value.imag());
    }

    /** Empty of what is complex. */
    OptionalInt sign() {
      return value.imag().signum() == 0
          ? OptionalInt.of(value.real().signum())
          : OptionalInt.empty();
    }
  }

  /** Some function in it has no evaluation of many digits, or it is too large for one. */
  record NotComputed() implements Nearest {}

  /** However many digits there are, what is left of them may be rounding. */
  record InDoubt() implements Nearest {}

  int[] DIGITS = {40, 60, 110, 260, 600, 1_000};

  /** Of a part of which so many digits agree, 64 bits are known. */
  int AGREEING = 18;

  /** A part that is smaller beside the other is rounding. */
  int ROUNDING = 30;

  /** Powers of ten that no decimal of 64 bits comes near. */
  int FAR = 400;

  static Nearest of(Formula constant) {
    Optional<Apcomplex> before = Optional.empty();
    for (int digits : DIGITS) {
      PreciseEvaluation evaluation = new PreciseEvaluation(digits);
      Optional<Apcomplex> next = evaluation.at(constant);
      if (next.isEmpty() && !evaluation.hasRefused()) {
        return new NotComputed();
      }
      if (evaluation.isDoubtful()) {
        next = Optional.empty();
      }
      if (next.isPresent() && before.isPresent() && agree(next.get(), before.get())) {
        return new Known(
            new Apcomplex(
                part(next.get().real(), next.get()), part(next.get().imag(), next.get())));
      }
      before = next;
    }
    return RootBound.isZero(constant) ? new Known(Apcomplex.ZERO) : new InDoubt();
  }

  private static boolean agree(Apcomplex next, Apcomplex before) {
    return (next.real().signum() != 0 || next.imag().signum() != 0)
        && agree(part(next.real(), next), part(before.real(), before))
        && agree(part(next.imag(), next), part(before.imag(), before));
  }

  private static boolean agree(Apfloat next, Apfloat before) {
    Apfloat difference = next.subtract(before);
    return difference.signum() == 0 && next.signum() == before.signum()
        || next.signum() != 0 && difference.scale() <= next.scale() - AGREEING;
  }

  /** 0 if it is rounding. */
  private static Apfloat part(Apfloat part, Apcomplex of) {
    long size = Math.max(of.real().scale(), of.imag().scale());
    return part.signum() == 0 || part.scale() < size - ROUNDING ? Apfloat.ZERO : part;
  }

  private static double decimal(Apfloat value) {
    if (value.signum() == 0 || value.scale() < -FAR) {
      return 0;
    }
    return value.scale() > FAR
        ? value.signum() * Double.POSITIVE_INFINITY
        : new BigDecimal(value.toString()).doubleValue();
  }
}
