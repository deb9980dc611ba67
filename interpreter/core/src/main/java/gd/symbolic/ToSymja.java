package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Decimal;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Precise;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import gd.formula.Operation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.matheclipse.core.expression.Context;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * Formulas as trees of Symja, for one request. Symbols and functions that Symja does not know get
 * generated names; no text of the user's gets there. Decimals become the fractions they are written
 * as, for Symja's algebra is exact.
 */
final class ToSymja {
  /** Constants that Symja knows to be positive, and knows nothing else of. */
  private static final List<ISymbol> POSITIVE =
      List.of(S.Catalan, S.Glaisher, S.Khinchin, S.EulerGamma);

  private final Heads heads;
  private final List<Symbol> positive;
  private final Map<Formula, IExpr> known = new HashMap<>();
  private final Map<IExpr, Formula> symbols = new HashMap<>();
  private final Map<Operation, ISymbol> opaque = new HashMap<>();
  private final Map<IExpr, Operation> operations = new HashMap<>();

  /** {@code positive}: symbols that shall be taken to be positive; the first few are. */
  ToSymja(Heads heads, List<Symbol> positive) {
    this.heads = heads;
    this.positive = positive;
  }

  /** What a symbol of Symja's stands for. */
  Optional<Formula> symbol(IExpr symbol) {
    return Optional.ofNullable(symbols.get(symbol));
  }

  /** The operation that a generated head stands for. */
  Optional<Operation> operation(IExpr head) {
    return Optional.ofNullable(operations.get(head));
  }

  IExpr convert(Formula formula) {
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (!known.containsKey(node)) {
        known.put(node, node(node));
      }
    }
    return get(formula);
  }

  IAST list(List<Formula> formulas) {
    return F.ListAlloc(formulas.stream().map(this::convert).toList());
  }

  private IExpr get(Formula formula) {
    return Objects.requireNonNull(known.get(formula));
  }

  private IExpr node(Formula node) {
    return switch (node) {
      case Rational r -> fraction(r.numerator(), r.denominator());
      case Decimal d -> fraction(new BigDecimal(Double.toString(d.value())));
      case Precise p -> fraction(p.value());
      case Constant constant -> constant(constant);
      case Symbol _, Slot _ -> {
        int place = positive.indexOf(node);
        ISymbol symbol =
            place >= 0 && place < POSITIVE.size()
                ? POSITIVE.get(place)
                : new org.matheclipse.core.expression.Symbol(
                    "v" + (1000 + symbols.size()), Context.DUMMY);
        symbols.put(symbol, node);
        yield symbol;
      }
      case Sum sum -> ast(S.Plus, sum.terms());
      case Product product -> ast(S.Times, product.factors());
      case Power power -> ast(S.Power, power.children());
      case Apply apply -> apply(apply);
      case Piecewise piecewise -> piecewise(piecewise);
      case Relation relation -> ast(head(relation.comparator()), relation.children());
      case Logic logic -> ast(head(logic.connective()), logic.operands());
      case Truth truth -> truth == Truth.TRUE ? S.True : S.False;
    };
  }

  private static IExpr fraction(BigDecimal value) {
    return value.scale() > 0
        ? fraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
        : F.ZZ(value.toBigIntegerExact());
  }

  private static IExpr fraction(BigInteger numerator, BigInteger denominator) {
    return F.QQ(F.ZZ(numerator), F.ZZ(denominator)).normalize();
  }

  private static IExpr constant(Constant constant) {
    return switch (constant) {
      case E -> S.E;
      case I -> F.CI;
      case PI -> S.Pi;
      case INFINITY -> F.CInfinity;
    };
  }

  private IExpr apply(Apply apply) {
    Operation operation = apply.operation();
    if (operation.equals(Operation.EXP)) {
      return F.binaryAST2(S.Power, S.E, get(apply.arguments().getFirst()));
    }
    List<IExpr> arguments = apply.arguments().stream().map(this::get).toList();
    return operation
        .symja()
        .flatMap(heads::spelling)
        .map(spelling -> spelling.of(arguments))
        .orElseGet(() -> F.ast(opaque(operation), arguments));
  }

  private ISymbol opaque(Operation operation) {
    return opaque.computeIfAbsent(
        operation,
        added -> {
          ISymbol head =
              new org.matheclipse.core.expression.Symbol(
                  "f" + (1000 + opaque.size()), Context.DUMMY);
          operations.put(head, added);
          return head;
        });
  }

  private IExpr piecewise(Piecewise piecewise) {
    List<IExpr> cases = new ArrayList<>();
    for (Case each : piecewise.cases()) {
      cases.add(F.List(get(each.value()), get(each.condition())));
    }
    return F.Piecewise(F.ListAlloc(cases), get(piecewise.otherwise()));
  }

  private static ISymbol head(Formula.Comparator comparator) {
    return switch (comparator) {
      case EQUAL -> S.Equal;
      case NOT_EQUAL -> S.Unequal;
      case LESS -> S.Less;
      case LESS_EQUAL -> S.LessEqual;
      case GREATER -> S.Greater;
      case GREATER_EQUAL -> S.GreaterEqual;
    };
  }

  private static ISymbol head(Formula.Connective connective) {
    return switch (connective) {
      case AND -> S.And;
      case OR -> S.Or;
      case NOT -> S.Not;
    };
  }

  private IExpr ast(ISymbol head, List<Formula> children) {
    return F.ast(head, children.stream().map(this::get).toList());
  }
}
