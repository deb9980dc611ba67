package gd.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.kernel.Instruction.Binary;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.Instruction.Unary;
import gd.kernel.Instruction.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignsTest {
  private static double[] values(ThreeAddress code, double[] inputs) {
    List<Double> values = new ArrayList<>();
    for (double input : inputs) {
      values.add(input);
    }
    for (Instruction instruction : code.code()) {
      values.add(
          switch (instruction) {
            case Unary(var _, int operand) -> -values.get(operand);
            case Binary(var operator, int left, int right) ->
                switch (operator) {
                  case ADD -> values.get(left) + values.get(right);
                  case SUB -> values.get(left) - values.get(right);
                  case MUL -> values.get(left) * values.get(right);
                  case DIV -> values.get(left) / values.get(right);
                  case POW -> Math.pow(values.get(left), values.get(right));
                };
            default -> throw new IllegalStateException("not made here: " + instruction);
          });
    }
    return code.results().stream().mapToDouble(values::get).toArray();
  }

  @Test
  void bitsStayTheSameZerosTooAndThereAreFewerSigns() {
    Random random = new Random(11);
    double[] few = {0, -0.0, 1, -1, 0.3, -0.3, 1e300, -1e-300};
    long before = 0;
    long after = 0;
    for (int k = 0; k < 2000; k++) {
      List<Instruction> code = new ArrayList<>();
      for (int register = 3; register < 20; register++) {
        code.add(
            random.nextInt(3) == 0
                ? new Unary(UnaryOperator.NEG, random.nextInt(register))
                : new Binary(
                    BinaryOperator.values()[random.nextInt(5)],
                    random.nextInt(register),
                    random.nextInt(register)));
      }
      ThreeAddress written = new ThreeAddress(3, code, List.of(19, 18, 10)).withoutDeadCode();
      ThreeAddress gathered = new Signs(written).gathered();
      double[] inputs = random.ints(3, 0, few.length).mapToDouble(i -> few[i]).toArray();
      double[] expected = values(written, inputs);
      double[] values = values(gathered, inputs);
      for (int result = 0; result < expected.length; result++) {
        assertEquals(expected[result], values[result]);
      }
      before += written.code().stream().filter(Unary.class::isInstance).count();
      after += gathered.code().stream().filter(Unary.class::isInstance).count();
    }
    assertTrue(after < 0.6 * before, after + " of " + before);
  }
}
