package gd.kernel;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * M·(c·u) = c·(M·u) for a number c, where that multiplies fewer elements: the 1/n of a mean is no
 * longer a division of every row.
 */
final class ConstantFactors {
  private final Tensors tensors;
  private final Formulas formulas;

  ConstantFactors(Tensors tensors) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
  }

  Rewrite.Rule rule() {
    return new Rewrite.Rule("constant factor behind a product", this::rewrite);
  }

  private Optional<Tensor> rewrite(Tensor tensor) {
    if (!(tensor instanceof Tensor.Contract contract)
        || !(contract.right() instanceof Tensor.Map right)
        || contract.shape().size() >= right.shape().size()) {
      return Optional.empty();
    }
    Tensor.Map whole = right.body() instanceof Formula.Sum ? withoutMaps(right) : right;
    return factor(whole.body())
        .map(
            c -> {
              Tensor u = tensors.map("", divided(whole.body(), c), whole.arguments());
              Tensor product = tensors.contract(contract.left(), u);
              return tensors.map("", formulas.multiply(c, formulas.slot(0)), List.of(product));
            });
  }

  /** A sum of maps as one map. */
  private Tensor.Map withoutMaps(Tensor.Map sum) {
    List<Tensor> arguments = new ArrayList<>();
    Map<Formula, Formula> bodies = new HashMap<>();
    for (int k = 0; k < sum.arguments().size(); k++) {
      Tensor argument = sum.arguments().get(k);
      boolean isMap = argument instanceof Tensor.Map && argument.shape().equals(sum.shape());
      Formula body = isMap ? ((Tensor.Map) argument).body() : formulas.slot(0);
      List<Tensor> own = isMap ? ((Tensor.Map) argument).arguments() : List.of(argument);
      Map<Formula, Formula> places = new HashMap<>();
      for (int j = 0; j < own.size(); j++) {
        places.put(formulas.slot(j), formulas.slot(arguments.size() + j));
      }
      arguments.addAll(own);
      bodies.put(formulas.slot(k), formulas.substitute(body, places));
    }
    return tensors.map("", formulas.substitute(sum.body(), bodies), arguments)
            instanceof Tensor.Map map
        ? map
        : sum;
  }

  /** The positive number, other than 1, that every term is multiplied by, up to its sign. */
  private static Optional<Formula.Rational> factor(Formula body) {
    List<Formula> terms = body instanceof Formula.Sum sum ? sum.terms() : List.of(body);
    List<Formula.Rational> factors =
        terms.stream()
            .map(
                term ->
                    term instanceof Formula.Product product
                            && product.children().getFirst() instanceof Formula.Rational number
                        ? new Formula.Rational(number.numerator().abs(), number.denominator())
                        : new Formula.Rational(BigInteger.ONE, BigInteger.ONE))
            .distinct()
            .toList();
    Formula.Rational factor = factors.getFirst();
    boolean isOne = factor.isInteger() && factor.numerator().equals(BigInteger.ONE);
    return factors.size() == 1 && !isOne ? Optional.of(factor) : Optional.empty();
  }

  private Formula divided(Formula body, Formula by) {
    List<Formula> terms = body instanceof Formula.Sum sum ? sum.terms() : List.of(body);
    return formulas.sum(terms.stream().map(term -> formulas.divide(term, by)).toList());
  }
}
