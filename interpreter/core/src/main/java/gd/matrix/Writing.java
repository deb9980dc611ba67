package gd.matrix;

import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Sum;
import gd.formula.FormulaPrinter;
import gd.formula.Fraction;
import gd.report.Source;
import gd.report.Span;
import gd.syntax.Printer;
import gd.syntax.Syntax;
import gd.syntax.Syntax.BinaryOperator;
import gd.syntax.Syntax.Expression;
import gd.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Elementwise formulas as syntax: {@code *} between numbers and arrays, {@code .*} between arrays.
 */
final class Writing {
  private static final Span NOWHERE = new Span(new Source("", ""), 0, 0);

  private final Atoms atoms;
  private final Factoring factoring;

  Writing(Atoms atoms) {
    this.atoms = atoms;
    this.factoring = new Factoring(atoms);
  }

  // ---- arrays

  /** A whole result: what all its terms share in front, a constant array as {@code 2ones(n)}. */
  Expression whole(Part part) {
    if (part.shape().rank() == 0) {
      return expression(part.formula());
    }
    if (!atoms.isArray(part.formula())) {
      return constant(part.formula(), part.shape());
    }
    if (part.formula() instanceof Sum sum) {
      Factoring.Split split = factoring.symbolic(sum);
      return scaled(split.coefficient(), List.of(expression(split.rest())));
    }
    return expression(factoring.shortest(part.formula()));
  }

  private Expression constant(Formula element, Shape shape) {
    boolean zero = element.equals(atoms.formulas().integer(0));
    Expression ones =
        call(
            zero ? "zeros" : "ones",
            shape.dimensions().stream().map(this::dimension).toArray(Expression[]::new));
    return zero ? ones : scaled(element, List.of(ones));
  }

  private Expression dimension(int dimension) {
    return expression(atoms.length(dimension));
  }

  Expression atom(Atom atom) {
    return switch (atom) {
      case Atom.Leaf(var text, _) -> text;
      case Atom.Chain(var factors, _) -> product(factors.stream().map(this::factor).toList());
      case Atom.Turned(var of, _) -> new Syntax.Transpose(NOWHERE, whole(of));
      case Atom.Column(var vector, _) ->
          new Syntax.Transpose(NOWHERE, new Syntax.Transpose(NOWHERE, whole(vector)));
      case Atom.Down(var vector, var shape) ->
          outer(whole(vector), constant(atoms.formulas().integer(1), Shape.of(shape.dimension(1))));
      case Atom.Along(var vector, var shape) ->
          outer(constant(atoms.formulas().integer(1), Shape.of(shape.dimension(0))), whole(vector));
    };
  }

  /** A factor of a product; a vector before a row needs no turning. */
  private Expression factor(Part part) {
    return atoms.of(part.formula()).orElse(null) instanceof Atom.Column(var vector, _)
        ? whole(vector)
        : whole(part);
  }

  private static Expression outer(Expression column, Expression row) {
    return binary(BinaryOperator.MULTIPLY, column, new Syntax.Transpose(NOWHERE, row));
  }

  private static Expression product(List<Expression> factors) {
    return factors.stream().reduce((a, b) -> binary(BinaryOperator.MULTIPLY, a, b)).orElseThrow();
  }

  // ---- formulas

  Expression expression(Formula formula) {
    return expression(formula, false);
  }

  /** {@code bias}: an array stands beside it along which a vector may be added. */
  private Expression expression(Formula formula, boolean bias) {
    return switch (formula) {
      case Formula.Number number -> number(number);
      case Formula.Constant constant ->
          name(constant == Formula.Constant.E ? "e" : constant.name().toLowerCase(Locale.ROOT));
      case Formula.Symbol symbol ->
          atoms
              .of(symbol)
              .map(
                  atom ->
                      bias && atom instanceof Atom.Along(var vector, _)
                          ? whole(vector)
                          : atom(atom))
              .orElseGet(() -> name(symbol.name()));
      case Formula.Slot slot -> name("slot" + slot.index());
      case Sum sum -> sum(sum.terms(), bias);
      case Product product -> product(product, bias);
      case Power power when Fraction.of(power).numerator().isEmpty() -> product(power, bias);
      case Power power -> power(power.base(), power.exponent(), bias);
      case Apply apply ->
          call(
              apply.operation().name(),
              apply.arguments().stream().map(a -> expression(a, bias)).toArray(Expression[]::new));
      case Piecewise piecewise -> {
        Expression result = expression(piecewise.otherwise(), bias);
        for (Formula.Case each : piecewise.cases().reversed()) {
          result =
              new Syntax.Conditional(
                  NOWHERE,
                  expression(each.condition(), bias),
                  expression(each.value(), bias),
                  result);
        }
        yield result;
      }
      case Relation relation ->
          new Syntax.Comparison(
              NOWHERE,
              List.of(expression(relation.left(), bias), expression(relation.right(), bias)),
              List.of(Syntax.Comparator.valueOf(relation.comparator().name())));
      case Logic logic -> logic(logic, bias);
      case Formula.Truth truth -> new Syntax.Truth(NOWHERE, truth == Formula.Truth.TRUE);
    };
  }

  private Expression logic(Logic logic, boolean bias) {
    List<Expression> operands = logic.operands().stream().map(o -> expression(o, bias)).toList();
    return switch (logic.connective()) {
      case NOT -> new Syntax.Unary(NOWHERE, Syntax.UnaryOperator.NOT, operands.getFirst());
      case AND ->
          operands.stream().reduce((a, b) -> binary(BinaryOperator.AND, a, b)).orElseThrow();
      case OR -> operands.stream().reduce((a, b) -> binary(BinaryOperator.OR, a, b)).orElseThrow();
    };
  }

  /** Terms without a sign first; rows that are repeated after a matrix along which they are. */
  private Expression sum(List<Formula> unordered, boolean bias) {
    List<Formula> terms = new ArrayList<>(unordered);
    Optional<Shape> square = ofIdentity(terms);
    boolean beside = square.isEmpty() && (bias || terms.stream().anyMatch(this::isFull));
    terms.sort(
        Comparator.comparing((Formula t) -> beside && atoms.isAlong(t))
            .thenComparing(factoring::isNegative));
    Expression result = null;
    for (Formula term : terms) {
      boolean negative = factoring.isNegative(term);
      Formula positive = negative ? atoms.formulas().negate(term) : term;
      Expression next =
          square.isPresent() && !atoms.isArray(term)
              ? constant(positive, square.get())
              : expression(positive, beside);
      if (result == null) {
        result = negative ? negated(next) : next;
      } else {
        result = binary(negative ? BinaryOperator.SUBTRACT : BinaryOperator.ADD, result, next);
      }
    }
    return java.util.Objects.requireNonNull(result);
  }

  /**
   * The shape of a sum with an identity or a diagonal matrix among its terms: a map from vectors to
   * vectors, in which rows and numbers are written as the matrices that they are.
   */
  private Optional<Shape> ofIdentity(List<Formula> terms) {
    return terms.stream()
        .flatMap(term -> atoms.arrays(term).stream())
        .filter(Products::isDiagonal)
        .map(Atom::shape)
        .findFirst();
  }

  private boolean isFull(Formula formula) {
    return atoms.arrays(formula).stream().anyMatch(a -> !(a instanceof Atom.Along));
  }

  private Expression product(Formula formula, boolean bias) {
    List<Formula> factors =
        formula instanceof Product product ? product.factors() : List.of(formula);
    List<Formula> arrays = new ArrayList<>();
    List<Formula> numbers = new ArrayList<>();
    for (Formula factor : factors) {
      if (!atoms.isArray(factor)) {
        numbers.add(factor);
      } else if (factor instanceof Sum sum) {
        Factoring.Split split = factoring.symbolic(sum);
        numbers.add(split.coefficient());
        List<Formula> rest =
            split.rest() instanceof Product inner ? inner.factors() : List.of(split.rest());
        rest.forEach(each -> (atoms.isArray(each) ? arrays : numbers).add(each));
      } else {
        arrays.add(factor);
      }
    }
    if (arrays.isEmpty()) {
      return scalar(formula);
    }
    Formula product = atoms.formulas().product(numbers);
    Formula unnamed = atoms.formulas().multiply(product, atoms.formulas().product(arrays));
    Formula named = atoms.named(unnamed);
    if (!named.equals(unnamed)) {
      return expression(named, bias);
    }
    List<Formula> opposites = factoring.opposites(product, arrays);
    Formula coefficient = opposites.size() == 1 ? atoms.formulas().negate(product) : product;
    boolean beside = bias || arrays.stream().anyMatch(this::isFull);
    List<Fraction.Factor> above = new ArrayList<>();
    List<Fraction.Factor> below = new ArrayList<>();
    for (Formula array : arrays) {
      Fraction fraction = Fraction.of(array);
      above.addAll(fraction.numerator());
      below.addAll(fraction.denominator());
    }
    above.sort(Comparator.comparing(f -> beside && atoms.isAlong(f.base())));
    Function<Fraction.Factor, Expression> written =
        f ->
            opposites.contains(f.base())
                ? sum(factoring.negated((Sum) f.base()), beside)
                : power(f.base(), f.exponent(), beside);
    if (above.isEmpty()) {
      return binary(
          BinaryOperator.EACH_DIVIDE,
          scalar(coefficient),
          each(below.stream().map(written).toList()));
    }
    List<Expression> parts = new ArrayList<>(above.stream().map(written).toList());
    boolean single = parts.size() == 1 && above.getFirst().exponent().equals(one());
    Optional<Atom.Chain> chain =
        single && atoms.of(above.getFirst().base()).orElse(null) instanceof Atom.Chain c
            ? Optional.of(c)
            : Optional.empty();
    if (below.isEmpty() && chain.isPresent()) {
      return scaled(coefficient, chain.get().factors().stream().map(this::factor).toList(), false);
    }
    Expression first =
        scaled(coefficient, List.of(parts.removeFirst()), !parts.isEmpty() || !below.isEmpty());
    Expression result =
        parts.stream().reduce(first, (a, b) -> binary(BinaryOperator.EACH_MULTIPLY, a, b));
    return below.isEmpty()
        ? result
        : binary(BinaryOperator.EACH_DIVIDE, result, each(below.stream().map(written).toList()));
  }

  private static Expression each(List<Expression> factors) {
    return factors.stream()
        .reduce((a, b) -> binary(BinaryOperator.EACH_MULTIPLY, a, b))
        .orElseThrow();
  }

  private Expression scaled(Formula coefficient, List<Expression> factors) {
    return scaled(coefficient, factors, false);
  }

  /**
   * {@code 2/n*X.T*r}, {@code X.T*r/n}: a number before a product of arrays, or below it if nothing
   * else follows.
   */
  private Expression scaled(Formula coefficient, List<Expression> factors, boolean goesOn) {
    if (coefficient.equals(one())) {
      return product(factors);
    }
    if (factoring.isNegative(coefficient)) {
      return negated(scaled(atoms.formulas().negate(coefficient), factors, goesOn));
    }
    Fraction fraction = Fraction.of(coefficient);
    if (fraction.numerator().isEmpty() && !goesOn) {
      Formula divisor = atoms.formulas().power(coefficient, atoms.formulas().integer(-1));
      return binary(BinaryOperator.DIVIDE, product(factors), scalar(divisor));
    }
    List<Expression> all = new ArrayList<>(List.of(scalar(coefficient)));
    all.addAll(factors);
    return product(all);
  }

  /** A formula without arrays. */
  private Expression scalar(Formula formula) {
    if (formula instanceof Sum || formula instanceof Formula.Number) {
      return expression(formula);
    }
    if (factoring.isNegative(formula)) {
      return negated(scalar(atoms.formulas().negate(formula)));
    }
    Fraction fraction = Fraction.of(formula);
    Expression above = factors(fraction.numerator());
    return fraction.denominator().isEmpty()
        ? above
        : binary(BinaryOperator.DIVIDE, above, factors(fraction.denominator()));
  }

  private Expression factors(List<Fraction.Factor> factors) {
    return factors.isEmpty()
        ? number(one())
        : product(factors.stream().map(f -> power(f.base(), f.exponent(), false)).toList());
  }

  private Expression power(Formula base, Formula exponent, boolean bias) {
    Expression written = expression(base, bias);
    if (exponent.equals(one())) {
      return written;
    }
    Formula twice = atoms.formulas().multiply(atoms.formulas().integer(2), exponent);
    Optional<Expression> norm =
        isWhole(twice) && !isWhole(exponent)
            ? squared(written).map(of -> call("norm", of))
            : Optional.empty();
    if (norm.isPresent()) {
      return twice.equals(one())
          ? norm.get()
          : binary(BinaryOperator.POWER, norm.get(), expression(twice, bias));
    }
    if (twice.equals(one())) {
      return new Syntax.Unary(NOWHERE, Syntax.UnaryOperator.ROOT, written);
    }
    boolean arrays = atoms.isArray(base) || atoms.isArray(exponent);
    return binary(
        arrays ? BinaryOperator.EACH_POWER : BinaryOperator.POWER,
        written,
        expression(exponent, bias));
  }

  private static boolean isWhole(Formula formula) {
    return formula instanceof Formula.Rational r && r.isInteger();
  }

  /** The v of {@code sum(v.^2)}. */
  private static Optional<Expression> squared(Expression sum) {
    return sum instanceof Syntax.Call(_, Syntax.Name(_, var name), var given)
            && name.equals("sum")
            && given.size() == 1
            && given.getFirst().value() instanceof Syntax.Binary(_, var operator, var of, var two)
            && operator == BinaryOperator.EACH_POWER
            && two instanceof Syntax.Number(_, var digits)
            && digits.equals("2")
        ? Optional.of(of)
        : Optional.empty();
  }

  private Expression number(Formula number) {
    if (factoring.isNegative(number)) {
      return negated(number(atoms.formulas().negate(number)));
    }
    String text = new FormulaPrinter(FormulaPrinter.EXACT).print(number);
    int bar = text.indexOf('/');
    return bar < 0
        ? new Syntax.Number(NOWHERE, text)
        : binary(
            BinaryOperator.DIVIDE,
            new Syntax.Number(NOWHERE, text.substring(0, bar)),
            new Syntax.Number(NOWHERE, text.substring(bar + 1)));
  }

  private Formula one() {
    return atoms.formulas().integer(1);
  }

  // ---- syntax

  static Expression name(String name) {
    return new Syntax.Name(NOWHERE, name);
  }

  static Expression countingTo(String letter) {
    return new Syntax.Range(NOWHERE, number(1), name(letter), Optional.empty());
  }

  static Expression number(int value) {
    return new Syntax.Number(NOWHERE, String.valueOf(value));
  }

  static Expression binary(BinaryOperator operator, Expression left, Expression right) {
    return new Syntax.Binary(NOWHERE, operator, left, right);
  }

  /** The sign goes to the first factor: {@code -a*b}, not {@code -(a*b)}; but {@code -2a}. */
  private static Expression negated(Expression expression) {
    Expression whole = new Syntax.Unary(NOWHERE, Syntax.UnaryOperator.MINUS, expression);
    if (expression instanceof Syntax.Binary(_, _, Syntax.Number _, _)
        && !Printer.print(whole).startsWith("-(")) {
      return whole;
    }
    boolean isProduct =
        expression instanceof Syntax.Binary b
            && switch (b.operator()) {
              case MULTIPLY, DIVIDE, EACH_MULTIPLY, EACH_DIVIDE -> true;
              case ADD, SUBTRACT, INNER, POWER, EACH_POWER, AND, OR -> false;
            };
    return isProduct && expression instanceof Syntax.Binary(_, var operator, var left, var right)
        ? binary(operator, negated(left), right)
        : whole;
  }

  static Expression call(String function, Expression... arguments) {
    List<Syntax.Argument> given = new ArrayList<>();
    for (Expression argument : arguments) {
      given.add(new Syntax.Argument(NOWHERE, Optional.empty(), argument));
    }
    return new Syntax.Call(NOWHERE, name(function), given);
  }

  /** {@code sum(M, axis=1)}; of M.T it is {@code sum(M, axis=2)}. */
  static Expression along(String function, Expression argument, int axis) {
    if (argument instanceof Syntax.Transpose(_, var of)) {
      return along(function, of, 3 - axis);
    }
    return new Syntax.Call(
        NOWHERE,
        name(function),
        List.of(
            new Syntax.Argument(NOWHERE, Optional.empty(), argument),
            new Syntax.Argument(NOWHERE, Optional.of("axis"), number(axis))));
  }

  static Expression index(Expression of, List<Integer> places) {
    List<Syntax.Position> positions = new ArrayList<>();
    for (int place : places) {
      positions.add(
          place < 0 ? new Syntax.Whole(NOWHERE) : new Syntax.Place(NOWHERE, number(place + 1)));
    }
    return new Syntax.Index(NOWHERE, of, positions);
  }

  /** {@code of[1..2, :]}; an empty range is the whole dimension. */
  static Expression ranges(Expression of, List<List<Integer>> ranges) {
    List<Syntax.Position> positions = new ArrayList<>();
    for (List<Integer> range : ranges) {
      positions.add(
          range.isEmpty()
              ? new Syntax.Whole(NOWHERE)
              : new Syntax.Place(
                  NOWHERE,
                  new Syntax.Range(
                      NOWHERE,
                      number(range.getFirst()),
                      number(range.getLast()),
                      Optional.empty())));
    }
    return new Syntax.Index(NOWHERE, of, positions);
  }

  static Expression array(List<List<Expression>> rows) {
    return new Syntax.Array(NOWHERE, rows.stream().map(r -> new Syntax.Row(NOWHERE, r)).toList());
  }
}
