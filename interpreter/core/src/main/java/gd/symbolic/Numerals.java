package gd.symbolic;

import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formulas;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.OptionalDouble;
import org.apfloat.Apfloat;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.ApcomplexNum;
import org.matheclipse.core.expression.ApfloatNum;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.IReal;

/** Formulas as decimals, of 64 bits or of many digits. */
final class Numerals {
  /** Digits computed beyond those asked for. */
  private static final int GUARD = 10;

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
    return complex(formulas, complex.getReal(), complex.getImaginary());
  }

  /** real + imaginary·i in decimals; a part that is only rounding is left out. */
  static Formula complex(Formulas formulas, double real, double imaginary) {
    double rounding = 1e-15 * Math.hypot(real, imaginary);
    if (Math.abs(imaginary) <= rounding) {
      return formulas.decimal(real);
    }
    Formula second = formulas.multiply(formulas.decimal(imaginary), Constant.I);
    return Math.abs(real) <= rounding ? second : formulas.add(formulas.decimal(real), second);
  }

  /** Compared with the 64-bit value. */
  Formula decimal(Formula formula, int digits) {
    Request request = Request.of("N", formula, formulas.integer(digits));
    if (!Formula.isClosed(formula)) {
      throw request.noAnswer("It has symbols in it: give them values first.");
    }
    Formula answer =
        symja.ask(
            request,
            to -> F.N(to.convert(formula), F.ZZ(digits + GUARD)),
            (from, value) -> read(request, value, digits));
    if (!Check.close(
        ComplexEvaluation.at(answer, Map.of()), ComplexEvaluation.at(formula, Map.of()))) {
      throw request.unchecked();
    }
    return answer;
  }

  private Formula read(Request request, IExpr value, int digits) {
    if (value instanceof ApfloatNum number) {
      return rounded(number.apfloatValue(), digits);
    }
    if (value instanceof ApcomplexNum number) {
      Formula real = rounded(number.apcomplexValue().real(), digits);
      Formula imaginary = rounded(number.apcomplexValue().imag(), digits);
      return formulas.add(real, formulas.multiply(imaginary, Constant.I));
    }
    if (value instanceof IReal real) {
      return formulas.precise(new BigDecimal(real.toString()).round(new MathContext(digits)));
    }
    throw request.unfinished();
  }

  private Formula rounded(Apfloat value, int digits) {
    return formulas.precise(new BigDecimal(value.toString(true)).round(new MathContext(digits)));
  }
}
