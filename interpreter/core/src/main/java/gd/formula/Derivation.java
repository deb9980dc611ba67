package gd.formula;

import java.util.List;
import java.util.Optional;

/**
 * How a derivative comes about: the rule for the outermost operation, and the derivations of what
 * it is applied to.
 *
 * @param chain present for {@link Rule#CHAIN}
 */
public record Derivation(
    Rule rule, Formula of, Formula derivative, Optional<Chain> chain, List<Derivation> parts) {

  /** The rules of a textbook. */
  public enum Rule {
    CONSTANT("constant"),
    VARIABLE("the variable itself"),
    SUM("sum rule"),
    FACTOR("constant factor"),
    PRODUCT("product rule"),
    QUOTIENT("quotient rule"),
    POWER("power rule"),
    TABLE("table"),
    CHAIN("chain rule"),
    CASES("case by case"),
    PARTIALS("sum over all arguments"),
    CUT("in the same way");

    private final String title;

    Rule(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /**
   * outer(inner): {@code outer} is written in {@code letter}, which stands for the inner part.
   *
   * @param outerAt the outer derivative with the inner part put back
   */
  public record Chain(
      Formula.Symbol letter,
      Formula outer,
      Formula outerDerivative,
      Formula outerAt,
      Formula inner) {}
}
