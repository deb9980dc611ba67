package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.gb.GroebnerBaseSeq;
import edu.jas.poly.GenPolynomial;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.report.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that equations have no solution together: 1 is a sum of multiples of what would have to be
 * 0 (Hilbert's Nullstellensatz), as a Gröbner basis shows. What is no polynomial counts as a
 * letter, so that a proof holds whatever it is.
 */
final class Inconsistency {
  /** Which no text can name. */
  private static final Symbol NONE = new Symbol("");

  private Inconsistency() {}

  static boolean isProved(Symja symja, Request request, List<Formula> zeros) {
    Optional<Set<Formula>> letters =
        RationalField.letters(NONE, zeros).filter(all -> !all.isEmpty());
    try {
      return letters.isPresent()
          && symja.compute(
              request, () -> isOne(new RationalField(symja.formulas(), letters.get()), zeros));
    } catch (Refusal tooLong) {
      return false;
    }
  }

  private static boolean isOne(RationalField field, List<Formula> zeros) {
    List<GenPolynomial<BigRational>> polynomials =
        zeros.stream().map(zero -> field.read(zero).num).toList();
    return new GroebnerBaseSeq<BigRational>()
        .GB(polynomials).stream().anyMatch(p -> p.isConstant() && !p.isZERO());
  }
}
