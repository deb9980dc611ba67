package gd.formula;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One elementary operation, a row of the library: its name in the language and its spelling
 * everywhere else. Two operations are equal if they share name, arity and JVM spelling.
 *
 * <p>{@code jvm} is {@code package.Class.method}, a static method of doubles; {@code openCl} the
 * function of the same meaning in OpenCL C. {@code symja} is the head in Symja, absent for
 * operations that stay opaque there.
 */
public final class Operation {
  /** The natural exponential, which formulas make themselves: e^x is exp(x). */
  public static final Operation EXP =
      new Operation("exp", 1, Optional.of("Exp"), "exp", "java.lang.Math.exp", "e^{#1}");

  /** The natural logarithm, which the derivative of x^y needs. */
  public static final Operation LOG =
      new Operation(
          "log", 1, Optional.of("Log"), "log", "java.lang.Math.log", "\\log\\left(#1\\right)");

  /** What the parts of complex numbers need. */
  static final Operation SIN =
      new Operation(
          "sin", 1, Optional.of("Sin"), "sin", "java.lang.Math.sin", "\\sin\\left(#1\\right)");

  static final Operation COS =
      new Operation(
          "cos", 1, Optional.of("Cos"), "cos", "java.lang.Math.cos", "\\cos\\left(#1\\right)");

  static final Operation ATAN2 =
      new Operation(
          "atan2",
          2,
          Optional.of("ArcTan2"),
          "atan2",
          "java.lang.Math.atan2",
          "\\operatorname{atan2}\\left(#1, #2\\right)");

  /** They have corners, or jump. */
  private static final Set<String> ROUGH =
      Set.of("abs", "sign", "max", "min", "floor", "ceil", "round", "mod");

  private final String name;
  private final int arity;
  private final Optional<String> symja;
  private final String openCl;
  private final String jvm;
  private final String latex;
  private final Optional<Formula> definition;

  /** Resolved at first use; resolving twice does no harm. */
  private volatile @Nullable MethodHandle handle;

  public Operation(
      String name, int arity, Optional<String> symja, String openCl, String jvm, String latex) {
    this.name = name;
    this.arity = arity;
    this.symja = symja;
    this.openCl = openCl;
    this.jvm = jvm;
    this.latex = latex;
    this.definition = Optional.empty();
  }

  /**
   * A function of numbers that a session defines, with a derivative of its own: {@code definition}
   * is its formula in slots. Where its arguments are known it is that formula.
   */
  public Operation(String name, int arity, Formula definition) {
    this.name = name;
    this.arity = arity;
    this.symja = Optional.empty();
    this.openCl = "";
    this.jvm = "";
    this.latex =
        "\\operatorname{"
            + name
            + "}\\left("
            + IntStream.rangeClosed(1, arity)
                .mapToObj(k -> "#" + k)
                .collect(Collectors.joining(", "))
            + "\\right)";
    this.definition = Optional.of(definition);
  }

  /** Present for functions that a session defines. */
  public Optional<Formula> definition() {
    return definition;
  }

  /** Without corners and jumps. */
  boolean isSmooth() {
    return definition.map(Formula::isSmooth).orElse(!ROUGH.contains(name));
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

  /** Its value at numbers; NaN outside the domain. */
  public double value(double... arguments) {
    if (definition.isPresent()) {
      List<Formula> slots = IntStream.range(0, arity).<Formula>mapToObj(Formula.Slot::new).toList();
      return new Evaluation(List.of(definition.get()), slots).at(arguments);
    }
    MethodHandle method = handle();
    try {
      return switch (arguments.length) {
        case 1 -> (double) method.invokeExact(arguments[0]);
        case 2 -> (double) method.invokeExact(arguments[0], arguments[1]);
        default ->
            (double) method.asSpreader(double[].class, arguments.length).invokeExact(arguments);
      };
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(jvm + " threw a checked exception", impossible);
    }
  }

  private MethodHandle handle() {
    MethodHandle known = handle;
    if (known == null) {
      known = resolve();
      handle = known;
    }
    return known;
  }

  private MethodHandle resolve() {
    int dot = jvm.lastIndexOf('.');
    String type = jvm.substring(0, Math.max(dot, 0));
    try {
      Class<?> owner = Class.forName(type.contains(".") ? type : "java.lang." + type);
      MethodType signature =
          MethodType.methodType(double.class, Collections.nCopies(arity, double.class));
      return MethodHandles.publicLookup().findStatic(owner, jvm.substring(dot + 1), signature);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(
          "The library row of " + name + " names no method: " + jvm, missing);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || other instanceof Operation that
            && arity == that.arity
            && name.equals(that.name)
            && jvm.equals(that.jvm)
            && definition.equals(that.definition);
  }

  @Override
  public int hashCode() {
    return name.hashCode() + 31 * arity;
  }

  @Override
  public String toString() {
    return name;
  }
}
