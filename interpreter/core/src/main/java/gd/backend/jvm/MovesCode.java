package gd.backend.jvm;

import gd.backend.jvm.Step.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Steps of a state in vectors before they are compiled: the loop over the steps is the inner one,
 * so that the state stays in registers.
 *
 * @param results the elements' next values
 * @param atOnce vectors that go side by side, so that one computes while another waits
 */
record MovesCode(Lanes lanes, List<Step> steps, List<Integer> results, int atOnce) {
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void, ConstantDescs.CD_Object.arrayType(), ConstantDescs.CD_int);
  private static final int STATE = 1;
  private static final int COUNT = 2;

  /** Empty if the method would be too long. */
  Optional<Moves> compile() {
    byte[] bytes =
        LoopWriter.bytes("gd.backend.jvm.GeneratedMoves", Moves.class, "run", RUN, this::write);
    return LoopWriter.longest(bytes) < ClosedForm.LARGEST_METHOD
        ? Optional.of((Moves) LoopWriter.define(bytes))
        : Optional.empty();
  }

  private void write(CodeBuilder b) {
    int[] numbers = numbers(b);
    int[] arrays = new int[results.size()];
    for (int k = 0; k < arrays.length; k++) {
      arrays[k] = b.allocateLocal(TypeKind.REFERENCE);
      b.aload(STATE).loadConstant(k).aaload();
      lanes.cast(b);
      b.astore(arrays[k]);
    }
    int i = b.allocateLocal(TypeKind.INT);
    int step = b.allocateLocal(TypeKind.INT);
    int place = b.allocateLocal(TypeKind.INT);
    Label copies = b.newLabel();
    Label nextCopies = b.newLabel();
    b.iconst_0().istore(i).goto_(nextCopies).labelBinding(copies);
    int[][] state = new int[atOnce][arrays.length];
    for (int u = 0; u < atOnce; u++) {
      for (int k = 0; k < arrays.length; k++) {
        state[u][k] = b.allocateLocal(lanes.kind());
        lanes.load(b, arrays[k], i, u * lanes.width());
        b.storeLocal(lanes.kind(), state[u][k]);
      }
    }
    Label top = b.newLabel();
    Label test = b.newLabel();
    b.iconst_0().istore(step).goto_(test).labelBinding(top);
    for (int u = 0; u < atOnce; u++) {
      move(b, numbers, state[u]);
    }
    b.iinc(step, 1).labelBinding(test).iload(step).iload(COUNT).if_icmplt(top);
    for (int u = 0; u < atOnce; u++) {
      b.iload(i).loadConstant(u * lanes.width()).iadd().istore(place);
      for (int k = 0; k < arrays.length; k++) {
        lanes.store(b, arrays[k], place, state[u][k]);
      }
    }
    b.iinc(i, atOnce * lanes.width()).labelBinding(nextCopies);
    b.iload(i).aload(arrays[0]).arraylength().if_icmplt(copies).return_();
  }

  /** The numbers in the code, each in a local variable. */
  private int[] numbers(CodeBuilder b) {
    int[] numbers = new int[steps.size()];
    Arrays.fill(numbers, -1);
    for (int number = 0; number < numbers.length; number++) {
      if (steps.get(number).kind() == Kind.NUMBER) {
        double value = steps.get(number).value();
        if (lanes.single()) {
          b.loadConstant((float) value);
        } else {
          b.loadConstant(value);
        }
        lanes.spread(b);
        numbers[number] = b.allocateLocal(lanes.kind());
        b.storeLocal(lanes.kind(), numbers[number]);
      }
    }
    return numbers;
  }

  private void move(CodeBuilder b, int[] numbers, int[] state) {
    int[] locals = numbers.clone();
    for (int number = 0; number < locals.length; number++) {
      Step step = steps.get(number);
      if (step.kind() == Kind.INPUT) {
        locals[number] = state[(int) step.value()];
      } else if (step.isWork()) {
        step.operands().forEach(operand -> b.loadLocal(lanes.kind(), locals[operand]));
        lanes.operate(b, step.kind());
        locals[number] = b.allocateLocal(lanes.kind());
        b.storeLocal(lanes.kind(), locals[number]);
      }
    }
    for (int k = 0; k < state.length; k++) {
      b.loadLocal(lanes.kind(), locals[results.get(k)]);
    }
    for (int k = state.length - 1; k >= 0; k--) {
      b.storeLocal(lanes.kind(), state[k]);
    }
  }
}
