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
   * outer(inner, …): {@code outer} is written in letters, which stand for the inner parts; for each
   * of these there is a derivation among the parts, in the same order.
   */
  public record Chain(Formula outer, List<Link> links) {}

  /**
   * One inner part.
   *
   * @param slope the derivative of the outer part by the letter
   * @param slopeThere the same with the inner parts put back
   */
  public record Link(Formula.Symbol letter, Formula inner, Formula slope, Formula slopeThere) {}
}
