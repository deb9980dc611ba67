package gd.kernel;

import gd.formula.Operation;
import gd.kernel.Instruction.BinaryOperator;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Strides;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small schedule as one piece of straight-line code over single elements, with the operations of
 * the kernels in the order of the kernels.
 */
public final class Unrolling {
  /** Instructions after which unrolling is given up. */
  private static final int LARGEST = 1200;

  /** Elements of inputs and constants. */
  private static final int MOST_ELEMENTS = 64;

  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLarge() {
      super("too large", null, false, false);
    }
  }

  private final Schedule schedule;
  private final int[][] registers;
  private final int inputs;
  private final List<Instruction> code = new ArrayList<>();
  private final BitSet wide = new BitSet();
  private final Map<Named, Integer> known = new HashMap<>();

  private record Named(Instruction instruction, boolean isWide) {}

  /**
   * A schedule as one piece of code.
   *
   * @param wide the registers that hold parts of a sum, which have 64 bits in every precision
   */
  public record Unrolled(ThreeAddress code, BitSet wide) {}

  private Unrolling(Schedule schedule) {
    this.schedule = schedule;
    this.registers = new int[schedule.buffers().size()][];
    int elements = 0;
    for (int buffer : schedule.inputs()) {
      registers[buffer] = new int[schedule.buffers().get(buffer).size()];
      for (int k = 0; k < registers[buffer].length; k++) {
        registers[buffer][k] = elements++;
      }
    }
    this.inputs = elements;
  }

  /** Whether it is worth trying, seen from the sizes. */
  private static boolean isSmall(Schedule schedule) {
    long elements =
        schedule.inputs().stream().mapToLong(input -> schedule.buffers().get(input).size()).sum();
    elements +=
        schedule.buffers().stream()
            .filter(buffer -> buffer.constant().isPresent())
            .mapToLong(Schedule.Buffer::size)
            .sum();
    return elements <= MOST_ELEMENTS;
  }

  /** Whether in 32 bits it adds up in 32 bits. */
  private static boolean isNarrow(Kernel kernel) {
    return kernel instanceof Kernel.Product product && product.columns() > 1 && product.rows() > 1;
  }

  /**
   * The code whose inputs are the elements of the schedule's inputs, one after the other, and whose
   * results are those of the given buffers; empty if it is too long.
   */
  public static Optional<Unrolled> of(Schedule schedule, List<Integer> wanted, boolean single) {
    if (!isSmall(schedule) || single && schedule.kernels().stream().anyMatch(Unrolling::isNarrow)) {
      return Optional.empty();
    }
    Unrolling unrolling = new Unrolling(schedule);
    try {
      unrolling.schedule.kernels().forEach(unrolling::kernel);
      List<Integer> results = new ArrayList<>();
      for (int buffer : wanted) {
        Arrays.stream(unrolling.elements(buffer)).forEach(results::add);
      }
      return Optional.of(
          new Unrolled(
              new ThreeAddress(unrolling.inputs, unrolling.code, results), unrolling.wide));
    } catch (TooLarge _) {
      return Optional.empty();
    }
  }

  private int[] elements(int buffer) {
    if (registers[buffer] == null) {
      Tensor.Data constant = schedule.buffers().get(buffer).constant().orElseThrow();
      double[] values = ((Elements.Decimals) constant.elements()).values();
      registers[buffer] =
          Arrays.stream(values).mapToInt(value -> emit(new Instruction.Constant(value))).toArray();
    }
    return registers[buffer];
  }

  private void kernel(Kernel kernel) {
    switch (kernel) {
      case Kernel.Elementwise elementwise -> elementwise(elementwise);
      case Kernel.Reduction reduction -> reduction(reduction);
      case Kernel.Product product -> product(product);
      case Kernel.Placement placement -> placement(placement);
      case Kernel.Rows _ -> throw new TooLarge();
    }
  }

  private void elementwise(Kernel.Elementwise kernel) {
    Shape space = new Shape(kernel.space());
    int[][] inputs =
        kernel.inputs().stream().map(access -> read(access, space)).toArray(int[][]::new);
    ThreeAddress body = ThreeAddress.of(kernel.body());
    registers[kernel.output()] = new int[size(space)];
    for (int p = 0; p < registers[kernel.output()].length; p++) {
      registers[kernel.output()][p] = inline(body, column(inputs, p));
    }
  }

  private void reduction(Kernel.Reduction kernel) {
    List<Integer> all = new ArrayList<>(kernel.outer());
    all.addAll(kernel.inner());
    Shape space = new Shape(all);
    int inner = size(new Shape(kernel.inner()));
    int outer = size(new Shape(kernel.outer()));
    if (inner == 0 || inner > Numerics.SEQUENTIAL) {
      throw new TooLarge();
    }
    size(space);
    int[][] inputs =
        kernel.inputs().stream().map(access -> read(access, space)).toArray(int[][]::new);
    ThreeAddress body = ThreeAddress.of(kernel.body());
    registers[kernel.output()] = new int[outer];
    for (int o = 0; o < outer; o++) {
      int result = inline(body, column(inputs, o * inner));
      for (int r = 1; r < inner; r++) {
        int element = inline(body, column(inputs, o * inner + r));
        result = combine(kernel.combine(), result, element, r < inner - 1);
      }
      registers[kernel.output()][o] = result;
    }
  }

  private int combine(Tensor.Combine combine, int left, int right, boolean isWide) {
    return switch (combine) {
      case SUM -> emit(new Instruction.Binary(BinaryOperator.ADD, left, right), isWide);
      case PRODUCT -> emit(new Instruction.Binary(BinaryOperator.MUL, left, right), isWide);
      case MAX -> emit(new Instruction.Call(extreme("max"), List.of(left, right)));
      case MIN -> emit(new Instruction.Call(extreme("min"), List.of(left, right)));
    };
  }

  private static Operation extreme(String name) {
    return new Operation(name, 2, Optional.empty(), "f" + name, "java.lang.Math." + name, name);
  }

  private void product(Kernel.Product kernel) {
    if (kernel.inner() == 0) {
      throw new TooLarge();
    }
    Shape space = Shape.of(kernel.rows(), kernel.columns());
    int[] left = read(kernel.left(), Shape.of(kernel.rows(), kernel.inner()));
    int[] right = read(kernel.right(), Shape.of(kernel.inner(), kernel.columns()));
    int[][] inputs =
        kernel.inputs().stream().map(access -> read(access, space)).toArray(int[][]::new);
    ThreeAddress body = ThreeAddress.of(kernel.body());
    registers[kernel.output()] = new int[size(space)];
    for (int p = 0; p < registers[kernel.output()].length; p++) {
      int row = p / kernel.columns() * kernel.inner();
      int sum = -1;
      for (int k = 0; k < kernel.inner(); k++) {
        int factor = right[k * kernel.columns() + p % kernel.columns()];
        boolean isWide = kernel.inner() > 1;
        int product =
            emit(new Instruction.Binary(BinaryOperator.MUL, left[row + k], factor), isWide);
        sum =
            k == 0
                ? product
                : emit(
                    new Instruction.Binary(BinaryOperator.ADD, sum, product),
                    k < kernel.inner() - 1);
      }
      int[] slots = new int[inputs.length + 1];
      slots[0] = sum;
      for (int k = 0; k < inputs.length; k++) {
        slots[k + 1] = inputs[k][p];
      }
      registers[kernel.output()][p] = inline(body, slots);
    }
  }

  private void placement(Kernel.Placement kernel) {
    int zero = emit(new Instruction.Constant(0));
    int[] out = new int[schedule.buffers().get(kernel.output()).size()];
    Arrays.fill(out, zero);
    for (Kernel.Part part : kernel.parts()) {
      Shape space = new Shape(part.space());
      int[] from = read(part.from(), space);
      int[] places = Strides.places(space, part.offset(), part.strides());
      for (int k = 0; k < places.length; k++) {
        out[places[k]] = from[k];
      }
    }
    registers[kernel.output()] = out;
  }

  private int[] read(Access access, Shape space) {
    size(space);
    int[] elements = elements(access.buffer());
    return Arrays.stream(Strides.places(space, access.offset(), access.strides()))
        .map(place -> elements[place])
        .toArray();
  }

  private static int[] column(int[][] inputs, int point) {
    return Arrays.stream(inputs).mapToInt(input -> input[point]).toArray();
  }

  private static int size(Shape space) {
    if (space.size() > LARGEST) {
      throw new TooLarge();
    }
    return space.size();
  }

  /** Another copy of a body, on the given registers. */
  private int inline(ThreeAddress body, int[] inputs) {
    int[] names = Arrays.copyOf(inputs, body.registers());
    for (int register = body.inputs(); register < body.registers(); register++) {
      names[register] = emit(body.at(register).renamed(operand -> names[operand]));
    }
    return names[body.result()];
  }

  private int emit(Instruction instruction) {
    return emit(instruction, false);
  }

  private int emit(Instruction instruction, boolean isWide) {
    Named named = new Named(instruction, isWide);
    Integer register = known.get(named);
    if (register == null) {
      if (code.size() >= LARGEST) {
        throw new TooLarge();
      }
      code.add(instruction);
      register = inputs + code.size() - 1;
      wide.set(register, isWide);
      known.put(named, register);
    }
    return register;
  }
}
