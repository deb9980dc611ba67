package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.jvm.LoopWriter.Stride;
import gd.formula.Formula.Comparator;
import gd.kernel.Instruction;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.Interpreter;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Long code in parts does what it did in one piece, and the JVM compiles every part. */
class SegmentsTest {
  private static ThreeAddress random(long seed, int inputs, int length) {
    Random random = new Random(seed);
    List<Instruction> code = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    List<Integer> truths = new ArrayList<>();
    for (int input = 0; input < inputs; input++) {
      numbers.add(input);
    }
    while (code.size() < length) {
      int left = numbers.get(random.nextInt(numbers.size()));
      int right = numbers.get(random.nextInt(numbers.size()));
      Instruction next =
          switch (random.nextInt(8)) {
            case 0 -> new Instruction.Constant(random.nextInt(40) / 4.0);
            case 1 -> new Instruction.Compare(Comparator.values()[random.nextInt(6)], left, right);
            case 2 ->
                truths.isEmpty()
                    ? new Instruction.Unary(Instruction.UnaryOperator.NEG, left)
                    : new Instruction.Select(
                        truths.get(random.nextInt(truths.size())), left, right);
            case 3 ->
                truths.isEmpty()
                    ? new Instruction.Truth(true)
                    : new Instruction.Not(truths.get(random.nextInt(truths.size())));
            default ->
                new Instruction.Binary(BinaryOperator.values()[random.nextInt(3)], left, right);
          };
      (next.isTruth() ? truths : numbers).add(inputs + code.size());
      code.add(next);
    }
    List<Integer> results =
        List.of(numbers.getLast(), 0, numbers.get(random.nextInt(numbers.size())));
    return new ThreeAddress(inputs, code, results);
  }

  @Property(tries = 200, seed = "20261121")
  void partsDoWhatTheWholeDoes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int length) {
    ThreeAddress code = random(seed, 5, length);
    List<Stride> strides = Collections.nCopies(5, Stride.ONE);
    CompiledBody body =
        new CompiledBody(code, strides, Collections.nCopies(3, Stride.ONE), false, new LoopCache());
    int count = 7;
    double[][] in = new double[5][count];
    double[][] out = new double[3][count];
    Random random = new Random(seed);
    for (double[] input : in) {
      for (int i = 0; i < count; i++) {
        input[i] = random.nextInt(9) - 4;
      }
    }
    int[] ones = {1, 1, 1, 1, 1};
    body.run(in, new int[5], ones, out, new int[3], ones, count);
    for (int i = 0; i < count; i++) {
      List<Double> expected =
          new Interpreter(code).apply(in[0][i], in[1][i], in[2][i], in[3][i], in[4][i]);
      for (int k = 0; k < 3; k++) {
        assertEquals(expected.get(k), out[k][i]);
      }
    }
  }

  @Property(tries = 50, seed = "20261121")
  void everyPartIsShortEnough(@ForAll long seed) {
    ThreeAddress code = random(seed, 190, 1000);
    for (Segments.Part part : Segments.of(code).parts()) {
      List<Stride> strides = Collections.nCopies(part.inputs().size(), Stride.ANY);
      List<Stride> results = Collections.nCopies(part.results().size(), Stride.ANY);
      int bytes = LoopWriter.longest(new LoopWriter(part.code(), strides, results, true).bytes());
      assertTrue(bytes < ClosedForm.LARGEST_METHOD, bytes + " bytes");
    }
  }
}
