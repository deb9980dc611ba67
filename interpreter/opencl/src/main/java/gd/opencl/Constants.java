package gd.opencl;

import gd.backend.Precision;
import gd.kernel.Tiling;
import gd.report.Refusal;
import gd.tensor.Elements;
import gd.tensor.Tensor;
import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jocl.cl_mem;

/**
 * Known arrays on a device: uploaded when first used, and kept as long as somebody holds the array,
 * so a descent that follows another finds its data there. Those that no execution uses make room
 * when room is needed.
 */
final class Constants {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Context context;
  private final Map<Tensor.Data, Map<Layout, Upload>> uploads = new WeakHashMap<>();

  /** A buffer with an array's elements, and how many executions use it. */
  static final class Upload {
    private final cl_mem buffer;
    private final long bytes;
    private int users;
    private boolean isFreed;

    private Upload(cl_mem buffer, long bytes) {
      this.buffer = buffer;
      this.bytes = bytes;
    }

    cl_mem buffer() {
      return buffer;
    }
  }

  Constants(Context context) {
    this.context = context;
  }

  /** How an array lies on the device: as it is, or its rows in tiles. */
  record Layout(Precision precision, Optional<Tiling> tiling) {}

  /** The array's buffer, in use until it is released. */
  synchronized Upload acquire(Tensor.Data data, Layout layout, Transfer transfer) {
    Map<Layout, Upload> known = uploads.computeIfAbsent(data, _ -> new HashMap<>());
    Upload upload = known.get(layout);
    if (upload == null) {
      int elements = layout.tiling().map(Tiling::size).orElse(data.elements().size());
      long bytes = Transfer.bytes(elements, layout.precision());
      upload = new Upload(allocate(bytes), bytes);
      Upload made = upload;
      try {
        double[] values = decimals(data.elements());
        if (layout.tiling().isPresent()) {
          transfer.write(made.buffer, values, layout.tiling().get());
        } else {
          transfer.write(made.buffer, values);
        }
      } catch (Refusal e) {
        free(made);
        throw e;
      }
      known.put(layout, made);
      CLEANER.register(data, () -> free(made));
    }
    upload.users++;
    return upload;
  }

  synchronized void release(Upload upload) {
    upload.users--;
  }

  /** A buffer; if there is no room, arrays that nobody uses now are dropped first. */
  synchronized cl_mem allocate(long bytes) {
    if (context.used() + bytes > context.found().memory()) {
      dropUnused();
    }
    return context.allocate(bytes);
  }

  synchronized void dropUnused() {
    for (Map<Layout, Upload> known : uploads.values()) {
      List<Upload> unused = known.values().stream().filter(upload -> upload.users == 0).toList();
      unused.forEach(this::free);
      known.values().removeAll(unused);
    }
  }

  private synchronized void free(Upload upload) {
    if (!upload.isFreed) {
      upload.isFreed = true;
      context.free(upload.buffer, upload.bytes);
    }
  }

  static double[] decimals(Elements elements) {
    return switch (elements) {
      case Elements.Decimals(double[] values) -> values;
      case Elements.Formulas _ ->
          throw new IllegalStateException("a schedule's constants are decimals");
    };
  }
}
