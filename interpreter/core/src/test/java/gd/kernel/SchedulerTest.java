package gd.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Operation;
import gd.tensor.Arena;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What becomes one kernel, and how it reads. */
class SchedulerTest {
  private final Arena gd = new Arena();
  private final Tensor.Input x = new Tensor.Input("X", Shape.of(4, 3));
  private final Tensor.Input w = new Tensor.Input("w", Shape.of(3));
  private final Tensor.Input y = new Tensor.Input("y", Shape.of(4));

  private Schedule schedule(Tensor... outputs) {
    return new Scheduler(gd.tensors).schedule(List.of(outputs), List.of(x, w, y));
  }

  @Test
  void graphsAsText() {
    Tensor residual = gd.subtract(gd.tensors.multiply(x, w), y);
    Tensor loss = gd.sum(gd.power(residual, 2));
    assertEquals(
        "reduce sum (map #1^2 (map (#1 - #2) (contract X w) y))", GraphPrinter.print(List.of(loss), 6));
    assertEquals(
        "contract (transpose X) (map 2*#1 (map (#1 - #2) (contract X w) y))",
        GraphPrinter.print(gd.gradient.of(loss, List.of(w)), 6));
  }

  @Test
  void sharedNodesHaveALine() {
    Tensor e = gd.unary(Operation.EXP, w);
    assertEquals(
        "%1 = map exp(#1) w\nmap #1/#2 %1 (reduce sum %1)", GraphPrinter.print(List.of(gd.divide(e, gd.sum(e))), 6));
  }

  @Test
  void elementwiseIntoReduction() {
    assertEquals(
        """
        b3 = reduce sum [] over [3] reading b1[1]
            #2 = sin(#1)  of #1
            #3 = #1^2  of #2""",
        SchedulePrinter.print(schedule(gd.sum(gd.power(gd.unary(gd.sin, w), 2))), 6));
  }

  @Test
  void viewsBecomeStrides() {
    Tensor doubled = gd.times(gd.number(2), gd.tensors.slice(gd.tensors.transpose(x), 0, 1, 2, 1));
    Kernel.Elementwise kernel = assertInstanceOf(Kernel.Elementwise.class, schedule(doubled).kernels().getFirst());
    assertEquals(List.of(new Access(0, 1, List.of(1, 3))), kernel.inputs());
    assertEquals(1, schedule(doubled).kernels().size());
  }

  @Test
  void transposesGoIntoProducts() {
    Schedule schedule = schedule(gd.tensors.multiply(gd.tensors.transpose(x), x));
    Kernel.Product product = assertInstanceOf(Kernel.Product.class, schedule.kernels().getFirst());
    assertEquals(new Access(0, 0, List.of(1, 3)), product.left());
    assertEquals(1, schedule.kernels().size());
  }

  @Test
  void biasAndActivationAreAnEpilogue() {
    Tensor layer = gd.unary(gd.tanh, gd.add(gd.tensors.multiply(gd.tensors.transpose(x), x), w));
    Schedule schedule = schedule(layer);
    Kernel.Product product = assertInstanceOf(Kernel.Product.class, schedule.kernels().getFirst());
    assertEquals(List.of(new Access(1, 0, List.of(0, 1))), product.inputs());
    assertEquals(1, schedule.kernels().size());
  }

  @Test
  void whatTwoKernelsNeedIsStoredOnce() {
    Tensor shared = gd.unary(Operation.EXP, gd.unary(gd.sin, w));
    Schedule schedule = schedule(gd.sum(shared), gd.tensors.reduce(Tensor.Combine.MAX, OptionalInt.empty(), shared));
    assertEquals(3, schedule.kernels().size());
  }

  @Test
  void equalGraphsAreOneKernel() {
    Schedule schedule = schedule(gd.sum(gd.power(w, 2)), gd.sum(gd.power(w, 2)));
    assertEquals(1, schedule.kernels().size());
    assertEquals(schedule.outputs().get(0), schedule.outputs().get(1));
  }

  @Test
  void whatDependsOnConstantsAloneRunsOnce() {
    Tensor known = gd.sum(gd.power(gd.vector(1, 2, 3), 2));
    Schedule schedule = schedule(gd.times(w, known));
    assertEquals(2, schedule.kernels().size());
    assertEquals(List.of(schedule.kernels().getFirst()), schedule.constantKernels());
  }

  @Test
  void aReshapeOfAnInputIsTheInput() {
    Schedule schedule = schedule(gd.tensors.reshape(x, Shape.of(12)));
    assertTrue(schedule.kernels().isEmpty());
    assertEquals(schedule.inputs().getFirst(), schedule.outputs().getFirst());
  }

  @Test
  void deepGraphsBecomeManyKernels() {
    Tensor.Input number = new Tensor.Input("s", Shape.SCALAR);
    Tensor deep = number;
    for (int k = 0; k < 10_000; k++) {
      deep = gd.unary(gd.sin, gd.add(deep, number));
    }
    Schedule schedule = new Scheduler(gd.tensors).schedule(List.of(deep), List.of(number));
    assertTrue(schedule.kernels().size() > 100);
    int largest =
        schedule.kernels().stream()
            .mapToInt(kernel -> ((Kernel.Elementwise) kernel).body().statements().size())
            .max()
            .orElseThrow();
    assertTrue(largest <= 128, largest + " statements");
  }
}
