package gd.backend.jvm;

import gd.backend.jvm.Step.Kind;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.ThreeAddress;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;

/**
 * Rows of few columns before they are compiled: one loop over a tile of vectors in which a row's
 * elements, read once, stay in registers from the products to the sums. While one vector of rows
 * waits for memory, those before it are computed.
 *
 * @param vectors with which rows are multiplied
 * @param steps of the body, whose first inputs are the products
 * @param outputs what becomes of each result
 */
record NarrowRows(
    Lanes.Vectors lanes,
    int columns,
    int vectors,
    List<Step> steps,
    List<Integer> results,
    List<Output> outputs) {
  private static final int MOST_COLUMNS = 8;

  /** Products, and sums, of one row. */
  private static final int MOST_TERMS = 16;

  /** What becomes of a result: written for each row, added up, added up times each column. */
  enum Output {
    EACH,
    TOTAL,
    WEIGHTED
  }

  /** A generated loop. All arrays are {@code float[]} or {@code double[]}. */
  interface Pass {
    /**
     * @param each where results go that are written for each row
     * @param sums to which a vector is added for every sum, outputs in order
     */
    void run(Object tile, Object[] vectors, Object[] inputs, Object[] each, Object sums);
  }

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_Object.arrayType(),
          ConstantDescs.CD_Object.arrayType(),
          ConstantDescs.CD_Object.arrayType(),
          ConstantDescs.CD_Object);
  private static final int TILE = 1;
  private static final int VECTORS = 2;
  private static final int INPUTS = 3;
  private static final int EACH = 4;
  private static final int SUMS = 5;

  /** Empty where the registers would not suffice, or the body has what vectors have not. */
  static Optional<NarrowRows> of(Kernel.Rows kernel, ThreeAddress body, Lanes lanes) {
    if (!(lanes instanceof Lanes.Vectors wide)) {
      return Optional.empty();
    }
    Steps steps = new Steps(lanes);
    List<Integer> results = steps.body(body);
    List<Output> outputs = kernel.outputs().stream().map(NarrowRows::output).toList();
    int columns = kernel.columns();
    NarrowRows rows =
        new NarrowRows(wide, columns, kernel.vectors().size(), steps.list(), results, outputs);
    boolean fits =
        columns <= MOST_COLUMNS
            && columns * rows.vectors <= MOST_TERMS
            && rows.sums() <= MOST_TERMS
            && steps.fitsVectors()
            && steps.list().stream().filter(Step::isWork).count() <= BlockBody.LONGEST_OF_VECTORS;
    return fits ? Optional.of(rows) : Optional.empty();
  }

  private static Output output(RowOutput output) {
    return switch (output) {
      case RowOutput.Each _ -> Output.EACH;
      case RowOutput.Total _ -> Output.TOTAL;
      case RowOutput.Weighted _ -> Output.WEIGHTED;
    };
  }

  /** How many sums an output has. */
  int sums(int output) {
    return switch (outputs.get(output)) {
      case EACH -> 0;
      case TOTAL -> 1;
      case WEIGHTED -> columns;
    };
  }

  /** How many sums there are. */
  int sums() {
    int sums = 0;
    for (int k = 0; k < outputs.size(); k++) {
      sums += sums(k);
    }
    return sums;
  }

  Pass compile() {
    String name = "gd.backend.jvm.GeneratedRows";
    return (Pass)
        LoopWriter.define(
            LoopWriter.bytes(name, Pass.class, "run", RUN, b -> new Writer(b).write()));
  }

  /** The work of writing the loop. */
  private final class Writer {
    private final CodeBuilder b;
    private final int tile;
    private final int[] weights;
    private final int[] inputs;
    private final int[] each;
    private final int[] sums = new int[sums()];

    /** For each step its local variable. */
    private final int[] locals = new int[steps.size()];

    private final int[] row = new int[columns];
    private final int i;
    private final int at;

    Writer(CodeBuilder b) {
      this.b = b;
      b.aload(TILE);
      this.tile = array();
      this.weights = new int[vectors * columns];
      this.inputs = new int[steps.size()];
      this.each = new int[outputs.size()];
      this.i = b.allocateLocal(TypeKind.INT);
      this.at = b.allocateLocal(TypeKind.INT);
    }

    /** Casts the array on the stack, and puts it into a local variable. */
    private int array() {
      lanes.cast(b);
      return stored(TypeKind.REFERENCE);
    }

    private int stored(TypeKind kind) {
      int local = b.allocateLocal(kind);
      b.storeLocal(kind, local);
      return local;
    }

    void write() {
      before();
      int end = b.allocateLocal(TypeKind.INT);
      b.aload(tile).arraylength().istore(end);
      b.iconst_0().istore(i).iconst_0().istore(at);
      Label test = b.newLabel();
      Label top = b.newLabel();
      b.goto_(test).labelBinding(top);
      rows();
      b.iinc(i, lanes.width());
      b.iinc(at, columns * lanes.width()).labelBinding(test).iload(at).iload(end).if_icmplt(top);
      b.aload(SUMS);
      int all = array();
      for (int k = 0; k < sums.length; k++) {
        b.loadConstant(k * lanes.width()).istore(i);
        lanes.load(b, all, i);
        b.aload(sums[k]);
        lanes.operate(b, Kind.ADD);
        b.astore(sums[k]);
        lanes.store(b, all, i, sums[k]);
      }
      b.return_();
    }

    /** What does not change from row to row. */
    private void before() {
      TypeKind number = lanes.single() ? TypeKind.FLOAT : TypeKind.DOUBLE;
      for (int k = 0; k < weights.length; k++) {
        b.aload(VECTORS).loadConstant(k / columns).aaload();
        lanes.cast(b);
        b.loadConstant(k % columns).arrayLoad(number);
        lanes.spread(b);
        weights[k] = stored(TypeKind.REFERENCE);
      }
      for (int k = 0; k < sums.length; k++) {
        lanes.zero(b);
        sums[k] = stored(TypeKind.REFERENCE);
      }
      for (int k = 0; k < each.length; k++) {
        if (outputs.get(k) == Output.EACH) {
          b.aload(EACH).loadConstant(k).aaload();
          each[k] = array();
        }
      }
      for (int step = 0; step < locals.length; step++) {
        double value = steps.get(step).value();
        if (steps.get(step).kind() == Kind.NUMBER) {
          if (lanes.single()) {
            b.loadConstant((float) value);
          } else {
            b.loadConstant(value);
          }
          lanes.spread(b);
          locals[step] = stored(TypeKind.REFERENCE);
        } else if (steps.get(step).kind() == Kind.INPUT && value >= vectors) {
          b.aload(INPUTS).loadConstant((int) value - vectors).aaload();
          inputs[step] = array();
        }
      }
    }

    /** A vector of rows. */
    private void rows() {
      for (int j = 0; j < columns; j++) {
        lanes.load(b, tile, at, j * lanes.width());
        row[j] = stored(TypeKind.REFERENCE);
      }
      for (int step = 0; step < locals.length; step++) {
        Step one = steps.get(step);
        if (one.kind() == Kind.INPUT && one.value() < vectors) {
          product((int) one.value());
          locals[step] = stored(TypeKind.REFERENCE);
        } else if (one.kind() == Kind.INPUT) {
          lanes.load(b, inputs[step], i);
          locals[step] = stored(TypeKind.REFERENCE);
        } else if (one.isWork()) {
          one.operands().forEach(operand -> b.aload(locals[operand]));
          lanes.operate(b, one.kind());
          locals[step] = stored(TypeKind.REFERENCE);
        }
      }
      int sum = 0;
      for (int k = 0; k < each.length; k++) {
        int result = locals[results.get(k)];
        switch (outputs.get(k)) {
          case EACH -> lanes.store(b, each[k], i, result);
          case TOTAL -> {
            b.aload(sums[sum]).aload(result);
            lanes.operate(b, Kind.ADD);
            b.astore(sums[sum++]);
          }
          case WEIGHTED -> {
            for (int j = 0; j < columns; j++) {
              b.aload(row[j]).aload(result);
              lanes.multiplyAdd(b, sums[sum]);
              b.astore(sums[sum++]);
            }
          }
        }
      }
    }

    /** → row · vector, even and odd columns first */
    private void product(int vector) {
      int[] halves = new int[Math.min(2, columns)];
      for (int j = 0; j < columns; j++) {
        b.aload(row[j]).aload(weights[vector * columns + j]);
        if (j < 2) {
          lanes.operate(b, Kind.MUL);
          halves[j] = stored(TypeKind.REFERENCE);
        } else {
          lanes.multiplyAdd(b, halves[j % 2]);
          b.astore(halves[j % 2]);
        }
      }
      b.aload(halves[0]);
      if (columns > 1) {
        b.aload(halves[1]);
        lanes.operate(b, Kind.ADD);
      }
    }
  }
}
