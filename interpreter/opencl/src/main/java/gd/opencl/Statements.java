package gd.opencl;

import gd.backend.Precision;
import gd.kernel.Instruction;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Straight-line C of three-address code: a statement an instruction, never an expression inside
 * another, since compilers give up on deep ones and since a statement is what rounds.
 *
 * @param results where the results are: names, or numbers
 */
record Statements(List<String> lines, List<String> results) {
  private static final Set<String> HALVES = Set.of("gd_sigmoid", "gd_softplus");

  /** How many elementary functions a piece of code calls. */
  static int calls(ThreeAddress code) {
    int calls = 0;
    for (Instruction instruction : code.code()) {
      calls +=
          switch (instruction) {
            case Instruction.Call _ -> 1;
            case Instruction.Unary(var operator, int _) ->
                operator == Instruction.UnaryOperator.EXP ? 1 : 0;
            case Instruction.Binary(var operator, int _, int _) ->
                operator == Instruction.BinaryOperator.POW ? 1 : 0;
            case Instruction.Constant _,
                Instruction.Truth _,
                Instruction.Compare _,
                Instruction.And _,
                Instruction.Or _,
                Instruction.Not _,
                Instruction.Select _ ->
                0;
          };
    }
    return calls;
  }

  /** The code with its inputs in the variables {@code names}. */
  static Statements of(
      ThreeAddress code, List<String> names, Lanes lanes, Precision precision, Prelude prelude) {
    return of(code, names, lanes, precision, prelude, Set.of());
  }

  /** As above, with products that are added to something rounded with their sum only. */
  static Statements contracted(
      ThreeAddress code, List<String> names, Lanes lanes, Precision precision, Prelude prelude) {
    return of(code, names, lanes, precision, prelude, added(code));
  }

  /** The products that are read once, by a sum or a difference. */
  private static Set<Integer> added(ThreeAddress code) {
    int[] uses = code.uses();
    Set<Integer> added = new HashSet<>();
    for (Instruction instruction : code.code()) {
      if (instruction instanceof Instruction.Binary(var operator, int left, int right)
          && (operator == BinaryOperator.ADD || operator == BinaryOperator.SUB)) {
        for (int operand : new int[] {right, left}) {
          int other = operand == left ? right : left;
          if (!code.isInput(operand)
              && uses[operand] == 1
              && !added.contains(other)
              && code.at(operand) instanceof Instruction.Binary(var times, int _, int _)
              && times == BinaryOperator.MUL) {
            added.add(operand);
          }
        }
      }
    }
    return added;
  }

  /** x·y + c, x·y − c or c − x·y where the sum or difference has a product that is not rounded. */
  private static Optional<String> multiplyAdd(
      ThreeAddress code, Instruction instruction, List<String> operands, Set<Integer> added) {
    if (instruction instanceof Instruction.Binary(var operator, int left, int right)
        && (added.contains(left) || added.contains(right))
        && (operator == BinaryOperator.ADD || operator == BinaryOperator.SUB)) {
      boolean isLeft = added.contains(left);
      Instruction.Binary product = (Instruction.Binary) code.at(isLeft ? left : right);
      boolean isMinus = operator == BinaryOperator.SUB;
      return Optional.of(
          "fma(%s%s, %s, %s%s)"
              .formatted(
                  isMinus && !isLeft ? "-" : "",
                  operands.get(product.left()),
                  operands.get(product.right()),
                  isMinus && isLeft ? "-" : "",
                  operands.get(isLeft ? right : left)));
    }
    return Optional.empty();
  }

  private static Statements of(
      ThreeAddress code,
      List<String> names,
      Lanes lanes,
      Precision precision,
      Prelude prelude,
      Set<Integer> added) {
    List<String> operands = new ArrayList<>(names);
    List<String> lines = new ArrayList<>();
    Set<Integer> shared = sharedExponentials(code);
    Map<Integer, String> decays = new HashMap<>();
    for (Instruction instruction : code.code()) {
      if (instruction instanceof Instruction.Call(var operation, var arguments)
          && shared.contains(arguments.getFirst())
          && HALVES.contains(operation.openCl())) {
        int x = arguments.getFirst();
        String decay = "e" + x;
        if (decays.putIfAbsent(x, decay) == null) {
          String value = prelude.call("gd_decay", "exp", List.of(operands.get(x)), lanes);
          lines.add("const %s %s = %s;".formatted(lanes.type(), decay, value));
        }
        String name = "t" + (operands.size() - names.size());
        List<String> given = List.of(operands.get(x), decay);
        String value = prelude.call(operation.openCl() + "_of", operation.name(), given, lanes);
        lines.add("const %s %s = %s;".formatted(lanes.type(), name, value));
        operands.add(name);
        continue;
      }
      if (instruction instanceof Instruction.Constant(double value)) {
        operands.add(lanes.spread(literal(value, precision)));
        continue;
      }
      String name = "t" + (operands.size() - names.size());
      if (!added.contains(operands.size())) {
        lines.add(
            "const %s %s = %s;"
                .formatted(
                    instruction.isTruth() ? lanes.mask() : lanes.type(),
                    name,
                    multiplyAdd(code, instruction, operands, added)
                        .orElseGet(() -> expression(instruction, operands, lanes, prelude))));
      }
      operands.add(name);
    }
    return new Statements(lines, code.results().stream().map(operands::get).toList());
  }

  /** The registers whose logistic function and softplus are both wanted: both need exp(−|x|). */
  private static Set<Integer> sharedExponentials(ThreeAddress code) {
    Map<Integer, Set<String>> wanted = new HashMap<>();
    for (Instruction instruction : code.code()) {
      if (instruction instanceof Instruction.Call(var operation, var arguments)
          && HALVES.contains(operation.openCl())) {
        wanted.computeIfAbsent(arguments.getFirst(), _ -> new HashSet<>()).add(operation.openCl());
      }
    }
    wanted.values().removeIf(calls -> calls.size() < HALVES.size());
    return wanted.keySet();
  }

  private static String expression(
      Instruction instruction, List<String> operands, Lanes lanes, Prelude prelude) {
    return switch (instruction) {
      case Instruction.Constant _ -> throw new IllegalStateException("constants are operands");
      case Instruction.Truth(boolean value) -> lanes.truth(value);
      case Instruction.Unary(var operator, int operand) ->
          switch (operator) {
            case NEG -> "-" + operands.get(operand);
            case SQRT -> "sqrt(" + operands.get(operand) + ")";
            case EXP -> prelude.call("exp", "exp", List.of(operands.get(operand)), lanes);
          };
      case Instruction.Binary(var operator, int left, int right) -> {
        String x = operands.get(left);
        String y = operands.get(right);
        yield switch (operator) {
          case ADD -> x + " + " + y;
          case SUB -> x + " - " + y;
          case MUL -> x + " * " + y;
          case DIV -> x + " / " + y;
          case POW -> prelude.call("pow", "^", List.of(x, y), lanes);
        };
      }
      case Instruction.Call(var operation, var arguments) ->
          prelude.call(operation, arguments.stream().map(operands::get).toList(), lanes);
      case Instruction.Compare(var comparator, int left, int right) ->
          operands.get(left) + " " + comparator.sign() + " " + operands.get(right);
      case Instruction.And(int left, int right) -> operands.get(left) + " & " + operands.get(right);
      case Instruction.Or(int left, int right) -> operands.get(left) + " | " + operands.get(right);
      case Instruction.Not(int operand) -> (lanes == Lanes.ONE ? "!" : "~") + operands.get(operand);
      case Instruction.Select(int condition, int ifTrue, int ifFalse) ->
          operands.get(condition) + " ? " + operands.get(ifTrue) + " : " + operands.get(ifFalse);
    };
  }

  /**
   * A number as C reads it back exactly; a negative one in brackets, so that no two minus signs
   * meet.
   */
  static String literal(double value, Precision precision) {
    String magnitude =
        switch (precision) {
          case DOUBLE -> Double.toString(Math.abs(value));
          case SINGLE -> Math.abs((float) value) + "f";
        };
    if (magnitude.startsWith("Infinity")) {
      magnitude = "(R)INFINITY";
    }
    return value < 0 || 1 / value < 0 ? "(-" + magnitude + ")" : magnitude;
  }
}
