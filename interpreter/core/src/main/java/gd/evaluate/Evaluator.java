package gd.evaluate;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.report.Span;
import gd.report.SyntaxProblem;
import gd.syntax.Syntax;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Walks an expression once: numbers and symbols become formulas, arrays become graphs. */
final class Evaluator {
  /** Digits that surely fit a long. */
  private static final int SHORT = 18;

  /** Text whose decimals are exact. */
  private static final ScopedValue<Span> READ_EXACTLY = ScopedValue.newInstance();

  private final Interpreter in;
  private final Formulas formulas;
  private final Arithmetic arithmetic;
  private final Names names;
  private final Calls calls;
  private final Indexing indexing;
  private final Comprehensions comprehensions;
  private final Conventions conventions;

  Evaluator(Interpreter in) {
    this.in = in;
    this.formulas = in.formulas();
    this.arithmetic = in.arithmetic();
    this.names = new Names(in);
    this.calls = new Calls(in, this);
    this.indexing = new Indexing(in, this);
    this.comprehensions = new Comprehensions(in, this);
    this.conventions = new Conventions(in);
  }

  Names names() {
    return names;
  }

  Calls calls() {
    return calls;
  }

  Conventions conventions() {
    return conventions;
  }

  Comprehensions comprehensions() {
    return comprehensions;
  }

  Value evaluate(Syntax.Expression expression, Environment scope) {
    in.limits().checkCancelled(expression.span());
    return switch (expression) { // what is met most often first
      case Syntax.Name name -> names.value(name, scope);
      case Syntax.Binary binary -> binary(binary, scope);
      case Syntax.Number number -> number(number);
      case Syntax.Call call -> calls.call(call, scope);
      case Syntax.Block block -> in.statements().block(block, scope);
      case Syntax.Text text -> text(text, scope);
      case Syntax.Truth(_, var value) -> new Value.Truth(value);
      case Syntax.Prime prime -> names.prime(prime, scope);
      case Syntax.Nabla nabla -> names.nabla(nabla, scope);
      case Syntax.Partial partial -> names.partial(partial, scope);
      case Syntax.CallOrProduct node -> callOrProduct(node, scope);
      case Syntax.Index index -> at(index.span(), () -> indexing.index(index, scope));
      case Syntax.Field field -> at(field.span(), () -> indexing.field(field, scope));
      case Syntax.Transpose(var span, var operand) -> {
        Value value = evaluate(operand, scope);
        yield at(span, () -> Arithmetic.of(in.tensors().transpose(arithmetic.tensor(value))));
      }
      case Syntax.Unary unary -> unary(unary, scope);
      case Syntax.Comparison comparison -> comparison(comparison, scope);
      case Syntax.Range range -> at(range.span(), () -> comprehensions.range(range, scope));
      case Syntax.Conditional conditional -> conditional(conditional, scope);
      case Syntax.Lambda lambda ->
          new Value.Closure("", lambda.parameters(), lambda.body(), scope, lambda.span());
      case Syntax.Array array -> at(array.span(), () -> array(array, scope));
      case Syntax.Comprehension c -> at(c.span(), () -> comprehensions.array(c, scope));
    };
  }

  /** Gives a refusal its place. */
  static <T> T at(Span span, Supplier<T> operation) {
    try {
      return operation.get();
    } catch (Refusal refusal) {
      throw new Failure(refusal.at(span));
    }
  }

  /** The decimals within this text are the numbers they are written as, not those of 64 bits. */
  static Value readingExactly(Syntax.Expression written, Supplier<Value> evaluation) {
    return ScopedValue.where(READ_EXACTLY, written.span()).call(evaluation::get);
  }

  private Value number(Syntax.Number number) {
    String digits = number.digits();
    if (isWhole(digits)) {
      return digits.length() <= SHORT
          ? Numbers.integer(Long.parseLong(digits))
          : new Value.Scalar(formulas.rational(new BigInteger(digits), BigInteger.ONE));
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw new Failure(
          new MathProblem.LimitReached(
              number.span(),
              "the size of a decimal",
              "about 1.8e308",
              "Write 10^400 for an exact number."));
    }
    if (value == 0 && digits.matches(".*[1-9].*e.*|0*\\.0*[1-9].*")) {
      conventions.lost(number);
    } else if (READ_EXACTLY.isBound() && READ_EXACTLY.get().covers(number.span())) {
      return new Value.Scalar(formulas.rational(new BigDecimal(digits)));
    }
    return new Value.Scalar(formulas.decimal(value));
  }

  private static boolean isWhole(String digits) {
    for (int k = 0; k < digits.length(); k++) {
      if (!Character.isDigit(digits.charAt(k))) {
        return false;
      }
    }
    return true;
  }

  private Value text(Syntax.Text text, Environment scope) {
    StringBuilder out = new StringBuilder();
    for (Syntax.TextPart part : text.parts()) {
      out.append(
          switch (part) {
            case Syntax.Literal(_, var literal) -> literal;
            case Syntax.Interpolation(var span, var expression) -> {
              Value value = evaluate(expression, scope);
              yield at(span, () -> in.text(in.computing().force(value)));
            }
          });
    }
    return new Value.Text(out.toString());
  }

  private Value callOrProduct(Syntax.CallOrProduct node, Environment scope) {
    Value left = evaluate(node.left(), scope);
    if (left instanceof Value.Callable callable) {
      Syntax.Argument only =
          new Syntax.Argument(node.right().span(), Optional.empty(), node.right());
      Value result = calls.apply(callable, List.of(only), node.span(), scope);
      return raised(
          raised(result, node.leftPower(), node.span(), scope),
          node.rightPower(),
          node.span(),
          scope);
    }
    if (node.ifProduct().isPresent()) {
      throw new Failure(node.ifProduct().get());
    }
    Value first = raised(left, node.leftPower(), node.span(), scope);
    Value second = raised(evaluate(node.right(), scope), node.rightPower(), node.span(), scope);
    return at(node.span(), () -> arithmetic.multiply(first, second));
  }

  private Value raised(
      Value base, Optional<Syntax.Expression> exponent, Span span, Environment scope) {
    if (exponent.isEmpty()) {
      return base;
    }
    Value power = evaluate(exponent.get(), scope);
    return at(span, () -> power(base, power));
  }

  /** sin²(A) of an array squares its elements. */
  private Value power(Value base, Value exponent) {
    return arithmetic.isNumber(base)
        ? arithmetic.power(base, exponent)
        : arithmetic.eachPower(base, exponent);
  }

  private Value unary(Syntax.Unary unary, Environment scope) {
    Value operand = evaluate(unary.operand(), scope);
    return at(
        unary.span(),
        () ->
            switch (unary.operator()) {
              case MINUS -> arithmetic.negate(operand);
              case NOT -> arithmetic.not(operand);
              case ROOT -> arithmetic.root(operand);
              case FACTORIAL -> Factorial.of(in, operand);
              case DEGREES ->
                  arithmetic.divide(
                      arithmetic.multiply(operand, new Value.Scalar(Formula.Constant.PI)),
                      Numbers.integer(180));
            });
  }

  private Value binary(Syntax.Binary binary, Environment scope) {
    if (binary.operator() == Syntax.BinaryOperator.AND
        || binary.operator() == Syntax.BinaryOperator.OR) {
      return connect(binary, scope);
    }
    checkPower(binary, scope);
    Value left = evaluate(binary.left(), scope);
    Value right = evaluate(binary.right(), scope);
    if (left instanceof Value.Scalar && right instanceof Value.Scalar) {
      try {
        Value result = apply(binary.operator(), left, right);
        conventions.note(binary, left, right, result);
        return result;
      } catch (Refusal refusal) {
        throw new Failure(refusal.at(binary.span()));
      }
    }
    return between(
        binary.span(),
        new Operand(binary.left(), left, scope),
        new Operand(binary.right(), right, scope),
        () ->
            isPowerOfInverse(binary.operator(), left, right)
                ? powerOfInverse(left, right, binary.span())
                : apply(binary.operator(), left, right));
  }

  /** {@code sin²x}, {@code 2sin²x}, which look like products. */
  private static void checkPower(Syntax.Binary product, Environment scope) {
    Syntax.Expression rest = product;
    while (rest instanceof Syntax.Binary(_, var operator, var left, var right)
        && operator == Syntax.BinaryOperator.MULTIPLY
        && left.span().end() == right.span().start()) {
      Syntax.Expression before =
          left instanceof Syntax.Binary(_, var sign, _, var last)
                  && sign == Syntax.BinaryOperator.MULTIPLY
              ? last
              : left;
      if (before instanceof Syntax.Binary(_, var sign, Syntax.Name(_, var name), _)
          && sign == Syntax.BinaryOperator.POWER
          && scope.find(name).filter(Value.Callable.class::isInstance).isPresent()) {
        Span all = product.span();
        String factors = new Span(all.source(), all.start(), before.span().start()).text();
        String argument = new Span(all.source(), before.span().end(), all.end()).text();
        String power = before.span().text().substring(name.length());
        throw new Failure(
            new SyntaxProblem.WrittenOtherwise(
                all,
                "a power of a function's value",
                List.of(factors + name + "(" + argument + ")" + power)));
      }
      rest = left;
    }
  }

  /** {@code A^-1}, {@code A^0} of a square matrix. */
  private boolean isPowerOfInverse(Syntax.BinaryOperator operator, Value base, Value exponent) {
    return operator == Syntax.BinaryOperator.POWER
        && base instanceof Value.Array(var tensor, _)
        && tensor.shape().rank() == 2
        && tensor.shape().dimension(0) == tensor.shape().dimension(1)
        && exponent instanceof Value.Scalar(Formula.Rational n)
        && n.isInteger()
        && n.numerator().signum() <= 0;
  }

  private Value powerOfInverse(Value base, Value exponent, Span at) {
    Value opposite = arithmetic.negate(exponent);
    return opposite.equals(Numbers.integer(0))
        ? library("eye", library("length", base, at), at)
        : arithmetic.power(library("inv", base, at), opposite);
  }

  private Value library(String function, Value argument, Span at) {
    Value.Callable callable = (Value.Callable) in.libraryScope().here(function).orElseThrow();
    return calls.apply(callable, List.of(argument), Map.of(), at);
  }

  /** Gives a refusal of an operation its place, and shows both sides where shapes do not fit. */
  private static Value between(Span span, Operand left, Operand right, Supplier<Value> operation) {
    try {
      return operation.get();
    } catch (Refusal refusal) {
      throw new Failure(
          switch (refusal.at(span)) {
            case ShapeProblem.ShapesDoNotFit p ->
                new ShapeProblem.ShapesDoNotFit(
                    p.at(),
                    p.operation(),
                    p.rule(),
                    side(p.left(), left),
                    side(p.right(), right),
                    p.hints());
            case gd.report.Problem other -> other;
          });
    }
  }

  private static ShapeProblem.Side side(ShapeProblem.Side side, Operand operand) {
    return new ShapeProblem.Side(
        side.shape(), Optional.of(operand.written().span()), operand.origins(), operand.shapes());
  }

  private Value apply(Syntax.BinaryOperator operator, Value left, Value right) {
    return switch (operator) {
      case ADD -> arithmetic.add(left, right);
      case SUBTRACT -> arithmetic.subtract(left, right);
      case MULTIPLY -> arithmetic.multiply(left, right);
      case DIVIDE -> arithmetic.divide(left, right);
      case INNER -> arithmetic.inner(left, right);
      case EACH_MULTIPLY -> arithmetic.eachMultiply(left, right);
      case EACH_DIVIDE -> arithmetic.eachDivide(left, right);
      case POWER -> arithmetic.power(left, right);
      case EACH_POWER -> arithmetic.eachPower(left, right);
      case AND -> arithmetic.connect(Formula.Connective.AND, left, right);
      case OR -> arithmetic.connect(Formula.Connective.OR, left, right);
    };
  }

  /** The right side is looked at only if the left does not decide. */
  private Value connect(Syntax.Binary binary, Environment scope) {
    boolean and = binary.operator() == Syntax.BinaryOperator.AND;
    Value left = evaluate(binary.left(), scope);
    if (left instanceof Value.Truth(var truth) && truth != and) {
      return left;
    }
    at(binary.left().span(), () -> Arithmetic.checked(left));
    Value right = evaluate(binary.right(), scope);
    at(binary.right().span(), () -> Arithmetic.checked(right));
    return at(binary.span(), () -> apply(binary.operator(), left, right));
  }

  /** An equation, whose sides may be functions that stand for their values: ∇f == 0. */
  Value equation(Syntax.Expression written, Environment scope) {
    return written instanceof Syntax.Comparison comparison && comparison.operators().size() == 1
        ? comparison(
            comparison,
            side(comparison.operands().getFirst(), scope),
            side(comparison.operands().getLast(), scope))
        : evaluate(written, scope);
  }

  private Operand side(Syntax.Expression written, Environment scope) {
    Operand side = forced(written, scope);
    return side.value() instanceof Value.Callable function
        ? new Operand(written, in.body(function, Set.of(), written.span()), scope)
        : side;
  }

  private Value comparison(Syntax.Comparison comparison, Operand left, Operand right) {
    Formula.Comparator only = comparator(comparison.operators().getFirst());
    return between(
        comparison.span(),
        left,
        right,
        () -> Arithmetic.checked(arithmetic.compare(only, left.value(), right.value())));
  }

  private Value comparison(Syntax.Comparison comparison, Environment scope) {
    if (comparison.operators().size() == 1) {
      return comparison(
          comparison,
          forced(comparison.operands().getFirst(), scope),
          forced(comparison.operands().getLast(), scope));
    }
    Value result = new Value.Truth(true);
    Operand left = forced(comparison.operands().getFirst(), scope);
    for (int i = 0; i < comparison.operators().size(); i++) {
      Value before = left.value();
      Operand right = forced(comparison.operands().get(i + 1), scope);
      Formula.Comparator comparator = comparator(comparison.operators().get(i));
      Value sofar = result;
      result =
          between(
              comparison.span(),
              left,
              right,
              () ->
                  arithmetic.connect(
                      Formula.Connective.AND,
                      sofar,
                      arithmetic.compare(comparator, before, right.value())));
      left = right;
    }
    return result;
  }

  private static Formula.Comparator comparator(Syntax.Comparator written) {
    return switch (written) {
      case EQUAL -> Formula.Comparator.EQUAL;
      case NOT_EQUAL -> Formula.Comparator.NOT_EQUAL;
      case LESS -> Formula.Comparator.LESS;
      case LESS_EQUAL -> Formula.Comparator.LESS_EQUAL;
      case GREATER -> Formula.Comparator.GREATER;
      case GREATER_EQUAL -> Formula.Comparator.GREATER_EQUAL;
    };
  }

  private Operand forced(Syntax.Expression expression, Environment scope) {
    Value value = evaluate(expression, scope);
    if (value instanceof Value.Scalar) {
      return new Operand(expression, value, scope);
    }
    Value known = at(expression.span(), () -> in.computing().force(value));
    if (expression instanceof Syntax.Name(_, var name)
        && value instanceof Value.Array
        && scope.findLocal(name).isPresent()
        && scope.here(name).filter(meant -> meant == value).isPresent()) {
      scope.set(name, known); // so that what is made of it begins there
    }
    return new Operand(expression, known, scope);
  }

  private Value conditional(Syntax.Conditional conditional, Environment scope) {
    Value condition = evaluate(conditional.condition(), scope);
    if (condition instanceof Value.Truth(var truth)) {
      return evaluate(truth ? conditional.yes() : conditional.no(), scope);
    }
    boolean undecided =
        condition instanceof Value.Condition
            || condition instanceof Value.Scalar(var formula) && Arithmetic.isCondition(formula);
    if (!undecided) {
      throw new Failure(Arithmetic.notACondition(condition).at(conditional.condition().span()));
    }
    try {
      Value yes = evaluate(conditional.yes(), scope);
      Value no = evaluate(conditional.no(), scope);
      return at(conditional.span(), () -> arithmetic.choose(condition, yes, no));
    } catch (Failure failure) {
      throw withoutEnd(failure, conditional.condition().span(), condition);
    }
  }

  /** Calls without end are due to the condition that should have ended them, if undecided. */
  private Failure withoutEnd(Failure failure, Span span, Value condition) {
    if (!(failure.problem() instanceof RunProblem.TooDeep deep)
        || deep.undecided().isPresent()
        || !in.limits().isDeep()) {
      return failure;
    }
    String open =
        Symbols.of(condition).stream()
            .findFirst()
            .map(symbol -> "`" + gd.syntax.Names.pretty(symbol) + "` has no value")
            .orElse("it depends on a value that is being differentiated, or on an array");
    String why =
        "`%s` was never decided, since %s: so both branches were followed, without end."
            .formatted(span.text(), open);
    return new Failure(new RunProblem.TooDeep(deep.at(), deep.limit(), Optional.of(why)));
  }

  /** Whether a statement's condition holds; it must be decided. */
  boolean holds(Syntax.Expression expression, Environment scope) {
    Value condition = evaluate(expression, scope);
    return switch (condition) {
      case Value.Truth(var truth) -> truth;
      case Value.Condition c -> throw new Failure(undecided(expression.span(), c));
      case Value.Scalar(var formula) when Arithmetic.isCondition(formula) ->
          throw new Failure(Names.symbolLeft(expression.span(), formula, "a condition"));
      case Value other -> throw new Failure(Arithmetic.notACondition(other).at(expression.span()));
    };
  }

  private static gd.report.Problem undecided(Span span, Value.Condition condition) {
    boolean numbers = condition.arguments().stream().allMatch(t -> t.shape().rank() == 0);
    return new RunProblem.WrongKind(
        span,
        "a condition that is true or false",
        numbers
            ? "a condition on a value that is being differentiated"
            : "a condition on each element of an array",
        numbers
            ? List.of("if … then … else … as an expression can be differentiated")
            : List.of("sum(condition) counts the elements for which it holds"));
  }

  private Value array(Syntax.Array array, Environment scope) {
    List<List<Value>> rows = new ArrayList<>();
    for (Syntax.Row row : array.rows()) {
      if (row.elements().size() == 1
          && row.elements().getFirst() instanceof Syntax.Comprehension c
          && array.rows().size() == 1) {
        return comprehensions.array(c, scope);
      }
      rows.add(row.elements().stream().map(e -> evaluate(e, scope)).toList());
    }
    if (rows.isEmpty() || rows.size() == 1 && rows.getFirst().isEmpty()) {
      return ArrayBuiltins.vector(List.of());
    }
    if (rows.size() == 1) {
      return stacked(rows.getFirst(), array.rows().getFirst());
    }
    int width = rows.getFirst().size();
    for (int i = 0; i < rows.size(); i++) {
      List<Value> row = rows.get(i);
      if (row.stream().allMatch(v -> v instanceof Value.Truth || v instanceof Value.Text)) {
        throw new Failure(
            new RunProblem.WrongKind(
                array.rows().get(i).span(), "numbers", Words.of(row.getFirst()), List.of()));
      }
      if (!row.stream().allMatch(arithmetic::isNumber)) {
        throw new Failure(
            new ShapeProblem.NotForArrays(
                array.span(),
                "The rows of [… ; …] hold numbers, and there is an array among them.",
                List.of("rows(u, v) has them as rows", "columns(u, v) has them as columns")));
      }
      if (row.size() != width) {
        throw new Failure(
            new ShapeProblem.RaggedArray(
                array.rows().get(i).span(),
                "the first row has " + width,
                "this one has " + row.size()));
      }
    }
    List<Value> flat = rows.stream().flatMap(List::stream).toList();
    Value vector = stacked(flat, array.rows().getFirst());
    return new Value.Array(
        reshaped(((Value.Array) vector).tensor(), Shape.of(rows.size(), width)),
        Optional.of(array.span()));
  }

  private Tensor reshaped(Tensor tensor, Shape shape) {
    return tensor instanceof Tensor.Data data
        ? new Tensor.Data(shape, data.elements())
        : in.tensors().reshape(tensor, shape);
  }

  /** Numbers as a vector; arrays of equal shape along a new first dimension. */
  private Value stacked(List<Value> elements, Syntax.Row row) {
    Optional<Value> vector = ArrayBuiltins.collected(in, elements);
    if (vector.isPresent()) {
      return vector.get();
    }
    List<Tensor> parts = elements.stream().map(arithmetic::tensor).toList();
    Shape first = parts.getFirst().shape();
    for (int i = 1; i < parts.size(); i++) {
      Shape other = parts.get(i).shape();
      if (!other.equals(first)) {
        throw new Failure(
            new ShapeProblem.RaggedArray(
                row.elements().get(i).span(),
                "the first element is " + Words.of(first),
                "this one is " + Words.of(other)));
      }
    }
    return in.computing().force(new Value.Array(in.tensors().stack(parts)));
  }
}
