package gd.opencl;

import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of tiles for a GPU: a work-group whose items take a row each, so that neighbours read
 * neighbours. With few columns every item keeps the sums of its rows and a tree in local memory
 * puts them together; with many, the items meet after every few tiles and take a column each.
 */
final class RowsInItems {
  /** Work-items of a group. */
  static final int ITEMS = 64;

  private final RowsStages rows;
  private final Kernel.Rows kernel;
  private final int columns;
  private final int lanes;
  private final List<Integer> totals = new ArrayList<>();
  private final List<Integer> weighted = new ArrayList<>();
  private final boolean isFew;
  private final Code code = new Code();

  RowsInItems(RowsStages rows) {
    this.rows = rows;
    this.kernel = rows.kernel();
    this.columns = kernel.columns();
    this.lanes = rows.tiling().lanes();
    for (int o = 0; o < kernel.outputs().size(); o++) {
      switch (kernel.outputs().get(o)) {
        case RowOutput.Total _ -> totals.add(o);
        case RowOutput.Weighted _ -> weighted.add(o);
        case RowOutput.Each _ -> {}
      }
    }
    this.isFew = columns * weighted.size() <= RowsStages.FEW;
  }

  /** Sizes of the arrays l0, l1, … that the items of a group share. */
  List<Integer> locals() {
    List<Integer> sizes = new ArrayList<>(List.of(ITEMS));
    if (!isFew) {
      weighted.forEach(_ -> sizes.add(ITEMS));
    }
    return sizes;
  }

  private int columnsOfAnItem() {
    return Math.ceilDiv(columns, ITEMS);
  }

  Code code() {
    code.line("const int i = get_local_id(0);");
    code.line("const int first = g * %d;", rows.perGroup());
    code.line("const int last = min(first + %d, %d);", rows.perGroup(), rows.tiling().tiles());
    totals.forEach(o -> code.line("R total%d = (R)0;", o));
    for (int o : weighted) {
      int sums = isFew ? columns : columnsOfAnItem();
      code.line("R sum%d[%d];", o, sums);
      code.open("for (int j = 0; j < %d; j++)", sums).line("sum%d[j] = (R)0;", o).close();
    }
    code.open("for (int c = first; c < last; c += %d)", ITEMS / lanes);
    code.line("const int t = c + i / %d;", lanes);
    code.line("const int row = t * %d + i %% %d;", lanes, lanes);
    code.line("const int inside = t < last & row < %d;", kernel.rows());
    for (int k = 0; k < weighted.size() && !isFew; k++) {
      code.line("l%d[i] = (R)0;", k + 1);
    }
    code.open("if (inside)");
    row();
    code.close();
    if (!isFew) {
      code.line("barrier(CLK_LOCAL_MEM_FENCE);");
      for (int k = 0; k < weighted.size(); k++) {
        columns(weighted.get(k), "l" + (k + 1));
      }
      code.line("barrier(CLK_LOCAL_MEM_FENCE);");
    }
    code.close();
    finish();
    return code;
  }

  private void row() {
    code.open("");
    code.line(rows.tile().replace("(long)t * ", "i % " + lanes + " + (long)t * "));
    List<String> results = rows.body(code, rows.dots(code, Lanes.ONE), Lanes.ONE);
    for (int o = 0; o < results.size(); o++) {
      switch (kernel.outputs().get(o)) {
        case RowOutput.Each each -> code.line("b%d[row] = %s;", each.buffer(), results.get(o));
        case RowOutput.Total _ -> code.line("total%d = total%d + %s;", o, o, results.get(o));
        case RowOutput.Weighted _ when isFew -> {
          code.open("for (int j = 0; j < %d; j++)", columns);
          code.line("const R p = x[j * %d] * %s;", lanes, results.get(o));
          code.line("sum%d[j] = sum%d[j] + p;", o, o).close();
        }
        case RowOutput.Weighted _ ->
            code.line("l%d[i] = %s;", weighted.indexOf(o) + 1, results.get(o));
      }
    }
    code.close();
  }

  /** Every item adds what the chunk gives to its columns i, i + 64, … */
  private void columns(int o, String slots) {
    code.open("for (int k = 0; k < %d; k++)", columnsOfAnItem());
    code.line("const int j = i + k * %d;", ITEMS);
    code.open("if (j < %d)", columns);
    code.line("R a = (R)0;");
    code.open("for (int t = c; t < min(c + %d, last); t++)", ITEMS / lanes);
    code.line(rows.tile());
    code.open("for (int lane = 0; lane < %d; lane++)", lanes);
    code.line("const R p = x[j * %d + lane] * %s[(t - c) * %d + lane];", lanes, slots, lanes);
    code.line("a = a + p;").close();
    code.close();
    code.line("sum%d[k] = sum%d[k] + a;", o, o);
    code.close().close();
  }

  private void finish() {
    totals.forEach(o -> tree("total" + o, rows.place(o) + "[0]"));
    for (int o : weighted) {
      if (isFew) {
        code.open("for (int j = 0; j < %d; j++)", columns);
        tree("sum%d[j]".formatted(o), rows.place(o) + "[j]");
        code.close();
      } else {
        code.open("for (int k = 0; k < %d; k++)", columnsOfAnItem());
        code.line("const int j = i + k * %d;", ITEMS);
        code.open("if (j < %d)", columns);
        code.line("%s[j] = sum%d[k];", rows.place(o), o);
        code.close().close();
      }
    }
  }

  /** The items' values put together pair by pair. */
  private void tree(String value, String to) {
    code.line("l0[i] = %s;", value);
    code.line("barrier(CLK_LOCAL_MEM_FENCE);");
    code.open("for (int span = %d; span > 0; span /= 2)", ITEMS / 2);
    code.open("if (i < span)").line("l0[i] = l0[i] + l0[i + span];").close();
    code.line("barrier(CLK_LOCAL_MEM_FENCE);").close();
    code.open("if (i == 0)").line("%s = l0[0];", to).close();
    code.line("barrier(CLK_LOCAL_MEM_FENCE);");
  }
}
