package gd.descent;

import gd.backend.SomeRows;
import gd.data.Column;
import gd.data.Columns;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of a descent: columns of equally many rows, each bound to the loss's parameter of its
 * name.
 *
 * @param cells the shape of one cell of each column
 * @param values the cells of each column, row by row
 */
public record Dataset(List<String> names, List<Shape> cells, List<double[]> values, int rows) {

  /** These columns of a table. */
  public static Dataset of(Columns table, List<String> names) {
    List<double[]> values = new ArrayList<>();
    List<Shape> cells = new ArrayList<>();
    for (String name : names) {
      switch (table.columns().get(table.names().indexOf(name))) {
        case Column.Decimals(var decimals) -> {
          values.add(decimals);
          cells.add(Shape.SCALAR);
        }
        case Column.Arrays arrays -> {
          values.add(arrays.values());
          cells.add(new Shape(arrays.cell()));
        }
        case Column.Texts _ ->
            throw new Refusal(
                at ->
                    new RunProblem.WrongKind(
                        at,
                        "columns of numbers",
                        "the column of texts " + name,
                        List.of("(table." + name + " == \"…\") is 1 where it holds, else 0")));
      }
    }
    return new Dataset(List.copyOf(names), cells, values, table.rows());
  }

  /** The columns as arrays, all rows of them. */
  public List<Tensor.Data> arrays() {
    List<Tensor.Data> arrays = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      arrays.add(new Tensor.Data(shape(c, rows), new Elements.Decimals(values.get(c))));
    }
    return arrays;
  }

  /** For each column what it is in a graph that is traced for so many rows of whatever data. */
  public List<Tensor.Input> inputs() {
    List<Tensor.Input> inputs = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      inputs.add(new Tensor.Input(names.get(c), shape(c, rows)));
    }
    return inputs;
  }

  /** As many rows without their values: what is traced needs their number alone. */
  Dataset ofRows(int count) {
    return new Dataset(names, cells, List.of(), count);
  }

  private Shape shape(int column, int height) {
    return Shape.of(height).then(cells.get(column).dimensions());
  }

  /** The rows at these places of an order. */
  public Dataset rows(int[] order, int from, int to) {
    List<double[]> taken = some(order, from, to).stream().map(SomeRows::elements).toList();
    return new Dataset(names, cells, taken, to - from);
  }

  /** The same rows of each column, not copied yet. */
  List<SomeRows> some(int[] order, int from, int to) {
    List<SomeRows> some = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      some.add(new SomeRows(values.get(c), cells.get(c).size(), order, from, to - from));
    }
    return some;
  }
}
