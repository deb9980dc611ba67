package gd.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
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
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Tables as comma-separated text (RFC 4180; semicolons and tabs are understood). A column is
 * numbers if most of its first {@value #SAMPLE} cells are; from then on a cell that is no number is
 * a problem with line and column.
 */
final class Csv {
  /** Rows that decide what a column holds. */
  private static final int SAMPLE = 1000;

  /** Characters in one row, all its cells together. */
  static final int LONGEST_ROW = 4 << 20;

  /** Cells of one file. */
  static final long MOST_CELLS = 50_000_000;

  /** Characters kept in the text columns of one file. */
  static final long MOST_TEXT = 200_000_000;

  private final String file;
  private final List<String> notes = new ArrayList<>();
  private List<String> names = List.of();
  private List<String> headings = List.of();
  private List<Cells> columns = List.of();
  private long cells;
  private long characters;

  private Csv(String file) {
    this.file = file;
  }

  /** Reads a table; {@code file} names it in problems. */
  static Columns read(Reader text, String file) throws IOException {
    try {
      return new Csv(file).table(new BufferedReader(text, 1 << 16));
    } catch (CsvParseException e) {
      throw unreadable(file, e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Columns table(BufferedReader text) throws IOException {
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(LONGEST_ROW)
            .ofCsvRecord(text);
    Iterator<CsvRecord> rows = reader.iterator();
    if (!rows.hasNext()) {
      throw cannotRead(file, "it is empty; the first line should name the columns");
    }
    CsvRecord first = rows.next();
    boolean header = first.getFields().stream().noneMatch(cell -> Cells.number(cell).isPresent());
    names = header ? headings(first) : numbered(first.getFieldCount());
    headings = header ? first.getFields() : names;
    List<CsvRecord> sample = new ArrayList<>();
    if (!header) {
      sample.add(first);
    }
    while (sample.size() < SAMPLE && rows.hasNext()) {
      sample.add(complete(rows.next()));
    }
    columns = kinds(sample);
    sample.forEach(this::add);
    while (rows.hasNext()) {
      add(complete(rows.next()));
    }
    return new Columns(names, headings, columns.stream().map(Cells::column).toList(), notes);
  }

  /** The separator: whatever of comma, semicolon and tab is most frequent in the first line. */
  private static char separator(BufferedReader text) throws IOException {
    char[] start = new char[8192];
    text.mark(start.length);
    int length = Math.max(0, text.read(start));
    text.reset();
    String line = new String(start, 0, length).lines().findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(line, candidate) > count(line, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String line, char character) {
    return line.chars().filter(c -> c == character).count();
  }

  /** The cells of the first line as names of the language. */
  private List<String> headings(CsvRecord header) {
    List<String> result = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String heading : header.getFields()) {
      String name = name(heading, result.size() + 1);
      if (!seen.add(name)) {
        throw cannotRead(file, "two of its columns are called `" + name + "`");
      }
      if (!name.equals(heading)) {
        changed.add("`" + heading + "` is " + name);
      }
      result.add(name);
    }
    if (!changed.isEmpty()) {
      notes.add(
          "Columns were renamed so that they can be written after a dot: "
              + String.join(", ", changed)
              + ".");
    }
    return result;
  }

  private static String name(String heading, int position) {
    String name = heading.strip().replaceAll("[^\\p{L}\\p{N}_]+", "_").replaceAll("^_+|_+$", "");
    if (name.isEmpty()) {
      return "c" + position;
    }
    return Character.isLetter(name.codePointAt(0)) ? name : "c" + name;
  }

  private List<String> numbered(int count) {
    List<String> result = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      result.add("c" + k);
    }
    notes.add(
        "`"
            + file
            + "` begins with numbers, not names: its columns are called c1 to c"
            + count
            + ".");
    return result;
  }

  /**
   * Which columns hold numbers: those where more of the sample's cells are numbers than are not.
   */
  private List<Cells> kinds(List<CsvRecord> sample) {
    List<Cells> result = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      int at = k;
      List<String> filled =
          sample.stream().map(row -> row.getField(at)).filter(cell -> !cell.isBlank()).toList();
      long numbers = filled.stream().filter(cell -> Cells.number(cell).isPresent()).count();
      result.add(2 * numbers > filled.size() ? new Cells.Numbers() : new Cells.Texts());
    }
    return result;
  }

  private CsvRecord complete(CsvRecord row) {
    if (row.getFieldCount() != names.size()) {
      throw cannotRead(
          file,
          "line %d has %s, but the first line has %d"
              .formatted(
                  row.getStartingLineNumber(),
                  row.getFieldCount() == 1 ? "1 cell" : row.getFieldCount() + " cells",
                  names.size()));
    }
    return row;
  }

  private void add(CsvRecord row) {
    cells += names.size();
    limit(cells, MOST_CELLS, "cells in a table");
    for (int k = 0; k < names.size(); k++) {
      String cell = row.getField(k);
      if (!columns.get(k).add(cell)) {
        String name = names.get(k);
        long line = row.getStartingLineNumber();
        throw new Refusal(
            at -> new DataProblem.BadCell(at, file, line, name, shortened(cell), why(cell)));
      }
      if (columns.get(k) instanceof Cells.Texts) {
        characters += cell.length();
        limit(characters, MOST_TEXT, "characters in a table's text columns");
      }
    }
  }

  private static String why(String cell) {
    if (cell.isBlank()) {
      return "the cell is empty, and the column holds numbers";
    }
    if (cell.strip().matches("-?\\d+,\\d+")) {
      return "a number is written with a decimal point: " + cell.strip().replace(',', '.');
    }
    return "the column holds numbers, and this is none";
  }

  private void limit(long value, long most, String what) {
    if (value > most) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at, what, String.valueOf(most), "Split `" + file + "` into parts."));
    }
  }

  /**
   * Writes a table: the names, then a line for each row. What is written reads back to the same
   * table.
   */
  static void write(Writer out, Columns table) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      csv.writeRecord(table.headings());
      for (int row = 0; row < table.rows(); row++) {
        List<String> record = new ArrayList<>();
        for (Column column : table.columns()) {
          record.add(
              switch (column) {
                case Column.Decimals decimals -> text(decimals.values()[row]);
                case Column.Texts texts -> texts.values().get(row);
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
    String message = String.valueOf(problem.getMessage()) + causes(problem);
    return message.contains("buffer")
        ? new Refusal(
            at ->
                new MathProblem.LimitReached(
                    at,
                    "characters in one row of a table",
                    String.valueOf(LONGEST_ROW),
                    "Look for a quote in `" + file + "` that is never closed."))
        : cannotRead(file, "it is no comma-separated text");
  }

  private static String causes(Throwable problem) {
    Throwable cause = problem.getCause();
    return cause == null ? "" : " " + cause.getMessage();
  }

  static Refusal cannotRead(String file, String why) {
    return new Refusal(at -> new DataProblem.CannotRead(at, file, why));
  }

  private static String shortened(String cell) {
    return cell.length() <= 40 ? cell : cell.substring(0, 40) + "…";
  }
}
