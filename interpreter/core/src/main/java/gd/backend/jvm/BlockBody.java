package gd.backend.jvm;

import gd.backend.jvm.Step.Kind;
import gd.kernel.ThreeAddress;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A body for blocks of numbers, in loops as long as the JVM's compiler makes vector instructions of
 * (of numbers: short; of vectors: long). Values that several loops need pass through arrays.
 */
final class BlockBody {
  private static final int LONGEST_OF_NUMBERS = 20;
  private static final int LONGEST_OF_VECTORS = 160;

  /** A loop, and the steps whose arrays it reads and fills. */
  private record Part(BlockLoop loop, List<Integer> read, List<Integer> stored) {}

  private final Lanes lanes;
  private final List<Step> steps;
  private final List<Integer> results;
  private final List<Part> parts = new ArrayList<>();

  private BlockBody(Lanes lanes, List<Step> steps, List<Integer> results, LoopCache cache) {
    this.lanes = lanes;
    this.steps = steps;
    this.results = results;
    List<List<Integer>> cut = cut();
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
      BlockCode code = new BlockCode(lanes, steps, work, from, stored, List.of());
      parts.add(new Part(cache.loop(code), from, stored));
    }
  }

  /** Empty if it has an instruction that is better not done so. */
  static Optional<BlockBody> of(ThreeAddress code, Lanes lanes, LoopCache cache) {
    Steps steps = new Steps(lanes.single());
    return steps.body(code).map(results -> new BlockBody(lanes, steps.list(), results, cache));
  }

  /** How many results it has. */
  int results() {
    return results.size();
  }

  private boolean isInArray(int step) {
    return steps.get(step).isWork() || steps.get(step).kind() == Kind.INPUT;
  }

  /** Consecutive steps; of numbers, powers alone, since they are no vector instruction there. */
  private List<List<Integer>> cut() {
    boolean isVector = lanes.width() > 1;
    int longest = isVector ? LONGEST_OF_VECTORS : LONGEST_OF_NUMBERS;
    List<List<Integer>> parts = new ArrayList<>();
    List<Integer> part = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      if (steps.get(step).isWork()) {
        boolean isAlone = !isVector && steps.get(step).kind() == Kind.POWER;
        if (!part.isEmpty() && (isAlone || part.size() == longest)) {
          parts.add(part);
          part = new ArrayList<>();
        }
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
