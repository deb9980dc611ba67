package gd.backend.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What one turn of a block loop takes, as bytecode: a number, or where the module of vectors is
 * there ({@code --add-modules jdk.incubator.vector}) a vector of numbers. Operations are those of
 * IEEE, and nothing is contracted that was not asked for.
 */
sealed interface Lanes {
  /** Whether numbers have 32 bits. */
  boolean single();

  /** How many numbers. */
  int width();

  /** The kind of a local variable. */
  TypeKind kind();

  /** → element of the array, so many places behind the index */
  void load(CodeBuilder b, int array, int index, int plus);

  /** → element of the array at the index */
  default void load(CodeBuilder b, int array, int index) {
    load(b, array, index, 0);
  }

  /** Puts an element into the array at the index. */
  void store(CodeBuilder b, int array, int index, int element);

  /** number → element */
  void spread(CodeBuilder b);

  /** → element of zeros */
  default void zero(CodeBuilder b) {
    if (single()) {
      b.fconst_0();
    } else {
      b.dconst_0();
    }
    spread(b);
  }

  /** elements → element */
  void operate(CodeBuilder b, Step.Kind kind);

  /** Whether a·b + c can be rounded once, and fast. */
  boolean fuses();

  /** The widest there is. */
  static Lanes widest(boolean single) {
    Optional<Integer> bits = vectorBits();
    return bits.isPresent()
        ? new Vectors(
            single, bits.get() / (single ? Float.SIZE : Double.SIZE), hasFusion(bits.get()))
        : new Numbers(single);
  }

  /**
   * Whether the processor multiplies and adds in one: all do that have such vectors, and those of
   * ARM. (Elsewhere the JVM would compute it with long integers.)
   */
  private static boolean hasFusion(int bits) {
    return bits >= 256 || System.getProperty("os.arch", "").equals("aarch64");
  }

  /** Bits of the machine's vectors, if the module is there. */
  private static Optional<Integer> vectorBits() {
    return ModuleLayer.boot()
        .findModule("jdk.incubator.vector")
        .map(
            module -> {
              try {
                Class<?> shapes = Class.forName(module, "jdk.incubator.vector.VectorShape");
                Object shape = shapes.getMethod("preferredShape").invoke(null);
                return (Integer) shapes.getMethod("vectorBitSize").invoke(shape);
              } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
              }
            });
  }

  private static ClassDesc type(boolean single) {
    return single ? ConstantDescs.CD_float : ConstantDescs.CD_double;
  }

  /** Casts the array on the stack. */
  default void cast(CodeBuilder b) {
    b.checkcast(Lanes.type(single()).arrayType());
  }

  /** double → number */
  default void narrow(CodeBuilder b) {
    if (single()) {
      b.d2f();
    }
  }

  record Numbers(boolean single) implements Lanes {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

    @Override
    public int width() {
      return 1;
    }

    @Override
    public boolean fuses() {
      return false;
    }

    @Override
    public TypeKind kind() {
      return single ? TypeKind.FLOAT : TypeKind.DOUBLE;
    }

    @Override
    public void load(CodeBuilder b, int array, int index, int plus) {
      b.aload(array).iload(index).loadConstant(plus).iadd().arrayLoad(kind());
    }

    @Override
    public void store(CodeBuilder b, int array, int index, int element) {
      b.aload(array).iload(index).loadLocal(kind(), element).arrayStore(kind());
    }

    @Override
    public void spread(CodeBuilder b) {
      // a number is as wide as it is
    }

    @Override
    public void operate(CodeBuilder b, Step.Kind operation) {
      switch (operation) {
        case ADD -> arithmetic(b, CodeBuilder::fadd, CodeBuilder::dadd);
        case SUB -> arithmetic(b, CodeBuilder::fsub, CodeBuilder::dsub);
        case MUL -> arithmetic(b, CodeBuilder::fmul, CodeBuilder::dmul);
        case DIV -> arithmetic(b, CodeBuilder::fdiv, CodeBuilder::ddiv);
        case NEG -> arithmetic(b, CodeBuilder::fneg, CodeBuilder::dneg);
        case MIN, AT_MOST -> math(b, "min", 2);
        case MAX, AT_LEAST -> math(b, "max", 2);
        case ABS -> math(b, "abs", 1);
        case SIGN -> math(b, "signum", 1);
        case SQRT -> {
          if (single) {
            b.f2d(); // rounded twice, which changes nothing (Figueroa, 1995)
          }
          b.invokestatic(
              MATH, "sqrt", MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double));
          narrow(b);
        }
        case POWER -> power(b);
        case EQUAL -> compare(b, CodeBuilder::ifne);
        case NOT_EQUAL -> compare(b, CodeBuilder::ifeq);
        case LESS -> compare(b, CodeBuilder::ifge);
        case LESS_EQUAL -> compare(b, CodeBuilder::ifgt);
        case SELECT -> select(b);
        case FMA, EXPONENT, MANTISSA, IF_LESS ->
            throw new IllegalStateException("an operation of vectors");
        case CALL, INPUT, WEIGHT, NUMBER -> throw new IllegalStateException("no operation");
      }
    }

    /** elements → element, by a static method of numbers of 64 bits */
    void call(CodeBuilder b, String function, int arity) {
      int[] operands = new int[arity];
      for (int k = arity - 1; k >= 0; k--) {
        operands[k] = b.allocateLocal(kind());
        b.storeLocal(kind(), operands[k]);
      }
      for (int operand : operands) {
        b.loadLocal(kind(), operand);
        if (single) {
          b.f2d();
        }
      }
      int dot = function.lastIndexOf('.');
      b.invokestatic(
          ClassDesc.of(function.substring(0, dot)),
          function.substring(dot + 1),
          MethodTypeDesc.of(
              ConstantDescs.CD_double, Collections.nCopies(arity, ConstantDescs.CD_double)));
      narrow(b);
    }

    private void select(CodeBuilder b) {
      int ifFalse = b.allocateLocal(kind());
      int ifTrue = b.allocateLocal(kind());
      Label otherwise = b.newLabel();
      Label end = b.newLabel();
      b.storeLocal(kind(), ifFalse).storeLocal(kind(), ifTrue);
      number(b, 0);
      if (single) {
        b.fcmpl();
      } else {
        b.dcmpl();
      }
      b.ifeq(otherwise).loadLocal(kind(), ifTrue).goto_(end);
      b.labelBinding(otherwise).loadLocal(kind(), ifFalse).labelBinding(end);
    }

    private interface Instruction {
      void to(CodeBuilder b);
    }

    private void arithmetic(CodeBuilder b, Instruction ofSingle, Instruction ofDouble) {
      (single ? ofSingle : ofDouble).to(b);
    }

    private void math(CodeBuilder b, String name, int arity) {
      ClassDesc[] types = new ClassDesc[arity];
      java.util.Arrays.fill(types, Lanes.type(single));
      b.invokestatic(MATH, name, MethodTypeDesc.of(Lanes.type(single), types));
    }

    private void power(CodeBuilder b) {
      if (single) {
        ClassDesc type = ClassDesc.of("java.lang.Float");
        var to = MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float);
        b.invokestatic(type, "floatToRawIntBits", to);
        b.loadConstant(127).iadd().loadConstant(23).ishl();
        var back = MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int);
        b.invokestatic(type, "intBitsToFloat", back);
      } else {
        ClassDesc type = ClassDesc.of("java.lang.Double");
        var to = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double);
        b.invokestatic(type, "doubleToRawLongBits", to);
        b.loadConstant(1023L).ladd().loadConstant(52).lshl();
        var back = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long);
        b.invokestatic(type, "longBitsToDouble", back);
      }
    }

    /**
     * An unordered pair counts so that it fails all but ≠.
     *
     * @param fails the branch that is taken where the comparison does not hold
     */
    private void compare(CodeBuilder b, BiConsumer<CodeBuilder, Label> fails) {
      Label no = b.newLabel();
      Label end = b.newLabel();
      if (single) {
        b.fcmpg();
      } else {
        b.dcmpg();
      }
      fails.accept(b, no);
      number(b, 1).goto_(end).labelBinding(no);
      number(b, 0).labelBinding(end);
    }

    private CodeBuilder number(CodeBuilder b, int value) {
      return single ? b.loadConstant((float) value) : b.loadConstant((double) value);
    }
  }

  record Vectors(boolean single, int width, boolean fuses) implements Lanes {
    private static final String PACKAGE = "jdk.incubator.vector.";
    private static final ClassDesc ANY = ClassDesc.of(PACKAGE + "Vector");
    private static final ClassDesc MASK = ClassDesc.of(PACKAGE + "VectorMask");
    private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");
    private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE + "VectorOperators");

    @Override
    public TypeKind kind() {
      return TypeKind.REFERENCE;
    }

    private ClassDesc type() {
      return ClassDesc.of(PACKAGE + (single ? "FloatVector" : "DoubleVector"));
    }

    private ClassDesc bits() {
      return ClassDesc.of(PACKAGE + (single ? "IntVector" : "LongVector"));
    }

    private CodeBuilder species(CodeBuilder b) {
      return b.getstatic(type(), "SPECIES_PREFERRED", SPECIES);
    }

    @Override
    public void load(CodeBuilder b, int array, int index, int plus) {
      species(b)
          .aload(array)
          .iload(index)
          .loadConstant(plus)
          .iadd()
          .invokestatic(
              type(),
              "fromArray",
              MethodTypeDesc.of(
                  type(), SPECIES, Lanes.type(single).arrayType(), ConstantDescs.CD_int));
    }

    @Override
    public void store(CodeBuilder b, int array, int index, int element) {
      b.aload(element)
          .aload(array)
          .iload(index)
          .invokevirtual(
              type(),
              "intoArray",
              MethodTypeDesc.of(
                  ConstantDescs.CD_void, Lanes.type(single).arrayType(), ConstantDescs.CD_int));
    }

    @Override
    public void spread(CodeBuilder b) {
      // The species comes first.
      int number = b.allocateLocal(single ? TypeKind.FLOAT : TypeKind.DOUBLE);
      b.storeLocal(single ? TypeKind.FLOAT : TypeKind.DOUBLE, number);
      species(b)
          .loadLocal(single ? TypeKind.FLOAT : TypeKind.DOUBLE, number)
          .invokestatic(
              type(), "broadcast", MethodTypeDesc.of(type(), SPECIES, Lanes.type(single)));
    }

    @Override
    public void operate(CodeBuilder b, Step.Kind operation) {
      switch (operation) {
        case ADD -> binary(b, "add");
        case SUB -> binary(b, "sub");
        case MUL -> binary(b, "mul");
        case DIV -> binary(b, "div");
        case MIN -> binary(b, "min");
        case MAX -> binary(b, "max");
        case NEG -> unary(b, "neg");
        case ABS -> unary(b, "abs");
        case SQRT -> unary(b, "sqrt");
        case FMA -> b.invokevirtual(type(), "fma", MethodTypeDesc.of(type(), ANY, ANY));
        case AT_LEAST -> bound(b, "LT");
        case AT_MOST -> bound(b, "GT");
        case POWER -> power(b);
        case EXPONENT -> exponent(b);
        case MANTISSA -> mantissa(b);
        case IF_LESS -> {
          int ifFalse = b.allocateLocal(TypeKind.REFERENCE);
          int ifTrue = b.allocateLocal(TypeKind.REFERENCE);
          int mask = b.allocateLocal(TypeKind.REFERENCE);
          b.astore(ifFalse).astore(ifTrue);
          compare(b, "LT");
          b.astore(mask).aload(ifFalse).aload(ifTrue);
          blend(b, mask);
        }
        case SIGN -> sign(b);
        case EQUAL -> truth(b, "EQ");
        case NOT_EQUAL -> truth(b, "NE");
        case LESS -> truth(b, "LT");
        case LESS_EQUAL -> truth(b, "LE");
        case SELECT -> {
          int ifFalse = b.allocateLocal(TypeKind.REFERENCE);
          int ifTrue = b.allocateLocal(TypeKind.REFERENCE);
          int mask = b.allocateLocal(TypeKind.REFERENCE);
          b.astore(ifFalse).astore(ifTrue);
          constant(b, 0);
          compare(b, "NE");
          b.astore(mask).aload(ifFalse).aload(ifTrue);
          blend(b, mask);
        }
        case CALL, INPUT, WEIGHT, NUMBER -> throw new IllegalStateException("no operation");
      }
    }

    /** a, b → a·b + the sum in a local variable, rounded once if that is fast */
    void multiplyAdd(CodeBuilder b, int sum) {
      if (fuses) {
        b.aload(sum);
        operate(b, Step.Kind.FMA);
      } else {
        operate(b, Step.Kind.MUL);
        b.aload(sum);
        operate(b, Step.Kind.ADD);
      }
    }

    private void unary(CodeBuilder b, String name) {
      b.invokevirtual(type(), name, MethodTypeDesc.of(type()));
    }

    private void binary(CodeBuilder b, String name) {
      b.invokevirtual(type(), name, MethodTypeDesc.of(type(), ANY));
    }

    private void constant(CodeBuilder b, int value) {
      if (single) {
        b.loadConstant((float) value);
      } else {
        b.loadConstant((double) value);
      }
      spread(b);
    }

    /** a, b → 1 where the comparison holds, else 0 */
    private void truth(CodeBuilder b, String comparison) {
      compare(b, comparison);
      int mask = b.allocateLocal(TypeKind.REFERENCE);
      b.astore(mask);
      constant(b, 0);
      constant(b, 1);
      blend(b, mask);
    }

    /** a, b → mask */
    private void compare(CodeBuilder b, String comparison) {
      ClassDesc type = OPERATORS.nested("Comparison");
      int right = b.allocateLocal(TypeKind.REFERENCE);
      b.astore(right)
          .getstatic(OPERATORS, comparison, type)
          .aload(right)
          .invokevirtual(type(), "compare", MethodTypeDesc.of(MASK, type, ANY));
    }

    /** a, b → b where the mask is set, else a */
    private void blend(CodeBuilder b, int mask) {
      b.aload(mask).invokevirtual(type(), "blend", MethodTypeDesc.of(type(), ANY, MASK));
    }

    private void sign(CodeBuilder b) {
      int x = b.allocateLocal(TypeKind.REFERENCE);
      int mask = b.allocateLocal(TypeKind.REFERENCE);
      b.astore(x).aload(x); // 0 and NaN stay what they are
      for (int sign : new int[] {1, -1}) {
        b.aload(x);
        constant(b, 0);
        compare(b, sign > 0 ? "GT" : "LT");
        b.astore(mask);
        constant(b, sign);
        blend(b, mask);
      }
    }

    /** x, bound → the bound where the comparison of x with it holds, else x */
    private void bound(CodeBuilder b, String comparison) {
      int bound = b.allocateLocal(TypeKind.REFERENCE);
      int x = b.allocateLocal(TypeKind.REFERENCE);
      int mask = b.allocateLocal(TypeKind.REFERENCE);
      b.astore(bound).astore(x).aload(x).aload(bound);
      compare(b, comparison);
      b.astore(mask).aload(x).aload(bound);
      blend(b, mask);
    }

    private static final int FLOAT_DIGITS = 23;
    private static final int DOUBLE_DIGITS = 52;

    private void power(CodeBuilder b) {
      toBits(b);
      whole(b, "ADD", 127, 1023);
      whole(b, "LSHL", FLOAT_DIGITS, DOUBLE_DIGITS);
      fromBits(b);
    }

    private void exponent(CodeBuilder b) {
      toBits(b);
      fromHalf(b);
      whole(b, "LSHR", FLOAT_DIGITS, DOUBLE_DIGITS);
      whole(
          b,
          "ADD",
          Float.floatToRawIntBits((float) Steps.magic(true)),
          Double.doubleToRawLongBits(Steps.magic(false)));
      fromBits(b);
    }

    private void mantissa(CodeBuilder b) {
      toBits(b);
      fromHalf(b);
      whole(b, "AND", (1 << FLOAT_DIGITS) - 1, (1L << DOUBLE_DIGITS) - 1);
      whole(
          b,
          "ADD",
          Float.floatToRawIntBits((float) Math.sqrt(0.5)),
          Double.doubleToRawLongBits(Math.sqrt(0.5)));
      fromBits(b);
    }

    /** Adds what moves √½ to 1, so that the digits before the point change at √½·2^k. */
    private void fromHalf(CodeBuilder b) {
      whole(
          b,
          "ADD",
          Float.floatToRawIntBits(1) - Float.floatToRawIntBits((float) Math.sqrt(0.5)),
          Double.doubleToRawLongBits(1) - Double.doubleToRawLongBits(Math.sqrt(0.5)));
    }

    private void toBits(CodeBuilder b) {
      b.invokevirtual(
          type(), "reinterpretAs" + (single ? "Ints" : "Longs"), MethodTypeDesc.of(bits()));
    }

    private void fromBits(CodeBuilder b) {
      b.invokevirtual(
          bits(), "reinterpretAs" + (single ? "Floats" : "Doubles"), MethodTypeDesc.of(type()));
    }

    /** An operation of the bits as whole numbers with a whole number. */
    private void whole(CodeBuilder b, String operator, int ofSingle, long ofDouble) {
      ClassDesc binary = OPERATORS.nested("Binary");
      boolean isShift = operator.startsWith("LSH");
      b.getstatic(OPERATORS, operator, isShift ? binary : OPERATORS.nested("Associative"));
      if (single) {
        b.loadConstant(ofSingle);
      } else {
        b.loadConstant(ofDouble);
      }
      ClassDesc number = single ? ConstantDescs.CD_int : ConstantDescs.CD_long;
      b.invokevirtual(bits(), "lanewise", MethodTypeDesc.of(bits(), binary, number));
    }
  }
}
