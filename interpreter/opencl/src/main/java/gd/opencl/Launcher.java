package gd.opencl;

import static org.jocl.CL.*;

import java.util.ArrayList;
import java.util.List;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;

/** Kernels of one execution, and their launches on its queue. */
final class Launcher implements AutoCloseable {
  /** Operations of one launch at most, so that no watchdog stops it: well below 100 ms on a GPU. */
  private static final long MOST_WORK = 4_000_000_000L;

  /** Work-items of a group at most. */
  static final int GROUP = 64;

  private static final int COARSE_GROUP_ON_GPU = 32;

  private final Context context;
  private final Programs programs;
  private final cl_command_queue queue;
  private final List<cl_kernel> kernels = new ArrayList<>();

  Launcher(OpenClDevice.Native device, cl_command_queue queue) {
    this.context = device.context();
    this.programs = device.programs();
    this.queue = queue;
  }

  /** The kernel of a program with its first arguments set. */
  cl_kernel kernel(String source, String name, List<cl_mem> arguments) {
    cl_program program = programs.get(source);
    int[] status = new int[1];
    cl_kernel kernel = clCreateKernel(program, name, status);
    clReleaseProgram(program); // the kernel keeps it
    context.check("make a kernel", status[0]);
    kernels.add(kernel);
    for (int a = 0; a < arguments.size(); a++) {
      context.check(
          "take a kernel's argument",
          clSetKernelArg(kernel, a, Sizeof.cl_mem, Pointer.to(arguments.get(a))));
    }
    return kernel;
  }

  /** Sets an int argument for the launches that follow. */
  void set(cl_kernel kernel, int argument, int value) {
    context.check(
        "take a kernel's argument",
        clSetKernelArg(kernel, argument, Sizeof.cl_int, Pointer.to(new int[] {value})));
  }

  /** Enqueues work-items 0 … items−1, in several launches if they are much work. */
  void launch(cl_kernel kernel, int items, long cost, boolean isCoarse) {
    launch(kernel, 0, items, cost, together(items, isCoarse));
  }

  private long together(long items, boolean isCoarse) {
    return isCoarse ? (context.found().isCpu() ? 1 : COARSE_GROUP_ON_GPU) : Math.min(GROUP, items);
  }

  /** All of a stage. */
  void launch(cl_kernel kernel, Stage stage) {
    launch(kernel, stage, 0, stage.runs());
  }

  /** What is {@code g} = from … end−1 of a stage, whose kernel looks at nothing behind. */
  void launch(cl_kernel kernel, Stage stage, long from, long end) {
    if (stage.group() > 0) {
      long group = stage.group();
      launch(kernel, from * group, end * group, stage.cost(), group);
    } else {
      launch(kernel, from, end, stage.cost(), together(end - from, stage.isCoarse()));
    }
  }

  /** Work-items {@code from} … end−1, in groups of the given size. */
  private void launch(cl_kernel kernel, long from, long end, long cost, long group) {
    long most = Math.max(GROUP, MOST_WORK / cost / GROUP * GROUP);
    for (long first = from; first < end; first += most) {
      long count = Math.min(most, end - first);
      int status =
          clEnqueueNDRangeKernel(
              queue,
              kernel,
              1,
              first == 0 ? null : new long[] {first},
              new long[] {Math.ceilDiv(count, group) * group},
              new long[] {group},
              0,
              null,
              null);
      context.check("run a kernel", status);
    }
  }

  /** Has the device begin with what was enqueued. */
  void flush() {
    context.check("run kernels", clFlush(queue));
  }

  /** Waits for everything enqueued. */
  void await() {
    context.check("finish its work", clFinish(queue));
  }

  @Override
  public void close() {
    kernels.forEach(kernel -> clReleaseKernel(kernel));
    kernels.clear();
  }
}
