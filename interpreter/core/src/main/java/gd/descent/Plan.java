package gd.descent;

/** A descent over all of the data, as it is asked for. */
public record Plan(
    StepGraph graph, Stop stop, Noise noise, Checkpoints checkpoints, Divergence divergence) {}
