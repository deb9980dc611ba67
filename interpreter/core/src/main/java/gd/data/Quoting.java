package gd.data;

import de.siegmar.fastcsv.reader.FieldModifier;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Columns of texts that look like numbers: their cells are written in quotation marks, under a
 * heading without, and a column that is written so is read as texts.
 */
final class Quoting implements FieldModifier {
  private static final String SEPARATORS = ",;\t";

  private final BitSet quoted = new BitSet();
  private final BitSet plain = new BitSet();
  private long first = -1;

  /** Sees a cell on its way; the marks around one with a separator in it say nothing. */
  @Override
  public String modify(long line, int column, boolean isQuoted, String cell) {
    first = first < 0 ? line : first;
    if (line == first && isQuoted || line != first && !isQuoted && !cell.isEmpty()) {
      plain.set(column);
    } else if (isQuoted && cell.chars().noneMatch(c -> SEPARATORS.indexOf(c) >= 0)) {
      quoted.set(column);
    }
    return cell;
  }

  /** Whether all cells seen so far say that they are texts. */
  boolean isOfTexts(int column) {
    return quoted.get(column) && !plain.get(column);
  }

  /** Marks the columns of texts among which there is one that {@code isNumber}. */
  static QuoteStrategy of(List<Column> columns, Predicate<String> isNumber) {
    BitSet marked = new BitSet();
    for (int k = 0; k < columns.size(); k++) {
      marked.set(
          k,
          columns.get(k) instanceof Column.Texts(var values) && values.stream().anyMatch(isNumber));
    }
    return new QuoteStrategy() {
      /** A line with nothing in it would be no row. */
      @Override
      public boolean quoteEmpty(int line, int column) {
        return columns.size() == 1;
      }

      @Override
      public boolean quoteValue(int line, int column, String cell) {
        return line > 1 && marked.get(column);
      }
    };
  }
}
