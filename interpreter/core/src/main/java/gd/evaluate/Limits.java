package gd.evaluate;

import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.RunProblem;
import gd.report.Span;
import java.util.function.Supplier;

/**
 * What bounds an evaluation: how deep calls may nest, how many one call may lead to, how many
 * elements a comprehension makes, and whether it was cancelled.
 */
final class Limits {
  /** Calls inside calls. The evaluating thread has a stack for this many. */
  static final int DEEPEST = 10_000;

  /**
   * Calls that one call leads to, in one turn of a loop: sixty functions, each calling the last
   * twice, would make 2^60.
   */
  private static final int MOST_CALLS = 400_000;

  /** Elements that are computed one by one, those of comprehensions inside a comprehension too. */
  static final int MOST_ELEMENTS = 500_000;

  /** Elements of arrays that calls inside calls are given, all together. */
  private static final long MOST_GIVEN = 20_000_000;

  /** So deep no call is refused for its arrays. */
  private static final int FEW_CALLS = 10;

  /** One turn of functions that call each other without end is shorter. */
  private static final int FEW_LEFT = 100;

  private int depth;
  private long given;
  private int calls;
  private int deepest = DEEPEST;
  private int mostCalls = MOST_CALLS;
  private int comprehensions;
  private int elements;
  private boolean descentStopped;

  void enter(Span at) {
    checkCancelled(at);
    if (depth == 0) {
      calls = 0;
    }
    if (++calls > mostCalls) {
      throw new Failure(
          new MathProblem.LimitReached(
              at,
              "the number of calls inside one call",
              "%,d".formatted(MOST_CALLS),
              "Keep a value that is needed again (y = f(x)), or write a loop: each turn of a loop"
                  + " counts afresh."));
    }
    if (++depth > deepest) {
      throw new Failure(new RunProblem.TooDeep(at, DEEPEST));
    }
  }

  /** For an attempt that has another way out: its calls may nest and be as many as this only. */
  <T> T attempt(int further, Supplier<T> action) {
    int deepestBefore = deepest;
    int mostBefore = mostCalls;
    int callsBefore = calls;
    deepest = Math.min(deepest, depth + further);
    mostCalls = Math.min(mostCalls, (depth == 0 ? 0 : calls) + further);
    try {
      return action.get();
    } finally {
      deepest = deepestBefore;
      mostCalls = mostBefore;
      calls = callsBefore;
    }
  }

  /** Whether calls are about as deep as they may be. */
  boolean isDeep() {
    return depth > deepest - FEW_LEFT;
  }

  void leave() {
    depth = Math.max(0, depth - 1);
  }

  /** A call begins with arrays of so many elements. */
  void give(long elements, Span at) {
    given += elements;
    if (given > MOST_GIVEN && depth > FEW_CALLS) {
      throw new Failure(
          new MathProblem.LimitReached(
              at,
              "the elements of the arrays that calls inside calls are given",
              "%,d".formatted(MOST_GIVEN),
              "Write a loop: it keeps one array at a time."));
    }
  }

  /** It ends. */
  void take(long elements) {
    given -= elements;
  }

  /** A new statement starts at the top. */
  void reset() {
    given = 0;
    depth = 0;
    calls = 0;
    comprehensions = 0;
    elements = 0;
    descentStopped = false;
  }

  /** A loop may run for long, and be stopped: each turn counts its calls afresh. */
  void turn(Span at) {
    checkCancelled(at);
    calls = 0;
  }

  void enterComprehension() {
    if (comprehensions++ == 0) {
      elements = 0;
    }
  }

  void leaveComprehension() {
    comprehensions--;
  }

  void element(Span at) {
    elements++;
    expect(0, at);
  }

  /** Refuses at once what so many further elements would end in. */
  void expect(int further, Span at) {
    if ((long) elements + further > MOST_ELEMENTS) {
      throw new Failure(
          new MathProblem.LimitReached(
              at,
              "the length of a comprehension, with those inside it,",
              "%,d elements".formatted(MOST_ELEMENTS),
              "Compute with whole arrays: they take no loop."));
    }
  }

  /** A descent was stopped, and has a result. */
  void descentStopped() {
    descentStopped = true;
  }

  /** Who stops a descent wants no further one of the same statement. */
  void checkDescent(Span at) {
    if (descentStopped) {
      throw new Failure(new RunProblem.Cancelled(at));
    }
  }

  void checkCancelled(Span at) {
    if (Thread.interrupted()) {
      throw new Failure(new RunProblem.Cancelled(at));
    }
  }
}
