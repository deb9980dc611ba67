package gd.formula;

import java.util.Optional;

/**
 * One elementary operation, a row of the library: its name in the language and its spelling everywhere else. Compared
 * by identity; a session has one object a name.
 *
 * <p>{@code jvm} is {@code package.Class.method}, a static method of doubles; {@code openCl} the function of the same
 * meaning in OpenCL C. {@code symja} is the head in Symja, absent for operations that stay opaque there.
 */
public final class Operation {
  private final String name;
  private final int arity;
  private final Optional<String> symja;
  private final String openCl;
  private final String jvm;
  private final String latex;

  public Operation(String name, int arity, Optional<String> symja, String openCl, String jvm, String latex) {
    this.name = name;
    this.arity = arity;
    this.symja = symja;
    this.openCl = openCl;
    this.jvm = jvm;
    this.latex = latex;
  }

  public String name() {
    return name;
  }

  public int arity() {
    return arity;
  }

  public Optional<String> symja() {
    return symja;
  }

  public String openCl() {
    return openCl;
  }

  public String jvm() {
    return jvm;
  }

  /** With {@code #1}, {@code #2} for the arguments. */
  public String latex() {
    return latex;
  }

  @Override
  public String toString() {
    return name;
  }
}
