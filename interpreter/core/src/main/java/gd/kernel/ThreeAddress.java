package gd.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A body as straight-line code: registers 0 … inputs−1 are the inputs, instruction k writes
 * register inputs+k, and every operand is a lower register. Both back ends translate this and
 * nothing else, so they perform the same operations in the same order.
 *
 * @param results the registers that hold what was asked for
 */
public record ThreeAddress(int inputs, List<Instruction> code, List<Integer> results) {
  public ThreeAddress {
    code = List.copyOf(code);
    results = List.copyOf(results);
  }

  /** The body's result: its last statement. */
  public static ThreeAddress of(Body body) {
    return of(body, List.of(body.inputs() + body.statements().size() - 1));
  }

  /** The values of the given slots of the body: its inputs, then its statements. */
  public static ThreeAddress of(Body body, List<Integer> slots) {
    return new Lowering(body).lower(slots);
  }

  /** The only register asked for. */
  public int result() {
    if (results.size() != 1) {
      throw new IllegalStateException(results.size() + " results");
    }
    return results.getFirst();
  }

  /** How many registers there are. */
  public int registers() {
    return inputs + code.size();
  }

  /** The instruction that writes a register that is no input. */
  public Instruction at(int register) {
    return code.get(register - inputs);
  }

  public boolean isInput(int register) {
    return register < inputs;
  }

  /** How many times each register is read, results included. */
  public int[] uses() {
    int[] uses = new int[registers()];
    for (Instruction instruction : code) {
      for (int operand : instruction.operands()) {
        uses[operand]++;
      }
    }
    for (int result : results) {
      uses[result]++;
    }
    return uses;
  }

  /** The same code without what no result needs. */
  ThreeAddress withoutDeadCode() {
    boolean[] needed = new boolean[registers()];
    results.forEach(result -> needed[result] = true);
    for (int register = registers() - 1; register >= inputs; register--) {
      if (needed[register]) {
        at(register).operands().forEach(operand -> needed[operand] = true);
      }
    }
    int[] renamed = new int[registers()];
    Arrays.setAll(renamed, register -> register);
    List<Instruction> kept = new ArrayList<>();
    for (int register = inputs; register < registers(); register++) {
      if (needed[register]) {
        renamed[register] = inputs + kept.size();
        kept.add(at(register).renamed(operand -> renamed[operand]));
      }
    }
    return new ThreeAddress(inputs, kept, results.stream().map(result -> renamed[result]).toList());
  }
}
