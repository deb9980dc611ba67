package gd.syntax;

/** What a text may be at most; beyond, parsing ends with a problem that names the limit. */
public final class Limits {
  /** Characters of one source. */
  public static final int SOURCE = 1 << 20;

  /** Tokens of one source. */
  public static final int TOKENS = 100_000;

  /** Brackets inside brackets, and prefixes or exponents in a row. */
  public static final int DEPTH = 256;

  /** Depth of a tree: also the operators of one precedence in a row. */
  public static final int TREE = 2_000;

  /** Letters of a name. */
  public static final int NAME = 255;

  /** Digits of a number. */
  public static final int DIGITS = 10_000;

  /** Arguments of a call, and parameters of a function. */
  public static final int ARGUMENTS = 255;

  /** Problems reported at once. */
  public static final int PROBLEMS = 5;

  private Limits() {}
}
