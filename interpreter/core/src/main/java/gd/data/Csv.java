package gd.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import gd.report.DataProblem;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tables as comma-separated text (RFC 4180; semicolons and tabs are understood). A column is
 * numbers if most of its first {@value #SAMPLE} filled cells are; from then on a cell that is no
 * number is a problem with line and column.
 */
final class Csv {
  /** Rows that decide what a column holds. */
  private static final int SAMPLE = 1000;

  /** Characters in one row, all its cells together. */
  static final int LONGEST_ROW = 1 << 20;

  /** Characters in one cell. */
  static final int LONGEST_CELL = 100_000;

  /** Columns of one file. */
  static final int MOST_COLUMNS = 16_384;

  /** Cells of one file. */
  static final long MOST_CELLS = 50_000_000;

  /** Characters kept in the text columns of one file. */
  static final long MOST_TEXT = 200_000_000;

  private final String file;
  private final Dialect dialect;
  private final List<String> notes = new ArrayList<>();
  private Headings headings = new Headings(List.of(), List.of(), List.of());
  private Dialect.Numerals numerals = Dialect.Numerals.POINT;
  private List<Cells> columns = List.of();
  private final Quoting quoting = new Quoting();
  private long cells;
  private long characters;

  private Csv(String file, Dialect dialect) {
    this.file = file;
    this.dialect = dialect;
  }

  /** Reads a table; {@code file} names it in problems. */
  static Columns read(Reader text, String file, Dialect dialect) throws IOException {
    try {
      QuoteCount quotes = new QuoteCount(text);
      return new Csv(file, dialect).table(new BufferedReader(quotes, 1 << 16), quotes);
    } catch (CsvParseException e) {
      throw unreadable(file, e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Columns table(BufferedReader text, QuoteCount quotes) throws IOException {
    char separator = dialect.separator().isPresent() ? dialect.separator().get() : separator(text);
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(LONGEST_ROW)
            .build(
                CsvRecordHandler.builder()
                    .maxFields(MOST_COLUMNS)
                    .maxFieldSize(LONGEST_CELL)
                    .maxRecordSize(LONGEST_ROW)
                    .fieldModifier(quoting)
                    .build(),
                text);
    Iterator<CsvRecord> rows = reader.iterator();
    if (!rows.hasNext()) {
      throw cannotRead(file, "it is empty; the first line should name the columns");
    }
    List<CsvRecord> sample = new ArrayList<>();
    sample.add(rows.next());
    while (sample.size() <= SAMPLE && rows.hasNext()) {
      sample.add(complete(rows, sample.getFirst().getFieldCount(), quotes));
    }
    if (sample.size() == 1) {
      closed(sample.getFirst(), quotes);
    }
    decide(sample, separator);
    if (sample.isEmpty()) {
      throw cannotRead(file, "it names columns, and has no rows under them");
    }
    sample.forEach(this::add);
    CsvRecord last = sample.getLast();
    while (rows.hasNext()) {
      last = complete(rows, headings.names().size(), quotes);
      add(last);
    }
    closed(last, quotes);
    return finished();
  }

  /** A quote that is never closed makes one cell of all that follows it. */
  private void closed(CsvRecord last, QuoteCount quotes) {
    String cell = last.getField(last.getFieldCount() - 1);
    if (quotes.isOdd() && (cell.contains("\n") || cell.contains("\r"))) {
      throw cannotRead(
          file,
          "a quote in the row of line %d is never closed".formatted(last.getStartingLineNumber()));
    }
  }

  /**
   * Decides from the first rows how numbers are written, what is a heading, and what is a number.
   */
  private void decide(List<CsvRecord> sample, char separator) {
    CsvRecord first = sample.getFirst();
    numerals =
        dialect.numerals(
            separator, sample.stream().flatMap(row -> row.getFields().stream())::iterator);
    boolean header = first.getFields().stream().noneMatch(cell -> numerals.read(cell).isPresent());
    headings =
        header
            ? Headings.of(first.getFields(), file)
            : Headings.numbered(first.getFieldCount(), file);
    notes.addAll(headings.notes());
    if (header) {
      sample.removeFirst();
    }
    if (numerals.comma() && dialect.decimal().isEmpty()) {
      notes.add("`" + file + "` has decimal commas: 3,14 is read as 3.14.");
    }
    columns = kinds(sample, header);
  }

  /** What is most frequent in the first line, outside quotes, of comma, semicolon and tab. */
  private static char separator(BufferedReader text) throws IOException {
    char[] start = new char[8192];
    text.mark(start.length);
    int length = Math.max(0, text.read(start));
    text.reset();
    int[] counts = new int[128];
    boolean quoted = false;
    for (int k = 0; k < length; k++) {
      char c = start[k];
      quoted ^= c == '"';
      if (!quoted && (c == '\n' || c == '\r')) {
        break;
      }
      if (!quoted && c < counts.length) {
        counts[c]++;
      }
    }
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (counts[candidate] > counts[best]) {
        best = candidate;
      }
    }
    return best;
  }

  /**
   * Which columns hold numbers: those where more of the sample's cells are numbers than are not,
   * unless they are all in quotation marks and the heading is not.
   */
  private List<Cells> kinds(List<CsvRecord> sample, boolean header) {
    List<Cells> result = new ArrayList<>();
    for (int k = 0; k < headings.names().size(); k++) {
      int at = k;
      List<String> filled =
          sample.stream()
              .map(row -> row.getField(at))
              .filter(cell -> !Cells.Numbers.isMissing(cell))
              .toList();
      long numbers = filled.stream().filter(cell -> numerals.read(cell).isPresent()).count();
      boolean marked = header && quoting.isOfTexts(k) && numbers > 0;
      if (marked) {
        notes.add(
            "Column " + headings.names().get(at) + " is texts: its cells are in quotation marks.");
      }
      boolean texts = marked || 2 * numbers <= filled.size();
      if (texts && !marked && !filled.isEmpty()) {
        lookLikeNumbers(filled)
            .ifPresent(what -> notes.add("Column " + headings.names().get(at) + " is " + what));
      }
      result.add(texts ? new Cells.Texts() : new Cells.Numbers(numerals));
    }
    return result;
  }

  /** What texts are that are numbers to a reader, and what to do about it. */
  private static Optional<String> lookLikeNumbers(List<String> cells) {
    if (all(cells, "-?\\d{1,3}([.,' ]\\d{3})+|-?\\d{1,3}")) {
      return Optional.of(
          "texts that look like numbers with marks between thousands: take the marks out in the"
              + " file (or, if they are decimal commas, read(…, decimal=\",\") reads them).");
    }
    if (cells.stream().allMatch(Csv::hasDecimalComma)) {
      return Optional.of(
          "texts that look like numbers with decimal commas: read(…, decimal=\",\") reads them as"
              + " numbers.");
    }
    return all(cells, "-?\\d{1,3}([.' ]\\d{3})*(,\\d+)?|-?\\d{1,3}(,\\d{3})*(\\.\\d+)?")
        ? Optional.of(
            "texts that look like numbers with marks between thousands: take the marks out in the"
                + " file.")
        : Optional.empty();
  }

  private static boolean hasDecimalComma(String cell) {
    return cell.strip().matches("-?\\d+,\\d+");
  }

  private static boolean all(List<String> cells, String pattern) {
    return cells.stream().allMatch(cell -> cell.strip().matches(pattern));
  }

  private CsvRecord complete(Iterator<CsvRecord> rows, int width, QuoteCount quotes) {
    CsvRecord row = rows.next();
    if (row.getFieldCount() != width) {
      if (!rows.hasNext()) {
        closed(row, quotes);
      }
      throw cannotRead(
          file,
          "line %d has %s, but the first line has %d"
              .formatted(
                  row.getStartingLineNumber(),
                  row.getFieldCount() == 1 ? "1 cell" : row.getFieldCount() + " cells",
                  width));
    }
    return row;
  }

  private void add(CsvRecord row) {
    cells += columns.size();
    limit(cells, MOST_CELLS, "cells in a table");
    for (int k = 0; k < columns.size(); k++) {
      String cell = row.getField(k);
      long line = row.getStartingLineNumber();
      if (!columns.get(k).add(cell, line)) {
        String name = headings.names().get(k);
        throw new Refusal(
            at -> new DataProblem.BadCell(at, file, line, name, shortened(cell), why(cell)));
      }
      if (columns.get(k) instanceof Cells.Texts) {
        characters += cell.length();
        limit(characters, MOST_TEXT, "characters in a table's text columns");
      }
    }
  }

  private String why(String cell) {
    if (!numerals.comma() && hasDecimalComma(cell)) {
      return "a number is written with a decimal point: "
          + cell.strip().replace(',', '.')
          + "; read(…, decimal=\",\") reads commas";
    }
    return numerals.comma() && cell.contains(".")
        ? "the numbers of this file have decimal commas, and this has a point"
        : "the column holds numbers, and this is none";
  }

  /** The table, once something has become of the missing cells. */
  private Columns finished() {
    List<DataProblem.Gap> gaps = new ArrayList<>();
    int rows = columns.getFirst().column().size();
    for (int k = 0; k < columns.size(); k++) {
      if (columns.get(k) instanceof Cells.Numbers numbers) {
        String name = headings.names().get(k);
        if (numbers.missing() > 0) {
          gaps.add(new DataProblem.Gap(name, numbers.missing(), rows, numbers.firstMissing()));
        }
        if (numbers.firstRounded() > 0) {
          notes.add(
              "Column %s has whole numbers beyond 2^53, which decimals round (line %d is the first)."
                  .formatted(name, numbers.firstRounded()));
        }
      }
    }
    if (gaps.isEmpty()) {
      return columns();
    }
    return switch (dialect.missing()) {
      case Dialect.Missing.Refused _ ->
          throw new Refusal(at -> new DataProblem.MissingCells(at, file, gaps));
      case Dialect.Missing.FilledWith(var value) -> {
        numbers().forEach(column -> column.fill(value));
        notes.add(
            "%d missing cells were filled with %s."
                .formatted(gaps.stream().mapToInt(DataProblem.Gap::missing).sum(), text(value)));
        yield columns();
      }
      case Dialect.Missing.Dropped _ -> {
        int[] whole =
            IntStream.range(0, rows)
                .filter(row -> numbers().noneMatch(column -> column.isMissing(row)))
                .toArray();
        notes.add(
            "%d of %d rows were left out for missing cells.".formatted(rows - whole.length, rows));
        Columns kept = columns().rows(whole);
        yield new Columns(kept.names(), kept.headings(), kept.columns(), notes);
      }
    };
  }

  private Stream<Cells.Numbers> numbers() {
    return columns.stream().filter(Cells.Numbers.class::isInstance).map(Cells.Numbers.class::cast);
  }

  private Columns columns() {
    return new Columns(
        headings.names(), headings.headings(), columns.stream().map(Cells::column).toList(), notes);
  }

  private void limit(long value, long most, String what) {
    if (value > most) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at, what, "%,d".formatted(most), "Split `" + file + "` into parts."));
    }
  }

  /**
   * Writes a table: the names, then a line for each row. What is written reads back to the same
   * table.
   */
  static void write(Writer out, Columns table) throws IOException {
    QuoteStrategy quoting =
        Quoting.of(table.columns(), cell -> Dialect.Numerals.POINT.read(cell).isPresent());
    try (CsvWriter csv =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).quoteStrategy(quoting).build(out)) {
      csv.writeRecord(table.headings());
      for (int row = 0; row < table.rows(); row++) {
        List<String> record = new ArrayList<>();
        for (Column column : table.columns()) {
          record.add(
              switch (column) {
                case Column.Decimals decimals -> text(decimals.values()[row]);
                case Column.Texts texts -> texts.values().get(row);
                case Column.Arrays _ -> throw new IllegalArgumentException("arrays in cells");
              });
        }
        csv.writeRecord(record);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The shortest text that reads back as this number; whole numbers without a point. */
  private static String text(double value) {
    boolean whole =
        value == Math.rint(value) && Math.abs(value) < 1e15 && !(value == 0 && 1 / value < 0);
    return whole ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static Refusal unreadable(String file, CsvParseException problem) throws IOException {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException coding) {
        throw coding;
      }
      if (cause instanceof IOException io) {
        throw io;
      }
    }
    return passed(problem)
        .map(
            limit ->
                new Refusal(
                    at ->
                        new MathProblem.LimitReached(
                            at,
                            limit.what(),
                            "%,d".formatted(limit.most()),
                            "Look for a quote in `" + file + "` that is never closed.")))
        .orElseGet(() -> cannotRead(file, malformed(problem)));
  }

  private record Passed(String what, int most) {}

  /** The limit that the library's message is about. */
  private static Optional<Passed> passed(CsvParseException problem) {
    String text = root(problem);
    if (text.contains("max field size")) {
      return Optional.of(new Passed("characters in one cell of a table", LONGEST_CELL));
    }
    if (text.contains("max record size") || text.contains("buffer size")) {
      return Optional.of(new Passed("characters in one row of a table", LONGEST_ROW));
    }
    return text.contains("maximum limit")
        ? Optional.of(new Passed("columns of a table", MOST_COLUMNS))
        : Optional.empty();
  }

  private static String malformed(CsvParseException problem) {
    Matcher line = Pattern.compile("line (\\d+)").matcher(String.valueOf(problem.getMessage()));
    String where = line.find() ? "in the row that begins in line " + line.group(1) + ": " : "";
    return where + root(problem);
  }

  private static String root(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  static Refusal cannotRead(String file, String why) {
    return new Refusal(at -> new DataProblem.CannotRead(at, file, why));
  }

  private static String shortened(String cell) {
    return cell.length() <= 40 ? cell : cell.substring(0, 40) + "…";
  }
}
