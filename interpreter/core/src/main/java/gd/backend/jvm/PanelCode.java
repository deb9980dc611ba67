package gd.backend.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/**
 * A tile of a matrix product before it is compiled: some rows by some vectors of columns, whose
 * sums stay in registers.
 */
record PanelCode(Lanes.Vectors lanes, int rows, int vectors) {
  /** A generated tile. All arrays are {@code float[]} or {@code double[]}. */
  interface Tile {
    /**
     * {@code to[r, j] = Σ left[leftAt + k·rows + r]·right[rightAt + k·columns + j]} over k below
     * {@code count}, one term after the other.
     */
    void run(Object left, int leftAt, Object right, int rightAt, int count, Object to);
  }

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_Object);
  private static final int LEFT_AT = 2;
  private static final int RIGHT_AT = 4;
  private static final int COUNT = 5;

  int columns() {
    return vectors * lanes.width();
  }

  Tile compile() {
    return (Tile)
        LoopWriter.define(
            LoopWriter.bytes("gd.backend.jvm.GeneratedTile", Tile.class, "run", RUN, this::write));
  }

  private void write(CodeBuilder b) {
    int left = array(b, 1);
    int right = array(b, 3);
    int to = array(b, 6);
    int[] sums = locals(b, rows * vectors);
    int[] taken = locals(b, vectors);
    for (int sum : sums) {
      lanes.zero(b);
      b.astore(sum);
    }
    int k = b.allocateLocal(TypeKind.INT);
    Label test = b.newLabel();
    Label top = b.newLabel();
    b.iconst_0().istore(k).goto_(test).labelBinding(top);
    for (int v = 0; v < vectors; v++) {
      lanes.load(b, right, RIGHT_AT, v * lanes.width());
      b.astore(taken[v]);
    }
    int factor = b.allocateLocal(TypeKind.REFERENCE);
    for (int r = 0; r < rows; r++) {
      b.aload(left).iload(LEFT_AT).loadConstant(r).iadd();
      b.arrayLoad(lanes.single() ? TypeKind.FLOAT : TypeKind.DOUBLE);
      lanes.spread(b);
      b.astore(factor);
      for (int v = 0; v < vectors; v++) {
        b.aload(sums[r * vectors + v]).aload(factor).aload(taken[v]);
        lanes.operate(b, Step.Kind.MUL);
        lanes.operate(b, Step.Kind.ADD);
        b.astore(sums[r * vectors + v]);
      }
    }
    b.iinc(LEFT_AT, rows).iinc(RIGHT_AT, columns());
    b.iinc(k, 1).labelBinding(test).iload(k).iload(COUNT).if_icmplt(top);
    b.iconst_0().istore(k);
    for (int sum : sums) {
      lanes.store(b, to, k, sum);
      b.iinc(k, lanes.width());
    }
    b.return_();
  }

  private int array(CodeBuilder b, int parameter) {
    int local = b.allocateLocal(TypeKind.REFERENCE);
    b.aload(parameter);
    lanes.cast(b);
    b.astore(local);
    return local;
  }

  private static int[] locals(CodeBuilder b, int count) {
    int[] locals = new int[count];
    Arrays.setAll(locals, _ -> b.allocateLocal(TypeKind.REFERENCE));
    return locals;
  }
}
