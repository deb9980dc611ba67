package gd.report;

import java.util.List;

/** Files and tables. */
public sealed interface DataProblem extends Problem {
  record CannotRead(Span at, String file, String why) implements DataProblem {}

  record CannotWrite(Span at, String file, String why) implements DataProblem {}

  record BadCell(Span at, String file, long line, String column, String content, String why)
      implements DataProblem {}

  record NoSuchColumn(Span at, String table, String name, List<String> columns)
      implements DataProblem {}
}
