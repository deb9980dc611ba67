package gd.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.evaluate.Value;
import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hipparchus.complex.Complex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Solutions, limits, series, sums and products beside SymPy's ({@code
 * src/test/references/calculus.py} says how), as numbers: the form of an answer is free.
 */
class CalculusReferencesTest {
  private static final Path FOLDER = Path.of("src/test/references");

  private static final double ROUNDING = 1e-8;

  private static final Map<String, Complex> LETTERS =
      Map.of("a", Complex.valueOf(1.3), "b", Complex.valueOf(0.7));

  /** Where inequalities are compared. */
  private static final double[] PLACES = {
    -50.3, -9.7, -3.31, -2.13, -1.41, -0.53, -0.21, 0.003, 0.17, 0.37, 0.53, 0.91, 1.13, 1.31, 1.52,
    1.77, 2.19, 2.71, 2.73, 3.19, 4.7, 7.2, 7.5, 8.3, 23.7, 91.9
  };

  /** Of other equations only the real solutions are compared. */
  private static final Pattern NOT_RATIONAL = Pattern.compile("[a-z]{2}|√|\\^\\(|\\^x");

  @ParameterizedTest
  @ValueSource(strings = {"solve", "holds", "system", "limit", "series", "sum", "product"})
  void answersHaveTheValuesOfOthers(String kind) throws IOException {
    List<String> refused = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      session.evaluate("symbol a, b, n, x, y");
      for (String line : Files.readAllLines(FOLDER.resolve("calculus.tsv"))) {
        String[] row = line.split("\t");
        if (!row[0].equals(kind)) {
          continue;
        }
        List<String> expected = expected(row);
        Optional<List<String>> answer = answer(session, kind, row[1]);
        if (answer.isEmpty() && !expected.equals(List.of("none"))) {
          refused.add(kind + "\t" + row[1]);
        } else if (!agree(answer.orElse(List.of("none")), expected)) {
          wrong.add(line + ": " + answer.orElse(List.of()));
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertEquals(
        Files.readAllLines(FOLDER.resolve("calculus-refused.txt")).stream()
            .filter(each -> each.startsWith(kind + "\t"))
            .collect(Collectors.joining("\n")),
        String.join("\n", refused));
  }

  private static List<String> expected(String[] row) {
    boolean onlyReal = row[0].equals("solve") && NOT_RATIONAL.matcher(row[1]).find();
    List<String> values =
        Arrays.stream(row, 2, row.length).filter(v -> !onlyReal || !v.contains(" ")).toList();
    return values.isEmpty() ? List.of("none") : values;
  }

  /** In the form of the file; empty if there is none. */
  private static Optional<List<String>> answer(Session session, String kind, String question) {
    List<String> parts = List.of(question.split(", "));
    int last = parts.size() - 1;
    return switch (kind) {
      case "solve" -> {
        boolean onlyReal = NOT_RATIONAL.matcher(question).find();
        yield formulas(session, "solve(" + question + ", x)")
            .map(roots -> roots.stream().map(root -> at(root, Map.of())).toList())
            .map(roots -> roots.stream().filter(z -> !onlyReal || isReal(z)).toList())
            .map(roots -> roots.isEmpty() ? List.of("none") : texts(roots));
      }
      case "holds" ->
          text(session, "solve(" + question + ", x)").map(each -> truths(session, each));
      case "system" ->
          formulas(session, "solve([" + question + "], [x, y])")
              .map(flat -> flat.stream().map(each -> at(each, Map.of())).toList())
              .map(CalculusReferencesTest::pairs);
      case "limit" -> {
        String by = parts.getFirst().matches(".*(?<![a-z])x(?![a-z]).*") ? "x" : "n";
        yield formulas(session, "limit(%s, %s, %s)".formatted(parts.get(0), by, parts.get(1)))
            .map(value -> List.of(limit(value.getFirst())));
      }
      case "series" -> {
        String text = "series(%s, x, %s, %s)".formatted(parts.toArray());
        boolean above = parts.get(1).equals("∞");
        Complex around =
            above
                ? Complex.ZERO
                : at(formulas(session, parts.get(1)).orElseThrow().getFirst(), Map.of());
        yield formulas(session, text)
            .map(
                sum ->
                    Stream.of(0.3, 1.0 / 7)
                        .map(h -> above ? Complex.valueOf(1 / h) : around.add(h))
                        .map(x -> text(at(sum.getFirst(), Map.of("x", x))))
                        .toList());
      }
      default -> {
        String term = String.join(", ", parts.subList(0, last - 1));
        String range = parts.get(last - 1) + ".." + parts.get(last);
        yield formulas(session, kind + "(" + term + " for k in " + range + ")")
            .map(
                total ->
                    (parts.get(last).equals("∞") ? Stream.of(0.0) : Stream.of(3.0, 6.0))
                        .map(n -> text(at(total.getFirst(), Map.of("n", Complex.valueOf(n)))))
                        .toList());
      }
    };
  }

  private static Optional<Event.Shown> shown(Session session, String text) {
    Outcome outcome = session.evaluate(text);
    return outcome.ok() && outcome.events().getLast() instanceof Event.Shown shown
        ? Optional.of(shown)
        : Optional.empty();
  }

  private static Optional<String> text(Session session, String text) {
    return shown(session, text).map(Event.Shown::text);
  }

  private static Optional<List<Formula>> formulas(Session session, String text) {
    return shown(session, text)
        .map(Event.Shown::value)
        .map(
            value ->
                switch (value) {
                  case Value.Scalar(var formula) -> List.of(formula);
                  case Value.Array(Tensor.Data data, _) -> data.elements().formulas();
                  case Value other -> throw new AssertionError(text + ": " + other);
                });
  }

  /** What is said about x, at each of the places. */
  private static List<String> truths(Session session, String condition) {
    StringBuilder truths = new StringBuilder();
    for (double place : PLACES) {
      String there = condition.replaceAll("\\bx\\b", "(" + place + ")");
      truths.append(text(session, there).orElseThrow().equals("true") ? '1' : '0');
    }
    return List.of(truths.toString());
  }

  private static List<String> pairs(List<Complex> flat) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < flat.size(); i += 2) {
      if (isReal(flat.get(i)) && isReal(flat.get(i + 1))) {
        pairs.add(flat.get(i).getReal() + " " + flat.get(i + 1).getReal());
      }
    }
    return pairs.isEmpty() ? List.of("none") : pairs;
  }

  private static Complex at(Formula formula, Map<String, Complex> more) {
    Map<Formula, Complex> point = new HashMap<>();
    for (Symbol symbol : Dag.symbols(formula)) {
      point.put(
          symbol,
          more.getOrDefault(symbol.name(), LETTERS.getOrDefault(symbol.name(), Complex.NaN)));
    }
    return ComplexEvaluation.at(formula, point);
  }

  private static boolean isReal(Complex value) {
    return Math.abs(value.getImaginary()) <= ROUNDING * Math.max(1, value.norm());
  }

  private static String limit(Formula formula) {
    return formula == Constant.INFINITY
        ? "∞"
        : Dag.postorder(List.of(formula)).contains(Constant.INFINITY)
            ? "-∞"
            : text(at(formula, Map.of()));
  }

  private static List<String> texts(List<Complex> values) {
    return values.stream().map(CalculusReferencesTest::text).toList();
  }

  private static String text(Complex value) {
    return isReal(value)
        ? Double.toString(value.getReal())
        : value.getReal() + " " + value.getImaginary();
  }

  /** In any order; each of one is near one of the other. */
  private static boolean agree(List<String> one, List<String> other) {
    return one.stream().allMatch(a -> other.stream().anyMatch(b -> isNear(a, b)))
        && other.stream().allMatch(a -> one.stream().anyMatch(b -> isNear(a, b)));
  }

  private static boolean isNear(String one, String other) {
    if (!one.matches("[-0-9.eE +]+") || !other.matches("[-0-9.eE +]+") || one.matches("[01]{26}")) {
      return one.equals(other);
    }
    double[] a = Arrays.stream(one.split(" ")).mapToDouble(Double::parseDouble).toArray();
    double[] b = Arrays.stream(other.split(" ")).mapToDouble(Double::parseDouble).toArray();
    double size = Math.max(1, Math.max(Math.hypot(a[0], a[a.length - 1]), Math.abs(b[0])));
    boolean near = a.length == b.length;
    for (int k = 0; near && k < a.length; k++) {
      near = Math.abs(a[k] - b[k]) <= ROUNDING * size;
    }
    return near;
  }
}
