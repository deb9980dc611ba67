package gd.opencl;

import static org.jocl.CL.*;

import gd.report.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_event;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jspecify.annotations.Nullable;

/**
 * Stages whose data are too large for the device: blocks of the data go through it, and the stages
 * run for the work-items that a block suffices for. What they leave is what they would leave if all
 * data lay there: a block changes nothing but where a kernel finds its elements. The next block is
 * brought while the device is at work on the last one. As many blocks as there is room for stay,
 * and passes go up and down in turn: so a pass begins with what the last one left there.
 */
final class Passage implements AutoCloseable {
  /** Bytes of a block at most, where a unit of work does not need more. */
  private static final long MOST_BYTES = 256 << 20;

  /** Blocks that there shall be room for at least. */
  private static final int FEWEST_PLACES = 4;

  private final Context context;
  private final cl_command_queue queue;
  private final Launcher launcher;
  private final List<Run> runs;
  private final List<Content> contents;
  private final int blocks;
  private final int unitsOfABlock;
  private final List<Place> places = new ArrayList<>();
  private boolean isDownwards;

  /** A stage, and its kernel. */
  record Run(Stage stage, cl_kernel kernel) {}

  /** A buffer that goes through the device: its number, its elements, and how a block gets them. */
  record Content(int buffer, int size, Upload upload) {}

  /** Puts the elements {@code from} … {@code end}−1 at the beginning of the block. */
  interface Upload {
    void write(cl_mem block, int from, int end);
  }

  /** Memory for a block of a buffer, of which the first stage that uses it has the window. */
  private record Room(Content content, Window window, cl_mem memory, long bytes) {
    int start(long unit) {
      return window.start(unit, content.size());
    }
  }

  /** Room for a block, which another block takes over once the device is done with it. */
  private static final class Place {
    private final Map<Integer, Room> rooms = new TreeMap<>();
    private int block = -1;
    private @Nullable cl_event done;
  }

  /**
   * @param contents what goes through the device in blocks
   * @param room bytes that the blocks may take together
   * @throws gd.report.Refusal if that does not suffice
   */
  Passage(
      Context context,
      cl_command_queue queue,
      Launcher launcher,
      List<Run> runs,
      List<Content> contents,
      int elementBytes,
      long room) {
    this.context = context;
    this.queue = queue;
    this.launcher = launcher;
    this.runs = runs;
    this.contents = contents;
    int units = units(runs.getFirst().stage(), numbers(contents));
    long buffer = context.found().largestBuffer();
    long largest = Math.min(Math.min(MOST_BYTES, buffer), room / FEWEST_PLACES);
    this.unitsOfABlock = (int) Math.clamp(largest / bytes(1, elementBytes), 1, units);
    this.blocks = Math.ceilDiv(units, unitsOfABlock);
    long perBlock = bytes(unitsOfABlock, elementBytes);
    if (perBlock > room) {
      throw context.outOfMemory(perBlock, room);
    }
    int count = (int) Math.min(blocks, room / perBlock);
    try {
      for (int p = 0; p < count; p++) {
        allocate(elementBytes);
      }
    } catch (Refusal e) {
      close();
      throw e;
    }
  }

  /** Into how many parts a stage's work can be cut. */
  static int units(Stage stage, Set<Integer> streamed) {
    for (Map.Entry<Integer, Window> window : stage.windows().entrySet()) {
      if (streamed.contains(window.getKey())) {
        return Math.ceilDiv(stage.runs(), window.getValue().items());
      }
    }
    throw new IllegalArgumentException("the stage goes through none of the buffers");
  }

  private Window window(int buffer) {
    return runs.stream()
        .flatMap(run -> Stream.ofNullable(run.stage().windows().get(buffer)))
        .findFirst()
        .orElseThrow();
  }

  private static Set<Integer> numbers(List<Content> contents) {
    return contents.stream().map(Content::buffer).collect(Collectors.toSet());
  }

  private long bytes(int units, int elementBytes) {
    return contents.stream().mapToLong(content -> bytes(content, units, elementBytes)).sum();
  }

  private long bytes(Content content, int units, int elementBytes) {
    long elements = Math.min(content.size(), units * window(content.buffer()).elements());
    return Math.max(1, elements) * elementBytes;
  }

  private void allocate(int elementBytes) {
    Place place = new Place();
    places.add(place);
    for (Content content : contents) {
      int buffer = content.buffer();
      long bytes = bytes(content, unitsOfABlock, elementBytes);
      cl_mem memory = context.allocate(bytes);
      place.rooms.put(buffer, new Room(content, window(buffer), memory, bytes));
    }
  }

  int blocks() {
    return blocks;
  }

  /** Blocks that are on the device at once. */
  int places() {
    return places.size();
  }

  /**
   * Enqueues the stages, block by block.
   *
   * @throws CancellationException between two blocks, if the thread was interrupted
   */
  void run() {
    for (int k = 0; k < blocks; k++) {
      if (Thread.interrupted()) {
        throw new CancellationException();
      }
      run(isDownwards ? blocks - 1 - k : k);
    }
    isDownwards = !isDownwards;
  }

  private void run(int block) {
    Place place = places.get(block % places.size());
    int first = block * unitsOfABlock;
    if (place.block != block) {
      await(place);
      place.block = -1;
      for (Room room : place.rooms.values()) {
        int from = room.start(first);
        int end = room.start((long) first + unitsOfABlock);
        room.content().upload().write(room.memory(), from, end);
      }
      place.block = block;
    }
    for (Run each : runs) {
      launch(each, place, first);
    }
    forget(place);
    cl_event done = new cl_event();
    context.check("mark a place", clEnqueueMarkerWithWaitList(queue, 0, null, done));
    place.done = done;
    launcher.flush();
  }

  private void launch(Run run, Place place, int firstUnit) {
    Stage stage = run.stage();
    int argument = stage.buffers().size();
    long from = 0;
    long end = 0;
    for (int a = 0; a < stage.buffers().size(); a++) {
      int buffer = stage.buffers().get(a);
      Window window = stage.windows().get(buffer);
      Room room = place.rooms.get(buffer);
      if (room == null || window == null) {
        continue;
      }
      context.check(
          "take a kernel's argument",
          clSetKernelArg(run.kernel(), a, Sizeof.cl_mem, Pointer.to(room.memory())));
      launcher.set(run.kernel(), argument++, room.start(firstUnit));
      from = (long) firstUnit * window.items();
      end = Math.min(stage.runs(), from + (long) unitsOfABlock * window.items());
    }
    launcher.set(run.kernel(), argument, (int) end);
    launcher.launch(run.kernel(), stage, from, end);
  }

  private void await(Place place) {
    if (place.done != null) {
      context.check("finish a block", clWaitForEvents(1, new cl_event[] {place.done}));
      forget(place);
    }
  }

  private static void forget(Place place) {
    if (place.done != null) {
      clReleaseEvent(place.done);
      place.done = null;
    }
  }

  @Override
  public void close() {
    for (Place place : places) {
      forget(place);
      place.rooms.values().forEach(room -> context.free(room.memory(), room.bytes()));
    }
    places.clear();
  }
}
