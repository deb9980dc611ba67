package gd.backend.jvm;

import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.kernel.ThreeAddress;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Many steps of a small schedule in one generated method of 64 bits, with every element in a local variable. */
final class ClosedForm {
  /** The JVM compiles no method with more bytes. */
  static final int LARGEST_METHOD = 8000;

  /** Instructions between two looks at whether the work is still wanted. */
  private static final int PATIENCE = 20_000_000;

  /** The generated loop. */
  interface Steps {
    /** {@code state}: the inputs' elements, before and after; every step appends what is recorded to {@code record}. */
    void run(double[] state, int steps, double[] record);
  }

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_double.arrayType(),
          ConstantDescs.CD_int,
          ConstantDescs.CD_double.arrayType());
  private static final int STATE = 1;
  private static final int COUNT = 2;
  private static final int RECORD = 3;

  private final Schedule schedule;
  private final List<Integer> recorded;
  private final ThreeAddress code;
  private final Steps steps;

  private ClosedForm(Schedule schedule, List<Integer> recorded, ThreeAddress code, Steps steps) {
    this.schedule = schedule;
    this.recorded = recorded;
    this.code = code;
    this.steps = steps;
  }

  /** Empty if the schedule is not small enough. */
  static Optional<ClosedForm> of(Schedule schedule, List<Carry> carries, List<Integer> recorded) {
    List<Integer> wanted = new ArrayList<>();
    carries.forEach(carry -> wanted.add(carry.from()));
    wanted.addAll(recorded);
    return Unrolling.of(schedule, wanted)
        .flatMap(
            code -> {
              byte[] bytes =
                  LoopWriter.bytes(
                      "gd.backend.jvm.GeneratedSteps",
                      Steps.class,
                      "run",
                      RUN,
                      builder -> write(builder, code, targets(schedule, carries)));
              return LoopWriter.longest(bytes) < LARGEST_METHOD
                  ? Optional.of(new ClosedForm(schedule, recorded, code, (Steps) LoopWriter.define(bytes)))
                  : Optional.empty();
            });
  }

  /** For each carried element, the place in the state that it goes to. */
  private static int[] targets(Schedule schedule, List<Carry> carries) {
    List<Integer> targets = new ArrayList<>();
    for (Carry carry : carries) {
      int place = 0;
      for (int input : schedule.inputs()) {
        int size = schedule.buffers().get(input).size();
        if (input == carry.to()) {
          for (int k = 0; k < size; k++) {
            targets.add(place + k);
          }
        }
        place += size;
      }
    }
    return targets.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void write(CodeBuilder b, ThreeAddress code, int[] targets) {
    int[] state = new int[code.inputs()];
    for (int input = 0; input < state.length; input++) {
      state[input] = b.allocateLocal(TypeKind.DOUBLE);
      b.aload(STATE).loadConstant(input).daload().dstore(state[input]);
    }
    int step = b.allocateLocal(TypeKind.INT);
    int place = b.allocateLocal(TypeKind.INT);
    Label test = b.newLabel();
    Label top = b.newLabel();
    b.iconst_0().istore(step).iconst_0().istore(place).goto_(test).labelBinding(top);
    Emitter emitter = new Emitter(b, code, false, input -> b.dload(state[input]));
    emitter.computeLocals();
    List<Integer> results = code.results();
    for (int result = targets.length; result < results.size(); result++) {
      b.aload(RECORD).iload(place);
      emitter.load(results.get(result));
      b.dastore().iinc(place, 1);
    }
    for (int carried = 0; carried < targets.length; carried++) {
      emitter.load(results.get(carried));
    }
    for (int carried = targets.length - 1; carried >= 0; carried--) {
      b.dstore(state[targets[carried]]);
    }
    b.iinc(step, 1).labelBinding(test).iload(step).iload(COUNT).if_icmplt(top);
    for (int input = 0; input < state.length; input++) {
      b.aload(STATE).loadConstant(input).dload(state[input]).dastore();
    }
    b.return_();
  }

  /** Performs steps from the first on: fills the inputs' buffers and the records. */
  void run(double[][] buffers, int count, double[][] records) {
    double[] state = new double[code.inputs()];
    int place = 0;
    for (int input : schedule.inputs()) {
      System.arraycopy(buffers[input], 0, state, place, buffers[input].length);
      place += buffers[input].length;
    }
    int width = recorded.stream().mapToInt(buffer -> buffers[buffer].length).sum();
    int atOnce = Math.max(1, PATIENCE / (code.code().size() + 1));
    for (int done = 0; done < count; done += atOnce) {
      JvmExecution.checkCancelled();
      int steps = Math.min(atOnce, count - done);
      double[] record = new double[Math.multiplyExact(steps, width)];
      this.steps.run(state, steps, record);
      spread(record, steps, done, buffers, records);
    }
    place = 0;
    for (int input : schedule.inputs()) {
      System.arraycopy(state, place, buffers[input], 0, buffers[input].length);
      place += buffers[input].length;
    }
  }

  private void spread(double[] record, int steps, int done, double[][] buffers, double[][] records) {
    int from = 0;
    for (int step = 0; step < steps; step++) {
      for (int k = 0; k < records.length; k++) {
        int size = buffers[recorded.get(k)].length;
        System.arraycopy(record, from, records[k], (done + step) * size, size);
        from += size;
      }
    }
  }
}
