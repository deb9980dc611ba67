package gd.opencl;

import gd.backend.Precision;
import gd.formula.Formula.Comparator;
import gd.kernel.Access;
import gd.kernel.Instruction;
import gd.kernel.Kernel;
import gd.kernel.Schedule;
import gd.kernel.ThreeAddress;
import gd.tensor.Elements;
import gd.tensor.Tensor.Combine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a schedule computes, in the plainest Java: one loop a kernel, one instruction at a time. */
final class Reference {
  private final Precision precision;
  private final Schedule schedule;
  private final List<double[]> buffers = new ArrayList<>();

  Reference(Schedule schedule, Precision precision, Map<Integer, double[]> inputs) {
    this.precision = precision;
    this.schedule = schedule;
    for (int b = 0; b < schedule.buffers().size(); b++) {
      Schedule.Buffer buffer = schedule.buffers().get(b);
      double[] values =
          buffer.constant().isPresent()
              ? ((Elements.Decimals) buffer.constant().get().elements()).values()
              : inputs.getOrDefault(b, new double[buffer.size()]);
      buffers.add(java.util.Arrays.stream(values).map(this::round).toArray());
    }
  }

  double[] read(int buffer) {
    return buffers.get(buffer);
  }

  void run() {
    for (Kernel kernel : schedule.kernels()) {
      switch (kernel) {
        case Kernel.Elementwise k -> {
          for (int p = 0; p < size(k.space()); p++) {
            buffers.get(k.output())[p] =
                body(ThreeAddress.of(k.body()), inputs(k.inputs(), k.space(), p)).getFirst();
          }
        }
        case Kernel.Reduction k -> reduce(k);
        case Kernel.Product k -> multiply(k);
        case Kernel.Rows k -> rows(k);
        case Kernel.Placement k -> {
          double[] out = new double[buffers.get(k.output()).length];
          for (Kernel.Part part : k.parts()) {
            Access to = new Access(k.output(), part.offset(), part.strides());
            for (int p = 0; p < size(part.space()); p++) {
              int place = place(to, part.space(), p);
              out[place] = round(out[place] + element(part.from(), part.space(), p));
            }
          }
          buffers.set(k.output(), out);
        }
      }
    }
  }

  private void reduce(Kernel.Reduction k) {
    List<Integer> space = new ArrayList<>(k.outer());
    space.addAll(k.inner());
    int inner = size(k.inner());
    ThreeAddress code = ThreeAddress.of(k.body());
    for (int o = 0; o < size(k.outer()); o++) {
      double value =
          switch (k.combine()) {
            case SUM -> 0;
            case PRODUCT -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
          };
      for (int r = 0; r < inner; r++) {
        double x = body(code, inputs(k.inputs(), space, o * inner + r)).getFirst();
        value = combine(k.combine(), value, x);
      }
      buffers.get(k.output())[o] = value;
    }
  }

  private double combine(Combine combine, double value, double x) {
    return switch (combine) {
      case SUM -> value + x;
      case PRODUCT -> value * x;
      case MAX -> Math.max(value, x);
      case MIN -> Math.min(value, x);
    };
  }

  private void multiply(Kernel.Product k) {
    for (int i = 0; i < k.rows(); i++) {
      for (int j = 0; j < k.columns(); j++) {
        double sum = 0;
        for (int m = 0; m < k.inner(); m++) {
          sum +=
              element(k.left(), List.of(k.rows(), k.inner()), i * k.inner() + m)
                  * element(k.right(), List.of(k.inner(), k.columns()), m * k.columns() + j);
        }
        List<Double> slots = new ArrayList<>(List.of(sum));
        slots.addAll(inputs(k.inputs(), List.of(k.rows(), k.columns()), i * k.columns() + j));
        buffers.get(k.output())[i * k.columns() + j] =
            body(ThreeAddress.of(k.body()), slots).getFirst();
      }
    }
  }

  private void rows(Kernel.Rows k) {
    double[] matrix = buffers.get(k.matrix());
    for (Kernel.RowOutput output : k.outputs()) {
      java.util.Arrays.fill(buffers.get(output.buffer()), 0);
    }
    ThreeAddress code =
        ThreeAddress.of(k.body(), k.outputs().stream().map(Kernel.RowOutput::slot).toList());
    for (int i = 0; i < k.rows(); i++) {
      List<Double> slots = new ArrayList<>();
      for (Access vector : k.vectors()) {
        double dot = 0;
        for (int j = 0; j < k.columns(); j++) {
          dot += matrix[i * k.columns() + j] * element(vector, List.of(k.columns()), j);
        }
        slots.add(dot);
      }
      slots.addAll(inputs(k.inputs(), List.of(k.rows()), i));
      List<Double> results = body(code, slots);
      for (int o = 0; o < results.size(); o++) {
        double value = results.get(o);
        switch (k.outputs().get(o)) {
          case Kernel.RowOutput.Total(int _, int buffer) -> buffers.get(buffer)[0] += value;
          case Kernel.RowOutput.Each(int _, int buffer) -> buffers.get(buffer)[i] = value;
          case Kernel.RowOutput.Weighted(int _, int buffer) -> {
            for (int j = 0; j < k.columns(); j++) {
              buffers.get(buffer)[j] += matrix[i * k.columns() + j] * value;
            }
          }
        }
      }
    }
  }

  private static int size(List<Integer> space) {
    return space.stream().reduce(1, Math::multiplyExact);
  }

  private List<Double> inputs(List<Access> accesses, List<Integer> space, int point) {
    return accesses.stream().map(access -> element(access, space, point)).toList();
  }

  private double element(Access access, List<Integer> space, int point) {
    return buffers.get(access.buffer())[place(access, space, point)];
  }

  private static int place(Access access, List<Integer> space, int point) {
    int place = access.offset();
    for (int d = space.size() - 1; d >= 0; d--) {
      place += point % space.get(d) * access.strides().get(d);
      point /= space.get(d);
    }
    return place;
  }

  private double round(double value) {
    return precision == Precision.SINGLE ? (float) value : value;
  }

  private List<Double> body(ThreeAddress code, List<Double> inputs) {
    double[] value = new double[code.registers()];
    for (int i = 0; i < inputs.size(); i++) {
      value[i] = inputs.get(i);
    }
    for (int r = code.inputs(); r < code.registers(); r++) {
      value[r] = round(instruction(code.at(r), value));
    }
    return code.results().stream().map(r -> value[r]).toList();
  }

  private static double instruction(Instruction instruction, double[] v) {
    return switch (instruction) {
      case Instruction.Constant(double value) -> value;
      case Instruction.Truth(boolean value) -> value ? 1 : 0;
      case Instruction.Unary(var operator, int x) ->
          switch (operator) {
            case NEG -> -v[x];
            case SQRT -> Math.sqrt(v[x]);
            case EXP -> Math.exp(v[x]);
          };
      case Instruction.Binary(var operator, int x, int y) ->
          switch (operator) {
            case ADD -> v[x] + v[y];
            case SUB -> v[x] - v[y];
            case MUL -> v[x] * v[y];
            case DIV -> v[x] / v[y];
            case POW -> Math.pow(v[x], v[y]);
          };
      case Instruction.Call(var operation, var arguments) ->
          operation.value(arguments.stream().mapToDouble(argument -> v[argument]).toArray());
      case Instruction.Compare(var comparator, int x, int y) ->
          compare(comparator, v[x], v[y]) ? 1 : 0;
      case Instruction.And(int x, int y) -> v[x] != 0 && v[y] != 0 ? 1 : 0;
      case Instruction.Or(int x, int y) -> v[x] != 0 || v[y] != 0 ? 1 : 0;
      case Instruction.Not(int x) -> v[x] != 0 ? 0 : 1;
      case Instruction.Select(int c, int x, int y) -> v[c] != 0 ? v[x] : v[y];
    };
  }

  private static boolean compare(Comparator comparator, double x, double y) {
    return switch (comparator) {
      case EQUAL -> x == y;
      case NOT_EQUAL -> x != y;
      case LESS -> x < y;
      case LESS_EQUAL -> x <= y;
      case GREATER -> x > y;
      case GREATER_EQUAL -> x >= y;
    };
  }
}
