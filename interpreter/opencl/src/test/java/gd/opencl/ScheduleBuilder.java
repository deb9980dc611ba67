package gd.opencl;

import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Schedule;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schedules by hand. */
final class ScheduleBuilder {
  private final List<Schedule.Buffer> buffers = new ArrayList<>();
  private final List<Kernel> kernels = new ArrayList<>();
  private final List<Integer> inputs = new ArrayList<>();

  int input(int size) {
    inputs.add(buffer(size));
    return buffers.size() - 1;
  }

  int buffer(int size) {
    buffers.add(new Schedule.Buffer(size, Optional.empty()));
    return buffers.size() - 1;
  }

  int constant(double... values) {
    return constant(new Tensor.Data(Shape.of(values.length), new Elements.Decimals(values)));
  }

  int constant(Tensor.Data data) {
    buffers.add(new Schedule.Buffer(data.shape().size(), Optional.of(data)));
    return buffers.size() - 1;
  }

  ScheduleBuilder add(Kernel kernel) {
    kernels.add(kernel);
    return this;
  }

  Schedule build(Integer... outputs) {
    return new Schedule(
        List.copyOf(buffers), List.copyOf(kernels), List.copyOf(inputs), List.of(outputs));
  }

  static Access at(int buffer, Integer... strides) {
    return new Access(buffer, 0, List.of(strides));
  }
}
