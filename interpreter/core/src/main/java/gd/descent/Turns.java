package gd.descent;

import gd.backend.Copies;
import gd.backend.GraphComputing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Copies of a descent that take turns on one schedule, for steps of any size. */
final class Turns implements Copies {
  private final Stepper stepper;
  private final List<Integer> sizes;
  private final int runs;
  private double[][] state = {};

  Turns(GraphComputing computing, StepGraph graph, int runs, long steps) {
    this.stepper = new Stepper(computing, graph, steps * runs, false);
    this.sizes = graph.carried().stream().map(each -> each.input().shape().size()).toList();
    this.runs = runs;
  }

  @Override
  public String device() {
    return stepper.device();
  }

  @Override
  public void write(double[][] elements) {
    state = elements.clone();
    for (int k = 0; k < state.length; k++) {
      state[k] = state[k].clone();
    }
  }

  @Override
  public void run(int steps) {
    double[][] before = read();
    try {
      for (int run = 0; run < runs; run++) {
        enter(run);
        stepper.iterate(steps);
        leave(run);
      }
    } catch (CancellationException e) {
      state = before;
      throw e;
    }
  }

  private void enter(int run) {
    List<double[]> parts = new ArrayList<>();
    int element = 0;
    for (int size : sizes) {
      double[] part = new double[size];
      for (int k = 0; k < size; k++) {
        part[k] = state[element++][run];
      }
      parts.add(part);
    }
    stepper.write(parts);
  }

  private void leave(int run) {
    int element = 0;
    for (double[] part : stepper.read()) {
      for (double number : part) {
        state[element++][run] = number;
      }
    }
  }

  @Override
  public double[][] read() {
    double[][] copy = new double[state.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = state[k].clone();
    }
    return copy;
  }

  @Override
  public double[] measured() {
    double[] measured = new double[runs];
    for (int run = 0; run < runs; run++) {
      enter(run);
      measured[run] = stepper.look().loss();
    }
    return measured;
  }

  @Override
  public void close() {
    stepper.close();
  }
}
