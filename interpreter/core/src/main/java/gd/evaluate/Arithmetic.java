package gd.evaluate;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.symbolic.Algebra;
import gd.tensor.Elements;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The operators on values: formulas for numbers and symbols, graphs for arrays. */
final class Arithmetic {
  private static final BigInteger LARGEST_IN_A_BODY = BigInteger.valueOf(1000);
  private static final int LARGEST_MATRIX_POWER = 10_000;

  /** Of more steps than that no constant is proved to be 0. */
  private static final int DEEPEST_PROOF = 200;

  private final Formulas formulas;
  private final Tensors tensors;
  private final Algebra algebra;

  Arithmetic(Formulas formulas, Tensors tensors, Algebra algebra) {
    this.formulas = formulas;
    this.tensors = tensors;
    this.algebra = algebra;
  }

  Value add(Value left, Value right) {
    if (left instanceof Value.Text && right instanceof Value.Text) {
      List<String> hints = List.of("Texts are joined inside one: \"{a}{b}\"");
      throw new Refusal(at -> new RunProblem.WrongKind(at, "numbers or arrays", "a text", hints));
    }
    return pair("Addition", left, right, formulas::add, true);
  }

  Value subtract(Value left, Value right) {
    return pair("Subtraction", left, right, formulas::subtract, true);
  }

  /** {@code *}: a product of linear algebra. */
  Value multiply(Value left, Value right) {
    if (isNumber(left) || isNumber(right)) {
      return pair("Multiplication", left, right, formulas::multiply, false);
    }
    return of(tensors.multiply(tensor(left), tensor(right)));
  }

  Value divide(Value left, Value right) {
    if (!isNumber(right)) {
      String what = "/ divides by a number, and this is " + Words.of(right) + ".";
      throw new Refusal(
          at -> new ShapeProblem.NotForArrays(at, what, List.of("./ divides element by element")));
    }
    return pair("Division", left, right, this::quotient, false);
  }

  Value eachMultiply(Value left, Value right) {
    if (left instanceof Value.Array(var tensor, _)
        && right instanceof Value.Array(var same, _)
        && tensor.isTraced()
        && isOneNode(tensor, same)) {
      return eachPower(left, Numbers.integer(2)); // whose derivative is shorter
    }
    return pair("The product element by element", left, right, formulas::multiply, true);
  }

  @SuppressWarnings("ReferenceEquality") // equal graphs may be long
  private static boolean isOneNode(Tensor left, Tensor right) {
    return left == right;
  }

  Value eachDivide(Value left, Value right) {
    if (right instanceof Value.Scalar(var divisor)) {
      checkDivisor(divisor);
    }
    return pair("The quotient element by element", left, right, this::quotient, true);
  }

  Value eachPower(Value left, Value right) {
    return pair("The power element by element", left, right, formulas::power, true);
  }

  Value inner(Value left, Value right) {
    if (isNumber(left) || isNumber(right)) {
      return multiply(left, right);
    }
    return of(tensors.inner(tensor(left), tensor(right)));
  }

  Value power(Value base, Value exponent) {
    if (isNumber(base) && isNumber(exponent)) {
      return pair("The power", base, exponent, this::powered, false);
    }
    Shape shape = isNumber(base) ? Shape.SCALAR : tensor(base).shape();
    if (shape.rank() == 2
        && shape.dimension(0) == shape.dimension(1)
        && exponent instanceof Value.Scalar(Formula.Rational n)
        && n.isInteger()
        && n.numerator().signum() > 0
        && n.numerator().compareTo(BigInteger.valueOf(LARGEST_MATRIX_POWER)) <= 0) {
      return matrixPower(base, n.numerator().intValueExact());
    }
    String what =
        "^ is for numbers and whole powers of square matrices, and this is " + Words.of(base) + ".";
    throw new Refusal(at -> new ShapeProblem.NotForArrays(at, what, transposed(base, exponent)));
  }

  private Formula quotient(Formula left, Formula right) {
    checkDivisor(right);
    return formulas.divide(left, right);
  }

  private Formula powered(Formula base, Formula exponent) {
    if (exponent instanceof Formula.Rational r && r.numerator().signum() < 0) {
      checkDivisor(base);
    }
    return formulas.power(base, exponent);
  }

  /** (1 + √2)(1 - √2) + 1 is 0, though not written so. */
  private void checkDivisor(Formula divisor) {
    if (divisor instanceof Formula.Compound compound
        && compound.depth() <= DEEPEST_PROOF
        && Formula.isClosed(divisor)
        && algebra.isProvedZero(divisor)) {
      throw new Refusal(MathProblem.DivisionByZero::new);
    }
  }

  private List<String> transposed(Value base, Value exponent) {
    boolean letter =
        exponent instanceof Value.Scalar(var power)
            && Symbols.of(power).stream().allMatch(symbol -> symbol.equals("T"))
            && !Symbols.of(power).isEmpty();
    String each = ".^ takes the power of each element";
    return letter && !isNumber(base)
        ? List.of("The transpose of A is A.T, its inverse inv(A)", each)
        : List.of(each);
  }

  private Value matrixPower(Value base, int exponent) {
    Value result = base;
    for (int bit = Integer.highestOneBit(exponent) >> 1; bit > 0; bit >>= 1) {
      result = multiply(result, result);
      if ((exponent & bit) != 0) {
        result = multiply(result, base);
      }
    }
    return result;
  }

  Value negate(Value operand) {
    return each("The sign", operand, formulas::negate);
  }

  Value root(Value operand) {
    Formula half = formulas.rational(BigInteger.ONE, BigInteger.TWO);
    return each("The root", operand, f -> formulas.power(f, half));
  }

  /** A scalar operation applied to a number, or to every element of an array. */
  Value each(String operation, Value operand, java.util.function.UnaryOperator<Formula> body) {
    if (operand instanceof Value.Scalar(var formula)) {
      return new Value.Scalar(body.apply(expression(formula)));
    }
    List<Tensor> arguments = List.of(tensor(operand));
    return made(tensors.map(operation, body.apply(formulas.slot(0)), arguments), arguments);
  }

  /** A scalar operation of any number of arguments, element by element. */
  Value each(
      String operation,
      List<Value> operands,
      java.util.function.Function<List<Formula>, Formula> body) {
    if (operands.size() == 1 && operands.getFirst() instanceof Value.Scalar(var formula)) {
      return new Value.Scalar(body.apply(List.of(expression(formula))));
    }
    if (operands.stream().allMatch(Value.Scalar.class::isInstance)) {
      return new Value.Scalar(
          body.apply(
              operands.stream().map(v -> expression(((Value.Scalar) v).formula())).toList()));
    }
    List<Tensor> arguments = new ArrayList<>();
    List<Formula> slots = operands.stream().map(v -> slot(v, arguments)).toList();
    return made(tensors.map(operation, body.apply(slots), arguments), arguments);
  }

  /** An array of equal numbers that no longer knows the letters of its shape is told them. */
  private Value made(Tensor result, List<Tensor> arguments) {
    Tensor known = result;
    if (!result.isTraced()) {
      for (Tensor argument : arguments) {
        if (argument.isTraced() && argument.shape().equals(result.shape())) {
          known = ArraySymbols.anchored(known, argument, tensors);
        }
      }
    }
    return of(known);
  }

  private Value pair(
      String operation,
      Value left,
      Value right,
      java.util.function.BinaryOperator<Formula> body,
      boolean mayBeBias) {
    if (left instanceof Value.Scalar(var l) && right instanceof Value.Scalar(var r)) {
      return new Value.Scalar(body.apply(expression(l), expression(r)));
    }
    List<Tensor> arguments = new ArrayList<>();
    Formula a = slot(left, arguments);
    Formula b = slot(right, arguments);
    Formula combined = inKind(body.apply(a, b), arguments);
    return made(
        mayBeBias && arguments.size() == 2
            ? tensors.pair(operation, combined, arguments.get(0), arguments.get(1))
            : tensors.map(operation, combined, arguments),
        arguments);
  }

  /**
   * A decimal that meets an exact number makes a decimal, of what does not depend on its elements
   * too: {@code v.^0}.
   */
  private static Formula inKind(Formula result, List<Tensor> arguments) {
    return result instanceof Formula.Rational number
            && Graph.order(arguments).stream()
                .anyMatch(
                    t ->
                        t instanceof Tensor.Data data
                            && data.elements() instanceof Elements.Decimals)
        ? new Formula.Decimal(Evaluation.constant(number).orElseThrow())
        : result;
  }

  /**
   * Whole numbers (exponents above all) become part of the body, so that derivatives and kernels
   * can use them; any other number is an argument, so that a kernel does not have to be compiled
   * again when it changes.
   */
  private Formula slot(Value value, List<Tensor> arguments) {
    if (value instanceof Value.Scalar(Formula.Rational r)
        && r.numerator().abs().compareTo(LARGEST_IN_A_BODY) <= 0
        && r.denominator().compareTo(BigInteger.TWO) <= 0) {
      return r;
    }
    arguments.add(tensor(value));
    return formulas.slot(arguments.size() - 1);
  }

  Value compare(Formula.Comparator comparator, Value left, Value right) {
    if (left instanceof Value.Scalar(var l) && right instanceof Value.Scalar(var r)) {
      return compared(formulas.relation(comparator, l, r));
    }
    boolean equal = comparator == Formula.Comparator.EQUAL;
    if (equal || comparator == Formula.Comparator.NOT_EQUAL) {
      if (left instanceof Value.Texts(var texts) && right instanceof Value.Text(var text)) {
        return matches(texts, Collections.nCopies(texts.size(), text), equal);
      }
      if (left instanceof Value.Texts(var texts)
          && right instanceof Value.Texts(var others)
          && texts.size() == others.size()) {
        return matches(texts, others, equal);
      }
      if (left instanceof Value.Text
          || left instanceof Value.Truth
          || right instanceof Value.Text) {
        return new Value.Truth(left.equals(right) == equal);
      }
    }
    Tensor a = tensor(left);
    Tensor b = tensor(right);
    Formula body = formulas.relation(comparator, formulas.slot(0), formulas.slot(1));
    // Only to have the shapes checked; the condition itself is made where it is used.
    tensors.map("Comparison", zeroOrOne(body), List.of(a, b));
    return new Value.Condition(body, List.of(a, b));
  }

  /** Of exact numbers too close to tell in 64 bits, by many digits. */
  private Value compared(Formula condition) {
    if (condition instanceof Formula.Relation relation && Formula.isClosed(relation)) {
      Optional<Boolean> holds = algebra.holds(relation);
      if (holds.isPresent()) {
        return new Value.Truth(holds.get());
      }
      boolean isOfOrder =
          relation.comparator() != Formula.Comparator.EQUAL
              && relation.comparator() != Formula.Comparator.NOT_EQUAL;
      if (isOfOrder && relation.children().stream().anyMatch(algebra::isComplex)) {
        throw new Refusal(
            at -> new RunProblem.WrongKind(at, "a real number", "a complex number", List.of()));
      }
    }
    return condition(condition);
  }

  /** For which texts of a column it holds that they equal (or differ from) others. */
  private Value matches(List<String> texts, List<String> others, boolean equal) {
    return conditions(
        IntStream.range(0, texts.size())
            .mapToObj(k -> texts.get(k).equals(others.get(k)) == equal)
            .toList());
  }

  /** A vector of decided conditions. */
  Value conditions(List<Boolean> truths) {
    List<Formula> ones = truths.stream().map(holds -> formulas.integer(holds ? 1 : 0)).toList();
    return condition(formulas, new Tensor.Data(Shape.of(ones.size()), new Elements.Formulas(ones)));
  }

  /** The condition that holds where there is a 1. */
  static Value condition(Formulas formulas, Tensor.Data ones) {
    Formula holds =
        formulas.relation(Formula.Comparator.EQUAL, formulas.slot(0), formulas.integer(1));
    return new Value.Condition(holds, List.of(ones));
  }

  /** A decided or symbolic condition as a value. */
  static Value condition(Formula formula) {
    return formula instanceof Formula.Truth truth
        ? new Value.Truth(truth == Formula.Truth.TRUE)
        : new Value.Scalar(formula);
  }

  private Formula zeroOrOne(Formula condition) {
    return formulas.piecewise(
        List.of(new Formula.Case(condition, formulas.integer(1))), formulas.integer(0));
  }

  Value not(Value operand) {
    return switch (operand) {
      case Value.Truth(var truth) -> new Value.Truth(!truth);
      case Value.Condition(var body, var arguments) ->
          new Value.Condition(formulas.logic(Formula.Connective.NOT, List.of(body)), arguments);
      case Value.Scalar(var formula) when isCondition(formula) ->
          condition(formulas.logic(Formula.Connective.NOT, List.of(formula)));
      case Value other -> throw notACondition(other);
    };
  }

  /** and, or of conditions of which neither decides alone. */
  Value connect(Formula.Connective connective, Value left, Value right) {
    if (left instanceof Value.Condition(var a, var x)
        && right instanceof Value.Condition(var b, var y)) {
      List<Tensor> arguments = new ArrayList<>(x);
      arguments.addAll(y);
      return new Value.Condition(
          formulas.logic(connective, List.of(a, formulas.substitute(b, shift(y.size(), x.size())))),
          arguments);
    }
    if (left instanceof Value.Truth(var truth)) {
      return truth == (connective == Formula.Connective.AND) ? checked(right) : left;
    }
    if (right instanceof Value.Truth(var truth)) {
      return truth == (connective == Formula.Connective.AND) ? checked(left) : right;
    }
    if (checked(left) instanceof Value.Scalar(var a)
        && checked(right) instanceof Value.Scalar(var b)) {
      return condition(formulas.logic(connective, List.of(a, b)));
    }
    throw notACondition(left instanceof Value.Condition ? right : left);
  }

  private java.util.Map<Formula, Formula> shift(int slots, int by) {
    java.util.Map<Formula, Formula> moved = new java.util.HashMap<>();
    for (int i = 0; i < slots; i++) {
      moved.put(formulas.slot(i), formulas.slot(i + by));
    }
    return moved;
  }

  static Value checked(Value condition) {
    return switch (condition) {
      case Value.Truth _, Value.Condition _ -> condition;
      case Value.Scalar(var formula) when isCondition(formula) -> condition;
      case Value other -> throw notACondition(other);
    };
  }

  static boolean isCondition(Formula formula) {
    return formula instanceof Formula.Relation
        || formula instanceof Formula.Logic
        || formula instanceof Formula.Truth;
  }

  static Refusal notACondition(Value value) {
    return new Refusal(
        at ->
            new RunProblem.WrongKind(
                at, "a condition (true or false)", Words.of(value), List.of()));
  }

  /** {@code if condition then yes else no} where the condition is symbolic or on arrays. */
  Value choose(Value condition, Value yes, Value no) {
    if (condition instanceof Value.Scalar(var c)
        && yes instanceof Value.Scalar(var y)
        && no instanceof Value.Scalar(var n)) {
      return new Value.Scalar(formulas.piecewise(List.of(new Formula.Case(c, y)), n));
    }
    if (condition instanceof Value.Condition(var body, var operands)) {
      List<Tensor> arguments = new ArrayList<>(operands);
      Formula y = slot(yes, arguments);
      Formula n = slot(no, arguments);
      return of(
          tensors.map("if", formulas.piecewise(List.of(new Formula.Case(body, y)), n), arguments));
    }
    if (condition instanceof Value.Scalar(var c) && Formula.isClosed(c)) {
      throw new Refusal(at -> Names.symbolLeft(at, c, "a condition"));
    }
    throw new Refusal(
        at ->
            new RunProblem.WrongKind(
                at,
                "a condition that is true or false",
                "a condition on symbols beside " + Words.of(yes instanceof Value.Scalar ? no : yes),
                List.of()));
  }

  boolean isNumber(Value value) {
    return switch (value) {
      case Value.Scalar _ -> true;
      case Value.Array(var tensor, _) -> tensor.shape().rank() == 0;
      case Value _ -> false;
    };
  }

  private static Formula expression(Formula formula) {
    if (isCondition(formula)) {
      throw new Refusal(
          at ->
              new RunProblem.WrongKind(
                  at,
                  "a number or an expression",
                  "an equation",
                  List.of("compare with == only in conditions")));
    }
    return formula;
  }

  Tensor tensor(Value value) {
    return switch (value) {
      case Value.Scalar(var formula) -> tensors.scalar(expression(formula));
      case Value.Array(var tensor, _) -> tensor;
      case Value.Condition(var body, var arguments) ->
          tensors.map("Comparison", zeroOrOne(body), arguments);
      case Value other ->
          throw new Refusal(
              at ->
                  new RunProblem.WrongKind(at, "a number or an array", Words.of(other), List.of()));
    };
  }

  /** A tensor as a value; a known number is a scalar. */
  static Value of(Tensor tensor) {
    if (tensor instanceof Tensor.Data data && data.shape().rank() == 0) {
      return new Value.Scalar(data.elements().formula(0));
    }
    return new Value.Array(tensor);
  }
}
