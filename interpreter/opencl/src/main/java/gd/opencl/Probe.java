package gd.opencl;

import static org.jocl.CL.*;

import java.util.List;
import java.util.Optional;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;
import org.jocl.cl_program;
import org.jocl.cl_queue_properties;

/**
 * The child process that meets the drivers first: asks every device about itself and has it compute
 * something. Prints one line a usable device, or one that says why there is none, and {@link #END}
 * if it lived to the end.
 */
final class Probe {
  static final String DEVICE = "gd-opencl-device ";
  static final String NONE = "gd-opencl-none ";
  static final String END = "gd-opencl-end";

  private static final String SOURCE = "__kernel void twice(__global int *x) { x[0] = 2 * x[0]; }";

  private Probe() {}

  public static void main(String[] arguments) {
    NativeLibrary.load(CacheFolder.of(System.getenv()))
        .ifPresentOrElse(why -> System.out.println(NONE + why), Probe::report);
    System.out.println(END);
    System.out.flush();
    Runtime.getRuntime().halt(0); // some drivers crash in their exit handlers
  }

  private static void report() {
    try {
      if (Facts.platforms().isEmpty()) {
        System.out.println(
            NONE + "libOpenCL.so.1 was found, but no driver (platform) is installed");
        return;
      }
      List<Found> all = Facts.all();
      if (all.isEmpty()) {
        System.out.println(NONE + "the drivers (platforms) that are installed list no device");
      }
      for (Found found : all) {
        Optional<String> fault = tryOut(found);
        System.out.println(fault.map(NONE::concat).orElse(DEVICE + found.toLine()));
      }
    } catch (Facts.DriverError e) {
      System.out.println(NONE + "the driver failed: " + e.getMessage());
    }
  }

  private static Optional<String> tryOut(Found found) {
    try {
      return compute(found) == 42
          ? Optional.empty()
          : Optional.of(found.name() + " computes wrongly");
    } catch (Facts.DriverError e) {
      return Optional.of(found.name() + " failed: " + e.getMessage());
    }
  }

  private static int compute(Found found) {
    cl_platform_id platform = Facts.platforms().get(found.platform());
    cl_device_id device = Facts.devices(platform).get(found.index());
    int[] status = new int[1];
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL_CONTEXT_PLATFORM, platform);
    cl_context context =
        clCreateContext(properties, 1, new cl_device_id[] {device}, null, null, status);
    Facts.check("clCreateContext", status[0]);
    cl_command_queue queue =
        clCreateCommandQueueWithProperties(context, device, new cl_queue_properties(), status);
    Facts.check("clCreateCommandQueue", status[0]);
    cl_program program = clCreateProgramWithSource(context, 1, new String[] {SOURCE}, null, status);
    Facts.check("clCreateProgramWithSource", status[0]);
    Facts.check("clBuildProgram", clBuildProgram(program, 0, null, "", null, null));
    cl_kernel kernel = clCreateKernel(program, "twice", status);
    Facts.check("clCreateKernel", status[0]);
    int[] value = {21};
    cl_mem buffer =
        clCreateBuffer(
            context,
            CL_MEM_READ_WRITE | CL_MEM_COPY_HOST_PTR,
            Integer.BYTES,
            Pointer.to(value),
            status);
    Facts.check("clCreateBuffer", status[0]);
    Facts.check("clSetKernelArg", clSetKernelArg(kernel, 0, Sizeof.cl_mem, Pointer.to(buffer)));
    Facts.check(
        "clEnqueueNDRangeKernel",
        clEnqueueNDRangeKernel(queue, kernel, 1, null, new long[] {1}, null, 0, null, null));
    Facts.check(
        "clEnqueueReadBuffer",
        clEnqueueReadBuffer(
            queue, buffer, true, 0, Integer.BYTES, Pointer.to(value), 0, null, null));
    return value[0];
  }
}
