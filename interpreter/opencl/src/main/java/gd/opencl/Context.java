package gd.opencl;

import static org.jocl.CL.*;

import gd.report.DeviceProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jocl.CL;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;
import org.jocl.cl_queue_properties;

/**
 * The native side of a device: its context, and the count of its memory. Every status is checked
 * here; what goes wrong becomes a problem that names the device. Safe for several threads.
 */
final class Context {
  /** Room behind a buffer's elements: a vector that begins in it may read and write so far. */
  private static final long BEHIND = 128;

  private final String device;
  private final Found found;
  private final cl_device_id id;
  private final cl_context context;
  private final AtomicLong used = new AtomicLong();

  private Context(String device, Found found, cl_device_id id, cl_context context) {
    this.device = device;
    this.found = found;
    this.id = id;
    this.context = context;
  }

  /** Loads the driver and finds the device in it again. */
  static Context open(String device, Found found, CacheFolder cache) {
    NativeLibrary.load(cache).ifPresent(why -> fail(device, why));
    try {
      List<cl_platform_id> platforms = Facts.platforms();
      if (found.platform() < platforms.size()) {
        cl_platform_id platform = platforms.get(found.platform());
        List<cl_device_id> devices = Facts.devices(platform);
        if (found.index() < devices.size()) {
          cl_device_id id = devices.get(found.index());
          if (Facts.describe(found.platform(), found.index(), platform, id)
              .name()
              .equals(found.name())) {
            return new Context(device, found, id, create(platform, id));
          }
        }
      }
      throw failure(device, "the device is not there any more");
    } catch (Facts.DriverError e) {
      throw failure(device, "the driver failed: " + e.getMessage());
    }
  }

  private static cl_context create(cl_platform_id platform, cl_device_id id) {
    int[] status = new int[1];
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL_CONTEXT_PLATFORM, platform);
    cl_context context =
        clCreateContext(properties, 1, new cl_device_id[] {id}, null, null, status);
    Facts.check("clCreateContext", status[0]);
    return context;
  }

  String device() {
    return device;
  }

  Found found() {
    return found;
  }

  cl_device_id id() {
    return id;
  }

  cl_context handle() {
    return context;
  }

  /** Commands on it run one after the other. */
  cl_command_queue queue() {
    int[] status = new int[1];
    cl_command_queue queue =
        clCreateCommandQueueWithProperties(context, id, new cl_queue_properties(), status);
    check("make a queue", status[0]);
    return queue;
  }

  /** Gives the context back once no queue or buffer needs it. */
  void release() {
    clReleaseContext(context);
  }

  /** Bytes that buffers take now. */
  long used() {
    return used.get();
  }

  /** A buffer; {@link #free} it. Refuses what the device has no room for. */
  cl_mem allocate(long bytes) {
    if (bytes > found.largestBuffer()) {
      throw outOfMemory(bytes, found.largestBuffer());
    }
    if (used.addAndGet(bytes) > found.memory()) {
      used.addAndGet(-bytes);
      throw outOfMemory(bytes, found.memory() - used.get());
    }
    int[] status = new int[1];
    cl_mem buffer = clCreateBuffer(context, CL_MEM_READ_WRITE, bytes + BEHIND, null, status);
    if (status[0] != CL_SUCCESS) {
      used.addAndGet(-bytes);
      throw isMemory(status[0])
          ? outOfMemory(bytes, found.memory() - used.get())
          : refusal("make a buffer", status[0]);
    }
    return buffer;
  }

  void free(cl_mem buffer, long bytes) {
    clReleaseMemObject(buffer);
    used.addAndGet(-bytes);
  }

  void check(String what, int status) {
    if (status != CL_SUCCESS) {
      throw isMemory(status) ? outOfMemory(used.get(), found.memory()) : refusal(what, status);
    }
  }

  private static boolean isMemory(int status) {
    return status == CL_MEM_OBJECT_ALLOCATION_FAILURE
        || status == CL_OUT_OF_HOST_MEMORY
        || status == CL_INVALID_BUFFER_SIZE;
  }

  private Refusal refusal(String what, int status) {
    return failure(
        device, "the driver refused to " + what + " (" + CL.stringFor_errorCode(status) + ")");
  }

  Refusal failure(String what) {
    return failure(device, what);
  }

  /** Whether a refusal says that memory does not suffice. */
  static boolean isOutOfMemory(Refusal refusal) {
    Problem problem = refusal.at(new Span(new Source("", ""), 0, 0));
    return problem instanceof DeviceProblem.OutOfMemory;
  }

  Refusal outOfMemory(long bytes, long limit) {
    return new Refusal(at -> new DeviceProblem.OutOfMemory(at, device, bytes, limit));
  }

  private static void fail(String device, String what) {
    throw failure(device, what);
  }

  private static Refusal failure(String device, String what) {
    return new Refusal(at -> new DeviceProblem.DeviceFailed(at, device, what));
  }
}
