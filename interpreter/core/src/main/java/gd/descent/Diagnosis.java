package gd.descent;

import gd.formula.Near;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/**
 * What the curvature of the loss says about a descent where it stands.
 *
 * @param eigenvalues of the Hessian, ascending; of many parameters only some, the outermost among
 *     them; empty where there are no second derivatives
 * @param slope the gradient's length
 * @param remarks what a person should know, in sentences without full stops
 */
public record Diagnosis(double[] eigenvalues, double slope, List<String> remarks) {
  private static final Diagnosis NONE = new Diagnosis(new double[0], Double.NaN, List.of());

  /** Smaller curvatures, beside the largest, are rounding. */
  private static final double FLAT = 1e-10;

  /** A shorter gradient says nothing of a direction. */
  private static final double STILL = 1e-6;

  /** Of a Hessian and its products no more than so many element operations are asked. */
  private static final double MOST_WORK = 5e9;

  double largest() {
    return eigenvalues[eigenvalues.length - 1];
  }

  /** The diagnosis at values of the parameters; {@code rate} if each step is w − rate·∇L. */
  public static Diagnosis of(
      Setting setting, StepGraph step, List<double[]> values, OptionalDouble rate) {
    double work = setting.computing().workOf(step.graphs());
    if (work * 4 * Math.min(Curvature.MOST_WHOLE, size(values)) > MOST_WORK) {
      return NONE;
    }
    Flat flat = Flat.of(step.parameters().stream().map(Carried::input).toList());
    try (Curvature curvature = new Curvature(setting.computing(), setting.gradient(), step)) {
      curvature.at(values);
      List<double[]> gradients = curvature.gradients();
      double[] eigenvalues = curvature.eigenvalues();
      double slope = length(gradients);
      if (!Double.isFinite(slope) || !Arrays.stream(eigenvalues).allMatch(Double::isFinite)) {
        return NONE;
      }
      List<String> remarks = new ArrayList<>();
      boolean whole = size(values) <= Curvature.MOST_WHOLE;
      if (rate.isPresent() && !isFlat(eigenvalues, slope)) {
        pace(eigenvalues, rate.getAsDouble(), curvature.isConstant(), remarks);
      }
      UnaryOperator<double[]> gradient =
          w -> {
            curvature.at(flat.split(w));
            return Flat.join(curvature.gradients());
          };
      Kinks kinks = new Kinks(gradient);
      double[] w = Flat.join(values);
      if (rate.isPresent() && slope > 0 && kinks.isCrossed(w, rate.getAsDouble())) {
        remarks.add(
            "it goes to and fro across a kink, where the slope changes at once; a rate that falls"
                + " comes nearer: lr=t -> %s/(1 + t)".formatted(Near.text(rate.getAsDouble())));
      }
      Optional<String> kink =
          whole && slope <= STILL && eigenvalues[0] <= FLAT * eigenvalues[eigenvalues.length - 1]
              ? kinks.at(w)
              : Optional.empty();
      kink.ifPresentOrElse(remarks::add, () -> place(eigenvalues, slope, whole, remarks));
      dead(step, gradients, remarks);
      return new Diagnosis(eigenvalues, slope, remarks);
    } catch (Refusal | CancellationException e) {
      // No second derivatives, no room, or no wish to wait: a run has a result without them.
      return NONE;
    }
  }

  /** How fast a step against the gradient comes nearer, and up to which rate it does. */
  private static void pace(double[] eigenvalues, double lr, boolean constant, List<String> to) {
    double largest = eigenvalues[eigenvalues.length - 1];
    if (largest <= 0) {
      return;
    }
    String where = constant ? "" : "here ";
    double steepest = 1 - lr * largest;
    String factor = "each step multiplies the error by " + factor(lr * largest);
    OptionalDouble smallest = Arrays.stream(eigenvalues).filter(l -> l > FLAT * largest).min();
    boolean varies =
        smallest.isPresent() && smallest.getAsDouble() < largest * (1 - 1e-9)
            || eigenvalues[0] < -FLAT * largest;
    String along = varies ? " along the steepest direction" : "";
    String bound = "lr > " + Near.text(2 / largest) + " diverges";
    if (steepest < -1 - 1e-9) {
      to.add(where + "it diverges: " + factor + along + "; try lr < " + Near.text(2 / largest));
      return;
    }
    if (steepest < -1e-9) {
      to.add(where + "it oscillates: " + factor + along + "; " + bound);
    } else {
      to.add(where + factor + along + "; " + bound);
    }
    if (smallest.isPresent() && smallest.getAsDouble() < largest * (1 - 1e-9)) {
      double slowest = 1 - lr * smallest.getAsDouble();
      double contraction = Math.max(Math.abs(slowest), Math.abs(steepest));
      to.add(
          "along the flattest the factor is "
              + factor(lr * smallest.getAsDouble())
              + " (condition "
              + Near.text(largest / smallest.getAsDouble())
              + "): one more digit takes about "
              + steps(contraction));
    } else {
      to.add("one more digit takes about " + steps(Math.abs(steepest)));
    }
    if (eigenvalues[0] < -FLAT * largest) {
      to.add(
          "where it curves down, by %s, each step multiplies the way gone by %s"
              .formatted(Near.text(eigenvalues[0]), factor(lr * eigenvalues[0])));
    }
  }

  /** What is left of 1 without {@code part}, so that one sees what is missing. */
  private static String factor(double part) {
    return Math.abs(part) < 5e-4 ? "1 - " + Near.text(part) : Near.text(1 - part);
  }

  private static String steps(double contraction) {
    if (contraction >= 1) {
      return "any number of steps";
    }
    long steps = Math.max(1, (long) Math.ceil(Math.log(0.1) / Math.log(contraction)));
    return steps == 1 ? "a step" : "%,d steps".formatted(steps);
  }

  private static boolean isFlat(double[] eigenvalues, double slope) {
    double scale = Arrays.stream(eigenvalues).map(Math::abs).max().orElse(0);
    return slope <= STILL && scale < 1e-6;
  }

  /** Minimum, saddle, plateau. */
  private static void place(double[] eigenvalues, double slope, boolean whole, List<String> to) {
    double largest = eigenvalues[eigenvalues.length - 1];
    double smallest = eigenvalues[0];
    double scale = Math.max(Math.abs(largest), Math.abs(smallest));
    if (slope > 1e-3 * Math.max(scale, 1e-3)) {
      return;
    }
    if (isFlat(eigenvalues, slope)) {
      to.add("a plateau: neither slope nor curvature; another start may do better");
    } else if (smallest < -FLAT * scale && largest > FLAT * scale) {
      to.add(
          "a saddle, no minimum: the curvature goes from %s to %s"
              .formatted(Near.text(smallest), Near.text(largest)));
    } else if (largest <= FLAT * scale) {
      to.add("a maximum, no minimum: the curvature is " + Near.text(largest));
    } else if (smallest > FLAT * scale && whole) {
      to.add("near a minimum: every curvature is positive");
    }
  }

  /** Numbers that no row of the data moves: units that are never active. */
  private static void dead(StepGraph step, List<double[]> gradients, List<String> to) {
    if (length(gradients) == 0) {
      return;
    }
    for (int i = 0; i < gradients.size(); i++) {
      long still = Arrays.stream(gradients.get(i)).filter(g -> g == 0).count();
      if (still > 0 && gradients.get(i).length > 1) {
        to.add(
            "%,d of %,d elements of %s have a gradient of exactly 0: dead units, or not used"
                .formatted(still, gradients.get(i).length, step.parameters().get(i).name()));
      }
    }
  }

  /** What to try instead of a rate that led away. */
  public static Optional<String> ofDivergence(
      Setting setting, StepGraph step, List<List<double[]>> places, double lr) {
    for (List<double[]> values : places) {
      Diagnosis there = of(setting, step, values, OptionalDouble.empty());
      if (there.eigenvalues.length > 0 && 1 - lr * there.largest() < -1) {
        return Optional.of(
            "The largest curvature is %s, so each step multiplies the error by %s; try lr < %s."
                .formatted(
                    Near.text(there.largest()),
                    Near.text(1 - lr * there.largest()),
                    Near.text(2 / there.largest())));
      }
    }
    return Optional.empty();
  }

  private static int size(List<double[]> values) {
    return values.stream().mapToInt(v -> v.length).sum();
  }

  private static double length(List<double[]> parts) {
    return Math.sqrt(parts.stream().flatMapToDouble(Arrays::stream).map(g -> g * g).sum());
  }
}
