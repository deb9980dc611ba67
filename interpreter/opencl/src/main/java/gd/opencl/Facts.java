package gd.opencl;

import static org.jocl.CL.*;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * Asks a driver about platforms and devices. Every return code is looked at before what it goes
 * with.
 */
final class Facts {
  private static final long MOST_CHARACTERS = 1 << 16;

  private Facts() {}

  /** A driver's answer that was no answer. */
  static final class DriverError extends RuntimeException {
    private static final long serialVersionUID = 1;

    DriverError(String call, int status) {
      super(call + " answered " + CL.stringFor_errorCode(status), null, false, false);
    }
  }

  static void check(String call, int status) {
    if (status != CL_SUCCESS) {
      throw new DriverError(call, status);
    }
  }

  static List<cl_platform_id> platforms() {
    int[] count = new int[1];
    int status = clGetPlatformIDs(0, null, count);
    if (status == CL_PLATFORM_NOT_FOUND_KHR) {
      return List.of();
    }
    check("clGetPlatformIDs", status);
    cl_platform_id[] platforms = new cl_platform_id[count[0]];
    if (platforms.length > 0) {
      check("clGetPlatformIDs", clGetPlatformIDs(platforms.length, platforms, null));
    }
    return List.of(platforms);
  }

  static List<cl_device_id> devices(cl_platform_id platform) {
    int[] count = new int[1];
    int status = clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
    if (status == CL_DEVICE_NOT_FOUND || status == CL_SUCCESS && count[0] == 0) {
      return List.of();
    }
    check("clGetDeviceIDs", status);
    cl_device_id[] devices = new cl_device_id[count[0]];
    check(
        "clGetDeviceIDs",
        clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, devices.length, devices, null));
    return List.of(devices);
  }

  /** Every device of every platform, in the drivers' order. */
  static List<Found> all() {
    List<Found> found = new ArrayList<>();
    List<cl_platform_id> platforms = platforms();
    for (int platform = 0; platform < platforms.size(); platform++) {
      List<cl_device_id> devices = devices(platforms.get(platform));
      for (int index = 0; index < devices.size(); index++) {
        found.add(describe(platform, index, platforms.get(platform), devices.get(index)));
      }
    }
    return found;
  }

  static Found describe(int platform, int index, cl_platform_id vendor, cl_device_id device) {
    return new Found(
        platform,
        index,
        text(device, CL_DEVICE_NAME),
        text(vendor, CL_PLATFORM_NAME),
        text(device, CL_DRIVER_VERSION),
        (int) number(device, CL_DEVICE_MAX_COMPUTE_UNITS),
        number(device, CL_DEVICE_GLOBAL_MEM_SIZE),
        number(device, CL_DEVICE_MAX_MEM_ALLOC_SIZE),
        (number(device, CL_DEVICE_TYPE) & CL_DEVICE_TYPE_CPU) != 0,
        hasDoubles(device),
        (number(device, CL_DEVICE_SINGLE_FP_CONFIG) & CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0);
  }

  private static boolean hasDoubles(cl_device_id device) {
    long[] value = new long[1];
    int status =
        clGetDeviceInfo(device, CL_DEVICE_DOUBLE_FP_CONFIG, Long.BYTES, Pointer.to(value), null);
    return status == CL_SUCCESS && value[0] != 0
        || text(device, CL_DEVICE_EXTENSIONS).contains("cl_khr_fp64");
  }

  /**
   * A number of four or eight bytes (devices are little-endian, and so are the hosts JOCL has a
   * library for).
   */
  private static long number(cl_device_id device, int what) {
    long[] value = new long[1];
    check("clGetDeviceInfo", clGetDeviceInfo(device, what, Long.BYTES, Pointer.to(value), null));
    return value[0];
  }

  private static String text(cl_device_id device, int what) {
    long[] size = new long[1];
    check("clGetDeviceInfo", clGetDeviceInfo(device, what, 0, null, size));
    byte[] text = new byte[(int) Math.clamp(size[0], 0, MOST_CHARACTERS)];
    check("clGetDeviceInfo", clGetDeviceInfo(device, what, text.length, Pointer.to(text), null));
    return decode(text);
  }

  private static String text(cl_platform_id platform, int what) {
    long[] size = new long[1];
    check("clGetPlatformInfo", clGetPlatformInfo(platform, what, 0, null, size));
    byte[] text = new byte[(int) Math.clamp(size[0], 0, MOST_CHARACTERS)];
    check(
        "clGetPlatformInfo",
        clGetPlatformInfo(platform, what, text.length, Pointer.to(text), null));
    return decode(text);
  }

  private static String decode(byte[] text) {
    return new String(text, 0, Math.max(0, text.length - 1), StandardCharsets.UTF_8).strip();
  }
}
