package gd.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import gd.Event;
import gd.Session;
import gd.report.Problem;
import gd.report.Source;
import gd.report.TextRenderer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that break careless interpreters: each ends with the value, note or problem that it
 * should, soon and in few words, and the session goes on.
 */
class HostileInputsTest {
  /** Of processors' time. The slowest takes the second and a half that algebra may. */
  private static final double MOST_SECONDS = 2;

  private static final int MOST_CHARACTERS = 100_000;

  /**
   * @param ending kinds of notes and problems, and values shown or printed, in order; … stands for
   *     any text
   */
  private record Input(String name, String text, List<String> ending) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Input input(String text, String... ending) {
    String brief =
        text.codePoints()
            .limit(60)
            .filter(c -> c >= ' ')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return new Input(brief, text, List.of(ending));
  }

  private static Stream<Input> inputs() {
    return Stream.of(sizes(), numbers(), algebra(), names(), signs(), texts(), descents())
        .flatMap(s -> s);
  }

  private static Stream<Input> sizes() {
    return Stream.of(
        input("(".repeat(100) + "1" + ")".repeat(100), "1"),
        input("(".repeat(1000) + "1" + ")".repeat(1000), "limit-reached at 256"),
        input("(".repeat(1_000_000), "limit-reached at 256"),
        input("[".repeat(5000) + "]".repeat(5000), "limit-reached at 256"),
        input("-".repeat(20_000) + "1", "limit-reached at 256"),
        input("2^".repeat(5000) + "2", "limit-reached at 513"),
        input("1" + "*1".repeat(100_000), "limit-reached at 100000"),
        input("1" + "*1".repeat(1900), "1"),
        input("x".repeat(1_000_000), "limit-reached at 0"),
        input("0." + "1".repeat(1_000_000), "limit-reached at 0"),
        input("f(" + "1,".repeat(9_999) + "1)", "limit-reached at 1"),
        input(
            IntStream.range(0, 50_000)
                .mapToObj(k -> "a%d=%d".formatted(k, k))
                .collect(Collectors.joining("; ")),
            "limit-reached…"),
        input(
            IntStream.range(0, 20_000)
                .mapToObj(k -> "a%d=%d".formatted(k, k))
                .collect(Collectors.joining("; ", "", "; a19999")),
            "19999"),
        input("max(a,".repeat(40) + "1" + ")".repeat(40), "max(a, max(a, …"),
        input("not ".repeat(64) + "x", "wrong-kind at 252"),
        input("not ".repeat(64) + "x < 1", "x < 1"),
        input("\n".repeat(1_000_000) + "1", "1"),
        input("#" + "x".repeat(900_000)),
        input("\"" + "a".repeat(900_000), "text-never-closed at 0"),
        input(
            "comp(f, g) = t -> f(g(t)); a = t -> t*t; for k in 1..60 { a = comp(a, a) }; a(z)",
            "limit-reached…"),
        input("y = z; for k in 1..60 { y = sin(y) + y }; y", "…(cut; …"),
        input("[i for i in 1..10^9]", "limit-reached…"),
        input("zeros(2^31)", "limit-reached at 0"),
        input("[a + b for a in 0..1 for b in 0..1 for c in 0..2^38 - 1]", "limit-reached…"),
        input("f(x) = f(x + 1) + 1\nf(1)", "too-deep at 7"),
        input("sum(1/i for i in 1..10^9)", "limit-reached…"));
  }

  private static Stream<Input> numbers() {
    return Stream.of(
        input("2^(2^40)", "limit-reached at 0"),
        input("9^9^9^9", "limit-reached at 2"),
        input("1000000!", "limit-reached at 0"),
        input("(-1)!", "outside-domain at 0"),
        input("0.5!", "0.886227"),
        input("binomial(10^9, 5*10^8)", "limit-reached at 0"),
        input("1/0", "division-by-zero at 0"),
        input("1.0/0.0", "division-by-zero at 0"),
        input("0^0", "convention at 0", "1"),
        input("(-8)^(1/3)", "convention at 0", "1 + √3*i ≈ 1.0 + 1.73205i"),
        input("log(0)", "outside-domain at 0"),
        input("asin(2)", "asin(2) ≈ 1.5708 - 1.31696i"),
        input("9007199254740993 + 0.0", "remark at 0", "9007199254740992.0"),
        input("-9223372036854775808 / -1", "9223372036854775808"),
        // There is no NaN: what has no value is an error where it happens.
        input("NaN == NaN", "unknown-name at 0"),
        input("5e-324/2", "remark at 0", "0.0"),
        input("mod(7, 0)", "division-by-zero at 0"),
        input("isprime(2^44497 - 1)", "limit-reached at 0"),
        input("zeta(10^30.0)", "not-a-function at 0"),
        input("0x1p1074", "unknown-name at 1"),
        input("1e5; 1E5; .5", "100000.0", "100000.0", "0.5"),
        input("5.", "unfinished-number at 0"),
        input("1e", "unfinished-number at 0"),
        input("1e + 2", "unfinished-number at 0"),
        input("0.1 + 0.2 == 0.3", "false"));
  }

  private static Stream<Input> algebra() {
    String symbols =
        IntStream.rangeClosed(1, 9)
            .mapToObj(
                i ->
                    IntStream.rangeClosed(1, 9)
                        .mapToObj(j -> "a" + i + j)
                        .collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; ", "det([", "])"));
    return Stream.of(
        input("x^x^x^x^x^x^x^x^x^x^x^x", "x^(x^(x^(x^(x^(x^(x^(x^(x^(x^(x^x))))))))))"),
        input("expand((a + b + c + d)^60)", "limit-reached at 0"),
        input("factor(x^1000 - 1)", "(x^400 - …"),
        input("factor(x^5000 - 1)", "limit-reached at 0"),
        input("solve(x^5 + a*x^4 + b*x^3 + c*x + d == 0, x)", "no-answer at 0"),
        input("limit(sin(1/x), x, 0)", "no-answer at 0"),
        // In its time, or when that has passed.
        input("integrate(sin(x^x)*e^(x^3)/log(x), x)", "…at 0"),
        input("integrate(sin(32^200^2), x, 0, ∞)", "no-answer at 0"),
        input("integrate(sin(32^200^2), x, 0, 1) - sin(32^200^2)", "0"),
        input(symbols, "limit-reached at 0"));
  }

  private static Stream<Input> names() {
    return Stream.of(
        input("x = x + 1", "defined-by-itself at 0"),
        input("pi = 3\npi", "hides at 0", "3"),
        input("e = 2\ne^x", "hides at 0", "2^x"),
        input("f(2) = 3", "not-a-parameter at 2"),
        input("sin = 1\nsin(0)", "hides at 0", "not-a-function at 8"),
        input("__proto__=1; constructor=1; toString=1; getClass=1; this=1; getClass + this", "2"),
        input("x1=1; X1=2; x1", "1"),
        input("symbol a_, b__; a_ + b__ + x_1", "…a_ + b__…"),
        input("symbol a_; integrate(a_^2, a_)", "a_^3/3"),
        input("x_ = 3; x_1", "x_1"),
        input("system(\"id\")", "unknown-name at 0"),
        input("\"\".getClass().forName(\"java.lang.Runtime\")", "no-such-field at 0"),
        input("x.__class__.__mro__", "no-such-field at 0"),
        input("eval(\"1+1\")", "unknown-name at 0"),
        input("plot(x^2, title=\"`touch /tmp/x`\")", "written-otherwise at 0"),
        input("$HomeDirectory", "unknown-sign at 0"),
        input("`id`", "unknown-sign at 0"),
        input("!id", "written-otherwise at 0"));
  }

  private static Stream<Input> signs() {
    return Stream.of(
        input("2 \u2212 1", "1"),
        input("3 \u00d7 4 \u00f7 2", "6"),
        input("x\u207b\u00b9", "1/x"),
        input("\uff11\uff0b\uff12", "unknown-sign at 0"),
        input("\u0445 + x", "remark at 0", "x + \u0445"),
        input("a\u202e+b", "unknown-sign at 1"),
        input("1\ufeff+1", "unknown-sign at 1"),
        input("\ud835\udc65 + 1", "x + 1"),
        input("a\u0000b", "unknown-sign at 1"),
        input("1\r+\r2", "3"),
        input("\u2018x\u2019", "unknown-sign at 0"),
        input("\u201cx\u201d", "unknown-sign at 0"),
        input("\u03b1 + 1", "\u03b1 + 1"),
        input("\ud83d\ude00 + 1", "unknown-sign at 0"));
  }

  private static Stream<Input> texts() {
    return Stream.of(
        input("\"a\\\"b", "text-never-closed at 0"),
        input("print(\"%s%n%x\")", "%s%n%x"),
        input("print(\"a\\nERROR fake log line\")", "a\nERROR fake log line"),
        input("print(\"<script>alert(1)</script>\")", "<script>alert(1)</script>"),
        input("latex(\"\\write18\\{id\\}\")", "\\text{\\textbackslash{}write18\\{id\\}}"),
        input("x){}__kernel void g(__global float*y = 1", "stray-bracket at 1"),
        input("symbol(\"*/ while(1); /*\")", "unexpected at 6"),
        input("name = \"Robert\\\"); drop table--\"; name", "Robert\"); drop table--"));
  }

  private static Stream<Input> descents() {
    String data = "t = table(x=[1, 2]); ";
    String nested = "tanh(w + ".repeat(250) + "1" + ")".repeat(250);
    return Stream.of(
        input("descend(w^2, 1, lr=-0.1, steps=10)", "bad-option at 19"),
        input("descend(w^2, 1, lr=NaN, steps=10)", "unknown-name at 19"),
        input("descend(w^2, NaN, lr=0.1, steps=10)", "unknown-name at 13"),
        input("descend(log(w), -1.0, lr=0.1)", "no-number-at-start at 0"),
        input("descend(abs(w), 0, lr=0.1, steps=10).w", "convention at 0", "0.0"),
        input("descend(1, 0, lr=0.1, steps=10)", "wrong-kind at 0"),
        input("descend(w -> 1, 0, lr=0.1, steps=10).why", "remark at 0", "all steps taken"),
        input("descend(w^2, 1, lr=0.1, steps=10^18)", "bad-option at 30"),
        input("descend(w^2, 1, learning_rate=0.1)", "unknown-argument at 16"),
        input("descend(exp(exp(w)), 10, lr=0.1, steps=5)", "no-number-at-start at 0"),
        input("descend(w^2, 1, lr=0.1, steps=10, batch=0)", "bad-option at 40"),
        input(data + "descend((w, x) -> mean(w*x)^2, w=1, data=t, batch=0)", "bad-option at 71"),
        input(
            data + "descend((w, x) -> mean(w*x)^2, w=1, data=t, batch=9, epochs=2).steps",
            "remark…",
            "2"),
        input("descend(w -> (" + nested + ")^2, 0.5, lr=0.01, steps=3).steps", "3"),
        input(
            "descend(w -> " + "(".repeat(300) + "w" + ")".repeat(300) + ", 1.0)", "limit-reached…"),
        input("descend(w -> sum(w.^2), ones(100000), lr=0.1, steps=10).steps", "10"),
        input(
            IntStream.range(0, 300)
                .mapToObj(k -> "w" + k)
                .collect(Collectors.joining(", ", "f(", ") = w0^2\nf")),
            "limit-reached…"));
  }

  /** Again, where the first run shared its time with the compiler. */
  private static double compiledSeconds(Input input) {
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      long before = processorTime();
      session.evaluate(new Source("input", input.text()), e -> {});
      return (processorTime() - before) / 1e9;
    }
  }

  /** The first that asks for algebra would pay for its loading. */
  @BeforeAll
  static void loadAlgebra() {
    try (Session session = Session.open()) {
      session.evaluate("factor(x^9 - 1); solve(x^2 == 2, x); integrate(x^x, x)");
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void endsAsItShould(Input input) {
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      long before = processorTime();
      List<Event> events = session.evaluate(new Source("input", input.text()), e -> {}).events();
      double first = (processorTime() - before) / 1e9;
      double used = first < MOST_SECONDS ? first : Math.min(first, compiledSeconds(input));
      assertTrue(used < MOST_SECONDS, () -> used + " s");
      List<String> ending = new ArrayList<>();
      int characters = 0;
      for (Event event : events) {
        switch (event) {
          case Event.Shown shown -> ending.add(shown.text());
          case Event.Printed printed -> ending.add(printed.text());
          case Event.Noted noted -> ending.add(name(noted.problem()));
          case Event.Failed failed -> ending.add(name(failed.problem()));
          case Event.Defined _, Event.Progressed _ -> {}
        }
        characters += length(event);
      }
      assertTrue(characters <= MOST_CHARACTERS, characters + " characters");
      assertEquals(input.ending().size(), ending.size(), ending.toString());
      for (int k = 0; k < ending.size(); k++) {
        assertTrue(matches(input.ending().get(k), ending.get(k)), ending.get(k));
      }
      assertEquals("2", ((Event.Shown) session.evaluate("1 + 1").events().getFirst()).text());
    }
  }

  /** Of this process, with what compiles and collects; what others do meanwhile does not count. */
  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static String name(Problem problem) {
    return problem.kind() + " at " + problem.at().start();
  }

  private static int length(Event event) {
    return switch (event) {
      case Event.Shown shown -> shown.text().length();
      case Event.Printed printed -> printed.text().length();
      case Event.Noted noted -> TextRenderer.plain(noted.problem()).length();
      case Event.Failed failed -> TextRenderer.plain(failed.problem()).length();
      case Event.Defined _, Event.Progressed _ -> 0;
    };
  }

  private static boolean matches(String expected, String actual) {
    int from = 0;
    List<String> parts = List.of(expected.split("…", -1));
    for (int k = 0; k < parts.size(); k++) {
      int at = actual.indexOf(parts.get(k), from);
      if (at < 0 || k == 0 && at > 0) {
        return false;
      }
      from = at + parts.get(k).length();
    }
    return parts.size() > 1 ? actual.endsWith(parts.getLast()) : actual.equals(expected);
  }
}
