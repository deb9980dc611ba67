package gd;

import gd.evaluate.Value;
import gd.report.Problem;
import java.util.Optional;

/** What a session tells while it evaluates, in order. */
public sealed interface Event {
  /** A top-level expression's value; {@code text} is how it looks (may be several lines). */
  record Shown(Value value, String text) implements Event {}

  /** A line from {@code print(…)}. */
  record Printed(String text) implements Event {}

  /**
   * A descent has taken {@code step} of at most {@code steps} steps. Heard as it happens, often; no
   * part of an {@link Outcome}.
   */
  record Progressed(long step, long steps, double loss, double slope) implements Event {}

  /**
   * A name was given a meaning: {@code text} is the definition as one line, {@code was} the former
   * one, if any.
   */
  record Defined(String name, String text, Optional<String> was) implements Event {}

  /** A note or a warning; evaluation goes on. */
  record Noted(Problem problem) implements Event {}

  /** An error; its statement changed nothing. */
  record Failed(Problem problem) implements Event {}
}
