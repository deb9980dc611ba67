package gd.properties;

import java.util.List;
import java.util.Random;

/** Random expressions as somebody types them, the same on every run. */
final class RandomText {
  private static final List<String> SMOOTH =
      List.of(
          "exp",
          "sin",
          "cos",
          "tan",
          "atan",
          "sinh",
          "cosh",
          "tanh",
          "asinh",
          "sigmoid",
          "softplus",
          "erf",
          "sec",
          "gelu",
          "silu");

  /** Real only where their argument is positive, or near 0. */
  private static final List<String> PARTIAL =
      List.of(
          "log", "√", "asin", "acos", "atanh", "acosh", "log2", "log10", "log1p", "gamma", "lgamma",
          "digamma", "cbrt", "erfc", "expm1");

  private static final List<String> CORNERED = List.of("abs", "sign", "floor", "ceil", "relu");

  private final Random random;
  private final boolean smooth;

  RandomText(long seed, boolean smooth) {
    this.random = new Random(seed);
    this.smooth = smooth;
  }

  String expression() {
    return expression(2 + random.nextInt(4));
  }

  private String expression(int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return leaf();
    }
    String left = expression(depth - 1);
    return switch (random.nextInt(smooth ? 12 : 15)) {
      case 0, 1 -> "(" + left + " + " + expression(depth - 1) + ")";
      case 2, 3 -> "(" + left + " - " + expression(depth - 1) + ")";
      case 4, 5, 6 -> "(" + left + ")*(" + expression(depth - 1) + ")";
      case 7 -> "(" + left + ")/(" + expression(depth - 1) + ")";
      case 8 ->
          "(" + left + ")^" + List.of("2", "3", "(-1)", "(-2)", "(1/2)").get(random.nextInt(5));
      case 9, 10 -> pick(SMOOTH) + "(" + left + ")";
      case 11 -> pick(PARTIAL) + "(" + left + ")";
      case 12 -> pick(CORNERED) + "(" + left + ")";
      case 13 -> "(if " + left + " > " + leaf() + " then " + expression(depth - 1) + " else y)";
      default -> "(" + left + ")^(" + expression(depth - 1) + ")";
    };
  }

  private String leaf() {
    int number = random.nextInt(12);
    return switch (random.nextInt(smooth ? 8 : 14)) {
      case 0, 1, 2 -> "x";
      case 3, 4 -> "y";
      case 5 -> String.valueOf(number);
      case 6 -> number + "/" + (1 + random.nextInt(9));
      case 7 -> smooth ? "0." + (1 + number) : "(-" + number + ")";
      case 8 -> "θ_1";
      case 9 -> "π";
      case 10 -> "e";
      case 11 -> "i";
      case 12 -> "√" + number;
      default -> "γ";
    };
  }

  private String pick(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }
}
