package gd.evaluate;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.formula.Formulas;
import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Integrals without a closed form that are only to be differentiated: a symbol stands for each, and
 * its slope is found by Leibniz' rule, f(b)·b' - f(a)·a' + ∫ ∂f/∂x.
 */
final class FormalIntegrals {
  private static final double[] PLACES = {0.63, 1.17, 1.71};
  private static final double STEP = 1e-3;
  private static final double CLOSE = 1e-4;

  private final Interpreter in;
  private final Map<Symbol, Integral> integrals = new LinkedHashMap<>();
  private boolean open;

  private record Integral(Formula integrand, Symbol variable, Formula from, Formula to, Span at) {}

  FormalIntegrals(Interpreter in) {
    this.in = in;
  }

  /** Those of earlier statements are forgotten. */
  void reset() {
    integrals.clear();
  }

  /** Once more with symbols for integrals where an integral has no closed form. */
  <T> T orFormally(Supplier<T> evaluation) {
    try {
      return evaluation.get();
    } catch (Failure failure) {
      if (open || !isOfIntegral(failure.problem())) {
        throw failure;
      }
      return formally(evaluation).orElseThrow(() -> failure);
    }
  }

  /** Empty where symbols for integrals will not do. */
  <T> Optional<T> formally(Supplier<T> evaluation) {
    boolean before = open;
    open = true;
    try {
      return Optional.of(evaluation.get());
    } catch (Hidden hidden) {
      return Optional.empty();
    } finally {
      open = before;
    }
  }

  /** A letter that an integral depends on is asked for, and a symbol stands for the integral. */
  private static final class Hidden extends RuntimeException {
    private Hidden() {
      super("hidden in an integral", null, false, false);
    }
  }

  /** What limits and sums are taken of, or values put into: the letter may be in an integral. */
  Value withoutAny(Value value) {
    if (open && occurIn(value)) {
      throw new Hidden();
    }
    return value;
  }

  static boolean isOfIntegral(Problem problem) {
    return problem instanceof MathProblem.NoAnswer none && none.isOf("integrate");
  }

  /** Whether integrals get symbols at present. */
  boolean areWanted() {
    return open;
  }

  Formula of(Formula integrand, Symbol variable, Formula from, Formula to, Span at) {
    Symbol name = new Symbol("\u0001I" + integrals.size());
    integrals.put(name, new Integral(integrand, variable, from, to, at));
    return name;
  }

  boolean occurIn(Value value) {
    return !integrals.isEmpty()
        && Symbols.of(value).stream().anyMatch(name -> integrals.containsKey(new Symbol(name)));
  }

  /** Whether one of them depends on the letter. */
  boolean mention(String name) {
    return integrals.values().stream()
        .flatMap(each -> Stream.of(each.integrand(), each.from(), each.to()))
        .anyMatch(part -> Symbols.of(part).contains(name));
  }

  /** By one symbol after the other. */
  Formula derivative(Formula formula, List<Symbol> by) {
    Map<String, Span> remarks = new LinkedHashMap<>();
    Formula derivative = formula;
    for (Symbol x : by) {
      derivative = derivative(derivative, x, remarks);
    }
    Formula settled = settled(derivative);
    remarks.forEach((remark, at) -> Numerically.note(in, at, remark));
    return settled;
  }

  private Formula derivative(Formula formula, Symbol x, Map<String, Span> remarks) {
    Formulas formulas = in.formulas();
    List<Formula> parts = new ArrayList<>();
    parts.add(in.differentiation().derivative(formula, x));
    // a copy, since an integral under the sign may be a new one
    for (Map.Entry<Symbol, Integral> each : new LinkedHashMap<>(integrals).entrySet()) {
      if (Symbols.of(formula).contains(each.getKey().name())) {
        Formula outer = in.differentiation().derivative(formula, each.getKey());
        parts.add(formulas.multiply(outer, slope(each.getValue(), x)));
        remarks.putIfAbsent(
            ("The integral has no closed form here; its derivative is this where %s is continuous"
                    + " between its bounds.")
                .formatted(new FormulaPrinter(6).print(each.getValue().integrand())),
            each.getValue().at());
      }
    }
    return formulas.sum(parts);
  }

  private Formula slope(Integral integral, Symbol x) {
    Formulas formulas = in.formulas();
    Formula slope =
        formulas.subtract(atEnd(integral, integral.to(), x), atEnd(integral, integral.from(), x));
    Formula inner = in.differentiation().derivative(integral.integrand(), x);
    if (!inner.equals(formulas.integer(0))) {
      Formula under =
          Numerically.integrated(
              in, inner, integral.variable(), integral.from(), integral.to(), integral.at());
      slope = formulas.add(slope, under);
    }
    check(integral, x, slope);
    return slope;
  }

  private Formula atEnd(Integral integral, Formula end, Symbol x) {
    Formula moves = in.differentiation().derivative(end, x);
    return moves.equals(in.formulas().integer(0))
        ? moves
        : in.formulas()
            .multiply(
                in.formulas().substitute(integral.integrand(), Map.of(integral.variable(), end)),
                moves);
  }

  /** Refuses what differences of quadratures do not show. */
  private void check(Integral integral, Symbol x, Formula slope) {
    boolean seen = false;
    for (double place : PLACES) {
      OptionalDouble before = quadrature(integral, x, place, -STEP);
      OptionalDouble after = quadrature(integral, x, place, STEP);
      OptionalDouble claimed =
          Evaluation.constant(in.formulas().substitute(slope, values(integral, x, place, 0)));
      if (before.isPresent() && after.isPresent() && claimed.isPresent()) {
        double found = (after.getAsDouble() - before.getAsDouble()) / (2 * STEP);
        double off = Math.abs(found - claimed.getAsDouble());
        if (!(off <= CLOSE * Math.max(1, Math.abs(found)))) {
          throw refused(integral);
        }
        seen = true;
      }
    }
    if (!seen) {
      throw refused(integral);
    }
  }

  private static Refusal refused(Integral integral) {
    FormulaPrinter printer = new FormulaPrinter(6);
    String question =
        "integrate(%s, %s, %s, %s)"
            .formatted(
                printer.print(integral.integrand()),
                integral.variable().name(),
                printer.print(integral.from()),
                printer.print(integral.to()));
    return new Refusal(
        at ->
            new MathProblem.NoAnswer(
                at, question, "Numbers do not confirm that this integral can be differentiated."));
  }

  private OptionalDouble quadrature(Integral integral, Symbol x, double place, double step) {
    Map<Formula, Formula> values = values(integral, x, place, step);
    try {
      Formula integrand = in.formulas().substitute(integral.integrand(), values);
      OptionalDouble from = Evaluation.constant(in.formulas().substitute(integral.from(), values));
      OptionalDouble to = Evaluation.constant(in.formulas().substitute(integral.to(), values));
      return from.isEmpty() || to.isEmpty()
          ? OptionalDouble.empty()
          : in.algebra()
              .quadrature(integrand, integral.variable(), from.getAsDouble(), to.getAsDouble());
    } catch (Refusal none) {
      return OptionalDouble.empty();
    }
  }

  /** Every letter is given another number. */
  private Map<Formula, Formula> values(Integral integral, Symbol x, double place, double step) {
    Set<String> names = new LinkedHashSet<>(Symbols.of(integral.integrand()));
    names.addAll(Symbols.of(integral.from()));
    names.addAll(Symbols.of(integral.to()));
    names.remove(integral.variable().name());
    names.add(x.name());
    Map<Formula, Formula> values = new HashMap<>();
    double value = place;
    for (String name : names) {
      values.put(
          new Symbol(name),
          in.formulas().decimal(name.equals(x.name()) ? place + step : (value += 0.11)));
    }
    return values;
  }

  /** With the integrals themselves where they are left. */
  Formula settled(Formula formula) {
    Map<Formula, Formula> values = new HashMap<>();
    integrals.forEach(
        (name, integral) -> {
          if (Symbols.of(formula).contains(name.name())) {
            values.put(
                name,
                Numerically.integrated(
                    in,
                    integral.integrand(),
                    integral.variable(),
                    integral.from(),
                    integral.to(),
                    integral.at()));
          }
        });
    return in.formulas().substitute(formula, values);
  }
}
