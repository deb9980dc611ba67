package gd.symbolic;

import gd.formula.Derivatives;
import gd.formula.Differentiation;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.report.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.matheclipse.core.interfaces.IExpr;

/** Asks Symja about formulas: converts, evaluates under limits, converts back. */
final class Symja {
  /** Builds what Symja shall evaluate. */
  interface Question {
    IExpr of(ToSymja to);
  }

  /** Reads what Symja answered. */
  interface Answer<T> {
    T of(FromSymja from, IExpr answer);
  }

  private final Formulas formulas;
  private final Derivatives derivatives;
  private final Differentiation differentiation;
  private final Function<String, Optional<Operation>> operations;
  private final Engine engine;
  private final List<Formula.Symbol> positive;

  Symja(
      Formulas formulas,
      Derivatives derivatives,
      Function<String, Optional<Operation>> operations,
      Engine engine) {
    this.formulas = formulas;
    this.derivatives = derivatives;
    this.differentiation = new Differentiation(formulas, derivatives);
    this.operations = operations;
    this.engine = engine;
    this.positive = List.of();
  }

  private Symja(Symja other, List<Formula.Symbol> positive) {
    this.formulas = other.formulas;
    this.derivatives = other.derivatives;
    this.differentiation = other.differentiation;
    this.operations = other.operations;
    this.engine = other.engine;
    this.positive = positive;
  }

  /** The same where some symbols are positive; what it answers need not hold elsewhere. */
  Symja wherePositive(List<Formula.Symbol> symbols) {
    return new Symja(this, symbols);
  }

  void limit(Duration longest) {
    engine.limit(longest);
  }

  Formulas formulas() {
    return formulas;
  }

  Differentiation differentiation() {
    return differentiation;
  }

  Formula ask(Request request, Question question) {
    return ask(request, question, FromSymja::convert);
  }

  <T> T ask(Request request, Question question, Answer<T> reading) {
    request.arguments().forEach(Sizes::check);
    return engine.run(
        request,
        evaluator -> {
          Heads heads = new Heads();
          ToSymja to = new ToSymja(heads, positive);
          IExpr answer = evaluator.apply(question.of(to));
          return reading.of(
              new FromSymja(formulas, derivatives, operations, heads, to, request), answer);
        });
  }

  /** Work without Symja, up to the same deadline. */
  <T> T compute(Request request, Supplier<T> work) {
    return engine.compute(request, work);
  }

  /**
   * The first answer that can be read and is right; the questions are asked one after the other.
   */
  Formula first(Request request, List<Question> questions, Predicate<Formula> isRight) {
    request.arguments().forEach(Sizes::check);
    return engine.run(
        request,
        evaluator -> {
          Heads heads = new Heads();
          ToSymja to = new ToSymja(heads, positive);
          FromSymja from = new FromSymja(formulas, derivatives, operations, heads, to, request);
          Refusal last = request.unfinished();
          for (Question question : questions) {
            try {
              Formula answer = from.convert(evaluator.apply(question.of(to)));
              if (isRight.test(answer)) {
                return answer;
              }
              last = request.unchecked();
            } catch (Refusal unreadable) {
              last = unreadable;
            }
          }
          throw last;
        });
  }

  /** A function of the language. */
  Formula call(String name, Formula... arguments) {
    return formulas.apply(operations.apply(name).orElseThrow(), List.of(arguments));
  }

  /** Replaces one symbol. */
  Formula at(Formula formula, Formula.Symbol x, Formula value) {
    return formulas.substitute(formula, Map.of(x, value));
  }

  /**
   * The same with decimals as the fractions they are written as; the answer in decimals if there
   * were any.
   */
  Formula exactly(List<Formula> arguments, Function<List<Formula>, Formula> work) {
    return allExactly(arguments, exact -> List.of(work.apply(exact))).getFirst();
  }

  List<Formula> allExactly(List<Formula> given, Function<List<Formula>, List<Formula>> work) {
    return engine.question(() -> withExact(given, work));
  }

  private List<Formula> withExact(
      List<Formula> given, Function<List<Formula>, List<Formula>> work) {
    List<Formula> arguments = given.stream().map(formulas::inlined).toList();
    if (arguments.stream().noneMatch(Decimals::occurIn)) {
      return work.apply(arguments);
    }
    Decimals decimals = new Decimals(formulas);
    List<Formula> exact = arguments.stream().map(decimals::exact).toList();
    return work.apply(exact).stream().map(decimals::inexact).toList();
  }
}
