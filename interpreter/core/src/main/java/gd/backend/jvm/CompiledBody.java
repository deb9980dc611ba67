package gd.backend.jvm;

import gd.backend.jvm.LoopWriter.Stride;
import gd.kernel.Instruction;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A kernel's body, compiled. Numbers in it are handed over when it runs, so that bodies that differ
 * in them alone share their classes.
 */
final class CompiledBody {
  /** Points that go through one part of a long body at a time. */
  private static final int BLOCK = 256;

  private record Stage(Loop loop, List<Segments.Place> inputs, List<Segments.Place> results) {}

  private final List<Stage> stages = new ArrayList<>();
  private final int inputs;
  private final double[] numbers;
  private final int crossings;

  /**
   * @param inputs how the code's inputs move from point to point
   * @param results how its results do
   */
  CompiledBody(
      ThreeAddress code,
      List<Stride> inputs,
      List<Stride> results,
      boolean single,
      LoopCache cache) {
    List<Double> taken = new ArrayList<>();
    ThreeAddress general = withNumbersAsInputs(code, taken);
    this.inputs = code.inputs();
    this.numbers =
        taken.stream()
            .mapToDouble(number -> single ? (double) (float) (double) number : number)
            .toArray();
    List<Stride> strides = new ArrayList<>(inputs);
    taken.forEach(_ -> strides.add(Stride.NONE));
    Segments segments = Segments.of(general);
    this.crossings = segments.crossings();
    for (Segments.Part part : segments.parts()) {
      List<Stride> from = part.inputs().stream().map(place -> stride(place, strides)).toList();
      List<Stride> to = part.results().stream().map(place -> stride(place, results)).toList();
      stages.add(
          new Stage(cache.loop(part.code(), from, to, single), part.inputs(), part.results()));
    }
  }

  private static Stride stride(Segments.Place place, List<Stride> outside) {
    return switch (place) {
      case Segments.Place.Input(int number) -> outside.get(number);
      case Segments.Place.Result(int number) -> outside.get(number);
      case Segments.Place.Scratch _ -> Stride.ONE;
    };
  }

  /**
   * Whole numbers near 0 stay where they are: the JVM compiles them well, and they seldom change.
   */
  private static ThreeAddress withNumbersAsInputs(ThreeAddress code, List<Double> taken) {
    for (Instruction instruction : code.code()) {
      if (instruction instanceof Instruction.Constant(double value) && !isSmall(value)) {
        taken.add(value);
      }
    }
    int moved = 0;
    int[] names = new int[code.registers()];
    List<Instruction> kept = new ArrayList<>();
    for (int register = 0; register < code.registers(); register++) {
      if (code.isInput(register)) {
        names[register] = register;
      } else if (code.at(register) instanceof Instruction.Constant(double value)
          && !isSmall(value)) {
        names[register] = code.inputs() + moved++;
      } else {
        names[register] = code.inputs() + taken.size() + kept.size();
        kept.add(code.at(register).renamed(operand -> names[operand]));
      }
    }
    List<Integer> results = code.results().stream().map(result -> names[result]).toList();
    return new ThreeAddress(code.inputs() + taken.size(), kept, results);
  }

  private static boolean isSmall(double value) {
    return value == Math.rint(value) && Math.abs(value) <= 16;
  }

  /** As {@link Loop#run}; safe for several threads on different points. */
  void run(
      double[][] in, int[] at, int[] step, double[][] out, int[] outAt, int[] outStep, int count) {
    int block = stages.size() == 1 ? count : Math.min(count, BLOCK);
    double[][] scratch = new double[crossings][block];
    for (int from = 0; from < count; from += block) {
      int points = Math.min(block, count - from);
      for (Stage stage : stages) {
        run(stage, in, at, step, out, outAt, outStep, scratch, from, points);
      }
    }
  }

  private void run(
      Stage stage,
      double[][] in,
      int[] at,
      int[] step,
      double[][] out,
      int[] outAt,
      int[] outStep,
      double[][] scratch,
      int from,
      int points) {
    int sources = stage.inputs().size();
    double[][] arrays = new double[sources][];
    int[] places = new int[sources];
    int[] steps = new int[sources];
    Arrays.fill(steps, 1);
    for (int k = 0; k < sources; k++) {
      switch (stage.inputs().get(k)) {
        case Segments.Place.Input(int number) when number < inputs -> {
          arrays[k] = in[number];
          places[k] = at[number] + from * step[number];
          steps[k] = step[number];
        }
        case Segments.Place.Input(int number) -> {
          arrays[k] = numbers;
          places[k] = number - inputs;
        }
        case Segments.Place.Scratch(int number) -> arrays[k] = scratch[number];
        case Segments.Place.Result _ -> throw new IllegalStateException("a result is no input");
      }
    }
    int targets = stage.results().size();
    double[][] outArrays = new double[targets][];
    int[] outPlaces = new int[targets];
    int[] outSteps = new int[targets];
    Arrays.fill(outSteps, 1);
    for (int k = 0; k < targets; k++) {
      switch (stage.results().get(k)) {
        case Segments.Place.Result(int number) -> {
          outArrays[k] = out[number];
          outPlaces[k] = outAt[number] + from * outStep[number];
          outSteps[k] = outStep[number];
        }
        case Segments.Place.Scratch(int number) -> outArrays[k] = scratch[number];
        case Segments.Place.Input _ -> throw new IllegalStateException("an input is no result");
      }
    }
    stage.loop().run(arrays, places, steps, outArrays, outPlaces, outSteps, points);
  }
}
