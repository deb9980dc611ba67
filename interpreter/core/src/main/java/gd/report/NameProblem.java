package gd.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names and calls: unknown names, wrong arguments, values that are not what their use needs. */
public sealed interface NameProblem extends Problem {
  /**
   * A name offered instead: {@code descend(f, starts..., lr=0.01, steps=100)}, "gradient descent".
   */
  record Near(String signature, String summary) {}

  record UnknownName(Span at, String name, boolean called, List<Near> near)
      implements NameProblem {}

  /**
   * A value was called: {@code what} says what it is ("the number 3"); {@code hints} say what may
   * have been meant.
   */
  record NotAFunction(Span at, String name, String what, List<String> hints)
      implements NameProblem {
    public NotAFunction {
      hints = List.copyOf(hints);
    }

    /** The same, with one more thing that may have been meant, before the others. */
    public NotAFunction with(String hint) {
      List<String> all = new ArrayList<>(List.of(hint));
      all.addAll(hints);
      return new NotAFunction(at, name, what, all);
    }
  }

  record WrongNumberOfArguments(
      Span at, String signature, Optional<Span> defined, int given, String needed, String missing)
      implements NameProblem {}

  record UnknownArgument(
      Span at, String name, String function, Optional<Span> defined, List<String> known)
      implements NameProblem {}

  record ArgumentGivenTwice(Span at, String name, String function) implements NameProblem {}

  /** The second argument of {@code diff}, {@code integrate}, … must be a name. */
  record NotAVariable(Span at, String function, String given) implements NameProblem {}

  /** {@code diff(f, q)} where q is neither a parameter of f nor free in it. */
  record NoSuchParameter(Span at, String function, String name, List<String> parameters)
      implements NameProblem {}

  /** {@code f'} of a function of several parameters. */
  record PrimeNeedsOneParameter(Span at, String function, List<String> parameters)
      implements NameProblem {}

  record NotAssignable(Span at, String name, String why) implements NameProblem {}

  record NoSuchField(Span at, String what, String name, List<String> known)
      implements NameProblem {}

  /** {@code x = x + 1} with x unset. */
  record DefinedByItself(Span at, String name) implements NameProblem {}

  record NoSuchModule(Span at, String name, String why) implements NameProblem {}

  /**
   * A name of a module that was not imported; {@code instead} is the same in the library itself.
   */
  record NotImported(Span at, String name, String module, Optional<String> instead)
      implements NameProblem {}

  /** A note: a library name now means something else in this session. */
  record Hides(Span at, String name) implements NameProblem {}
}
