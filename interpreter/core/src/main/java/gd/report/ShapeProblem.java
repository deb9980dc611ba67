package gd.report;

import java.util.List;
import java.util.Optional;

/** Arrays whose shapes do not fit what is asked of them. */
public sealed interface ShapeProblem extends Problem {
  /**
   * One side of a conflict: its shape in words ("vector of 500"), if known its text, where the
   * arrays in it were made, and its text with shapes for arrays ("(500 × 3)*3"), empty if it is
   * one.
   */
  record Side(String shape, Optional<Span> at, List<Made> origins, String parts) {
    /** Without a text that a reader of the other one did not write. */
    private Side seenFrom(Span reader) {
      return new Side(shape, at.filter(own -> own.source() == reader.source()), origins, parts);
    }
  }

  /** Where an array was made, and its shape in words. */
  record Made(Span at, String shape) {}

  /** {@code operation} in words ("Subtraction"), {@code rule} a sentence on what fits. */
  record ShapesDoNotFit(
      Span at, String operation, String rule, Side left, Side right, List<String> hints)
      implements ShapeProblem {
    @Override
    public Problem moved(Span to) {
      return new ShapesDoNotFit(to, operation, rule, left.seenFrom(to), right.seenFrom(to), hints);
    }
  }

  record RaggedArray(Span at, String first, String other) implements ShapeProblem {}

  record IndexOutOfRange(Span at, String index, String size) implements ShapeProblem {}

  /**
   * The operation is not defined on such arrays ("u*v of two vectors"); {@code instead} are texts
   * to paste.
   */
  record NotForArrays(Span at, String what, List<String> instead) implements ShapeProblem {}

  /** An array where one number is needed, or the other way round. */
  record NotThatShape(Span at, String needed, String given, List<String> hints)
      implements ShapeProblem {}
}
