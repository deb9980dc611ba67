package gd.evaluate;

import java.util.concurrent.CancellationException;

/**
 * Places in the order of what stands there; equal ones stay in theirs. Merge sort without boxes.
 */
final class PlaceSort {
  private static final int SHORT = 16;

  /** What stands at one place compared with what stands at another. */
  interface Order {
    int compare(int first, int second);
  }

  private final Order order;
  private final int[] places;
  private final int[] merged;

  private PlaceSort(int size, Order order) {
    this.order = order;
    this.places = new int[size];
    this.merged = new int[size];
    for (int k = 0; k < size; k++) {
      places[k] = k;
    }
  }

  static int[] sorted(int size, Order order) {
    PlaceSort sort = new PlaceSort(size, order);
    sort.sort(0, size);
    return sort.places;
  }

  private void sort(int from, int to) {
    if (to - from <= SHORT) {
      insert(from, to);
      return;
    }
    if (Thread.interrupted()) {
      throw new CancellationException();
    }
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    if (order.compare(places[middle - 1], places[middle]) > 0) {
      merge(from, middle, to);
    }
  }

  private void insert(int from, int to) {
    for (int k = from + 1; k < to; k++) {
      int place = places[k];
      int at = k;
      for (; at > from && order.compare(places[at - 1], place) > 0; at--) {
        places[at] = places[at - 1];
      }
      places[at] = place;
    }
  }

  private void merge(int from, int middle, int to) {
    System.arraycopy(places, from, merged, from, to - from);
    int left = from;
    int right = middle;
    for (int k = from; k < to; k++) {
      boolean takeLeft =
          right == to || left < middle && order.compare(merged[left], merged[right]) <= 0;
      places[k] = takeLeft ? merged[left++] : merged[right++];
    }
  }
}
