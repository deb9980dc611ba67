package gd.evaluate;

import gd.library.Declaration;
import gd.report.MathProblem;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem;
import gd.syntax.Children;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What only one who knows the session's names can add to what is said to a newcomer. */
final class Advice {
  private static final Set<String> ANGLES = Set.of("sin", "cos", "tan");

  /** Whole numbers that are hardly meant as radians. */
  private static final Set<String> DEGREES =
      Set.of("30", "45", "60", "90", "120", "135", "150", "180", "270", "360");

  private final Interpreter in;

  /** Each of these is said once in a session. */
  private final Set<String> told = new HashSet<>();

  Advice(Interpreter in) {
    this.in = in;
  }

  /** Notes on calls that may mean something else to whoever wrote them. */
  List<Problem> notes(Syntax tree) {
    List<Problem> notes = new ArrayList<>();
    collect(tree, notes);
    return notes;
  }

  private void collect(Syntax tree, List<Problem> notes) {
    if (tree instanceof Syntax.Call(var at, Syntax.Name(_, var name), var arguments)
        && arguments.size() == 1
        && arguments.getFirst().value() instanceof Syntax.Number(_, var digits)
        && in.defined(name).isEmpty()) {
      if (ANGLES.contains(name) && DEGREES.contains(digits) && told.add("radians")) {
        notes.add(
            new MathProblem.Convention(
                at,
                "angles are in radians",
                Optional.of("In degrees: " + name + "(" + digits + "°)")));
      }
      if (name.equals("log") && digits.matches("10+") && told.add("log")) {
        notes.add(
            new MathProblem.Convention(
                at,
                "log is the natural logarithm",
                Optional.of("To base 10: log10(" + digits + ")")));
      }
    }
    if (tree instanceof Syntax.Array(var at, var rows)
        && rows.size() == 1
        && rows.getFirst().elements().size() == 1
        && rows.getFirst().elements().getFirst() instanceof Syntax.Range range
        && told.add("range")) {
      notes.add(
          new MathProblem.Convention(
              at,
              "a range in brackets is a matrix with one row",
              Optional.of("The vector is " + range.span().text())));
    }
    Children.of(tree).forEach(child -> collect(child, notes));
  }

  /** A problem with hints that do not hold for the names of this session left out, others added. */
  Problem refined(Problem problem, Syntax.Statement statement) {
    if (problem instanceof MathProblem.NoDerivative p) {
      return withCause(p, statement);
    }
    return problem instanceof NameProblem.NotAFunction p
            && statement instanceof Syntax.Evaluation(_, Syntax.Comparison c)
            && c.operators().equals(List.of(Syntax.Comparator.EQUAL))
            && c.operands().getFirst() instanceof Syntax.Call call
            && call.callee().span().equals(p.at())
            && call.arguments().stream().allMatch(a -> a.value() instanceof Syntax.Name)
        ? p.with("To define it: " + call.span().text() + " = " + c.operands().get(1).span().text())
        : problem;
  }

  /** The same, with the place where the function without a derivative is used, if one is found. */
  private Problem withCause(MathProblem.NoDerivative problem, Syntax.Statement statement) {
    Optional<String> jumps =
        in.library().declaration(problem.function()).flatMap(Declaration::jumps);
    MathProblem.NoDerivative known =
        new MathProblem.NoDerivative(
            problem.at(), problem.function(), problem.why(), problem.cause(), jumps);
    return use(problem.function(), statement, new HashSet<>())
        .filter(place -> !place.equals(problem.at()))
        .map(known::usedAt)
        .orElse(known);
  }

  /** Where a function is called, in a tree or in the functions of the session that it calls. */
  private Optional<Span> use(String function, Syntax tree, Set<String> seen) {
    if (tree instanceof Syntax.Call(var at, Syntax.Name(_, var name), _) && name.equals(function)) {
      return Optional.of(at);
    }
    if (tree instanceof Syntax.Name(_, var name)
        && seen.add(name)
        && in.defined(name).orElse(new Value.Nothing()) instanceof Value.Closure closure) {
      return use(function, closure.body(), seen);
    }
    return Children.of(tree).stream().flatMap(c -> use(function, c, seen).stream()).findFirst();
  }

  /** {@code sin x} can only be a call, {@code speed x} with a number speed only a product. */
  Problem refined(Problem problem) {
    if (problem instanceof SyntaxProblem.MissingOperator(var at, var left, var fixes)
        && fixes.size() >= 2) {
      Optional<Value> value = in.find(gd.syntax.Names.canonical(left.text()));
      if (value.isPresent()) {
        boolean call = value.get() instanceof Value.Callable;
        String product = left.text() + "*";
        return new SyntaxProblem.MissingOperator(
            at, left, fixes.stream().filter(fix -> call != fix.startsWith(product)).toList());
      }
    }
    return problem;
  }
}
