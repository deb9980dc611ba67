package gd.opencl;

import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A group of tiles for a processor: one work-item, a row in each lane of a vector. Tiles are taken
 * in chunks that stay in the first-level cache: first the body of each, whose slots are kept, then
 * the sums, some columns at a time, so that the sums of those columns stay in registers. While a
 * tile is multiplied, what lies a page ahead is fetched: a processor's own foresight ends with a
 * page. The sums of a chunk are added to the group's, so that errors grow with the chunks and not
 * with the rows.
 */
final class RowsInVectors {
  /** Tiles of a chunk. */
  private static final int LONGEST = 64;

  private static final int CHUNK_BYTES = 16 << 10;
  private static final int BYTES_AHEAD = 4 << 10;

  /** Sums in registers: of so many slots, and at most of so many columns. */
  private static final int SUMS_AT_ONCE = 16;

  private static final int COLUMNS_AT_ONCE = 8;

  /** Wider sums would not fit the stack in vectors: they are added up lane by lane. */
  private static final int WIDEST = 2048;

  private final RowsStages rows;
  private final Kernel.Rows kernel;
  private final Lanes lanes;
  private final String type;
  private final String zero;
  private final int columns;
  private final List<Integer> totals = new ArrayList<>();
  private final List<Integer> weighted = new ArrayList<>();
  private final boolean isWide;
  private final int chunk;
  private final Code code = new Code();

  RowsInVectors(RowsStages rows) {
    this.rows = rows;
    this.kernel = rows.kernel();
    this.lanes = Lanes.widest(rows.precision());
    this.type = lanes.type();
    this.zero = lanes.spread("(R)0");
    this.columns = kernel.columns();
    for (int o = 0; o < kernel.outputs().size(); o++) {
      switch (kernel.outputs().get(o)) {
        case RowOutput.Total _ -> totals.add(o);
        case RowOutput.Weighted _ -> weighted.add(o);
        case RowOutput.Each _ -> {}
      }
    }
    this.isWide = columns * weighted.size() > WIDEST;
    int bytes = lanes.width() * rows.precision().bits() / Byte.SIZE;
    int perTile = Math.max(1, columns) * bytes;
    this.chunk = isWide ? LONGEST : Math.clamp(CHUNK_BYTES / perTile, 1, LONGEST);
  }

  Code code() {
    code.line("const int first = g * %d;", rows.perGroup());
    code.line("const int last = min(first + %d, %d);", rows.perGroup(), rows.tiling().tiles());
    for (int o : totals) {
      code.line("%s total%d = %s;", type, o, zero);
    }
    for (int o : weighted) {
      if (isWide) {
        code.line("__global R *sum%d = %s;", o, rows.place(o));
        code.open("for (int j = 0; j < %d; j++)", columns).line("sum%d[j] = (R)0;", o).close();
      } else {
        code.line("%s sum%d[%d];", type, o, columns);
        code.open("for (int j = 0; j < %d; j++)", columns).line("sum%d[j] = %s;", o, zero).close();
      }
    }
    code.open("for (int c = first; c < last; c += %d)", chunk);
    code.line("const int end = min(c + %d, last);", chunk);
    begin();
    code.open("for (int t = c; t < end; t++)");
    tile();
    code.close();
    end();
    code.close();
    for (int o : totals) {
      code.open("");
      code.line("%s[0] = %s;", rows.place(o), across("total" + o));
      code.close();
    }
    if (!isWide) {
      for (int o : weighted) {
        code.open("for (int j = 0; j < %d; j++)", columns);
        code.line("%s[j] = %s;", rows.place(o), across("sum%d[j]".formatted(o)));
        code.close();
      }
    }
    return code;
  }

  /** The sum of a vector's lanes, always in the same order; adds statements. */
  private String across(String vector) {
    String name = vector;
    for (int width = lanes.width() / 2; width >= 1; width /= 2) {
      String half = "h" + width;
      String to = width == 1 ? "R" : "R" + width;
      if (width == lanes.width() / 2) {
        code.line("const %s whole = %s;", type, name);
        name = "whole";
      }
      code.line("const %s %s = %s.even + %s.odd;", to, half, name, name);
      name = half;
    }
    return name;
  }

  private void begin() {
    totals.forEach(o -> code.line("%s part%d = %s;", type, o, zero));
    slots().forEach(slot -> code.line("%s slot%d[%d];", type, slot, chunk));
  }

  private TreeSet<Integer> slots() {
    TreeSet<Integer> slots = new TreeSet<>();
    weighted.forEach(o -> slots.add(kernel.outputs().get(o).slot()));
    return slots;
  }

  private void tile() {
    code.line(rows.tile());
    code.line("const int row = t * %d;", lanes.width());
    List<String> dots = rows.dots(code, lanes, BYTES_AHEAD * Byte.SIZE / rows.precision().bits());
    List<String> results = rows.fitsLanes() ? rows.body(code, dots, lanes) : laneByLane(dots);
    for (int o = 0; o < results.size(); o++) {
      if (kernel.outputs().get(o) instanceof RowOutput.Each each) {
        code.line(lanes.store(results.get(o), "b" + each.buffer(), "row"));
      }
    }
    List<Integer> summed = new ArrayList<>(totals);
    summed.addAll(weighted);
    for (int o : summed) {
      code.line("%s r%d = %s;", type, o, results.get(o));
    }
    if (rows.tiling().hasTail()) {
      code.open("if (t == %d)", rows.tiling().tiles() - 1);
      String inside = insideTheTail();
      for (int o : summed) {
        code.line("r%d = %s ? r%d : %s;", o, inside, o, zero);
      }
      code.close();
    }
    totals.forEach(o -> code.line("part%d = part%d + r%d;", o, o, o));
    Map<Integer, Integer> kept = new TreeMap<>();
    weighted.forEach(o -> kept.putIfAbsent(kernel.outputs().get(o).slot(), o));
    kept.forEach((slot, o) -> code.line("slot%d[t - c] = r%d;", slot, o));
  }

  /** Which lanes of the last tile hold rows of the matrix. */
  private String insideTheTail() {
    int left = kernel.rows() % lanes.width();
    List<String> masks =
        IntStream.range(0, lanes.width()).mapToObj(lane -> lane < left ? "-1" : "0").toList();
    return "(%s)(%s)".formatted(lanes.mask(), String.join(", ", masks));
  }

  /** A body too long for vectors. */
  private List<String> laneByLane(List<String> dots) {
    for (String dot : dots) {
      code.line("R %s_lane[%d];", dot, lanes.width());
      code.line(lanes.store(dot, dot + "_lane", "0"));
    }
    int count = kernel.outputs().size();
    for (int o = 0; o < count; o++) {
      code.line("R out%d_lane[%d];", o, lanes.width());
    }
    code.line("const int from = row;");
    code.open("for (int lane = 0; lane < %d; lane++)", lanes.width());
    code.line("const int row = min(from + lane, %d);", kernel.rows() - 1);
    List<String> given = dots.stream().map(dot -> dot + "_lane[lane]").toList();
    List<String> results = rows.body(code, given, Lanes.ONE);
    for (int o = 0; o < count; o++) {
      code.line("out%d_lane[lane] = %s;", o, results.get(o));
    }
    code.close();
    List<String> vectors = new ArrayList<>();
    for (int o = 0; o < count; o++) {
      code.line("const %s out%d = %s;", type, o, lanes.load("out%d_lane".formatted(o), "0"));
      vectors.add("out" + o);
    }
    return vectors;
  }

  private void end() {
    totals.forEach(o -> code.line("total%d = total%d + part%d;", o, o, o));
    for (int from = 0; from < weighted.size(); from += SUMS_AT_ONCE) {
      List<Integer> together =
          weighted.subList(from, Math.min(weighted.size(), from + SUMS_AT_ONCE));
      int atOnce = Math.clamp(SUMS_AT_ONCE / together.size(), 1, COLUMNS_AT_ONCE);
      int whole = columns / atOnce * atOnce;
      if (whole > 0) {
        code.open("for (int j = 0; j < %d; j += %d)", whole, atOnce);
        accumulate(together, "j", atOnce);
        code.close();
      }
      if (whole < columns) {
        code.open("");
        accumulate(together, Integer.toString(whole), columns - whole);
        code.close();
      }
    }
  }

  /** The chunk's sums of some columns from {@code first} on, for some outputs together. */
  private void accumulate(List<Integer> together, String first, int count) {
    for (int o : together) {
      for (int q = 0; q < count; q++) {
        code.line("%s a%d_%d = %s;", type, o, q, zero);
      }
    }
    code.open("for (int t = c; t < end; t++)");
    code.line(rows.tile());
    for (int q = 0; q < count; q++) {
      String place = "(%s + %d) * %d".formatted(first, q, lanes.width());
      code.line("const %s x%d = %s;", type, q, lanes.load("x", place));
    }
    for (int o : together) {
      code.line("const %s r%d = slot%d[t - c];", type, o, kernel.outputs().get(o).slot());
      for (int q = 0; q < count; q++) {
        code.line("a%d_%d = fma(x%d, r%d, a%d_%d);", o, q, q, o, o, q);
      }
    }
    code.close();
    for (int o : together) {
      for (int q = 0; q < count; q++) {
        String sum = "sum%d[%s + %d]".formatted(o, first, q);
        String chunks = "a%d_%d".formatted(o, q);
        if (isWide) {
          code.open("");
          code.line("%s = %s + %s;", sum, sum, across(chunks));
          code.close();
        } else {
          code.line("%s = %s + %s;", sum, sum, chunks);
        }
      }
    }
  }
}
