package gd.opencl;

import static org.jocl.CL.clReleaseCommandQueue;

import gd.kernel.Schedule;
import gd.kernel.Tiling;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;

/** The passages of one execution, by the number of their first stage. */
final class Passages implements AutoCloseable {
  /** Data go through the device on a queue of their own, beside the work. */
  private final cl_command_queue uploads;

  private final Context context;
  private final Map<Integer, Passage> passages = new HashMap<>();
  private final Map<Integer, Integer> lasts = new HashMap<>();

  private Passages(Context context) {
    this.context = context;
    this.uploads = context.queue();
  }

  /** Makes room for blocks of what the schedule's other buffers have left. */
  static Passages open(
      OpenClDevice.Native device,
      cl_command_queue queue,
      Launcher launcher,
      Schedule schedule,
      Translation translation,
      Streaming streaming,
      List<cl_kernel> kernels) {
    Context context = device.context();
    Passages opened = new Passages(context);
    Transfer transfer = new Transfer(context, opened.uploads, translation.precision());
    int left = streaming.passages().size();
    try {
      for (List<Integer> stages : streaming.passages()) {
        List<Passage.Run> runs = new ArrayList<>();
        TreeSet<Integer> buffers = new TreeSet<>();
        for (int s : stages) {
          Stage stage = translation.stages().get(s);
          runs.add(new Passage.Run(stage, kernels.get(s)));
          buffers.addAll(stage.buffers());
        }
        buffers.retainAll(streaming.buffers());
        List<Passage.Content> contents =
            buffers.stream().map(b -> content(schedule, translation, b, transfer)).toList();
        int elementBytes = translation.precision().bits() / Byte.SIZE;
        Passage passage =
            new Passage(
                context, queue, launcher, runs, contents, elementBytes, device.room() / left--);
        opened.passages.put(stages.getFirst(), passage);
        opened.lasts.put(stages.getFirst(), stages.getLast());
      }
      return opened;
    } catch (Refusal e) {
      opened.close();
      throw e;
    }
  }

  private static Passage.Content content(
      Schedule schedule, Translation translation, int buffer, Transfer transfer) {
    int size = translation.sizes().get(buffer);
    if (translation.isScratch(buffer)) {
      return new Passage.Content(buffer, size, (block, from, end) -> {});
    }
    Translation.Tiled tiled = translation.tiled().get(buffer);
    int of = tiled == null ? buffer : tiled.of();
    double[] values =
        Constants.decimals(schedule.buffers().get(of).constant().orElseThrow().elements());
    return new Passage.Content(
        buffer,
        size,
        (block, from, end) -> {
          if (tiled == null) {
            transfer.write(block, values, from, end - from);
          } else {
            Tiling tiling = tiled.tiling();
            int tile = tiling.columns() * tiling.lanes();
            transfer.write(block, values, tiling, from / tile, (end - from) / tile);
          }
        });
  }

  /** Runs the passage that begins with a stage; returns its last stage, if there is one. */
  Optional<Integer> run(int stage) {
    Passage passage = passages.get(stage);
    if (passage == null) {
      return Optional.empty();
    }
    passage.run();
    return Optional.ofNullable(lasts.get(stage));
  }

  /** For people: what goes through the device, and in how many blocks. */
  String remark() {
    int blocks = 0;
    int staying = 0;
    for (Passage passage : passages.values()) {
      if (passage.blocks() > blocks) {
        blocks = passage.blocks();
        staying = passage.places();
      }
    }
    return staying == blocks
        ? "The data lie in %d blocks on %s, since they are too large for one."
            .formatted(blocks, context.device())
        : "The data are too large for %s: in every run they go through it in %d blocks."
            .formatted(context.device(), blocks);
  }

  @Override
  public void close() {
    passages.values().forEach(Passage::close);
    passages.clear();
    clReleaseCommandQueue(uploads);
  }
}
