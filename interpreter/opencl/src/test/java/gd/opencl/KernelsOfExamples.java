package gd.opencl;

import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.Schedule;
import gd.kernel.SchedulePrinter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * Kernels out of schedules, put together into schedules of many, which a device compiles at once.
 * Of all kernels so many are taken that every way of going through arrays, and every form of a
 * statement, is among them: numbers alone make no difference, if they are of one size.
 */
final class KernelsOfExamples {
  private static final Pattern SLOT = Pattern.compile("#\\d+");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(\\.\\d+)?(E-?\\d+)?");

  private final Map<Set<String>, Schedule> alone = new HashMap<>();

  void add(Schedule schedule) {
    for (Kernel kernel : schedule.kernels()) {
      Schedule single = alone(kernel, schedule.buffers());
      alone.putIfAbsent(forms(single), single);
    }
  }

  /** Kernels that have all forms between them, in schedules of at most so many. */
  List<Schedule> together(int most) {
    List<Set<String>> candidates = new ArrayList<>(alone.keySet());
    candidates.sort(
        Comparator.<Set<String>>comparingInt(Set::size)
            .reversed()
            .thenComparing(forms -> String.join("", forms)));
    Set<String> seen = new HashSet<>();
    List<Schedule> taken = new ArrayList<>();
    for (Set<String> forms : candidates) {
      if (seen.addAll(forms)) {
        taken.add(Objects.requireNonNull(alone.get(forms)));
      }
    }
    List<Schedule> together = new ArrayList<>();
    for (int first = 0; first < taken.size(); first += most) {
      together.add(joined(taken.subList(first, Math.min(taken.size(), first + most))));
    }
    return together;
  }

  /** The lines of a kernel as it is printed, without what is a matter of numbers. */
  private static Set<String> forms(Schedule single) {
    String text = SLOT.matcher(SchedulePrinter.print(single, 17)).replaceAll("#");
    return new TreeSet<>(
        NUMBER
            .matcher(text)
            .replaceAll(number -> size(Double.parseDouble(number.group())))
            .lines()
            .toList());
  }

  private static String size(double number) {
    return number <= 2 && number == Math.rint(number)
        ? Integer.toString((int) number)
        : number < 64 ? "few" : "many";
  }

  /** The kernel with buffers numbered anew; what it reads and nobody knows is an input. */
  private static Schedule alone(Kernel kernel, List<Schedule.Buffer> buffers) {
    Map<Integer, Integer> numbers = new HashMap<>();
    List<Schedule.Buffer> used = new ArrayList<>();
    List<Integer> inputs = new ArrayList<>();
    List<Integer> outputs = new ArrayList<>();
    for (int buffer : kernel.reads()) {
      if (numbers.putIfAbsent(buffer, used.size()) == null) {
        if (buffers.get(buffer).constant().isEmpty()) {
          inputs.add(used.size());
        }
        used.add(buffers.get(buffer));
      }
    }
    for (int buffer : new TreeSet<>(kernel.writes())) {
      numbers.put(buffer, used.size());
      outputs.add(used.size());
      used.add(new Schedule.Buffer(buffers.get(buffer).size(), Optional.empty()));
    }
    Kernel anew = renumbered(kernel, b -> Objects.requireNonNull(numbers.get(b)));
    return new Schedule(used, List.of(anew), inputs, outputs);
  }

  private static Schedule joined(List<Schedule> schedules) {
    List<Schedule.Buffer> buffers = new ArrayList<>();
    List<Kernel> kernels = new ArrayList<>();
    List<Integer> inputs = new ArrayList<>();
    List<Integer> outputs = new ArrayList<>();
    for (Schedule schedule : schedules) {
      int first = buffers.size();
      buffers.addAll(schedule.buffers());
      schedule.kernels().forEach(kernel -> kernels.add(renumbered(kernel, b -> first + b)));
      schedule.inputs().forEach(input -> inputs.add(first + input));
      schedule.outputs().forEach(output -> outputs.add(first + output));
    }
    return new Schedule(buffers, kernels, inputs, outputs);
  }

  private static Kernel renumbered(Kernel kernel, IntUnaryOperator to) {
    return switch (kernel) {
      case Kernel.Elementwise k ->
          new Kernel.Elementwise(
              k.space(), renumbered(k.inputs(), to), k.body(), to.applyAsInt(k.output()));
      case Kernel.Reduction k ->
          new Kernel.Reduction(
              k.outer(),
              k.inner(),
              renumbered(k.inputs(), to),
              k.body(),
              k.combine(),
              to.applyAsInt(k.output()));
      case Kernel.Product k ->
          new Kernel.Product(
              k.rows(),
              k.inner(),
              k.columns(),
              renumbered(k.left(), to),
              renumbered(k.right(), to),
              renumbered(k.inputs(), to),
              k.body(),
              to.applyAsInt(k.output()));
      case Kernel.Rows k ->
          new Kernel.Rows(
              to.applyAsInt(k.matrix()),
              k.rows(),
              k.columns(),
              renumbered(k.vectors(), to),
              renumbered(k.inputs(), to),
              k.body(),
              k.outputs().stream().map(output -> renumbered(output, to)).toList());
      case Kernel.Placement k ->
          new Kernel.Placement(
              k.parts().stream()
                  .map(
                      part ->
                          new Kernel.Part(
                              part.space(),
                              renumbered(part.from(), to),
                              part.offset(),
                              part.strides()))
                  .toList(),
              to.applyAsInt(k.output()));
    };
  }

  private static RowOutput renumbered(RowOutput output, IntUnaryOperator to) {
    return switch (output) {
      case RowOutput.Total(int slot, int buffer) ->
          new RowOutput.Total(slot, to.applyAsInt(buffer));
      case RowOutput.Weighted(int slot, int buffer) ->
          new RowOutput.Weighted(slot, to.applyAsInt(buffer));
      case RowOutput.Each(int slot, int buffer) -> new RowOutput.Each(slot, to.applyAsInt(buffer));
    };
  }

  private static List<Access> renumbered(List<Access> accesses, IntUnaryOperator to) {
    return accesses.stream().map(access -> renumbered(access, to)).toList();
  }

  private static Access renumbered(Access access, IntUnaryOperator to) {
    return new Access(to.applyAsInt(access.buffer()), access.offset(), access.strides());
  }
}
