package gd.backend.jvm;

import gd.kernel.Instruction;
import gd.kernel.Instruction.UnaryOperator;
import gd.kernel.ThreeAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A body that is computed instruction by instruction on blocks of numbers: every register is an
 * array, every instruction one short loop that the JVM's compiler makes vector instructions of (it
 * makes none of a long body). Computes in 64 bits.
 */
final class BlockBody {
  private static final Set<String> KNOWN =
      Set.of(
          "java.lang.Math.exp",
          "java.lang.Math.abs",
          "java.lang.Math.max",
          "java.lang.Math.min",
          "java.lang.Math.log1p",
          "gd.formula.Special.sigmoid",
          "gd.formula.Special.softplus");

  private final ThreeAddress code;

  /** For each register, the scratch array that holds exp(−|register|); −1 for most. */
  private final int[] exponentials;

  private final int scratch;

  private BlockBody(ThreeAddress code) {
    this.code = code;
    this.exponentials = new int[code.registers()];
    Arrays.fill(exponentials, -1);
    int count = 0;
    for (Instruction instruction : code.code()) {
      if (instruction instanceof Instruction.Call(var operation, var arguments)
          && operation.jvm().startsWith("gd.formula.Special.s")
          && exponentials[arguments.getFirst()] < 0) {
        exponentials[arguments.getFirst()] = count++;
      }
    }
    this.scratch = count;
  }

  /** Empty if it has an instruction that is better not done so. */
  static Optional<BlockBody> of(ThreeAddress code) {
    return code.code().stream().allMatch(BlockBody::isKnown)
        ? Optional.of(new BlockBody(code))
        : Optional.empty();
  }

  private static boolean isKnown(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Constant _, Instruction.Unary _ -> true;
      case Instruction.Binary(var operator, int _, int _) ->
          operator != Instruction.BinaryOperator.POW;
      case Instruction.Call(var operation, var _) -> KNOWN.contains(operation.jvm());
      case Instruction.Truth _,
          Instruction.Compare _,
          Instruction.And _,
          Instruction.Or _,
          Instruction.Not _,
          Instruction.Select _ ->
          true;
    };
  }

  /** One thread's registers for blocks of one length. Truth is 1 or 0. */
  final class Registers {
    private final double[][] values;
    private final double[][] exponentialsOf;
    private final int[] powers;

    private Registers(int length) {
      values = new double[code.registers()][length];
      exponentialsOf = new double[scratch][length];
      powers = new int[length];
      for (int register = code.inputs(); register < code.registers(); register++) {
        if (code.at(register) instanceof Instruction.Constant(double value)) {
          Arrays.fill(values[register], value);
        } else if (code.at(register) instanceof Instruction.Truth(boolean value)) {
          Arrays.fill(values[register], value ? 1 : 0);
        }
      }
    }

    double[] input(int number) {
      return values[number];
    }

    double[] result(int number) {
      return values[code.results().get(number)];
    }

    /** Computes all results from the inputs. */
    void compute() {
      boolean[] done = new boolean[scratch];
      for (int register = code.inputs(); register < values.length; register++) {
        compute(code.at(register), values[register], done);
      }
    }

    private void compute(Instruction instruction, double[] out, boolean[] done) {
      switch (instruction) {
        case Instruction.Constant _, Instruction.Truth _ -> {}
        case Instruction.Unary(var operator, int operand) -> unary(operator, values[operand], out);
        case Instruction.Binary(var operator, int left, int right) -> {
          double[] a = values[left];
          double[] b = values[right];
          switch (operator) {
            case ADD -> Blocks.add(a, b, out);
            case SUB -> Blocks.subtract(a, b, out);
            case MUL -> Blocks.multiply(a, b, out);
            case DIV -> Blocks.divide(a, b, out);
            case POW -> throw new IllegalStateException("no block operation");
          }
        }
        case Instruction.Call(var operation, var arguments) -> {
          double[] a = values[arguments.getFirst()];
          switch (operation.jvm()) {
            case "java.lang.Math.exp" -> Blocks.exp(a, out, powers);
            case "java.lang.Math.abs" -> Blocks.abs(a, out);
            case "java.lang.Math.max" -> Blocks.max(a, values[arguments.getLast()], out);
            case "java.lang.Math.min" -> Blocks.min(a, values[arguments.getLast()], out);
            case "java.lang.Math.log1p" -> Blocks.log1p(a, out);
            case "gd.formula.Special.sigmoid" ->
                Blocks.sigmoid(a, exponential(arguments.getFirst(), done), out);
            case "gd.formula.Special.softplus" ->
                Blocks.softplus(a, exponential(arguments.getFirst(), done), out);
            default -> throw new IllegalStateException("no block operation");
          }
        }
        case Instruction.Compare(var comparator, int left, int right) ->
            Blocks.compare(comparator, values[left], values[right], out);
        case Instruction.And(int left, int right) ->
            Blocks.multiply(values[left], values[right], out);
        case Instruction.Or(int left, int right) -> Blocks.max(values[left], values[right], out);
        case Instruction.Not(int operand) -> Blocks.complement(values[operand], out);
        case Instruction.Select(int condition, int ifTrue, int ifFalse) ->
            Blocks.select(values[condition], values[ifTrue], values[ifFalse], out);
      }
    }

    private void unary(UnaryOperator operator, double[] a, double[] out) {
      switch (operator) {
        case NEG -> Blocks.negate(a, out);
        case SQRT -> Blocks.sqrt(a, out);
        case EXP -> Blocks.exp(a, out, powers);
      }
    }

    /** exp(−|x|), which the logistic function and softplus of x share. */
    private double[] exponential(int register, boolean[] done) {
      int place = exponentials[register];
      if (!done[place]) {
        done[place] = true;
        Blocks.minusAbs(values[register], exponentialsOf[place]);
        Blocks.exp(exponentialsOf[place], exponentialsOf[place], powers);
      }
      return exponentialsOf[place];
    }
  }

  Registers registers(int length) {
    return new Registers(length);
  }
}
