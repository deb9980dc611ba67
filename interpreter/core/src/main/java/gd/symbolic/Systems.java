package gd.symbolic;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;

/** Several equations in several unknowns; every solution is put back into them. */
final class Systems {
  private final Symja symja;

  Systems(Symja symja) {
    this.symja = symja;
  }

  /** Solutions of several equations, of each the values of the unknowns in their order. */
  Solutions solve(List<Formula> equations, List<Symbol> unknowns) {
    Request request = Request.of("solve", equations.toArray(Formula[]::new)).naming(unknowns);
    List<Formula> differences =
        equations.stream().map(e -> new Equations(symja).difference(request, e)).toList();
    List<List<Formula>> solutions =
        symja.ask(
            request,
            to -> {
              List<IExpr> written = new ArrayList<>();
              differences.forEach(d -> written.add(F.Equal(to.convert(d), F.C0)));
              return F.Solve(F.ListAlloc(written), to.list(new ArrayList<Formula>(unknowns)));
            },
            (from, answer) -> values(from, answer, unknowns));
    for (List<Formula> solution : solutions) {
      Map<Formula, Formula> there = new HashMap<>();
      for (int k = 0; k < unknowns.size(); k++) {
        there.put(unknowns.get(k), solution.get(k));
      }
      for (Formula difference : differences) {
        Formula residual = symja.formulas().substitute(difference, there);
        if (!residual.equals(symja.formulas().integer(0))
            && !Check.same(residual, symja.formulas().integer(0))) {
          throw request.unchecked();
        }
      }
    }
    if (solutions.isEmpty()) {
      throw request.noAnswer(
          Inconsistency.isProved(symja, request, differences)
              ? "It has no solution: the equations contradict each other."
              : "It has no solution, or none that the algebra system can find.");
    }
    for (List<Formula> solution : solutions) {
      for (int k = 0; k < unknowns.size(); k++) {
        if (isRepeated(solution, k, differences, unknowns)) {
          FormulaPrinter printer = new FormulaPrinter(6);
          throw request.endless(
              "It has infinitely many solutions; one is ["
                  + solution.stream().map(printer::print).collect(Collectors.joining(", "))
                  + "].");
        }
      }
    }
    List<Formula> flat = solutions.stream().flatMap(List::stream).toList();
    Optional<List<Complex>> missing =
        new MissingSolutions(differences, unknowns, symja.differentiation()).beside(solutions);
    if (missing.isEmpty()) {
      return new Solutions(flat, List.of());
    }
    if (MissingSolutions.isReal(missing.get()) || !flat.stream().allMatch(Systems::isRealNumber)) {
      throw request.noAnswer(incomplete(solutions, missing.get()));
    }
    return new Solutions(flat, List.of("Only the real solutions are listed."));
  }

  private static boolean isRealNumber(Formula formula) {
    return Formula.isClosed(formula) && Evaluation.constant(formula).isPresent();
  }

  private String incomplete(List<List<Formula>> solutions, List<Complex> missing) {
    FormulaPrinter printer = new FormulaPrinter(6);
    String found =
        solutions.stream()
            .map(each -> each.stream().map(printer::print).collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; ", "[", "]"));
    String near =
        missing.stream()
            .map(v -> symja.formulas().complex(rounded(v.getReal()), rounded(v.getImaginary())))
            .map(printer::print)
            .collect(Collectors.joining(", ", "[", "]"));
    return "Not all of its solutions were found: "
        + found
        + " are some, and numbers find another one near "
        + near
        + ".";
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  /** Whether one unknown may be a period away. */
  private boolean isRepeated(
      List<Formula> solution, int place, List<Formula> differences, List<Symbol> unknowns) {
    Symbol unknown = unknowns.get(place);
    boolean fixed = solution.stream().allMatch(Formula::isClosed);
    if (!fixed || differences.stream().noneMatch(d -> Angles.occurIn(d, unknown))) {
      return false;
    }
    Formulas formulas = symja.formulas();
    for (Formula period : new Equations(symja).periods()) {
      Map<Formula, Formula> there = new HashMap<>();
      for (int k = 0; k < unknowns.size(); k++) {
        Formula value = solution.get(k);
        there.put(unknowns.get(k), k == place ? formulas.add(value, period) : value);
      }
      if (differences.stream().allMatch(d -> Signs.isZero(d, there).orElse(false))) {
        return true;
      }
    }
    return false;
  }

  /** One value an unknown and solution; an unknown without one is free. */
  private static List<List<Formula>> values(FromSymja from, IExpr answer, List<Symbol> unknowns) {
    List<List<Formula>> solutions = new ArrayList<>();
    for (IExpr solution : from.trees(answer)) {
      Map<Formula, Formula> values = new HashMap<>();
      for (IAST rule : from.trees(solution)) {
        if (rule.head() != S.Rule) {
          throw from.unfinished();
        }
        values.put(from.convert(rule.arg1()), from.convert(rule.arg2()));
      }
      List<Formula> row = new ArrayList<>();
      for (Symbol unknown : unknowns) {
        row.add(values.getOrDefault(unknown, unknown));
      }
      solutions.add(row);
    }
    return solutions;
  }
}
