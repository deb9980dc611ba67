package gd.backend.jvm;

import gd.kernel.ThreeAddress;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Compiles straight-line code to a {@link Loop}. */
final class LoopWriter {
  /**
   * How an input or a result moves from point to point. Fixed strides let the compiler of the JVM
   * vectorise.
   */
  enum Stride {
    NONE,
    ONE,
    ANY;

    static Stride of(int stride) {
      return stride == 0 ? NONE : stride == 1 ? ONE : ANY;
    }
  }

  private static final ClassDesc DOUBLES = ConstantDescs.CD_double.arrayType();
  private static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          DOUBLES.arrayType(),
          INTS,
          INTS,
          DOUBLES.arrayType(),
          INTS,
          INTS,
          ConstantDescs.CD_int);

  // Local variables of run, after the receiver.
  private static final int IN = 1;
  private static final int AT = 2;
  private static final int STEP = 3;
  private static final int OUT = 4;
  private static final int OUT_AT = 5;
  private static final int OUT_STEP = 6;
  private static final int COUNT = 7;

  private final ThreeAddress code;
  private final List<Stride> inputs;
  private final List<Stride> results;
  private final boolean single;

  LoopWriter(ThreeAddress code, List<Stride> inputs, List<Stride> results, boolean single) {
    this.code = code;
    this.inputs = inputs;
    this.results = results;
    this.single = single;
  }

  Loop compile() {
    return (Loop) define(bytes());
  }

  byte[] bytes() {
    return bytes("gd.backend.jvm.GeneratedLoop", Loop.class, "run", RUN, this::write);
  }

  /** A class with one method that implements the interface. */
  static byte[] bytes(
      String name,
      Class<?> type,
      String method,
      MethodTypeDesc signature,
      Consumer<CodeBuilder> body) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            writer ->
                writer
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                    .withInterfaceSymbols(ClassDesc.of(type.getName()))
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_PUBLIC,
                        init ->
                            init.aload(0)
                                .invokespecial(
                                    ConstantDescs.CD_Object,
                                    ConstantDescs.INIT_NAME,
                                    ConstantDescs.MTD_void)
                                .return_())
                    .withMethodBody(method, signature, ClassFile.ACC_PUBLIC, body));
  }

  /** The longest method's bytes of code. */
  static int longest(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .mapToInt(code -> ((CodeAttribute) code).codeLength())
        .max()
        .orElse(0);
  }

  /** A new object of a hidden class. */
  static Object define(byte[] bytes) {
    try {
      MethodHandles.Lookup defined = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return defined
          .findConstructor(
              defined.lookupClass(), java.lang.invoke.MethodType.methodType(void.class))
          .invoke();
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException("a generated class cannot be made", impossible);
    }
  }

  private void write(CodeBuilder b) {
    int[] arrays = new int[inputs.size()];
    int[] places = new int[inputs.size()];
    int[] steps = new int[inputs.size()];
    boolean[] used = used();
    for (int input = 0; input < inputs.size(); input++) {
      if (!used[input]) {
        continue;
      }
      if (inputs.get(input) == Stride.NONE) {
        b.aload(IN).loadConstant(input).aaload();
        element(b, AT, input);
        arrays[input] = b.allocateLocal(TypeKind.DOUBLE);
        b.daload().dstore(arrays[input]);
      } else {
        arrays[input] = array(b, IN, input);
        places[input] = integer(b, AT, input);
        steps[input] = inputs.get(input) == Stride.ANY ? integer(b, STEP, input) : -1;
      }
    }
    int[] outArrays = new int[results.size()];
    int[] outPlaces = new int[results.size()];
    int[] outSteps = new int[results.size()];
    for (int result = 0; result < results.size(); result++) {
      outArrays[result] = array(b, OUT, result);
      outPlaces[result] = integer(b, OUT_AT, result);
      outSteps[result] = results.get(result) == Stride.ONE ? -1 : integer(b, OUT_STEP, result);
    }
    int i = b.allocateLocal(TypeKind.INT);
    Label test = b.newLabel();
    Label top = b.newLabel();
    b.iconst_0().istore(i).goto_(test).labelBinding(top);
    Emitter emitter =
        new Emitter(
            b,
            code,
            single,
            new BitSet(),
            input -> {
              if (inputs.get(input) == Stride.NONE) {
                b.dload(arrays[input]);
              } else {
                b.aload(arrays[input]);
                index(b, places[input], steps[input], i);
                b.daload();
              }
            });
    emitter.computeLocals();
    for (int result = 0; result < results.size(); result++) {
      b.aload(outArrays[result]);
      index(b, outPlaces[result], outSteps[result], i);
      emitter.load(code.results().get(result));
      b.dastore();
    }
    b.iinc(i, 1).labelBinding(test).iload(i).iload(COUNT).if_icmplt(top).return_();
  }

  private boolean[] used() {
    boolean[] used = new boolean[inputs.size()];
    code.code()
        .forEach(instruction -> instruction.operands().forEach(operand -> mark(used, operand)));
    code.results().forEach(result -> mark(used, result));
    return used;
  }

  private static void mark(boolean[] used, int register) {
    if (register < used.length) {
      used[register] = true;
    }
  }

  private static void index(CodeBuilder b, int place, int step, int i) {
    b.iload(place).iload(i);
    if (step >= 0) {
      b.iload(step).imul();
    }
    b.iadd();
  }

  private static void element(CodeBuilder b, int array, int index) {
    b.aload(array).loadConstant(index).iaload();
  }

  private static int array(CodeBuilder b, int arrays, int index) {
    int local = b.allocateLocal(TypeKind.REFERENCE);
    b.aload(arrays).loadConstant(index).aaload().astore(local);
    return local;
  }

  private static int integer(CodeBuilder b, int integers, int index) {
    int local = b.allocateLocal(TypeKind.INT);
    element(b, integers, index);
    b.istore(local);
    return local;
  }
}
