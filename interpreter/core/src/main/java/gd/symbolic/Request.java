package gd.symbolic;

import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import gd.report.MathProblem;
import gd.report.MathProblem.NoAnswer.Reason;
import gd.report.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** What is asked for, as it reads in a problem: {@code integrate(x^2, x)}. */
record Request(String text, List<Formula> arguments) {
  private static final int LONGEST = 60;

  static Request of(String name, Formula... arguments) {
    return new Request(name + "(" + list(List.of(arguments)) + ")", List.of(arguments));
  }

  /** About a matrix by rows: {@code inv([1, 2; 3, 4])}. */
  static Request of(String name, List<List<Formula>> rows) {
    String matrix = rows.stream().map(Request::list).collect(Collectors.joining("; ", "[", "]"));
    return new Request(name + "(" + matrix + ")", rows.stream().flatMap(List::stream).toList());
  }

  private static String list(List<Formula> formulas) {
    FormulaPrinter printer = new FormulaPrinter(6);
    return formulas.stream()
        .map(each -> printer.print(each, LONGEST))
        .collect(Collectors.joining(", "));
  }

  /** With the names that it is about. */
  Request naming(List<Formula.Symbol> names) {
    String listed = names.stream().map(Formula.Symbol::name).collect(Collectors.joining(", "));
    return new Request(text.replaceFirst("\\((.*)\\)$", "([$1], [" + listed + "])"), arguments);
  }

  Refusal noAnswer(String why) {
    return noAnswer(Reason.OTHER, why);
  }

  /** There are infinitely many solutions. */
  Refusal endless(String why) {
    return noAnswer(Reason.ENDLESS, why);
  }

  private Refusal noAnswer(Reason reason, String why) {
    return new Refusal(at -> new MathProblem.NoAnswer(at, text, reason, why));
  }

  /** A sum or an integral does not converge. */
  Refusal noFiniteValue(String why) {
    return new Refusal(at -> new MathProblem.NoFiniteValue(at, text, why));
  }

  Refusal unfinished() {
    return noAnswer(Reason.UNFINISHED, "No closed form was found for it.");
  }

  /** The answer that there was disagrees with numbers, or could not be compared with them. */
  Refusal unchecked() {
    return noAnswer(
        "The algebra system's answer could not be confirmed with numbers, so it is not shown.");
  }

  @Override
  public String toString() {
    return text;
  }
}
