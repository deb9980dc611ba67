package gd.backend.jvm;

import gd.formula.Formula.Comparator;
import gd.kernel.Instruction;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Long code in parts short enough for the JVM's compilers (methods above 8,000 bytes are not compiled, above 64 KB not
 * allowed). Values that several parts need pass through scratch arrays.
 *
 * @param parts in the order in which they run
 * @param crossings how many values pass
 */
record Segments(List<Part> parts, int crossings) {
  private static final int LONGEST = 70;

  /** Where an input of a part comes from, or a result goes to. */
  sealed interface Place {
    /** An input of the whole. */
    record Input(int number) implements Place {}

    /** A result of the whole. */
    record Result(int number) implements Place {}

    record Scratch(int number) implements Place {}
  }

  record Part(ThreeAddress code, List<Place> inputs, List<Place> results) {}

  static Segments of(ThreeAddress code) {
    return new Cutting(code).cut();
  }

  /** The work of cutting one code. */
  private static final class Cutting {
    private final ThreeAddress code;

    /** The scratch array of each register that is needed after its part. */
    private final Map<Integer, Integer> crossing = new HashMap<>();

    Cutting(ThreeAddress code) {
      this.code = code;
    }

    Segments cut() {
      int size = code.code().size();
      for (int register = code.inputs(); register < code.registers(); register++) {
        for (int operand : code.at(register).operands()) {
          if (!code.isInput(operand) && part(operand) != part(register)) {
            crossing.putIfAbsent(operand, crossing.size());
          }
        }
      }
      List<Part> parts = new ArrayList<>();
      int count = Math.max(1, (size + LONGEST - 1) / LONGEST);
      for (int part = 0; part < count; part++) {
        parts.add(part(part, part == count - 1));
      }
      return new Segments(parts, crossing.size());
    }

    private int part(int register) {
      return (register - code.inputs()) / LONGEST;
    }

    private Part part(int number, boolean isLast) {
      int first = code.inputs() + number * LONGEST;
      int end = Math.min(code.registers(), first + LONGEST);
      List<Integer> wanted = new ArrayList<>();
      for (int register = first; register < end; register++) {
        wanted.addAll(code.at(register).operands());
      }
      List<Integer> results = new ArrayList<>();
      List<Place> targets = new ArrayList<>();
      for (int result = 0; result < code.results().size(); result++) {
        int register = code.results().get(result);
        if (register >= first && register < end || isLast && code.isInput(register)) {
          results.add(register);
          targets.add(new Place.Result(result));
          wanted.add(register);
        }
      }
      List<Integer> outside =
          wanted.stream().filter(register -> register < first).distinct().sorted().toList();
      List<Place> sources = new ArrayList<>();
      Map<Integer, Integer> names = new HashMap<>();
      for (int register : outside) {
        names.put(register, sources.size());
        sources.add(code.isInput(register) ? new Place.Input(register) : new Place.Scratch(scratch(register)));
      }
      List<Instruction> instructions = new ArrayList<>();
      for (int register : outside) {
        if (!code.isInput(register) && code.at(register).isTruth()) {
          names.put(register, asTruth(instructions, sources.size(), number(names, register)));
        }
      }
      for (int register = first; register < end; register++) {
        instructions.add(code.at(register).renamed(operand -> number(names, operand)));
        names.put(register, sources.size() + instructions.size() - 1);
      }
      List<Integer> made = new ArrayList<>(results.stream().map(register -> number(names, register)).toList());
      for (int register = first; register < end; register++) {
        if (crossing.containsKey(register)) {
          boolean isTruth = code.at(register).isTruth();
          int name = number(names, register);
          made.add(isTruth ? asNumber(instructions, sources.size(), name) : name);
          targets.add(new Place.Scratch(scratch(register)));
        }
      }
      return new Part(new ThreeAddress(sources.size(), instructions, made), sources, targets);
    }

    private static int number(Map<Integer, Integer> names, int register) {
      return names.getOrDefault(register, -1);
    }

    private int scratch(int register) {
      return crossing.getOrDefault(register, -1);
    }

    private static int asTruth(List<Instruction> instructions, int inputs, int number) {
      instructions.add(new Instruction.Constant(0));
      int zero = inputs + instructions.size() - 1;
      instructions.add(new Instruction.Compare(Comparator.NOT_EQUAL, number, zero));
      return zero + 1;
    }

    private static int asNumber(List<Instruction> instructions, int inputs, int truth) {
      instructions.add(new Instruction.Constant(1));
      instructions.add(new Instruction.Constant(0));
      int zero = inputs + instructions.size() - 1;
      instructions.add(new Instruction.Select(truth, zero - 1, zero));
      return zero + 1;
    }
  }
}
