package gd.backend.jvm;

import gd.backend.Copies;
import gd.kernel.StateStep;
import gd.kernel.ThreeAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Copies of a state in blocks. A block takes all of its steps while it lies in the nearest cache:
 * in vectors, or without their module in loops over the block that the JVM's compiler makes vector
 * instructions of.
 */
final class JvmCopies implements Copies {
  /** Copies of a block: of numbers more, since loops of numbers begin and end slowly. */
  private static final int BLOCK = 512;

  private static final int BLOCK_OF_NUMBERS = 2048;

  private static final int LEAST = 64;

  private final int elements;
  private final int count;
  private final int length;
  private final boolean single;
  private final Object[][] blocks;
  private final Moves next;
  private final Moves measure;

  JvmCopies(StateStep step, int count, Compiler compiler) {
    this.elements = step.elements();
    this.count = count;
    this.single = compiler.isSingle();
    Lanes lanes = Lanes.widest(compiler.isSingle());
    int most = lanes.width() > 1 ? BLOCK : BLOCK_OF_NUMBERS;
    this.length = Math.clamp(Parallel.count(count, LEAST) * (long) LEAST, LEAST, most);
    this.next =
        vectors(step.next(), lanes, compiler.cache())
            .orElseGet(() -> blocks(BlockBody.of(step.next(), lanes, compiler.cache())));
    this.measure = blocks(BlockBody.of(step.measure(), lanes, compiler.cache()));
    this.blocks = new Object[Parallel.count(count, length)][elements];
    for (Object[] block : blocks) {
      Arrays.setAll(block, _ -> Tiles.array(lanes.single(), length));
    }
  }

  private static Optional<Moves> vectors(ThreeAddress code, Lanes lanes, LoopCache cache) {
    if (lanes.width() == 1) {
      return Optional.empty();
    }
    Steps steps = new Steps(lanes);
    List<Integer> results = steps.body(code);
    int atOnce = StateStep.vectors(steps.list().size());
    return steps.fitsVectors()
        ? cache.moves(new MovesCode(lanes, steps.list(), results, atOnce))
        : Optional.empty();
  }

  private Moves blocks(BlockBody body) {
    return (state, steps) -> {
      BlockBody.Registers registers = body.registers(length);
      for (int k = 0; k < elements; k++) {
        registers.use(k, state[k]);
      }
      for (int step = 0; step < steps; step++) {
        registers.compute();
        // What is carried may be what another element was.
        for (int k = 0; k < body.results(); k++) {
          if (registers.result(k) != state[k]) {
            System.arraycopy(registers.result(k), 0, state[k], 0, length);
          }
        }
      }
    };
  }

  @Override
  public String device() {
    return "jvm";
  }

  @Override
  public void write(double[][] state) {
    each(
        (block, from, copies) -> {
          for (int k = 0; k < elements; k++) {
            put(state[k], from, blocks[block][k], copies);
          }
        });
  }

  private void put(double[] numbers, int from, Object array, int copies) {
    if (array instanceof float[] floats) {
      for (int i = 0; i < copies; i++) {
        floats[i] = (float) numbers[from + i];
      }
    } else {
      System.arraycopy(numbers, from, array, 0, copies);
    }
  }

  private static void take(Object array, double[] numbers, int to, int copies) {
    if (array instanceof float[] floats) {
      for (int i = 0; i < copies; i++) {
        numbers[to + i] = floats[i];
      }
    } else {
      System.arraycopy(array, 0, numbers, to, copies);
    }
  }

  private interface Part {
    void run(int block, int from, int copies);
  }

  private void each(Part part) {
    Parallel.parts(
        blocks.length,
        block -> part.run(block, block * length, Math.min(length, count - block * length)));
  }

  @Override
  public void run(int steps) {
    JvmExecution.checkCancelled();
    each((block, _, _) -> next.run(blocks[block], steps));
  }

  @Override
  public double[][] read() {
    double[][] state = new double[elements][count];
    each(
        (block, from, copies) -> {
          for (int k = 0; k < elements; k++) {
            take(blocks[block][k], state[k], from, copies);
          }
        });
    return state;
  }

  @Override
  public double[] measured() {
    double[] measured = new double[count];
    each(
        (block, from, copies) -> {
          Object[] copy = new Object[elements];
          for (int k = 0; k < elements; k++) {
            copy[k] = Tiles.array(single, length);
            System.arraycopy(blocks[block][k], 0, copy[k], 0, length);
          }
          measure.run(copy, 1);
          take(copy[0], measured, from, copies);
        });
    return measured;
  }

  @Override
  public void close() {
    Arrays.fill(blocks, new Object[0]);
  }
}
