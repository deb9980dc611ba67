package gd.report;

import java.util.List;

/** Files and tables. */
public sealed interface DataProblem extends Problem {
  record CannotRead(Span at, String file, String why) implements DataProblem {}

  record CannotWrite(Span at, String file, String why) implements DataProblem {}

  record BadCell(Span at, String file, long line, String column, String content, String why)
      implements DataProblem {}

  /** A column of numbers in which some are missing. */
  record Gap(String column, int missing, int rows, long firstLine) {}

  record MissingCells(Span at, String file, List<Gap> gaps) implements DataProblem {}

  /** The first byte (from 0) that is none of a UTF-8 text. */
  record NotUtf8(Span at, String file, long offset, long line, int content)
      implements DataProblem {}

  record NoSuchColumn(Span at, String table, String name, List<String> columns)
      implements DataProblem {}
}
