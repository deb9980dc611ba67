package gd.syntax;

import gd.report.Problem;
import gd.report.Source;
import gd.report.Span;
import gd.report.SyntaxProblem.TwoWaysToRead;
import gd.syntax.Syntax.*;
import gd.syntax.Syntax.Number;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Every kind of tree that a text can have, at random. */
final class RandomTrees {
  private static final Span NOWHERE = new Span(new Source("tree", ""), 0, 0);
  private static final List<String> NAMES =
      List.of(
          "x",
          "y",
          "e",
          "e5",
          "E1",
          "theta",
          "pi",
          "Sigma",
          "infinity",
          "x_1",
          "learning_rate",
          "_",
          "sin",
          "beta2");
  private static final List<String> NUMBERS =
      List.of("0", "3", "42", "2.5", "0.5", "1e-3", "2e2", "10.0");

  private final Random random;

  /** Whether only what fits on one line may be made, as inside a text. */
  private boolean plain;

  RandomTrees(Random random) {
    this.random = random;
  }

  // ---------------------------------------------------------------- statements

  Statement statement(int depth) {
    return switch (random.nextInt(14)) {
      case 0 -> new Import(NOWHERE, random.nextBoolean() ? "stats" : "mine.gd", true);
      case 1 -> new Import(NOWHERE, "stats", false);
      case 2 ->
          new Symbols(
              NOWHERE,
              some(1, () -> new SymbolDeclaration(NOWHERE, name(), some(0, this::dimension))));
      case 3 -> external(depth);
      case 4, 5 ->
          new FunctionDefinition(
              NOWHERE, defined(), parameters(depth, 0), expression(depth), documentation());
      case 6, 7 -> new Assignment(NOWHERE, NOWHERE, name(), expression(depth), documentation());
      case 8 -> new For(NOWHERE, name(), expression(depth), block(depth));
      case 9 -> new While(NOWHERE, expression(depth), block(depth));
      case 10 -> new If(NOWHERE, expression(depth), expression(depth));
      default -> new Evaluation(NOWHERE, expression(depth));
    };
  }

  private Expression dimension() {
    return random.nextBoolean() ? new Number(NOWHERE, "3") : new Name(NOWHERE, "n");
  }

  private External external(int depth) {
    boolean constant = random.nextInt(4) == 0;
    List<Annotation> annotations =
        some(0, () -> new Annotation(NOWHERE, "latex", some(0, () -> "\\frac{#1}{2}")));
    List<Parameter> parameters = new ArrayList<>();
    for (Parameter p : constant ? List.<Parameter>of() : parameters(depth, 0)) {
      parameters.add(
          new Parameter(
              NOWHERE, p.name(), p.byDefault(), random.nextInt(4) == 0, random.nextInt(4) == 0));
    }
    return new External(NOWHERE, name(), constant, parameters, annotations, documentation());
  }

  private Defined defined() {
    return switch (random.nextInt(4)) {
      case 0 -> new DefinedPrime(NOWHERE, name(), 1 + random.nextInt(3));
      case 1 -> new DefinedGradient(NOWHERE, name());
      case 2 -> new DefinedPartial(NOWHERE, name(), name());
      default -> new DefinedFunction(NOWHERE, name());
    };
  }

  private Optional<Documentation> documentation() {
    return random.nextInt(4) == 0
        ? Optional.of(new Documentation(NOWHERE, "The first line.\n\n    > f(1)\n    2"))
        : Optional.empty();
  }

  private Block block(int depth) {
    return new Block(NOWHERE, depth <= 0 ? List.of() : some(0, () -> statement(depth - 1)));
  }

  private List<Parameter> parameters(int depth, int least) {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < least + random.nextInt(3); i++) {
      Optional<Expression> byDefault =
          random.nextInt(3) == 0 ? Optional.of(expression(depth - 1)) : Optional.empty();
      parameters.add(
          new Parameter(NOWHERE, List.of("x", "theta", "w_2").get(i), byDefault, false, false));
    }
    return parameters;
  }

  // ---------------------------------------------------------------- expressions

  Expression expression(int depth) {
    return depth <= 0 ? leaf() : branch(depth - 1);
  }

  private Expression leaf() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new Number(NOWHERE, pick(NUMBERS));
      case 2 -> new Truth(NOWHERE, random.nextBoolean());
      case 3 -> callee();
      default -> new Name(NOWHERE, name());
    };
  }

  private Expression callee() {
    Name name = new Name(NOWHERE, name());
    return switch (random.nextInt(4)) {
      case 0 -> new Prime(NOWHERE, name, 1 + random.nextInt(3));
      case 1 -> new Nabla(NOWHERE, name);
      case 2 ->
          new Partial(
              NOWHERE, random.nextBoolean() ? name : new Partial(NOWHERE, name, name()), name());
      default -> name;
    };
  }

  private Expression branch(int depth) {
    return switch (random.nextInt(20)) {
      case 0 -> text(depth);
      case 1 -> new Call(NOWHERE, random.nextBoolean() ? callee() : field(depth), arguments(depth));
      case 2 -> new Call(NOWHERE, expression(depth), several(depth));
      case 3, 4 -> either(depth, expression(depth), Optional.empty());
      case 5 -> either(depth, callee(), Optional.of(leftPower(depth)));
      case 6 -> new Index(NOWHERE, base(depth), some(1, () -> position(depth)));
      case 7 -> field(depth);
      case 8 -> new Transpose(NOWHERE, base(depth));
      case 9 ->
          new Unary(
              NOWHERE, pick(List.of(UnaryOperator.MINUS, UnaryOperator.NOT)), expression(depth));
      case 10 ->
          new Unary(
              NOWHERE, pick(List.of(UnaryOperator.FACTORIAL, UnaryOperator.DEGREES)), base(depth));
      case 11 -> new Unary(NOWHERE, UnaryOperator.ROOT, base(depth));
      case 12 -> comparison(depth);
      case 13 ->
          new Range(NOWHERE, expression(depth), expression(depth), maybe(() -> expression(depth)));
      case 14 -> new Conditional(NOWHERE, expression(depth), expression(depth), expression(depth));
      case 15 -> new Lambda(NOWHERE, parameters(depth, 1), expression(depth));
      case 16 ->
          new Array(NOWHERE, some(0, () -> new Row(NOWHERE, some(1, () -> expression(depth)))));
      case 17 -> comprehension(depth);
      case 18 -> plain ? leaf() : block(depth);
      default -> binary(depth);
    };
  }

  private Expression binary(int depth) {
    BinaryOperator operator = pick(List.of(BinaryOperator.values()));
    return switch (operator) {
      case DIVIDE, EACH_DIVIDE ->
          new Binary(NOWHERE, operator, expression(depth), denominator(depth));
      case POWER -> new Binary(NOWHERE, operator, raisable(depth), exponent(depth));
      case EACH_POWER -> new Binary(NOWHERE, operator, base(depth), exponent(depth));
      case OR, AND, ADD, SUBTRACT, MULTIPLY, INNER, EACH_MULTIPLY ->
          new Binary(NOWHERE, operator, expression(depth), expression(depth));
    };
  }

  /** Not what would take the exponent for its own. */
  private Expression raisable(int depth) {
    return expression(depth);
  }

  private Expression denominator(int depth) {
    if (random.nextInt(4) > 0 || depth <= 0) {
      return expression(depth);
    }
    CallOrProduct either = undecided(either(depth - 1, leaf(), Optional.empty()));
    return random.nextBoolean() ? either : new Unary(NOWHERE, UnaryOperator.MINUS, either);
  }

  private Expression exponent(int depth) {
    if (random.nextInt(4) > 0 || depth <= 0) {
      return expression(depth);
    }
    return undecided(either(depth - 1, callee(), Optional.of(new Number(NOWHERE, "2"))));
  }

  /** What a suffix follows: here touching parentheses can only be a call. */
  private Expression base(int depth) {
    if (random.nextInt(4) > 0 || depth <= 0) {
      return expression(depth);
    }
    CallOrProduct e = either(depth - 1, leaf(), Optional.empty());
    return undecided(
        new CallOrProduct(
            NOWHERE, e.left(), e.leftPower(), e.right(), Optional.empty(), Optional.empty()));
  }

  private Expression leftPower(int depth) {
    Expression power = random.nextBoolean() ? new Number(NOWHERE, "2") : expression(depth);
    boolean inverse = power instanceof Unary u && u.operator() == UnaryOperator.MINUS;
    return inverse ? new Number(NOWHERE, "3") : power;
  }

  private CallOrProduct either(int depth, Expression left, Optional<Expression> power) {
    return new CallOrProduct(
        NOWHERE, left, power, expression(depth), maybe(() -> expression(depth)), Optional.empty());
  }

  private static CallOrProduct undecided(CallOrProduct e) {
    Problem twoWays = new TwoWaysToRead(NOWHERE, List.of());
    return new CallOrProduct(
        NOWHERE, e.left(), e.leftPower(), e.right(), e.rightPower(), Optional.of(twoWays));
  }

  private Expression field(int depth) {
    return new Field(NOWHERE, base(depth), name());
  }

  private Position position(int depth) {
    return random.nextInt(3) == 0 ? new Whole(NOWHERE) : new Place(NOWHERE, expression(depth));
  }

  private Expression comparison(int depth) {
    List<Expression> operands = new ArrayList<>(List.of(expression(depth)));
    List<Comparator> operators = some(1, () -> pick(List.of(Comparator.values())));
    operators.forEach(o -> operands.add(expression(depth)));
    return new Comparison(NOWHERE, operands, operators);
  }

  private Expression comprehension(int depth) {
    List<Binding> bindings = some(1, () -> new Binding(NOWHERE, name(), expression(depth)));
    return new Comprehension(NOWHERE, expression(depth), bindings, maybe(() -> expression(depth)));
  }

  private List<Argument> arguments(int depth) {
    List<Argument> arguments =
        new ArrayList<>(some(0, () -> new Argument(NOWHERE, Optional.empty(), expression(depth))));
    arguments.addAll(some(0, () -> new Argument(NOWHERE, Optional.of(name()), expression(depth))));
    return arguments;
  }

  /** Arguments that can only be those of a call. */
  private List<Argument> several(int depth) {
    List<Argument> arguments = arguments(depth);
    boolean one =
        arguments.size() == 1
            && arguments.getFirst().name().isEmpty()
            && !(arguments.getFirst().value() instanceof Comprehension);
    return one ? List.of() : arguments;
  }

  private Expression text(int depth) {
    if (plain) {
      return leaf();
    }
    plain = true;
    List<TextPart> parts = new ArrayList<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      if (random.nextBoolean()) {
        parts.add(new Literal(NOWHERE, pick(List.of("at {w}", "a\\b \"c\"", "\n\t", "loss = "))));
      }
      parts.add(new Interpolation(NOWHERE, expression(depth)));
    }
    plain = false;
    return new Text(NOWHERE, parts);
  }

  // ---------------------------------------------------------------- choices

  private String name() {
    return pick(NAMES);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> List<T> some(int least, Supplier<T> one) {
    List<T> all = new ArrayList<>();
    int count = least + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      all.add(one.get());
    }
    return all;
  }

  private <T> Optional<T> maybe(Supplier<T> one) {
    return random.nextInt(3) == 0 ? Optional.of(one.get()) : Optional.empty();
  }
}
