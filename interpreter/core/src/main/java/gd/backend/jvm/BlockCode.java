package gd.backend.jvm;

import gd.backend.jvm.Step.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A block loop before it is compiled.
 *
 * @param steps among which are those of the loop
 * @param work the steps that the loop performs, in order
 * @param read the steps whose values come from arrays, in the arrays' order
 * @param stored the steps whose values go to arrays
 * @param summed the steps whose values are added up
 */
record BlockCode(
    Lanes lanes,
    List<Step> steps,
    List<Integer> work,
    List<Integer> read,
    List<Integer> stored,
    List<Integer> summed) {

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object.arrayType(),
          ConstantDescs.CD_double.arrayType(),
          ConstantDescs.CD_Object.arrayType(),
          ConstantDescs.CD_Object.arrayType());
  private static final int INPUTS = 1;
  private static final int WEIGHTS = 2;
  private static final int STORED = 3;
  private static final int SUMMED = 4;

  BlockLoop compile() {
    return (BlockLoop)
        LoopWriter.define(
            LoopWriter.bytes(
                "gd.backend.jvm.GeneratedBlock",
                BlockLoop.class,
                "run",
                RUN,
                builder -> new Writer(builder).write()));
  }

  /** The work of writing one loop. */
  private final class Writer {
    private final CodeBuilder b;
    private final Map<Integer, Integer> locals = new HashMap<>();

    Writer(CodeBuilder b) {
      this.b = b;
    }

    void write() {
      for (int step : before()) {
        number(step);
        locals.put(step, b.allocateLocal(lanes.kind()));
        b.storeLocal(lanes.kind(), local(step));
      }
      int[] from = arrays(INPUTS, read.size());
      int[] to = arrays(STORED, stored.size());
      int[] sums = arrays(SUMMED, summed.size());
      boolean isVector = lanes.width() > 1;
      int[] totals = new int[sums.length];
      int i = b.allocateLocal(TypeKind.INT);
      int end = b.allocateLocal(TypeKind.INT);
      b.iconst_0().istore(i);
      for (int k = 0; isVector && k < sums.length; k++) {
        totals[k] = b.allocateLocal(lanes.kind());
        lanes.zero(b);
        b.storeLocal(lanes.kind(), totals[k]);
      }
      b.aload(from[0]).arraylength().istore(end);
      Label test = b.newLabel();
      Label top = b.newLabel();
      b.goto_(test).labelBinding(top);
      for (int k = 0; k < from.length; k++) {
        lanes.load(b, from[k], i);
        locals.put(read.get(k), b.allocateLocal(lanes.kind()));
        b.storeLocal(lanes.kind(), local(read.get(k)));
      }
      for (int step : work) {
        compute(step);
      }
      for (int k = 0; k < to.length; k++) {
        lanes.store(b, to[k], i, local(stored.get(k)));
      }
      for (int k = 0; k < sums.length; k++) {
        if (isVector) {
          add(totals[k], local(summed.get(k)));
        } else {
          int sum = b.allocateLocal(lanes.kind());
          lanes.load(b, sums[k], i);
          b.storeLocal(lanes.kind(), sum);
          add(sum, local(summed.get(k)));
          lanes.store(b, sums[k], i, sum);
        }
      }
      b.iinc(i, lanes.width()).labelBinding(test).iload(i).iload(end).if_icmplt(top);
      b.iconst_0().istore(i);
      for (int k = 0; isVector && k < sums.length; k++) {
        lanes.load(b, sums[k], i);
        b.loadLocal(lanes.kind(), totals[k]);
        lanes.operate(b, Kind.ADD);
        b.storeLocal(lanes.kind(), totals[k]);
        lanes.store(b, sums[k], i, totals[k]);
      }
      b.return_();
    }

    /** Numbers and weights, which do not change in the loop. */
    private TreeSet<Integer> before() {
      TreeSet<Integer> before = new TreeSet<>();
      work.forEach(step -> before.addAll(steps.get(step).operands()));
      before.addAll(stored);
      before.addAll(summed);
      before.removeIf(
          step -> {
            Kind kind = steps.get(step).kind();
            return kind != Kind.NUMBER && kind != Kind.WEIGHT;
          });
      return before;
    }

    private void number(int step) {
      double value = steps.get(step).value();
      if (steps.get(step).kind() == Kind.WEIGHT) {
        b.aload(WEIGHTS).loadConstant((int) value).daload();
        lanes.narrow(b);
      } else if (lanes.single()) {
        b.loadConstant((float) value);
      } else {
        b.loadConstant(value);
      }
      lanes.spread(b);
    }

    private int[] arrays(int from, int count) {
      int[] arrays = new int[count];
      Arrays.setAll(
          arrays,
          k -> {
            int local = b.allocateLocal(TypeKind.REFERENCE);
            b.aload(from).loadConstant(k).aaload();
            lanes.cast(b);
            b.astore(local);
            return local;
          });
      return arrays;
    }

    private int local(int step) {
      return locals.getOrDefault(step, -1);
    }

    private void add(int sum, int value) {
      b.loadLocal(lanes.kind(), sum).loadLocal(lanes.kind(), value);
      lanes.operate(b, Kind.ADD);
      b.storeLocal(lanes.kind(), sum);
    }

    private void compute(int number) {
      Step step = steps.get(number);
      int result = b.allocateLocal(lanes.kind());
      locals.put(number, result);
      step.operands().forEach(operand -> b.loadLocal(lanes.kind(), local(operand)));
      if (step.kind() == Kind.CALL) {
        ((Lanes.Numbers) lanes).call(b, step.function(), step.operands().size());
      } else {
        lanes.operate(b, step.kind());
      }
      b.storeLocal(lanes.kind(), result);
    }
  }
}
