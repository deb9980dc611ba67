package gd.backend.jvm;

import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.kernel.ThreeAddress;
import gd.kernel.Unrolling;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Many steps of a small schedule in one generated method, with every element in a local variable.
 */
final class ClosedForm {
  /** The JVM compiles no method with more bytes. */
  static final int LARGEST_METHOD = 8000;

  /** Instructions between two looks at whether the work is still wanted. */
  private static final int PATIENCE = 20_000_000;

  /** The generated loop. */
  interface Steps {
    /**
     * {@code state}: the inputs' elements, before and after; steps {@code from} to {@code end} put
     * what is recorded at their places in the arrays.
     */
    void run(double[] state, int from, int end, double[][] records);
  }

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_double.arrayType(),
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_double.arrayType(2));
  private static final int STATE = 1;
  private static final int STEP = 2;
  private static final int END = 3;
  private static final int RECORDS = 4;

  private final Schedule schedule;
  private final ThreeAddress code;
  private final Steps steps;

  private ClosedForm(Schedule schedule, ThreeAddress code, Steps steps) {
    this.schedule = schedule;
    this.code = code;
    this.steps = steps;
  }

  /** Empty if the schedule is not small enough. */
  static Optional<ClosedForm> of(
      Schedule schedule, List<Carry> carries, List<Integer> recorded, Compiler compiler) {
    List<Integer> wanted = new ArrayList<>();
    carries.forEach(carry -> wanted.add(carry.from()));
    wanted.addAll(recorded);
    return Unrolling.of(schedule, wanted, compiler.isSingle())
        .flatMap(
            unrolled -> {
              Code code =
                  new Code(
                      unrolled.code(),
                      unrolled.wide(),
                      targets(schedule, carries),
                      recorded.stream().map(b -> schedule.buffers().get(b).size()).toList(),
                      compiler.isSingle());
              return compiler
                  .cache()
                  .steps(code)
                  .map(steps -> new ClosedForm(schedule, unrolled.code(), steps));
            });
  }

  /**
   * A loop before it is compiled.
   *
   * @param wide the registers that are not rounded to 32 bits
   * @param targets for each carried element, the place in the state that it goes to
   * @param recorded how many elements each record has a step
   */
  record Code(
      ThreeAddress code,
      BitSet wide,
      List<Integer> targets,
      List<Integer> recorded,
      boolean single) {

    /** Empty if the method would be too long. */
    Optional<Steps> compile() {
      byte[] bytes =
          LoopWriter.bytes("gd.backend.jvm.GeneratedSteps", Steps.class, "run", RUN, this::write);
      return LoopWriter.longest(bytes) < LARGEST_METHOD
          ? Optional.of((Steps) LoopWriter.define(bytes))
          : Optional.empty();
    }

    private void write(CodeBuilder b) {
      int[] state = new int[code.inputs()];
      for (int input = 0; input < state.length; input++) {
        state[input] = b.allocateLocal(TypeKind.DOUBLE);
        b.aload(STATE).loadConstant(input).daload().dstore(state[input]);
      }
      int[] records = new int[recorded.size()];
      for (int k = 0; k < records.length; k++) {
        records[k] = b.allocateLocal(TypeKind.REFERENCE);
        b.aload(RECORDS).loadConstant(k).aaload().astore(records[k]);
      }
      Label test = b.newLabel();
      Label top = b.newLabel();
      b.goto_(test).labelBinding(top);
      Emitter emitter = new Emitter(b, code, single, wide, input -> b.dload(state[input]));
      emitter.computeLocals();
      List<Integer> results = code.results();
      int result = targets.size();
      for (int k = 0; k < records.length; k++) {
        for (int element = 0; element < recorded.get(k); element++) {
          b.aload(records[k]).iload(STEP);
          if (recorded.get(k) > 1) {
            b.loadConstant(recorded.get(k)).imul().loadConstant(element).iadd();
          }
          emitter.load(results.get(result++));
          b.dastore();
        }
      }
      for (int carried = 0; carried < targets.size(); carried++) {
        emitter.load(results.get(carried));
      }
      for (int carried = targets.size() - 1; carried >= 0; carried--) {
        b.dstore(state[targets.get(carried)]);
      }
      b.iinc(STEP, 1).labelBinding(test).iload(STEP).iload(END).if_icmplt(top);
      for (int input = 0; input < state.length; input++) {
        b.aload(STATE).loadConstant(input).dload(state[input]).dastore();
      }
      b.return_();
    }
  }

  /** For each carried element, the place in the state that it goes to: see {@link Code}. */
  private static List<Integer> targets(Schedule schedule, List<Carry> carries) {
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
    return targets;
  }

  /** Performs steps from the first on: fills the inputs' buffers and the records. */
  void run(double[][] buffers, int count, double[][] records) {
    double[] state = new double[code.inputs()];
    int place = 0;
    for (int input : schedule.inputs()) {
      System.arraycopy(buffers[input], 0, state, place, buffers[input].length);
      place += buffers[input].length;
    }
    int atOnce = Math.max(1, PATIENCE / (code.code().size() + 1));
    for (int done = 0; done < count; done += atOnce) {
      JvmExecution.checkCancelled();
      this.steps.run(state, done, Math.min(count, done + atOnce), records);
    }
    place = 0;
    for (int input : schedule.inputs()) {
      System.arraycopy(state, place, buffers[input], 0, buffers[input].length);
      place += buffers[input].length;
    }
  }
}
