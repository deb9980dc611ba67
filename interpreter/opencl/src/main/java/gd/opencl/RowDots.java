package gd.opencl;

import java.util.ArrayList;
import java.util.List;

/**
 * Code for the dots of a chunk's rows with a vector. With eight columns or more, eight rows at a
 * time: a vector of partial sums a row, which a tree of shuffles turns into one vector with a dot
 * in each lane.
 */
record RowDots(int columns) {
  private static final int LANES = Lanes.EIGHT.width();

  /** {@code dot[k]} = rows[k]·vector for k = 0 … m−1. */
  void add(Code code, String vector, String dot) {
    code.open("");
    code.line("int k = 0;");
    if (columns >= LANES) {
      code.open("for (; k + %d <= m; k += %d)", LANES, LANES);
      eight(code, vector, dot);
      code.close();
    }
    code.open("for (; k < m; k++)");
    one(code, vector, dot);
    code.close().close();
  }

  private void eight(Code code, String vector, String dot) {
    for (int row = 0; row < LANES; row++) {
      code.line("__global const R *x%d = rows + (k + %d) * %d;", row, row, columns);
      code.line("R8 s%d = (R8)(0);", row);
    }
    int whole = columns / LANES * LANES;
    code.open("for (int j = 0; j < %d; j += %d)", whole, LANES);
    code.line("const R8 w = vload8(0, %s + j);", vector);
    for (int row = 0; row < LANES; row++) {
      code.line("const R8 p%d = vload8(0, x%d + j) * w;", row, row);
      code.line("s%d = s%d + p%d;", row, row, row);
    }
    code.close();
    List<String> level = new ArrayList<>();
    for (int row = 0; row < LANES; row++) {
      level.add("s" + row);
    }
    for (int depth = 0; level.size() > 1; depth++) {
      List<String> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        String name = "h%d_%d".formatted(depth, i / 2);
        String left = level.get(i);
        String right = level.get(i + 1);
        code.line("const R8 %se = (R8)(%s.even, %s.even);", name, left, right);
        code.line("const R8 %so = (R8)(%s.odd, %s.odd);", name, left, right);
        code.line("R8 %s = %se + %so;", name, name, name);
        next.add(name);
      }
      level = next;
    }
    String sum = level.getFirst();
    if (whole < columns) {
      code.line("R tail[8];");
      code.open("for (int q = 0; q < %d; q++)", LANES);
      code.line("__global const R *x = rows + (k + q) * %d;", columns);
      code.line("R s = (R)0;");
      code.open("for (int j = %d; j < %d; j++)", whole, columns);
      code.line("const R p = x[j] * %s[j];", vector);
      code.line("s = s + p;");
      code.close().line("tail[q] = s;").close();
      code.line("%s = %s + vload8(0, tail);", sum, sum);
    }
    code.line("vstore8(%s, 0, %s + k);", sum, dot);
  }

  private void one(Code code, String vector, String dot) {
    code.line("__global const R *x = rows + k * %d;", columns);
    code.line("R s = (R)0;");
    code.open("for (int j = 0; j < %d; j++)", columns);
    code.line("const R p = x[j] * %s[j];", vector);
    code.line("s = s + p;");
    code.close();
    code.line("%s[k] = s;", dot);
  }
}
