package gd.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.evaluate.Value;
import gd.formula.Evaluation;
import gd.formula.Formula;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The library's functions against values that mpmath computed ({@code
 * src/test/references/functions.py} says how): at doubles within a few units of the last place,
 * with many digits to the last one.
 */
class ReferencesTest {
  private static final Path FOLDER = Path.of("src/test/references");

  private static final Path VALUES = FOLDER.resolve("functions.tsv");

  /**
   * Relative: 18 units of a double's last place, for what is made of several elementary functions.
   */
  private static final BigDecimal TOLERANCE = new BigDecimal("4e-15");

  /** Of a few dozen operations with numbers of some size. */
  private static final double ROUNDING = 1e-13;

  @Test
  void functionsHaveTheValuesOfOthers() throws IOException {
    List<String> wrong = new ArrayList<>();
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      for (String line : Files.readAllLines(VALUES)) {
        if (line.startsWith("#")) {
          continue;
        }
        String[] row = line.split("\t");
        Outcome outcome = session.evaluate(row[0]);
        if (!outcome.ok()
            || !(outcome.events().getLast()
                instanceof Event.Shown(Value.Scalar(var formula), var text))) {
          wrong.add(line + ": " + outcome.problems());
          continue;
        }
        int digits = Integer.parseInt(row[1]);
        boolean right =
            row.length > 3
                ? text.equals(complex(row[2], row[3], digits))
                : isNear(number(formula), new BigDecimal(row[2]), scale(row), digits);
        if (!right) {
          wrong.add(line + ": " + text(number(formula)));
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /** Linear algebra and statistics; layers of networks; derivatives by declared arrays. */
  @ParameterizedTest
  @ValueSource(strings = {"matrices.tsv", "networks.tsv", "symbols.tsv"})
  void arraysHaveTheValuesOfOthers(String file) throws IOException {
    List<String> wrong = new ArrayList<>();
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      for (String line : Files.readAllLines(FOLDER.resolve(file))) {
        String[] row = line.split("\t");
        Outcome outcome = session.evaluate(row[0]);
        if (row.length < 3 && outcome.ok()) {
          continue; // a remark, an import or a definition
        }
        if (!outcome.ok()
            || !(outcome.events().getLast()
                instanceof Event.Shown(Value.Scalar(var formula), var text))) {
          wrong.add(line + ": " + outcome.problems());
          continue;
        }
        double reference = Double.parseDouble(row[1]);
        double size = Math.max(Math.abs(reference), Double.parseDouble(row[2]));
        double value = Evaluation.constant(formula).orElseThrow();
        if (!(Math.abs(value - reference) <= ROUNDING * size)) {
          wrong.add(line + ": " + value);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static BigDecimal number(Formula formula) {
    return formula instanceof Formula.Precise(var value)
        ? value
        : new BigDecimal(Evaluation.constant(formula).orElseThrow());
  }

  /** Between its poles below zero ψ has roots, near which only its absolute error is small. */
  private static BigDecimal scale(String[] row) {
    BigDecimal size = new BigDecimal(row[2]).abs();
    return row[0].startsWith("digamma(-") ? size.max(BigDecimal.ONE) : size;
  }

  private static String text(BigDecimal value) {
    return value.round(new MathContext(60)).stripTrailingZeros().toString();
  }

  private static boolean isNear(
      BigDecimal value, BigDecimal reference, BigDecimal scale, int digits) {
    BigDecimal allowed =
        digits == 17
            ? scale.multiply(TOLERANCE).max(BigDecimal.valueOf(Double.MIN_VALUE))
            : reference.round(new MathContext(digits)).ulp();
    return value.subtract(reference).abs().compareTo(allowed) <= 0;
  }

  private static String complex(String real, String imaginary, int digits) {
    MathContext context = new MathContext(digits);
    BigDecimal first = new BigDecimal(real).round(context);
    BigDecimal second = new BigDecimal(imaginary).round(context);
    String i = second.abs().stripTrailingZeros().toPlainString() + "i";
    return first.signum() == 0
        ? (second.signum() < 0 ? "-" : "") + i
        : first.stripTrailingZeros().toPlainString() + (second.signum() < 0 ? " - " : " + ") + i;
  }
}
