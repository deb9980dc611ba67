package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * sign(u)/|u| as 1/u, and sign(u)·|u|³ as u³: of real numbers, which alone have derivatives here.
 */
public final class Magnitudes {
  private final Formulas formulas;

  public Magnitudes(Formulas formulas) {
    this.formulas = formulas;
  }

  public Formula of(Formula formula) {
    if (Formula.isSmooth(formula)) {
      return formula;
    }
    Map<Formula, Formula> shorter = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Product product) {
        joined(product).ifPresent(joined -> shorter.put(product, joined));
      }
    }
    return shorter.isEmpty() ? formula : formulas.substitute(formula, shorter);
  }

  private Optional<Formula> joined(Product product) {
    for (Formula sign : product.factors()) {
      for (Formula power : product.factors()) {
        if (isOf("sign", sign)
            && isOf("abs", base(power))
            && base(power).children().equals(sign.children())
            && exponent(power) instanceof Rational n
            && n.isInteger()
            && n.numerator().testBit(0)) {
          List<Formula> rest = new ArrayList<>(product.factors());
          rest.remove(sign);
          rest.remove(power);
          rest.add(formulas.power(sign.children().getFirst(), n));
          return Optional.of(formulas.product(rest));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(String name, Formula formula) {
    return formula instanceof Apply apply && apply.operation().name().equals(name);
  }

  private static Formula base(Formula factor) {
    return factor instanceof Power power ? power.base() : factor;
  }

  private static Formula exponent(Formula factor) {
    return factor instanceof Power power ? power.exponent() : Arithmetic.ONE;
  }
}
