package gd.evaluate;

import gd.data.Column;
import gd.data.Columns;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Between tables and arrays. */
final class Tables {
  private Tables() {}

  /** Rows and columns as a matrix, all of them numbers; {@code one} column alone as a vector. */
  static Value cells(Columns table, int[] rows, int[] columns, boolean one) {
    double[] cells = new double[rows.length * columns.length];
    for (int j = 0; j < columns.length; j++) {
      double[] column = decimals(table, columns[j]);
      for (int i = 0; i < rows.length; i++) {
        cells[i * columns.length + j] = column[rows[i]];
      }
    }
    Shape shape = one ? Shape.of(rows.length) : Shape.of(rows.length, columns.length);
    return new Value.Array(new Tensor.Data(shape, new Elements.Decimals(cells)));
  }

  private static double[] decimals(Columns table, int place) {
    String name = table.names().get(place);
    return switch (table.columns().get(place)) {
      case Column.Decimals(var values) -> values;
      case Column.Arrays _ -> throw notNumbers("a range with the column of arrays " + name);
      case Column.Texts _ -> throw notNumbers("a range with the column of texts " + name);
    };
  }

  private static Refusal notNumbers(String given) {
    return new Refusal(at -> new RunProblem.WrongKind(at, "columns of numbers", given, List.of()));
  }

  /** A table of the columns {@code name=values}. */
  static Columns of(Interpreter in, Map<String, Value> values) {
    List<String> names = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    int rows = -1;
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      Column column =
          entry.getValue() instanceof Value.Texts(var texts)
              ? new Column.Texts(texts)
              : column(in, entry.getValue());
      if (rows >= 0 && column.size() != rows) {
        int first = rows;
        throw new Refusal(
            at ->
                new ShapeProblem.NotThatShape(
                    at,
                    "columns of one length",
                    first + " and " + column.size() + " rows",
                    List.of()));
      }
      rows = column.size();
      names.add(entry.getKey());
      columns.add(column);
    }
    return new Columns(names, columns);
  }

  /** A vector's numbers, or the rows of an array of more dimensions. */
  private static Column column(Interpreter in, Value value) {
    Tensor.Data data = in.computing().data(in.arithmetic().tensor(value));
    if (data.shape().rank() == 0) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at, "an array for each column", Words.of(data.shape()), List.of()));
    }
    double[] values = in.computing().decimals(data);
    List<Integer> cell = data.shape().dimensions().subList(1, data.shape().rank());
    return cell.isEmpty() ? new Column.Decimals(values) : new Column.Arrays(values, cell);
  }

  /** A matrix by its columns, called c1, c2, …; a vector is one column. */
  static Columns ofMatrix(Interpreter in, Value value) {
    Tensor.Data data = in.computing().data(in.arithmetic().tensor(value));
    Shape shape = data.shape();
    if (shape.rank() != 1 && shape.rank() != 2) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at, "a table, a matrix or a vector", Words.of(shape), List.of()));
    }
    double[] values = in.computing().decimals(data);
    int width = shape.rank() == 1 ? 1 : shape.dimension(1);
    List<String> names = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < width; j++) {
      double[] column = new double[shape.dimension(0)];
      for (int i = 0; i < column.length; i++) {
        column[i] = values[i * width + j];
      }
      names.add("c" + (j + 1));
      columns.add(new Column.Decimals(column));
    }
    return new Columns(names, columns);
  }
}
