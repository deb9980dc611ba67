package gd.symbolic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IBuiltInSymbol;
import org.matheclipse.core.interfaces.IExpr;

/**
 * The functions that may cross the border to Symja: its heads, and the language's names for them.
 */
final class Heads {
  /** How a call of an operation is written in Symja. */
  interface Spelling {
    IExpr of(List<IExpr> arguments);
  }

  private final Map<String, Spelling> byHead = new HashMap<>();
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
    row("Erfc", S.Erfc, "erfc");
    row("Gamma", S.Gamma, "gamma");
    row("LogGamma", S.LogGamma, "lgamma");
    row("PolyGamma", S.PolyGamma, "polygamma");
    row("RealAbs", S.RealAbs, "abs");
    row("Sign", S.Sign, "sign");
    row("Floor", S.Floor, "floor");
    row("Ceiling", S.Ceiling, "ceil");
    row("Round", S.Round, "round");
    row("Max", S.Max, "max");
    row("Min", S.Min, "min");
    row("LogisticSigmoid", S.LogisticSigmoid, "sigmoid");
    row("Mod", S.Mod, "mod");
    byHead.put("Digamma", a -> F.PolyGamma(F.C0, a.get(0)));
    byHead.put("Trigamma", a -> F.PolyGamma(F.C1, a.get(0)));
    byHead.put("ArcTan2", a -> F.ArcTan(a.get(1), a.get(0)));
    byHead.put("Hypot", a -> F.Sqrt(F.Plus(F.Sqr(a.get(0)), F.Sqr(a.get(1)))));
    byHead.put("Log2", a -> F.Divide(F.Log(a.get(0)), F.Log(F.C2)));
    byHead.put("Log10", a -> F.Divide(F.Log(a.get(0)), F.Log(F.C10)));
    byHead.put("Log1p", a -> F.Log(F.Plus(F.C1, a.get(0))));
    byHead.put("Expm1", a -> F.Plus(F.CN1, F.Exp(a.get(0))));
    byHead.put("CubeRoot", a -> F.Times(F.Sign(a.get(0)), F.Power(F.RealAbs(a.get(0)), F.C1D3)));
    names.put(S.Abs, "abs");
    names.put(S.RealSign, "sign");
  }

  private void row(String head, IBuiltInSymbol symbol, String name) {
    byHead.put(head, arguments -> F.ast(symbol, arguments));
    names.put(symbol, name);
  }

  /** What the head that a row of the library names is in Symja. */
  Optional<Spelling> spelling(String head) {
    return Optional.ofNullable(byHead.get(head));
  }

  /** The language's name of the function that a head of Symja's is. */
  Optional<String> name(IExpr head) {
    return Optional.ofNullable(names.get(head));
  }
}
