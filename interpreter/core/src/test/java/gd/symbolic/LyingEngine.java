package gd.symbolic;

import gd.formula.Formula;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.matheclipse.core.interfaces.IExpr;

/** Answers in place of Symja and of our own rules: what they say, distorted. */
final class LyingEngine extends Engine {
  private final Optional<UnaryOperator<IExpr>> symja;
  private final Optional<UnaryOperator<Formula>> own;

  private LyingEngine(Optional<UnaryOperator<IExpr>> symja, Optional<UnaryOperator<Formula>> own) {
    super(Duration.ofSeconds(20));
    this.symja = symja;
    this.own = own;
  }

  /** Our own rules find nothing, and what Symja says is distorted. */
  static Engine ofSymja(UnaryOperator<IExpr> lie) {
    return new LyingEngine(Optional.of(lie), Optional.empty());
  }

  /** Our own rules are distorted, and Symja says nothing that can be read. */
  static Engine ofOwnRules(UnaryOperator<Formula> lie) {
    return new LyingEngine(Optional.empty(), Optional.of(lie));
  }

  @Override
  <T> T run(Request request, Function<Function<IExpr, IExpr>, T> work) {
    UnaryOperator<IExpr> lie = symja.orElseThrow(request::unfinished);
    return super.run(request, honest -> work.apply(question -> lie.apply(honest.apply(question))));
  }

  /** What our own rules find is an optional formula; other work is left alone. */
  @Override
  @SuppressWarnings("unchecked")
  <T> T compute(Request request, Supplier<T> work) {
    T found = super.compute(request, work);
    if (!(found instanceof Optional<?> answer && answer.orElse(null) instanceof Formula formula)) {
      return found;
    }
    return (T) own.map(lie -> lie.apply(formula));
  }
}
