package gd.evaluate;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A letter stands for a real number, so that log(exp(x)) is x. A solution that is not real has to
 * fulfil the equation before it is simplified like that: the argument of solve is evaluated once
 * more, with the solution in the place of the letter.
 */
record AsWritten(Interpreter in, Arguments a, Symbol x) {
  /** What the other letters of a solution are taken for. */
  private static final List<List<Integer>> TRIED =
      List.of(List.of(1, 2), List.of(3, 5), List.of(7, 4));

  /** Without the solutions that do not; where none is left there is no answer. */
  List<Formula> among(List<Formula> roots) {
    List<Formula> left = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Formula root : roots) {
      if (Formula.isReal(root) || !fails(root)) {
        left.add(root);
      } else {
        wrong.add(new FormulaPrinter(FormulaPrinter.EXACT).print(root));
      }
    }
    if (wrong.isEmpty()) {
      return roots;
    }
    String what = String.join(", ", wrong);
    if (left.isEmpty()) {
      String why =
          "A letter stands for a real number, and the equation was simplified so; %s would solve"
              + " it then, but does not as it is written.";
      String text = "solve(" + a.syntax("e").span().text() + ", " + x.name() + ")";
      throw new Refusal(at -> new MathProblem.NoAnswer(at, text, why.formatted(what)));
    }
    Numerically.note(
        in,
        a.at(),
        ("The equation was simplified for a real %s; %s would solve it then, but does not as it"
                + " is written, and is left out.")
            .formatted(x.name(), what));
    return left;
  }

  private boolean fails(Formula root) {
    List<Symbol> letters =
        Dag.symbols(root).stream()
            .filter(letter -> !letter.equals(x))
            .sorted(java.util.Comparator.comparing(Symbol::name))
            .toList();
    return TRIED.stream()
        .limit(letters.isEmpty() ? 1 : TRIED.size())
        .anyMatch(numbers -> fails(root, letters, numbers));
  }

  private boolean fails(Formula root, List<Symbol> letters, List<Integer> numbers) {
    Map<Formula, Formula> values = new HashMap<>();
    for (int k = 0; k < letters.size(); k++) {
      values.put(
          letters.get(k), in.formulas().integer(numbers.get(k % numbers.size()) + 7 * (k / 2)));
    }
    try {
      Map<String, Value> meanings = new HashMap<>();
      values.forEach(
          (letter, number) -> meanings.put(((Symbol) letter).name(), new Value.Scalar(number)));
      meanings.put(x.name(), new Value.Scalar(in.formulas().substitute(root, values)));
      return fails(in.silently(() -> written(meanings)));
    } catch (Failure | Refusal noValue) {
      return false; // the algebra has put it in already
    }
  }

  private Value written(Map<String, Value> meanings) {
    if (!(a.value("e") instanceof Value.Callable function)) {
      return in.computing().force(a.valueWhere("e", meanings));
    }
    List<Value> arguments =
        in.parameters(function).stream()
            .map(name -> meanings.getOrDefault(name, new Value.Scalar(new Symbol(name))))
            .toList();
    return in.computing()
        .force(in.evaluator().calls().apply(function, arguments, Map.of(), a.at()));
  }

  private boolean fails(Value equation) {
    return switch (equation) {
      case Value.Truth(var holds) -> !holds;
      case Value.Scalar(Formula.Relation relation)
          when relation.comparator() == Formula.Comparator.EQUAL ->
          in.algebra().differ(relation.left(), relation.right());
      case Value.Scalar(var formula) when !Arithmetic.isCondition(formula) ->
          in.algebra().differ(formula, in.formulas().integer(0));
      case Value _ -> false;
    };
  }
}
