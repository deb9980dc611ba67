package gd.report;

import static gd.report.Prose.code;

import gd.report.DataProblem.*;
import java.util.List;

/** What is said about files and tables. */
final class DataExplanations {
  /** Columns with gaps that are listed. */
  private static final int MOST_GAPS = 10;

  private DataExplanations() {}

  static Report explain(DataProblem problem) {
    return switch (problem) {
      case CannotRead p ->
          Prose.error("Cannot read the file")
              .at(p.at(), code(p.file()) + " could not be read")
              .say(Prose.sentence(p.why()))
              .report();
      case CannotWrite p ->
          Prose.error("Cannot write the file")
              .at(p.at(), code(p.file()) + " could not be written")
              .say(Prose.sentence(p.why()))
              .report();
      case BadCell p ->
          Prose.error("Bad cell in the table")
              .at(p.at(), "read here")
              .say(
                  "Line "
                      + p.line()
                      + " of "
                      + code(p.file())
                      + " has in column "
                      + code(p.column())
                      + ":")
              .say("    " + p.content())
              .say(Prose.sentence(p.why()))
              .report();
      case MissingCells p -> missing(p);
      case NotUtf8 p ->
          Prose.error("Cannot read the file")
              .at(p.at(), code(p.file()) + " is not UTF-8 text")
              .say(
                  "Byte %,d, in line %,d, is 0x%02X, which no character of UTF-8 has there."
                      .formatted(p.offset(), p.line(), p.content()))
              .hint(instead(p))
              .report();
      case NoSuchColumn p -> noSuchColumn(p);
    };
  }

  /** The first bytes tell gzip data (1F 8B) and UTF-16 (FF FE, FE FF). */
  private static String instead(NotUtf8 p) {
    if (p.file().endsWith(".gd")) {
      return "Programs are UTF-8: save it so.";
    }
    if (p.offset() == 1 && p.content() == 0x8B) {
      return "It looks compressed: give it a name that ends with .gz";
    }
    boolean wide = p.offset() == 0 && p.content() >= 0xFE;
    return "If it is %s: read(\"%s\", encoding=\"%s\")"
        .formatted(wide ? "UTF-16" : "Latin-1 (or Windows)", p.file(), wide ? "utf-16" : "latin1");
  }

  private static Report missing(MissingCells p) {
    Columns columns = new Columns();
    for (Gap gap : p.gaps().subList(0, Math.min(MOST_GAPS, p.gaps().size()))) {
      columns.row(
          gap.column(),
          "%d of %d cells, the first in line %d"
              .formatted(gap.missing(), gap.rows(), gap.firstLine()));
    }
    String read = "read(\"" + p.file() + "\", missing=";
    return Prose.error("Missing cells in the table")
        .at(p.at(), "read here")
        .say("Columns of numbers in " + code(p.file()) + " have cells without one:")
        .say(columns.text())
        .hint(read + "\"drop\") leaves such rows out; " + read + "0) takes 0 for them.")
        .report();
  }

  private static Report noSuchColumn(NoSuchColumn p) {
    List<String> near = Suggestions.near(p.name(), p.columns());
    boolean onlyCase = !near.isEmpty() && near.getFirst().equalsIgnoreCase(p.name());
    Prose prose = Prose.error("No such column").at(p.at(), "");
    prose.say(
        (p.table().equals("the table") ? "The table" : code(p.table()))
            + " has no column "
            + code(p.name())
            + "."
            + (onlyCase ? " Column names are case-sensitive." : ""));
    if (!onlyCase && !p.columns().isEmpty()) {
      prose.say("Its columns are " + Prose.all(p.columns()) + ".");
    }
    String text = p.at().text();
    int end = text.lastIndexOf(text.endsWith("]") ? '[' : '.');
    String before = end < 0 ? "t" : text.substring(0, end);
    return near.isEmpty() ? prose.report() : prose.hint(before + "." + near.getFirst()).report();
  }
}
