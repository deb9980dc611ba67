package gd.symbolic;

import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** What is asked for, as it reads in a problem: {@code integrate(x^2, x)}. */
record Request(String name, List<Formula> arguments) {
  private static final int LONGEST = 60;

  static Request of(String name, Formula... arguments) {
    return new Request(name, List.of(arguments));
  }

  Refusal noAnswer(String why) {
    return new Refusal(at -> new MathProblem.NoAnswer(at, toString(), why));
  }

  Refusal unfinished() {
    return noAnswer("The algebra system found no closed form for it.");
  }

  /** The answer that there was disagrees with numbers, or could not be compared with them. */
  Refusal unchecked() {
    return noAnswer("The algebra system's answer could not be confirmed with numbers, so it is not shown.");
  }

  @Override
  public String toString() {
    FormulaPrinter printer = new FormulaPrinter(6);
    return arguments.stream()
        .map(argument -> printer.print(argument, LONGEST))
        .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
