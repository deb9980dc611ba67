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
  private final UnaryOperator<IExpr> symja;
  private final UnaryOperator<Formula> own;

  private LyingEngine(UnaryOperator<IExpr> symja, UnaryOperator<Formula> own) {
    super(Duration.ofSeconds(20));
    this.symja = symja;
    this.own = own;
  }

  /** Our own rules find nothing, and what Symja says is distorted. */
  static Engine ofSymja(UnaryOperator<IExpr> lie) {
    return new LyingEngine(lie, null);
  }

  /** Our own rules are distorted, and Symja says nothing that can be read. */
  static Engine ofOwnRules(UnaryOperator<Formula> lie) {
    return new LyingEngine(null, lie);
  }

  @Override
  <T> T run(Request request, Function<Function<IExpr, IExpr>, T> work) {
    if (symja == null) {
      throw request.unfinished();
    }
    return super.run(
        request, honest -> work.apply(question -> symja.apply(honest.apply(question))));
  }

  /** What our own rules find is an optional formula; other work is left alone. */
  @Override
  @SuppressWarnings("unchecked")
  <T> T compute(Request request, Supplier<T> work) {
    T found = super.compute(request, work);
    if (!(found instanceof Optional<?> answer && answer.orElse(null) instanceof Formula formula)) {
      return found;
    }
    return (T) (own == null ? Optional.empty() : Optional.of(own.apply(formula)));
  }
}
