package gd.evaluate;

import gd.formula.Formula;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of descents: their fields, and their table of steps. */
public final class Reports {
  private Reports() {}

  /** What fits in a column of a table. */
  private static final int WIDEST = 48;

  /** The fields every result has, beside its parameters. */
  private static final List<String> FIELDS =
      List.of(
          "loss",
          "steps",
          "losses",
          "path",
          "why",
          "device",
          "slope",
          "curvature",
          "diagnosis",
          "errors");

  static List<String> fields(Value.Result result) {
    List<String> all = new ArrayList<>(result.parameters().keySet());
    all.addAll(FIELDS);
    all.addAll(result.more().keySet());
    return all;
  }

  static Optional<Value> field(Value.Result result, String name) {
    Value parameter = result.parameters().get(name);
    if (parameter != null) {
      return Optional.of(parameter);
    }
    return switch (name) {
      case "loss" -> Optional.of(result.loss());
      case "steps" -> Optional.of(Numbers.integer(result.steps()));
      case "losses" -> Optional.of(result.losses());
      case "path" -> Optional.of(path(result.path()));
      case "why" -> Optional.of(new Value.Text(result.why()));
      case "device" -> Optional.of(new Value.Text(result.device()));
      case "slope" ->
          Optional.of(new Value.Scalar(new Formula.Decimal(result.diagnosis().get().slope())));
      case "curvature" ->
          Optional.of(
              new Value.Array(
                  new Tensor.Data(
                      Shape.of(result.diagnosis().get().eigenvalues().length),
                      new Elements.Decimals(result.diagnosis().get().eigenvalues()))));
      case "errors" -> Optional.of(result.errors().get());
      case "diagnosis" ->
          Optional.of(new Value.Text(String.join("\n", result.diagnosis().get().remarks())));
      default -> Optional.ofNullable(result.more().get(name));
    };
  }

  private static Value path(Map<String, Value> path) {
    return path.size() == 1 ? path.values().iterator().next() : new Value.Fields(path);
  }

  /** A slide's table: every so many steps, the step, the loss and the parameters. */
  static List<String> trace(Interpreter in, Value.Result result, int every) {
    List<List<String>> rows = new ArrayList<>();
    boolean byEpochs = result.more().containsKey("batch_losses");
    List<String> head = new ArrayList<>(List.of(byEpochs ? "epoch" : "step", "loss"));
    head.addAll(result.path().keySet());
    rows.add(head);
    Tensor.Data losses = in.computing().data(in.arithmetic().tensor(result.losses()));
    int rowsOfLosses = losses.shape().size();
    for (int step = 0; step < rowsOfLosses; step++) {
      boolean last = step == rowsOfLosses - 1;
      if (step % every == 0 || last) {
        List<String> row = new ArrayList<>(List.of(String.valueOf(step)));
        row.add(in.text(new Value.Scalar(losses.elements().formula(step))));
        for (Value points : result.path().values()) {
          row.add(brief(point(in, points, step, rowsOfLosses - 1, result.steps())));
        }
        rows.add(row);
      }
    }
    return aligned(rows);
  }

  /** The parameters at a loss of a run; a long run's path holds only its ends. */
  private static String point(Interpreter in, Value points, int row, int last, long steps) {
    Tensor tensor = in.arithmetic().tensor(points);
    int kept = tensor.shape().dimension(0);
    long every = last == 0 ? 1 : (steps + last - 1) / last;
    long place = row == last ? kept - 1 : kept == steps + 1 ? row * every : row == 0 ? 0 : -1;
    return place < 0
        ? ""
        : in.text(in.computing().force(Arithmetic.of(in.tensors().pick(tensor, 0, (int) place))));
  }

  /** The beginning of a long array: a row of a table is a line. */
  private static String brief(String text) {
    return text.length() <= WIDEST
        ? text
        : text.substring(0, Math.max(1, text.lastIndexOf(", ", WIDEST - 3))) + ", …";
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] width = new int[columns];
    rows.forEach(
        row -> {
          for (int c = 0; c < columns; c++) {
            width[c] = Math.max(width[c], row.get(c).length());
          }
        });
    return rows.stream()
        .map(
            row -> {
              StringBuilder line = new StringBuilder();
              for (int c = 0; c < columns; c++) {
                line.append(c == 0 ? "" : "  ")
                    .append(" ".repeat(width[c] - row.get(c).length()))
                    .append(row.get(c));
              }
              return line.toString();
            })
        .toList();
  }
}
