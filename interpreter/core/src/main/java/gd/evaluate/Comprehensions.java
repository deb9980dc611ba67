package gd.evaluate;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.syntax.Syntax;
import gd.tensor.Dimensions;
import gd.tensor.Elements;
import gd.tensor.ExactSize;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Ranges, and what runs over them. */
final class Comprehensions {
  private static final int LONGEST = 10_000_000;

  /**
   * How far past its end a decimal range may go, as a part of its step: {@code 0..1 by 0.1} reaches
   * 1.
   */
  private static final double SLACK = 1e-9;

  private final Interpreter in;
  private final Evaluator evaluator;

  Comprehensions(Interpreter in, Evaluator evaluator) {
    this.in = in;
    this.evaluator = evaluator;
  }

  Value range(Syntax.Range range, Environment scope) {
    if (range.step().isEmpty()) {
      Value first = in.computing().force(evaluator.evaluate(range.first(), scope));
      Value last = in.computing().force(evaluator.evaluate(range.last(), scope));
      Optional<Tensor> counting = ArraySymbols.counting(in, first, last);
      if (counting.isPresent()) {
        return new Value.Array(counting.get());
      }
    }
    Counting counting = counting(range, scope);
    return Elements.counting(counting.first(), counting.step(), counting.count())
        .<Value>map(all -> new Value.Array(new Tensor.Data(Shape.of(all.size()), all)))
        .or(() -> ofDecimals(counting))
        .orElseGet(() -> oneByOne(counting));
  }

  /** Without a formula for each. */
  private static Optional<Value> ofDecimals(Counting counting) {
    boolean whole = counting.step() instanceof Formula.Rational step && step.isInteger();
    boolean decimals =
        counting.first() instanceof Formula.Decimal && whole
            || counting.first() instanceof Formula.Number
                && counting.step() instanceof Formula.Decimal;
    if (!decimals) {
      return Optional.empty();
    }
    double first = Evaluation.constant(counting.first()).orElseThrow();
    double step = Evaluation.constant(counting.step()).orElseThrow();
    double[] elements = new double[counting.count()];
    for (int k = 0; k < elements.length; k++) {
      elements[k] = first + k * step;
    }
    return Optional.of(
        new Value.Array(
            new Tensor.Data(Shape.of(elements.length), new Elements.Decimals(elements))));
  }

  private Value oneByOne(Counting counting) {
    List<Formula> elements = new ArrayList<>();
    ExactSize size = new ExactSize(counting.count());
    for (Iterator<Value> each = items(counting).each(); each.hasNext(); ) {
      Formula element = CalculusBuiltins.formula(each.next());
      size.add(element);
      elements.add(element);
    }
    return ArrayBuiltins.vector(elements);
  }

  /** What a range runs over: the first, and ever one step more. */
  private record Counting(Formula first, Formula step, int count) {}

  /** The values that something runs over, one at a time, and how many they are. */
  record Items(int count, Iterator<Value> each) {
    static Items of(int count, IntFunction<Value> item) {
      return new Items(
          count,
          new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
              return next < count;
            }

            @Override
            public Value next() {
              if (next == count) {
                throw new NoSuchElementException();
              }
              return item.apply(next++);
            }
          });
    }
  }

  /** What an expression runs over: a range, the elements of a vector, the rows of a matrix. */
  Items items(Syntax.Expression expression, Environment scope) {
    if (expression instanceof Syntax.Range range) {
      return Evaluator.at(range.span(), () -> items(counting(range, scope)));
    }
    Value value = evaluator.evaluate(expression, scope);
    return Evaluator.at(
        expression.span(),
        () -> {
          Value forced = in.computing().force(value);
          if (forced instanceof Value.Array(var tensor, _) && tensor.shape().rank() > 0) {
            Dimensions.of(tensor)
                .letter(tensor.shape().dimension(0))
                .ifPresent(
                    letter -> {
                      throw new Refusal(
                          at ->
                              new MathProblem.SymbolLeft(
                                  at, letter, "the length of what is run over"));
                    });
            return Items.of(
                tensor.shape().dimension(0),
                i -> in.computing().force(new Value.Array(in.tensors().pick(tensor, 0, i))));
          }
          throw new Refusal(
              at ->
                  new RunProblem.WrongKind(
                      at,
                      "a range or an array",
                      Words.of(forced),
                      List.of("1..n runs from 1 to n")));
        });
  }

  private Counting counting(Syntax.Range range, Environment scope) {
    Formula first = bound(range.first(), scope);
    Formula last = bound(range.last(), scope);
    Formula step =
        range.step().isPresent() ? bound(range.step().get(), scope) : in.formulas().integer(1);
    double from = in.computing().decimal(first);
    double by = in.computing().decimal(step);
    if (by == 0) {
      throw new Refusal(at -> new RunProblem.BadOption(at, "by", "0", "a step that is not zero"));
    }
    double exactCount = (in.computing().decimal(last) - from) / by + SLACK;
    if (exactCount > LONGEST) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "the length of a range",
                  "%,d elements".formatted(LONGEST),
                  "Use while for longer loops."));
    }
    int count = exactCount < 0 ? 0 : (int) Math.floor(exactCount) + 1;
    return new Counting(first, step, count);
  }

  private Items items(Counting counting) {
    Formula first = counting.first();
    Formula step = counting.step();
    int count = counting.count();
    boolean whole =
        first instanceof Formula.Rational f
            && f.isInteger()
            && step instanceof Formula.Rational s
            && s.isInteger();
    if (whole) {
      BigInteger start = ((Formula.Rational) first).numerator();
      BigInteger stride = ((Formula.Rational) step).numerator();
      return Items.of(
          count,
          k ->
              new Value.Scalar(
                  new Formula.Rational(
                      start.add(stride.multiply(BigInteger.valueOf(k))), BigInteger.ONE)));
    }
    return Items.of(
        count,
        k ->
            new Value.Scalar(
                in.formulas().add(first, in.formulas().multiply(Numbers.rational(k), step))));
  }

  private Formula bound(Syntax.Expression expression, Environment scope) {
    Value value = evaluator.evaluate(expression, scope);
    return Evaluator.at(
        expression.span(),
        () -> {
          Value forced = in.computing().force(value);
          Formula formula = CalculusBuiltins.formula(forced);
          Optional<String> symbol = Symbols.first(formula);
          if (symbol.isPresent()) {
            ArraySymbols.checkNoLength(in, symbol.get());
            throw new Refusal(at -> new MathProblem.SymbolLeft(at, symbol.get(), "a range"));
          }
          return formula;
        });
  }

  Value array(Syntax.Comprehension comprehension, Environment scope) {
    return in.indexNotation()
        .array(comprehension, scope)
        .orElseGet(() -> oneByOne(comprehension, scope));
  }

  private Value oneByOne(Syntax.Comprehension comprehension, Environment scope) {
    List<Value> elements = new ArrayList<>();
    Environment local = scope.call();
    in.limits().enterComprehension();
    try {
      run(
          comprehension,
          0,
          local,
          element -> {
            in.limits().element(comprehension.span());
            elements.add(element);
          });
    } finally {
      in.limits().leaveComprehension();
    }
    Optional<Value> vector = ArrayBuiltins.collected(in, elements);
    if (vector.isPresent()) {
      return vector.get();
    }
    List<Tensor> parts = elements.stream().map(in.arithmetic()::tensor).toList();
    Shape first = parts.getFirst().shape();
    for (Tensor part : parts) {
      if (!part.shape().equals(first)) {
        throw new Failure(
            new ShapeProblem.RaggedArray(
                comprehension.body().span(),
                "the first element is " + Words.of(first),
                "a later one is " + Words.of(part.shape())));
      }
    }
    return new Value.Array(in.tensors().stack(parts));
  }

  private void run(
      Syntax.Comprehension comprehension, int depth, Environment scope, Consumer<Value> each) {
    if (depth == comprehension.bindings().size()) {
      if (comprehension.condition().isEmpty()
          || evaluator.holds(comprehension.condition().get(), scope)) {
        each.accept(evaluator.evaluate(comprehension.body(), scope));
      }
      return;
    }
    Syntax.Binding binding = comprehension.bindings().get(depth);
    Items items = items(binding.range(), scope);
    if (comprehension.condition().isEmpty() && depth + 1 == comprehension.bindings().size()) {
      in.limits().expect(items.count(), comprehension.span());
    }
    while (items.each().hasNext()) {
      scope.set(binding.variable(), items.each().next());
      run(comprehension, depth + 1, scope, each);
    }
  }
}
