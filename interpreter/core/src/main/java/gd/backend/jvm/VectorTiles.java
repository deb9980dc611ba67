package gd.backend.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/**
 * The loops of {@link TileLoops} for tiles of vectors: {@code [rows / lanes][columns][lanes]}, read
 * from the beginning to the end.
 *
 * @param columns of the matrix
 */
record VectorTiles(Lanes.Vectors lanes, int columns) {
  private static final int ROWS_AT_ONCE = 2;
  private static final int COLUMNS_AT_ONCE = 4;
  private static final int SUMS_AT_ONCE = 8;

  /** A generated pass over a tile. All arrays are {@code float[]} or {@code double[]}. */
  interface Pass {
    void run(Object tile, Object from, Object to);
  }

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_Object);

  /** {@code to[i] = row i · from}. */
  Pass products() {
    return compile(writer -> writer.products());
  }

  /**
   * {@code to[j, lane] += Σ element j of row i · from[i]} over the rows i of a lane, which are
   * added up first.
   */
  Pass sums() {
    return compile(writer -> writer.sums());
  }

  private Pass compile(Consumer<Writer> body) {
    String name = "gd.backend.jvm.GeneratedPass";
    return (Pass)
        LoopWriter.define(
            LoopWriter.bytes(
                name, Pass.class, "run", RUN, builder -> body.accept(new Writer(builder))));
  }

  /** The work of writing one pass. */
  private final class Writer {
    private final CodeBuilder b;
    private final int tile;
    private final int from;
    private final int to;
    private final int i;

    /** The place in the tile. */
    private final int at;

    private final int j;

    Writer(CodeBuilder b) {
      this.b = b;
      this.tile = array(1);
      this.from = array(2);
      this.to = array(3);
      this.i = b.allocateLocal(TypeKind.INT);
      this.at = b.allocateLocal(TypeKind.INT);
      this.j = b.allocateLocal(TypeKind.INT);
    }

    private int array(int parameter) {
      int local = b.allocateLocal(TypeKind.REFERENCE);
      b.aload(parameter);
      lanes.cast(b);
      b.astore(local);
      return local;
    }

    /** Adds a product of a vector of the tile, so many behind the place, to a sum. */
    private void add(int sum, int plus, int factor) {
      lanes.load(b, tile, at, plus * lanes.width());
      b.aload(factor);
      lanes.multiplyAdd(b, sum);
      b.astore(sum);
    }

    private void loop(int counter, int step, Runnable limit, Runnable body) {
      Label test = b.newLabel();
      Label top = b.newLabel();
      b.goto_(test).labelBinding(top);
      body.run();
      b.iinc(counter, step).labelBinding(test).iload(counter);
      limit.run();
      b.if_icmplt(top);
    }

    /** Two vectors of rows at once, so that an element of the vector serves both. */
    void products() {
      int[] sums = locals(ROWS_AT_ONCE * COLUMNS_AT_ONCE);
      int weight = b.allocateLocal(TypeKind.REFERENCE);
      b.iconst_0().istore(i).iconst_0().istore(at);
      loop(
          i,
          ROWS_AT_ONCE * lanes.width(),
          () -> b.aload(to).arraylength(),
          () -> {
            for (int sum : sums) {
              zero(sum);
            }
            b.iconst_0().istore(j);
            int whole = columns / COLUMNS_AT_ONCE * COLUMNS_AT_ONCE;
            for (int count : new int[] {COLUMNS_AT_ONCE, 1}) {
              loop(
                  j,
                  count,
                  () -> b.loadConstant(count > 1 ? whole : columns),
                  () -> {
                    for (int k = 0; k < count; k++) {
                      b.aload(from).iload(j).loadConstant(k).iadd();
                      b.arrayLoad(lanes.single() ? TypeKind.FLOAT : TypeKind.DOUBLE);
                      lanes.spread(b);
                      b.astore(weight);
                      for (int row = 0; row < ROWS_AT_ONCE; row++) {
                        add(sums[row * COLUMNS_AT_ONCE + k], row * columns + k, weight);
                      }
                    }
                    b.iinc(at, count * lanes.width());
                  });
            }
            b.iload(at).loadConstant((ROWS_AT_ONCE - 1) * columns * lanes.width()).iadd();
            b.istore(at).iload(i).istore(j);
            for (int row = 0; row < ROWS_AT_ONCE; row++) {
              int first = row * COLUMNS_AT_ONCE;
              b.aload(sums[first]).aload(sums[first + 1]);
              lanes.operate(b, Step.Kind.ADD);
              b.aload(sums[first + 2]).aload(sums[first + 3]);
              lanes.operate(b, Step.Kind.ADD);
              lanes.operate(b, Step.Kind.ADD);
              b.astore(sums[first]);
              lanes.store(b, to, j, sums[first]);
              b.iinc(j, lanes.width());
            }
          });
      b.return_();
    }

    void sums() {
      b.iconst_0().istore(j);
      int whole = columns / SUMS_AT_ONCE * SUMS_AT_ONCE;
      for (int count : new int[] {SUMS_AT_ONCE, 1}) {
        int end = (count > 1 ? whole : columns) * lanes.width();
        loop(j, count * lanes.width(), () -> b.loadConstant(end), () -> sums(count));
      }
      b.return_();
    }

    /** The sums of some columns, the first of which begins at j. */
    private void sums(int count) {
      int[] sums = locals(count);
      for (int sum : sums) {
        zero(sum);
      }
      int factor = b.allocateLocal(TypeKind.REFERENCE);
      b.iconst_0().istore(i).iload(j).istore(at);
      loop(
          i,
          lanes.width(),
          () -> b.aload(from).arraylength(),
          () -> {
            lanes.load(b, from, i);
            b.astore(factor);
            for (int k = 0; k < count; k++) {
              add(sums[k], k, factor);
            }
            b.iload(at).loadConstant(columns * lanes.width()).iadd().istore(at);
          });
      int place = b.allocateLocal(TypeKind.INT);
      for (int k = 0; k < count; k++) {
        b.iload(j).loadConstant(k * lanes.width()).iadd().istore(place);
        lanes.load(b, to, place);
        b.aload(sums[k]);
        lanes.operate(b, Step.Kind.ADD);
        b.astore(sums[k]);
        lanes.store(b, to, place, sums[k]);
      }
    }

    private int[] locals(int count) {
      int[] locals = new int[count];
      java.util.Arrays.setAll(locals, _ -> b.allocateLocal(TypeKind.REFERENCE));
      return locals;
    }

    private void zero(int local) {
      lanes.zero(b);
      b.astore(local);
    }
  }
}
