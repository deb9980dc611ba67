package gd.opencl;

import gd.backend.Precision;
import gd.kernel.Schedule;
import gd.kernel.Tiling;
import gd.report.Refusal;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jocl.cl_mem;

/** The buffers of one execution: its own, and known arrays that it shares with others. */
final class Buffers implements AutoCloseable {
  private final OpenClDevice.Native device;
  private final Precision precision;
  private final List<cl_mem> buffers = new ArrayList<>();
  private final List<Own> own = new ArrayList<>();
  private final List<Constants.Upload> shared = new ArrayList<>();

  private record Own(cl_mem buffer, long bytes) {}

  private Buffers(OpenClDevice.Native device, Precision precision) {
    this.device = device;
    this.precision = precision;
  }

  /**
   * All of a translated schedule's buffers but those that go through the device in blocks; or none
   * if one does not fit.
   */
  static Buffers allocate(
      OpenClDevice.Native device,
      Schedule schedule,
      Translation translation,
      Set<Integer> inBlocks,
      Transfer transfer) {
    Buffers buffers = new Buffers(device, translation.precision());
    Set<Integer> used = new HashSet<>(schedule.outputs());
    translation.stages().forEach(stage -> used.addAll(stage.buffers()));
    try {
      for (int b = 0; b < translation.sizes().size(); b++) {
        if (inBlocks.contains(b)) {
          buffers.buffers.add(buffers.add(0));
          continue;
        }
        Translation.Tiled tiled = translation.tiled().get(b);
        Optional<Tensor.Data> constant =
            b < schedule.buffers().size() ? schedule.buffers().get(b).constant() : Optional.empty();
        if (tiled != null) {
          Tensor.Data matrix = schedule.buffers().get(tiled.of()).constant().orElseThrow();
          buffers.share(matrix, Optional.of(tiled.tiling()), transfer);
        } else if (constant.isEmpty()) {
          buffers.buffers.add(buffers.add(translation.sizes().get(b)));
        } else if (used.contains(b)) {
          buffers.share(constant.get(), Optional.empty(), transfer);
        } else {
          buffers.buffers.add(buffers.add(0));
        }
      }
      return buffers;
    } catch (Refusal e) {
      buffers.close();
      throw e;
    }
  }

  private void share(Tensor.Data data, Optional<Tiling> tiling, Transfer transfer) {
    Constants.Upload upload =
        device.constants().acquire(data, new Constants.Layout(precision, tiling), transfer);
    shared.add(upload);
    buffers.add(upload.buffer());
  }

  /** One more buffer of so many elements. */
  cl_mem add(int elements) {
    long bytes = Transfer.bytes(elements, precision);
    cl_mem buffer = device.constants().allocate(bytes);
    own.add(new Own(buffer, bytes));
    return buffer;
  }

  cl_mem get(int number) {
    return buffers.get(number);
  }

  List<cl_mem> get(List<Integer> numbers) {
    return numbers.stream().map(buffers::get).toList();
  }

  @Override
  public void close() {
    own.forEach(buffer -> device.context().free(buffer.buffer(), buffer.bytes()));
    own.clear();
    shared.forEach(device.constants()::release);
    shared.clear();
  }
}
