package gd.backend.jvm;

import gd.formula.Formula.Comparator;
import gd.formula.Operation;
import gd.kernel.Instruction;
import gd.kernel.ThreeAddress;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.function.IntConsumer;

/**
 * Three-address code as bytecode. A register that is read once is computed where it is read, on the
 * operand stack; the others have a local variable. In single precision every operation is rounded
 * to 32 bits, which is what an operation of 32 bits yields (Figueroa, When is double rounding
 * innocuous?, 1995).
 */
final class Emitter {
  /** Expressions on the operand stack are nested no deeper. */
  private static final int DEEPEST = 24;

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final CodeBuilder builder;
  private final ThreeAddress code;
  private final boolean single;
  private final BitSet wide;
  private final IntConsumer loadInput;
  private final int[] locals;

  /**
   * @param wide registers that are not rounded
   * @param loadInput pushes an input, given its number
   */
  Emitter(
      CodeBuilder builder, ThreeAddress code, boolean single, BitSet wide, IntConsumer loadInput) {
    this.builder = builder;
    this.code = code;
    this.single = single;
    this.wide = wide;
    this.loadInput = loadInput;
    this.locals = new int[code.registers()];
    Arrays.fill(locals, -1);
  }

  /** Computes all registers that have a local variable. */
  void computeLocals() {
    int[] uses = code.uses();
    int[] depths = new int[code.registers()];
    for (int register = code.inputs(); register < code.registers(); register++) {
      Instruction instruction = code.at(register);
      int depth =
          1 + instruction.operands().stream().mapToInt(operand -> depths[operand]).max().orElse(0);
      boolean isConstant = instruction instanceof Instruction.Constant;
      if (!isConstant && (uses[register] > 1 || depth > DEEPEST)) {
        compute(register);
        TypeKind kind = instruction.isTruth() ? TypeKind.INT : TypeKind.DOUBLE;
        locals[register] = builder.allocateLocal(kind);
        builder.storeLocal(kind, locals[register]);
        depth = 0;
      }
      depths[register] = depth;
    }
  }

  /** Pushes a register's value: a double, or an int for a truth value. */
  void load(int register) {
    if (code.isInput(register)) {
      loadInput.accept(register);
    } else if (locals[register] >= 0) {
      builder.loadLocal(
          code.at(register).isTruth() ? TypeKind.INT : TypeKind.DOUBLE, locals[register]);
    } else {
      compute(register);
    }
  }

  private void compute(int register) {
    Instruction instruction = code.at(register);
    boolean isRounded = single && !wide.get(register);
    switch (instruction) {
      case Instruction.Constant(double value) ->
          builder.loadConstant(single ? (double) (float) value : value);
      case Instruction.Truth(boolean value) -> builder.loadConstant(value ? 1 : 0);
      case Instruction.Unary(var operator, int operand) -> {
        load(operand);
        switch (operator) {
          case NEG -> builder.dneg();
          case SQRT -> callMath("sqrt", 1);
          case EXP -> callMath("exp", 1);
        }
        round(isRounded);
      }
      case Instruction.Binary(var operator, int left, int right) -> {
        load(left);
        load(right);
        switch (operator) {
          case ADD -> builder.dadd();
          case SUB -> builder.dsub();
          case MUL -> builder.dmul();
          case DIV -> builder.ddiv();
          case POW -> callMath("pow", 2);
        }
        round(isRounded);
      }
      case Instruction.Call(var operation, var arguments) -> {
        arguments.forEach(this::load);
        call(operation);
        round(isRounded);
      }
      case Instruction.Select(int condition, int ifTrue, int ifFalse) -> {
        Label otherwise = builder.newLabel();
        Label end = builder.newLabel();
        jumpUnless(condition, otherwise);
        load(ifTrue);
        builder.goto_(end);
        builder.labelBinding(otherwise);
        load(ifFalse);
        builder.labelBinding(end);
      }
      case Instruction.Compare compare -> {
        Label no = builder.newLabel();
        Label end = builder.newLabel();
        jumpUnless(compare, no);
        builder.iconst_1().goto_(end).labelBinding(no).iconst_0().labelBinding(end);
      }
      case Instruction.And(int left, int right) -> {
        load(left);
        load(right);
        builder.iand();
      }
      case Instruction.Or(int left, int right) -> {
        load(left);
        load(right);
        builder.ior();
      }
      case Instruction.Not(int operand) -> {
        load(operand);
        builder.iconst_1().ixor();
      }
    }
  }

  private void jumpUnless(int condition, Label otherwise) {
    if (!code.isInput(condition)
        && locals[condition] < 0
        && code.at(condition) instanceof Instruction.Compare compare) {
      jumpUnless(compare, otherwise);
    } else {
      load(condition);
      builder.ifeq(otherwise);
    }
  }

  private void jumpUnless(Instruction.Compare compare, Label otherwise) {
    load(compare.left());
    load(compare.right());
    // An unordered pair counts as 1 for <, ≤ and as −1 for the others, so that NaN fails all but ≠.
    boolean isLess =
        compare.comparator() == Comparator.LESS || compare.comparator() == Comparator.LESS_EQUAL;
    if (isLess) {
      builder.dcmpg();
    } else {
      builder.dcmpl();
    }
    switch (compare.comparator()) {
      case EQUAL -> builder.ifne(otherwise);
      case NOT_EQUAL -> builder.ifeq(otherwise);
      case LESS -> builder.ifge(otherwise);
      case LESS_EQUAL -> builder.ifgt(otherwise);
      case GREATER -> builder.ifle(otherwise);
      case GREATER_EQUAL -> builder.iflt(otherwise);
    }
  }

  private void callMath(String name, int arity) {
    builder.invokestatic(MATH, name, signature(arity));
  }

  private void call(Operation operation) {
    int dot = operation.jvm().lastIndexOf('.');
    String owner = operation.jvm().substring(0, dot);
    ClassDesc type = ClassDesc.of(owner.contains(".") ? owner : "java.lang." + owner);
    builder.invokestatic(type, operation.jvm().substring(dot + 1), signature(operation.arity()));
  }

  private static MethodTypeDesc signature(int arity) {
    return MethodTypeDesc.of(
        ConstantDescs.CD_double, Collections.nCopies(arity, ConstantDescs.CD_double));
  }

  private void round(boolean isRounded) {
    if (isRounded) {
      builder.d2f().f2d();
    }
  }
}
