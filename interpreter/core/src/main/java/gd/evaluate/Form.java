package gd.evaluate;

import java.util.Arrays;
import java.util.Optional;

/** How a session shows its values. */
public enum Form {
  /** On one line, as one would type it. */
  TEXT("text"),
  /** Fractions, powers, roots and matrices over several lines. */
  PLANE("2d"),
  /** As LaTeX. */
  LATEX("latex");

  private final String word;

  Form(String word) {
    this.word = word;
  }

  /** The form that a word asks for. */
  public static Optional<Form> of(String word) {
    return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
  }
}
