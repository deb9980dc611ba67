package gd.data;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a table is written as text.
 *
 * @param separator between cells; if absent, the most frequent of comma, semicolon and tab in the
 *     first line
 * @param decimal the mark in numbers; if absent, a point, or a comma where cells are not separated
 *     by commas and numbers have no other
 * @param missing what becomes of cells without a number in columns of numbers
 */
public record Dialect(
    Optional<Character> separator, Optional<Character> decimal, Missing missing, Charset encoding) {

  /** What becomes of missing cells. */
  public sealed interface Missing {
    /** They are a problem. */
    record Refused() implements Missing {}

    /** Their rows are left out. */
    record Dropped() implements Missing {}

    record FilledWith(double value) implements Missing {}
  }

  /** Nothing said. */
  public static Dialect standard() {
    return new Dialect(
        Optional.empty(), Optional.empty(), new Missing.Refused(), StandardCharsets.UTF_8);
  }

  /** How numbers are read. */
  Numerals numerals(char between, Iterable<String> examples) {
    if (decimal.isPresent()) {
      return new Numerals(decimal.get() == ',');
    }
    int points = 0;
    int commas = 0;
    for (String cell : examples) {
      points += cell.contains(".") && Numerals.POINT.read(cell).isPresent() ? 1 : 0;
      commas += cell.contains(",") && Numerals.COMMA.read(cell).isPresent() ? 1 : 0;
    }
    return commas > points && between != ',' ? Numerals.COMMA : Numerals.POINT;
  }

  /** Numbers with a decimal point, or with a decimal comma. */
  record Numerals(boolean comma) {
    static final Numerals POINT = new Numerals(false);
    static final Numerals COMMA = new Numerals(true);

    /**
     * The finite decimal a cell spells, as in {@code -1.5e3}; what only Java reads as a number
     * ({@code 1d}, {@code 0x1p3}, {@code NaN}) is none.
     */
    OptionalDouble read(String cell) {
      String text = cell.strip();
      String marks = comma ? "0123456789,+-eE" : "0123456789.+-eE";
      if (text.isEmpty() || !text.chars().allMatch(c -> marks.indexOf(c) >= 0)) {
        return OptionalDouble.empty();
      }
      try {
        double value = Double.parseDouble(comma ? text.replace(',', '.') : text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }
  }
}
