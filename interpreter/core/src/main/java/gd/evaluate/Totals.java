package gd.evaluate;

import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.symbolic.Solutions;
import gd.syntax.Syntax;
import java.util.List;
import java.util.Optional;

/**
 * {@code sum(1/n^2 for n in 1..∞)}: ranges that end at infinity or at a symbol, or begin at one.
 */
final class Totals {
  private Totals() {}

  /** Empty where the elements can be counted. */
  static Optional<Value> of(
      Interpreter in,
      String function,
      List<Syntax.Argument> arguments,
      Span at,
      Environment scope) {
    boolean product = function.equals("product");
    if (!product && !function.equals("sum")
        || arguments.size() != 1
        || !(arguments.getFirst().value() instanceof Syntax.Comprehension c)
        || c.condition().isPresent()) {
      return Optional.empty();
    }
    if (IndexNotation.isIndexed(c)) {
      return c.bindings().size() == 1
          ? Optional.empty()
          : Optional.of(in.evaluator().evaluate(nested(function, c), scope));
    }
    if (c.bindings().size() != 1
        || !(c.bindings().getFirst().range() instanceof Syntax.Range range)
        || range.step().isPresent()
        || !isPlain(range.last())
        || !(in.evaluator().evaluate(range.last(), scope) instanceof Value.Scalar(var last))
        || isEnd(last) && !isPlain(range.first())
        || !(in.computing().force(in.evaluator().evaluate(range.first(), scope))
            instanceof Value.Scalar(var first))
        || isEnd(last) && Formula.isClosed(first)) {
      return Optional.empty();
    }
    Symbol index = new Symbol(c.bindings().getFirst().variable());
    Environment local = scope.call();
    local.set(index.name(), new Value.Scalar(index));
    Value body =
        in.formalIntegrals()
            .withoutAny(in.computing().force(in.evaluator().evaluate(c.body(), local)));
    if (!(body instanceof Value.Scalar(var term))) {
      return Optional.empty();
    }
    Solutions total = Evaluator.at(at, () -> total(in, product, term, index, first, last));
    total.remarks().forEach(remark -> in.listener().noted(new RunProblem.Remark(at, remark)));
    return Optional.of(new Value.Scalar(total.roots().getFirst()));
  }

  private static Solutions total(
      Interpreter in, boolean product, Formula term, Symbol index, Formula first, Formula last) {
    try {
      return in.algebra().total(product, term, index, first, last);
    } catch (Refusal refusal) {
      if (last == Formula.Constant.INFINITY) {
        throw refusal;
      }
      String name = new FormulaPrinter(FormulaPrinter.EXACT).print(last);
      String what = product ? "product" : "sum";
      String why =
          ("A %s up to a letter is kept as a formula only if it has a closed form, and none was"
                  + " found: %s needs a number, and then it is written out.")
              .formatted(what, name);
      throw new Refusal(
          at ->
              refusal.at(at) instanceof MathProblem.NoAnswer none
                      && none.reason() == MathProblem.NoAnswer.Reason.UNFINISHED
                  ? new MathProblem.NoAnswer(at, none.request(), why)
                  : refusal.at(at));
    }
  }

  /** Where a range ends whose elements can be counted, if it begins at a number. */
  private static boolean isEnd(Formula last) {
    return last != Formula.Constant.INFINITY && Formula.isClosed(last);
  }

  /** {@code sum(e for i in I for j in J)} as {@code sum(sum(e for j in J) for i in I)}. */
  private static Syntax.Expression nested(String function, Syntax.Comprehension c) {
    Syntax.Expression body = c.body();
    for (Syntax.Binding binding : c.bindings().reversed()) {
      Syntax.Expression each =
          new Syntax.Comprehension(c.span(), body, List.of(binding), Optional.empty());
      body =
          new Syntax.Call(
              c.span(),
              new Syntax.Name(c.span(), function),
              List.of(new Syntax.Argument(c.span(), Optional.empty(), each)));
    }
    return body;
  }

  /** Of names, numbers and arithmetic, which can be evaluated twice. */
  private static boolean isPlain(Syntax.Expression bound) {
    return bound instanceof Syntax.Name
        || bound instanceof Syntax.Number
        || bound instanceof Syntax.Binary b && isPlain(b.left()) && isPlain(b.right());
  }
}
