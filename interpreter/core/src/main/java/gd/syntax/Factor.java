package gd.syntax;

import gd.report.Span;
import gd.syntax.Syntax.Expression;
import java.util.List;
import java.util.Optional;

/**
 * One factor of an invisible product while it is being built.
 *
 * @param span with its parentheses, which the tree does not know
 * @param pieces what is multiplied if this turns out to be a product: {@code x²} and {@code (y+1)};
 *     one if it cannot
 * @param callable whether a touching {@code (…)} may call it: it ends with its own closing
 *     parenthesis
 * @param name what a touching {@code (…)} may call before {@code power} is taken: {@code sin} of
 *     {@code sin²}
 * @param power the exponent of {@code name}, once there is one
 * @param raised how it was raised with {@code ^}, if it was
 */
record Factor(
    Span span,
    Expression tree,
    List<Span> pieces,
    boolean callable,
    Optional<Expression> name,
    Optional<Expression> power,
    Optional<Raised> raised) {

  /** {@code bounded}: a number or a group, so that a touching {@code (…)} does not belong to it. */
  record Raised(Span base, String sign, Span exponent, boolean bounded) {}

  static Factor of(Span span, Expression tree, boolean callable) {
    return new Factor(
        span, tree, List.of(span), callable, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether it may turn out to be a product. */
  boolean joined() {
    return pieces.size() > 1;
  }

  /** Whether a touching {@code (…)} may call {@link #name}. */
  boolean poweredName() {
    return name.isPresent() && power.isPresent();
  }

  Factor withName(Expression callee, Optional<Expression> exponent) {
    return new Factor(span, tree, pieces, callable, Optional.of(callee), exponent, raised);
  }
}
