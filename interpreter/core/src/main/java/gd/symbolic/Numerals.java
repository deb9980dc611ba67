package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formulas;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.OptionalDouble;
import org.apfloat.Apcomplex;
import org.apfloat.Apfloat;
import org.hipparchus.complex.Complex;

/** Formulas as decimals, of 64 bits or of many digits. */
final class Numerals {
  /** Powers of ten beyond this are not written. */
  private static final int LARGEST_SCALE = 100_000_000;

  /** Digits computed beyond those asked for, one after the other. */
  private static final int[] GUARDS = {10, 30, 100, 300, 1000};

  private final Symja symja;
  private final Formulas formulas;

  Numerals(Symja symja) {
    this.symja = symja;
    this.formulas = symja.formulas();
  }

  Formula decimal(Formula formula) {
    if (!Formula.isClosed(formula)) {
      return new Decimals(formulas).inexact(formula);
    }
    OptionalDouble value = gd.formula.Evaluation.constant(formula);
    if (value.isPresent()) {
      return formulas.decimal(value.getAsDouble());
    }
    Complex complex = ComplexEvaluation.at(formula, Map.of());
    if (!Check.isFinite(complex)) {
      throw Request.of("N", formula).unfinished();
    }
    return formulas.complex(complex.getReal(), complex.getImaginary());
  }

  /** Computed with more and more digits until two results agree, for terms may cancel. */
  Formula decimal(Formula formula, int digits) {
    Request request = Request.of("N", formula, formulas.integer(digits));
    if (!Formula.isClosed(formula)) {
      throw request.noAnswer("It has symbols in it: give them values first.");
    }
    if (formula instanceof Formula.Number) {
      return formulas.precise(rounded((Formula.Number) formula, digits));
    }
    Parts last = parts(request, formula, digits + GUARDS[0]);
    for (int i = 1; i < GUARDS.length; i++) {
      Parts next = parts(request, formula, digits + GUARDS[i]);
      if (next.agreesWith(last, digits)) {
        return next.formula(formulas, digits);
      }
      last = next;
    }
    throw request.unchecked();
  }

  private static BigDecimal rounded(Formula.Number number, int digits) {
    MathContext context = new MathContext(digits);
    return switch (number) {
      case Formula.Rational r ->
          new BigDecimal(r.numerator()).divide(new BigDecimal(r.denominator()), context);
      case Formula.Decimal d -> new BigDecimal(d.value()).round(context);
      case Formula.Precise p -> p.value().round(context);
    };
  }

  private Parts parts(Request request, Formula formula, int digits) {
    Apcomplex value =
        symja
            .compute(request, () -> new PreciseEvaluation(digits).at(formula))
            .orElseThrow(request::unfinished);
    return new Parts(big(request, value.real()), big(request, value.imag()));
  }

  private static BigDecimal big(Request request, Apfloat value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (Math.abs(value.scale()) > LARGEST_SCALE) {
      throw request.noAnswer("It is beyond 10^100,000,000, or its inverse is.");
    }
    return new BigDecimal(value.toString());
  }

  private record Parts(BigDecimal real, BigDecimal imaginary) {
    boolean agreesWith(Parts that, int digits) {
      BigDecimal size = real.abs().max(imaginary.abs());
      BigDecimal allowed = size.scaleByPowerOfTen(-digits);
      return real.subtract(that.real).abs().compareTo(allowed) <= 0
          && imaginary.subtract(that.imaginary).abs().compareTo(allowed) <= 0;
    }

    /** A part far below the other is rounding. */
    Formula formula(Formulas formulas, int digits) {
      MathContext context = new MathContext(digits);
      BigDecimal size = real.abs().max(imaginary.abs());
      BigDecimal rounding = size.scaleByPowerOfTen(-digits);
      Formula first = formulas.precise(real.round(context));
      if (imaginary.abs().compareTo(rounding) <= 0) {
        return first;
      }
      Formula second = formulas.multiply(formulas.precise(imaginary.round(context)), Constant.I);
      return real.abs().compareTo(rounding) <= 0 ? second : formulas.add(first, second);
    }
  }
}
