package gd.symbolic;

import gd.formula.Derivatives;
import gd.formula.Formula;
import gd.formula.Formula.Case;
import gd.formula.Formula.Comparator;
import gd.formula.Formula.Connective;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Truth;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IComplex;
import org.matheclipse.core.interfaces.IComplexNum;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.INum;
import org.matheclipse.core.interfaces.IRational;

/** What Symja answers as formulas. Whatever is not on the list of heads is no answer. */
final class FromSymja {
  private final Formulas formulas;
  private final Derivatives derivatives;
  private final Function<String, Optional<Operation>> operations;
  private final Heads heads;
  private final ToSymja names;
  private final Request request;

  FromSymja(
      Formulas formulas,
      Derivatives derivatives,
      Function<String, Optional<Operation>> operations,
      Heads heads,
      ToSymja names,
      Request request) {
    this.formulas = formulas;
    this.derivatives = derivatives;
    this.operations = operations;
    this.heads = heads;
    this.names = names;
    this.request = request;
  }

  List<Formula> list(IExpr expression) {
    return arguments(elements(expression));
  }

  /** The elements of a list of trees, unread. */
  List<IAST> trees(IExpr expression) {
    List<IAST> trees = new ArrayList<>();
    for (IExpr element : elements(expression)) {
      if (!(element instanceof IAST tree)) {
        throw request.unfinished();
      }
      trees.add(tree);
    }
    return trees;
  }

  private IAST elements(IExpr expression) {
    if (expression instanceof IAST list && list.isList()) {
      return list;
    }
    throw request.unfinished();
  }

  Refusal unfinished() {
    return request.unfinished();
  }

  Refusal noAnswer(String why) {
    return request.noAnswer(why);
  }

  Refusal endless(String why) {
    return request.endless(why);
  }

  /** Recursive: runs on a thread with a deep stack, and Symja bounds the size of its trees. */
  Formula convert(IExpr expression) {
    if (expression instanceof IRational r) {
      return formulas.rational(r.toBigNumerator(), r.toBigDenominator());
    }
    if (expression instanceof IComplex c) {
      return formulas.add(
          convert(c.getRealPart()), formulas.multiply(convert(c.getImaginaryPart()), Constant.I));
    }
    if (expression instanceof INum decimal) {
      return formulas.decimal(decimal.reDoubleValue());
    }
    if (expression instanceof IComplexNum c) {
      return formulas.complex(c.reDoubleValue(), c.imDoubleValue());
    }
    if (expression.isInfinity()) {
      return Constant.INFINITY;
    }
    if (expression.isNegativeInfinity()) {
      return formulas.negate(Constant.INFINITY);
    }
    if (expression.isIndeterminate() || expression.isDirectedInfinity()) {
      throw request.noAnswer("No value was found for it there.");
    }
    return expression instanceof IAST ast ? tree(ast) : leaf(expression);
  }

  private Formula leaf(IExpr expression) {
    Optional<Formula> symbol = names.symbol(expression);
    if (symbol.isPresent()) {
      return symbol.get();
    }
    if (expression == S.E) {
      return Constant.E;
    }
    if (expression == S.Pi) {
      return Constant.PI;
    }
    if (expression.isTrue() || expression.isFalse()) {
      return expression.isTrue() ? Truth.TRUE : Truth.FALSE;
    }
    throw request.unfinished();
  }

  private Formula tree(IAST ast) {
    IExpr head = ast.head();
    if (head == S.Plus) {
      return formulas.sum(arguments(ast));
    }
    if (head == S.Times) {
      return formulas.product(arguments(ast));
    }
    if (head == S.Power && ast.argSize() == 2) {
      return formulas.power(convert(ast.arg1()), convert(ast.arg2()));
    }
    if (head == S.Piecewise && ast.argSize() >= 1) {
      return piecewise(ast);
    }
    if (head == S.And || head == S.Or || head == S.Not) {
      Connective connective =
          head == S.And ? Connective.AND : head == S.Or ? Connective.OR : Connective.NOT;
      return formulas.logic(connective, arguments(ast));
    }
    Optional<Comparator> comparator = comparator(head);
    if (comparator.isPresent() && ast.argSize() == 2) {
      return formulas.relation(comparator.get(), convert(ast.arg1()), convert(ast.arg2()));
    }
    Optional<Operation> opaque = names.operation(head);
    if (opaque.isPresent()) {
      return formulas.apply(opaque.get(), arguments(ast));
    }
    if (head instanceof IAST derivative) {
      return derivative(derivative, arguments(ast));
    }
    return function(head, ast);
  }

  private Formula function(IExpr head, IAST ast) {
    List<Formula> arguments = arguments(ast);
    if (head == S.PolyGamma && arguments.getFirst() instanceof Formula.Rational order) {
      Optional<Formula> simple = polygamma(order, arguments);
      if (simple.isPresent()) {
        return simple.get();
      }
    }
    Optional<Operation> operation =
        heads.name(head).flatMap(operations).filter(o -> o.arity() == ast.argSize());
    if (operation.isPresent()) {
      return formulas.apply(operation.get(), arguments);
    }
    if (ast.argSize() == 2) {
      return ofTwo(head, arguments).orElseThrow(request::unfinished);
    }
    if (ast.argSize() != 1) {
      throw request.unfinished();
    }
    if (head == S.Factorial) {
      return call("gamma", formulas.add(arguments.getFirst(), formulas.integer(1)))
          .orElseThrow(request::unfinished);
    }
    return rewritten(head, arguments.getFirst())
        .orElseThrow(
            () -> request.noAnswer("The answer needs a function that the language does not have."));
  }

  /** The first two of the family have names of their own. */
  private Optional<Formula> polygamma(Formula.Rational order, List<Formula> arguments) {
    if (order.equals(formulas.integer(0))) {
      return call("digamma", arguments.getLast());
    }
    return order.equals(formulas.integer(1))
        ? call("trigamma", arguments.getLast())
        : Optional.empty();
  }

  private Optional<Formula> ofTwo(IExpr head, List<Formula> arguments) {
    if (head == S.ArcTan) {
      return operations
          .apply("atan2")
          .map(atan2 -> formulas.apply(atan2, List.of(arguments.get(1), arguments.get(0))));
    }
    return head == S.Beta
        ? call("gamma", arguments.get(0))
            .flatMap(
                a ->
                    call("gamma", arguments.get(1))
                        .flatMap(
                            b ->
                                call("gamma", formulas.sum(arguments))
                                    .map(c -> formulas.divide(formulas.multiply(a, b), c))))
        : Optional.empty();
  }

  /** Functions that are short for others. */
  private Optional<Formula> rewritten(IExpr head, Formula x) {
    Formula one = formulas.integer(1);
    if (head == S.Sec || head == S.Sech) {
      return call(head == S.Sec ? "cos" : "cosh", x).map(c -> formulas.divide(one, c));
    }
    if (head == S.Csc || head == S.Csch) {
      return call(head == S.Csc ? "sin" : "sinh", x).map(s -> formulas.divide(one, s));
    }
    if (head == S.Cot || head == S.Coth) {
      return call(head == S.Cot ? "tan" : "tanh", x).map(t -> formulas.divide(one, t));
    }
    if (head == S.ArcCot) {
      return call("atan", formulas.divide(one, x));
    }
    if (head == S.ArcSec || head == S.ArcCsc) {
      return call(head == S.ArcSec ? "acos" : "asin", formulas.divide(one, x));
    }
    if (head == S.ArcSech || head == S.ArcCsch || head == S.ArcCoth) {
      String inverse = head == S.ArcSech ? "acosh" : head == S.ArcCsch ? "asinh" : "atanh";
      return call(inverse, formulas.divide(one, x));
    }
    return Optional.empty();
  }

  private Optional<Formula> call(String name, Formula argument) {
    return operations.apply(name).map(operation -> formulas.apply(operation, List.of(argument)));
  }

  private Formula piecewise(IAST ast) {
    List<Case> cases = new ArrayList<>();
    if (!(ast.arg1() instanceof IAST pairs)) {
      throw request.unfinished();
    }
    for (IExpr pair : pairs) {
      if (!(pair instanceof IAST both) || both.argSize() != 2) {
        throw request.unfinished();
      }
      cases.add(new Case(convert(both.arg2()), convert(both.arg1())));
    }
    Formula otherwise = ast.argSize() > 1 ? convert(ast.arg2()) : formulas.integer(0);
    return formulas.piecewise(cases, otherwise);
  }

  /** {@code Derivative(1, 0)[f][x, y]}: derived as the library says. */
  private Formula derivative(IAST head, List<Formula> arguments) {
    Optional<Operation> operation =
        head.head() instanceof IAST orders && orders.head() == S.Derivative && head.argSize() == 1
            ? names.operation(head.arg1())
            : Optional.empty();
    if (operation.isEmpty()) {
      throw request.unfinished();
    }
    List<Integer> orders = new ArrayList<>();
    for (IExpr order : (IAST) head.head()) {
      orders.add(order.toIntDefault());
    }
    if (orders.stream().mapToInt(Integer::intValue).sum() != 1
        || orders.size() != arguments.size()) {
      throw request.unfinished();
    }
    Formula pattern =
        derivatives.derivative(operation.get(), orders.indexOf(1)).orElseThrow(request::unfinished);
    Map<Formula, Formula> slots = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      slots.put(formulas.slot(i), arguments.get(i));
    }
    return formulas.substitute(pattern, slots);
  }

  private static Optional<Comparator> comparator(IExpr head) {
    if (head == S.Equal) {
      return Optional.of(Comparator.EQUAL);
    }
    if (head == S.Unequal) {
      return Optional.of(Comparator.NOT_EQUAL);
    }
    if (head == S.Less) {
      return Optional.of(Comparator.LESS);
    }
    if (head == S.LessEqual) {
      return Optional.of(Comparator.LESS_EQUAL);
    }
    if (head == S.Greater) {
      return Optional.of(Comparator.GREATER);
    }
    return head == S.GreaterEqual ? Optional.of(Comparator.GREATER_EQUAL) : Optional.empty();
  }

  private List<Formula> arguments(IAST ast) {
    List<Formula> converted = new ArrayList<>();
    for (IExpr argument : ast) {
      converted.add(convert(argument));
    }
    return converted;
  }
}
