package gd.opencl;

import gd.backend.Precision;
import gd.formula.Operation;
import gd.report.DeviceProblem;
import gd.report.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions that generated code may call, and the definitions of those it did call. Only names
 * of this table ever reach a source, whatever an operation's spelling says.
 *
 * <p>Built-in functions of OpenCL C stand for themselves. {@code fmax fmin sign} are defined here
 * because OpenCL's ignore NaN and Java's do not; the logistic functions are in the stable forms
 * that the JVM uses.
 */
final class Prelude {
  /**
   * Above this many calls of elementary functions they are no longer inlined: compiling would take
   * minutes. In several lanes they never are: measured twice as fast on PoCL, since the loops
   * around them keep their registers.
   */
  private static final int MOST_INLINED = 24;

  private static final Map<String, Integer> BUILT_IN = arities();

  private static final Map<String, String> BASIC =
      Map.of(
          "gd_sigmoid",
          """
          static T gd_sigmoid(const T x) {
            const T e = exp(-fabs(x));
            const T d = ONE + e;
            const T n = x >= ZERO ? ONE : e;
            return n / d;
          }
          """,
          "gd_softplus",
          """
          static T gd_softplus(const T x) {
            const T e = exp(-fabs(x));
            const T m = x > ZERO ? x : ZERO;
            return m + log1p(e);
          }
          """,
          "gd_decay",
          """
          static T gd_decay(const T x) {
            return exp(-fabs(x));
          }
          """,
          "gd_sigmoid_of",
          """
          static T gd_sigmoid_of(const T x, const T e) {
            const T d = ONE + e;
            const T n = x >= ZERO ? ONE : e;
            return n / d;
          }
          """,
          "gd_softplus_of",
          """
          static T gd_softplus_of(const T x, const T e) {
            const T m = x > ZERO ? x : ZERO;
            return m + log1p(e);
          }
          """,
          "fmax",
          """
          static T gd_fmax(const T x, const T y) {
            const T m = fmax(x, y);
            const T n = isnan(x) ? x : m;
            return isnan(y) ? y : n;
          }
          """,
          "fmin",
          """
          static T gd_fmin(const T x, const T y) {
            const T m = fmin(x, y);
            const T n = isnan(x) ? x : m;
            return isnan(y) ? y : n;
          }
          """,
          "sign",
          """
          static T gd_sign(const T x) {
            return isnan(x) ? x : sign(x);
          }
          """);

  private static final Map<String, String> OWN = merged(BASIC, SpecialFunctions.SOURCES);

  private static final Map<String, Integer> OWN_ARITY =
      merged(
          Map.of(
              "gd_sigmoid", 1,
              "gd_softplus", 1,
              "gd_decay", 1,
              "gd_sigmoid_of", 2,
              "gd_softplus_of", 2,
              "fmax", 2,
              "fmin", 2,
              "sign", 1),
          SpecialFunctions.ARITIES);

  private final boolean inlined;
  private final Map<String, String> definitions = new LinkedHashMap<>();

  /** For code with so many calls in all. */
  Prelude(int calls) {
    inlined = calls <= MOST_INLINED;
  }

  private boolean isInlined(Lanes lanes) {
    return inlined && lanes == Lanes.ONE;
  }

  private static <V> Map<String, V> merged(Map<String, V> some, Map<String, V> others) {
    Map<String, V> all = new LinkedHashMap<>(some);
    all.putAll(others);
    return Map.copyOf(all);
  }

  private static Map<String, Integer> arities() {
    Map<String, Integer> arities = new LinkedHashMap<>();
    List.of(
            "exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh"
                + " sqrt cbrt fabs floor ceil rint round trunc erf erfc tgamma lgamma",
            "pow atan2 hypot fmod")
        .forEach(
            names -> {
              for (String name : names.split(" ", -1)) {
                arities.put(name, names.startsWith("pow") ? 2 : 1);
              }
            });
    return Map.copyOf(arities);
  }

  /** The definitions of what was called so far. */
  String definitions() {
    return String.join("\n", definitions.values());
  }

  String call(Operation operation, List<String> arguments, Lanes lanes) {
    return call(operation.openCl(), operation.name(), arguments, lanes);
  }

  /** A call of the function with this spelling, for a library operation called {@code name}. */
  String call(String spelling, String name, List<String> arguments, Lanes lanes) {
    String list = "(" + String.join(", ", arguments) + ")";
    if (Integer.valueOf(arguments.size()).equals(OWN_ARITY.get(spelling))) {
      return define(spelling, lanes) + list;
    }
    if (!Integer.valueOf(arguments.size()).equals(BUILT_IN.get(spelling))) {
      throw new Refusal(
          at ->
              new DeviceProblem.DeviceFailed(
                  at, "opencl", "`" + name + "` has no OpenCL form; the JVM computes it"));
    }
    return (isInlined(lanes) ? spelling : outOfLine(spelling, arguments.size(), lanes)) + list;
  }

  private String define(String spelling, Lanes lanes) {
    String own = spelling.startsWith("gd_") ? spelling : "gd_" + spelling;
    String name = own + lanes.suffix();
    Map<String, String> short_ = lanes == Lanes.ONE ? Map.of() : DecayInLanes.sources(lanes);
    String text =
        java.util.Objects.requireNonNull(short_.getOrDefault(spelling, OWN.get(spelling)))
            .replace(own + "(", name + "(")
            .replace("as_M", lanes == Lanes.SIXTEEN ? "as_int16" : "as_long8")
            .replace("as_T", lanes == Lanes.SIXTEEN ? "as_float16" : "as_double8")
            .replace("ONE", lanes.spread("(R)1"))
            .replace("ZERO", lanes.spread("(R)0"))
            .replaceAll("\\bM\\b", lanes.mask())
            .replaceAll("\\bT\\b", lanes.type());
    boolean isShort = isInlined(lanes) || short_.containsKey(spelling);
    definitions.putIfAbsent(name, (isShort ? "" : "__attribute__((noinline)) ") + text);
    return name;
  }

  /**
   * A statement that brings what a pointer to global memory shows to the cache, where the compiler
   * has a word for that: OpenCL's own is without effect on some processors. It may point behind a
   * buffer.
   */
  String fetch(String pointer) {
    definitions.putIfAbsent(
        "FETCH",
        """
        #if defined(__clang__) && (defined(__x86_64__) || defined(__aarch64__))
        #define FETCH(p) __builtin_prefetch((const __private void *)(size_t)(p))
        #else
        #define FETCH(p)
        #endif
        """);
    return "FETCH(" + pointer + ");";
  }

  private String outOfLine(String spelling, int arity, Lanes lanes) {
    String name = "gd_" + spelling + lanes.suffix();
    String parameters = arity == 1 ? "const T x" : "const T x, const T y";
    String text =
        "__attribute__((noinline)) static T %s(%s) {\n  return %s(%s);\n}\n"
            .formatted(name, parameters, spelling, arity == 1 ? "x" : "x, y");
    definitions.putIfAbsent(name, text.replaceAll("\\bT\\b", lanes.type()));
    return name;
  }

  /** The lines that every source begins with. */
  static String header(Precision precision) {
    return switch (precision) {
      case DOUBLE ->
          """
          #pragma OPENCL EXTENSION cl_khr_fp64 : enable
          #pragma OPENCL FP_CONTRACT OFF
          typedef double R;
          typedef double2 R2;
          typedef double4 R4;
          typedef double8 R8;
          typedef long8 M8;
          """;
      case SINGLE ->
          """
          #pragma OPENCL FP_CONTRACT OFF
          typedef float R;
          typedef float2 R2;
          typedef float4 R4;
          typedef float8 R8;
          typedef float16 R16;
          typedef int8 M8;
          typedef int16 M16;
          """;
    };
  }
}
