package gd.descent;

import gd.tensor.Tensor;

/**
 * What a step of a descent replaces: a parameter, or a part of the optimiser's state.
 *
 * @param input stands for the value before the step in the graph {@code next}, its value after it
 */
public record Carried(String name, Tensor.Input input, Tensor.Data start, Tensor next) {}
