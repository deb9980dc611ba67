package gd.symbolic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IBuiltInSymbol;
import org.matheclipse.core.interfaces.IExpr;

/**
 * The functions that may cross the border to Symja: its heads, and the language's names for them.
 */
final class Heads {
  private final Map<String, IBuiltInSymbol> byHead = new HashMap<>();
  private final Map<IExpr, String> names = new HashMap<>();

  Heads() {
    row("Log", S.Log, "log");
    row("Sin", S.Sin, "sin");
    row("Cos", S.Cos, "cos");
    row("Tan", S.Tan, "tan");
    row("ArcSin", S.ArcSin, "asin");
    row("ArcCos", S.ArcCos, "acos");
    row("ArcTan", S.ArcTan, "atan");
    row("Sinh", S.Sinh, "sinh");
    row("Cosh", S.Cosh, "cosh");
    row("Tanh", S.Tanh, "tanh");
    row("ArcSinh", S.ArcSinh, "asinh");
    row("ArcCosh", S.ArcCosh, "acosh");
    row("ArcTanh", S.ArcTanh, "atanh");
    row("Erf", S.Erf, "erf");
    row("Gamma", S.Gamma, "gamma");
    row("Factorial", S.Factorial, "factorial");
    row("RealAbs", S.RealAbs, "abs");
    row("Sign", S.Sign, "sign");
    row("Floor", S.Floor, "floor");
    row("Ceiling", S.Ceiling, "ceil");
    row("Round", S.Round, "round");
    row("Max", S.Max, "max");
    row("Min", S.Min, "min");
    row("LogisticSigmoid", S.LogisticSigmoid, "sigmoid");
    names.put(S.Abs, "abs");
    names.put(S.RealSign, "sign");
  }

  private void row(String head, IBuiltInSymbol symbol, String name) {
    byHead.put(head, symbol);
    names.put(symbol, name);
  }

  /** Symja's symbol for the head that a row of the library names. */
  Optional<IBuiltInSymbol> symbol(String head) {
    return Optional.ofNullable(byHead.get(head));
  }

  /** The language's name of the function that a head of Symja's is. */
  Optional<String> name(IExpr head) {
    return Optional.ofNullable(names.get(head));
  }
}
