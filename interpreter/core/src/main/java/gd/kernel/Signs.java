package gd.kernel;

import gd.kernel.Instruction.Binary;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.Instruction.UnaryOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Code with fewer changes of sign: a + (−b) is a − b, and a product takes the signs of its factors
 * along. Rounding is the same for both signs, so all results keep their bits.
 */
final class Signs {
  /** A register, or its opposite. */
  private record Signed(int register, boolean isOpposite) {}

  private final ThreeAddress given;
  private final List<Instruction> code = new ArrayList<>();
  private final Map<Instruction, Integer> known = new HashMap<>();

  Signs(ThreeAddress given) {
    this.given = given;
  }

  ThreeAddress gathered() {
    List<Signed> values = new ArrayList<>();
    for (int register = 0; register < given.registers(); register++) {
      values.add(
          given.isInput(register)
              ? new Signed(register, false)
              : signed(given.at(register), values));
    }
    List<Integer> results =
        given.results().stream().map(result -> plain(values.get(result))).toList();
    return new ThreeAddress(given.inputs(), code, results).withoutDeadCode();
  }

  private Signed signed(Instruction instruction, List<Signed> values) {
    if (instruction instanceof Instruction.Unary(var operator, int operand)
        && operator == UnaryOperator.NEG) {
      Signed value = values.get(operand);
      return new Signed(value.register(), !value.isOpposite());
    }
    if (instruction instanceof Binary(var operator, int left, int right)) {
      Signed a = values.get(left);
      Signed b = values.get(right);
      switch (operator) {
        case MUL, DIV -> {
          int result = emit(new Binary(operator, a.register(), b.register()));
          return new Signed(result, a.isOpposite() != b.isOpposite());
        }
        case ADD -> {
          return new Signed(sum(a, b), false);
        }
        case SUB -> {
          return new Signed(sum(a, new Signed(b.register(), !b.isOpposite())), false);
        }
        case POW -> {
          // the base's sign matters
        }
      }
    }
    return new Signed(emit(instruction.renamed(operand -> plain(values.get(operand)))), false);
  }

  /** −a − b is not −(a + b): a sum of opposites is +0. */
  private int sum(Signed a, Signed b) {
    if (b.isOpposite()) {
      return emit(new Binary(BinaryOperator.SUB, plain(a), b.register()));
    }
    return a.isOpposite()
        ? emit(new Binary(BinaryOperator.SUB, b.register(), a.register()))
        : emit(new Binary(BinaryOperator.ADD, a.register(), b.register()));
  }

  private int plain(Signed value) {
    return value.isOpposite()
        ? emit(new Instruction.Unary(UnaryOperator.NEG, value.register()))
        : value.register();
  }

  private int emit(Instruction instruction) {
    return known.computeIfAbsent(
        instruction,
        added -> {
          code.add(added);
          return given.inputs() + code.size() - 1;
        });
  }
}
