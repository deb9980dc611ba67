package gd.descent;

import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several parameters as one vector, one after the other. */
record Flat(List<Integer> sizes) {
  static Flat of(List<? extends Tensor> parameters) {
    return new Flat(parameters.stream().map(p -> p.shape().size()).toList());
  }

  int size() {
    return sizes.stream().mapToInt(Integer::intValue).sum();
  }

  List<double[]> split(double[] all) {
    List<double[]> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      parts.add(Arrays.copyOfRange(all, from, from + size));
      from += size;
    }
    return parts;
  }

  static double[] join(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }
}
