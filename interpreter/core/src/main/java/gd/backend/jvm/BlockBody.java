package gd.backend.jvm;

import gd.backend.jvm.Step.Kind;
import gd.kernel.ThreeAddress;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A body for blocks of numbers, in loops as long as the JVM's compiler makes vector instructions of
 * (of numbers: short; of vectors: long). Values that several loops need pass through arrays.
 */
final class BlockBody {
  private static final int LONGEST_OF_NUMBERS = 20;

  /** The JVM takes seconds to compile longer ones, or gives up. */
  static final int LONGEST_OF_VECTORS = 96;

  /** A loop, and the steps whose arrays it reads and fills. */
  private record Part(BlockLoop loop, List<Integer> read, List<Integer> stored) {}

  private final Lanes lanes;
  private final List<Step> steps;
  private final List<Integer> results;
  private final List<Part> parts = new ArrayList<>();

  private BlockBody(Lanes lanes, Steps all, List<Integer> results, LoopCache cache) {
    this.lanes = lanes;
    this.steps = all.list();
    this.results = results;
    List<List<Integer>> cut = cut(all.edges());
    int[] homes = new int[steps.size()];
    Arrays.fill(homes, -1);
    for (int part = 0; part < cut.size(); part++) {
      for (int step : cut.get(part)) {
        homes[step] = part;
      }
    }
    TreeSet<Integer> crossing = new TreeSet<>(results);
    for (int step = 0; step < homes.length; step++) {
      for (int operand : steps.get(step).operands()) {
        if (homes[operand] != homes[step]) {
          crossing.add(operand);
        }
      }
    }
    for (List<Integer> work : cut) {
      TreeSet<Integer> read = new TreeSet<>();
      work.forEach(step -> read.addAll(steps.get(step).operands()));
      work.forEach(read::remove);
      read.removeIf(step -> !isInArray(step));
      if (read.isEmpty()) {
        read.add(0); // an input, which says how long blocks are
      }
      List<Integer> stored = work.stream().filter(crossing::contains).toList();
      List<Integer> from = List.copyOf(read);
      boolean isCall = steps.get(work.getFirst()).kind() == Kind.CALL;
      Lanes taken = isCall ? new Lanes.Numbers(lanes.single()) : lanes;
      BlockCode code = code(taken, work, from, stored);
      parts.add(new Part(cache.loop(code), from, stored));
    }
  }

  static BlockBody of(ThreeAddress code, Lanes lanes, LoopCache cache) {
    Steps steps = new Steps(lanes);
    List<Integer> results = steps.body(code);
    return new BlockBody(lanes, steps, results, cache);
  }

  /** How many results it has. */
  int results() {
    return results.size();
  }

  private boolean isInArray(int step) {
    return steps.get(step).isWork() || steps.get(step).kind() == Kind.INPUT;
  }

  /**
   * The loop of some steps, numbered anew: so the same function at several places is one class,
   * compiled once.
   */
  private BlockCode code(
      Lanes taken, List<Integer> work, List<Integer> read, List<Integer> stored) {
    List<Step> own = new ArrayList<>();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int step : read) {
      numbers.put(step, own.size());
      own.add(new Step(Kind.INPUT, own.size()));
    }
    for (int step : work) {
      for (int operand : steps.get(step).operands()) {
        if (!numbers.containsKey(operand)) {
          numbers.put(operand, own.size());
          own.add(steps.get(operand));
        }
      }
      numbers.put(step, own.size());
      own.add(steps.get(step).renamed(operand -> Objects.requireNonNull(numbers.get(operand))));
    }
    return new BlockCode(
        taken,
        own,
        numbersOf(work, numbers),
        numbersOf(read, numbers),
        numbersOf(stored, numbers),
        List.of());
  }

  private static List<Integer> numbersOf(List<Integer> steps, Map<Integer, Integer> numbers) {
    return steps.stream().map(step -> Objects.requireNonNull(numbers.get(step))).toList();
  }

  /**
   * Consecutive steps. Calls are alone, and of numbers powers too, since they are no vector
   * instruction there. A body too long for one loop of vectors is cut where functions begin and
   * end.
   */
  private List<List<Integer>> cut(Set<Integer> edges) {
    boolean isVector = lanes.width() > 1;
    int longest = isVector ? LONGEST_OF_VECTORS : LONGEST_OF_NUMBERS;
    boolean isLong = isVector && steps.stream().filter(Step::isWork).count() > longest;
    List<List<Integer>> parts = new ArrayList<>();
    List<Integer> part = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      boolean isEdge = isLong && edges.contains(step);
      Kind kind = steps.get(step).kind();
      boolean isAlone = kind == Kind.CALL || (!isVector && kind == Kind.POWER);
      if (!part.isEmpty() && (isEdge || isAlone || part.size() == longest)) {
        parts.add(part);
        part = new ArrayList<>();
      }
      if (steps.get(step).isWork()) {
        part.add(step);
        if (isAlone) {
          parts.add(part);
          part = new ArrayList<>();
        }
      }
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  /** One thread's arrays for blocks of one length. */
  final class Registers {
    private final int length;
    private final Map<Integer, Object> arrays = new HashMap<>();
    private final List<Object[]> read = new ArrayList<>();
    private final List<Object[]> stored = new ArrayList<>();
    private final double[] noWeights = {};
    private final Object[] noSums = {};

    private Registers(int length) {
      this.length = length;
      for (Part part : parts) {
        read.add(part.read().stream().map(this::array).toArray());
        stored.add(part.stored().stream().map(this::array).toArray());
      }
    }

    private Object array(int step) {
      return arrays.computeIfAbsent(
          step,
          _ -> {
            Object made = Tiles.array(lanes.single(), length);
            if (steps.get(step).kind() == Kind.NUMBER) {
              for (int i = 0; i < length; i++) {
                Array.set(made, i, number(steps.get(step).value()));
              }
            }
            return made;
          });
    }

    private Object number(double value) {
      return lanes.single() ? (Object) (float) value : (Object) value;
    }

    /** Where an input goes; inputs are the first steps. */
    Object input(int number) {
      return array(number);
    }

    /** Lets an input be the elements of an array that is there. */
    void use(int number, Object array) {
      arrays.put(number, array);
      for (int part = 0; part < parts.size(); part++) {
        int place = parts.get(part).read().indexOf(number);
        if (place >= 0) {
          read.get(part)[place] = array;
        }
      }
    }

    Object result(int number) {
      return array(results.get(number));
    }

    /** Computes all results from the inputs. */
    void compute() {
      for (int k = 0; k < parts.size(); k++) {
        parts.get(k).loop().run(read.get(k), noWeights, stored.get(k), noSums);
      }
    }
  }

  Registers registers(int length) {
    return new Registers(length);
  }
}
