package gd.backend.jvm;

import gd.backend.Execution;
import gd.backend.Precision;
import gd.kernel.Schedule;
import gd.kernel.Scheduler;
import gd.tensor.Arena;
import gd.tensor.Decimal;
import gd.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Runs graphs on the JVM. */
final class Runs {
  private Runs() {}

  static List<double[]> compute(
      Arena gd, List<Tensor> outputs, Map<Tensor.Input, Tensor.Data> inputs) {
    return compute(gd, outputs, inputs, Precision.DOUBLE);
  }

  static List<double[]> compute(
      Arena gd, List<Tensor> outputs, Map<Tensor.Input, Tensor.Data> inputs, Precision precision) {
    List<Tensor.Input> order = List.copyOf(inputs.keySet());
    Schedule schedule = new Scheduler(gd.tensors).schedule(outputs, order);
    try (Execution execution = new JvmDevice().open(schedule, precision)) {
      for (int k = 0; k < order.size(); k++) {
        execution.write(schedule.inputs().get(k), Decimal.decimals(inputs.get(order.get(k))));
      }
      execution.run();
      return schedule.outputs().stream().map(execution::read).toList();
    }
  }
}
