package gd.descent;

import gd.backend.GraphComputing;
import gd.formula.Differentiation;
import gd.tensor.Gradient;

/** What a descent works with: what computes and differentiates graphs, and who hears of it. */
public record Setting(
    GraphComputing computing,
    Gradient gradient,
    Differentiation differentiation,
    Observer observer) {}
