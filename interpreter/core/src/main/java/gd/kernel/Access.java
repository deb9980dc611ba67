package gd.kernel;

import java.util.List;

/**
 * How a kernel reads a buffer: at the point (i, j, …) of its space, element {@code offset +
 * i·strides[0] + j·strides[1] + …}.
 */
public record Access(int buffer, int offset, List<Integer> strides) {
  public Access {
    strides = List.copyOf(strides);
  }
}
