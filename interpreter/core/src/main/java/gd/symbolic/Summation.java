package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;

/**
 * Sums and products over an index that ends at infinity or at a symbol. Every closed form is
 * compared with numbers: with the first few terms, or with partial sums of 1, 2, 4, … terms, whose
 * limit the epsilon algorithm finds (Wynn, 1956).
 */
final class Summation {
  private static final int DOUBLINGS = 15;
  private static final int FIRST_ENDS = 7;

  /** So many terms at the end have to be small beside as many at the beginning. */
  private static final int LAST_TERMS = 16;

  /** Of a sum that begins later so many terms are taken from the whole. */
  private static final BigInteger MOST_TERMS = BigInteger.valueOf(100);

  /** What a term is beside the sum when the next ones change it no more. */
  private static final double GONE = 1e-20;

  /** How well an answer and a limit agree. */
  private static final double SAME = 1e-6;

  /** How well two estimates of a limit agree. */
  private static final double SETTLED = 1e-9;

  /** Where the end grows by more terms, a closed form is not compared with them. */
  private static final BigInteger MOST_COMPARED = BigInteger.valueOf(2_000);

  private final Symja symja;
  private final boolean product;

  Summation(Symja symja, boolean product) {
    this.symja = symja;
    this.product = product;
  }

  Solutions total(Formula term, Symbol k, Formula from, Formula to) {
    Request request = Request.of(product ? "product" : "sum", term, k, from, to);
    boolean endless = to == Constant.INFINITY;
    Optional<ExcludedValues> excluded =
        !endless && from instanceof Formula.Rational first && first.isInteger()
            ? Optional.of(new ExcludedValues(symja, term, k, first.numerator()))
            : Optional.empty();
    excluded
        .flatMap(each -> symja.compute(request, each::pole))
        .ifPresent(
            pole -> {
              throw request.noAnswer(
                  "At %s = %s there is no value, and the %s reaches it when its end is large enough."
                      .formatted(k.name(), pole, product ? "product" : "sum"));
            });
    Optional<Formula> closed =
        Stream.concat(
                generated(request, term, k, from, to),
                questions(term, k, from, to).stream()
                    .flatMap(question -> answered(request, question).stream()))
            .filter(
                answer ->
                    !Dag.postorder(List.of(answer)).contains(Constant.INFINITY)
                        && (endless
                            ? isLimit(answer, term, k, from)
                            : fitsFirst(answer, term, k, from, to)))
            .findFirst();
    if (closed.isPresent()) {
      return new Solutions(
          List.of(closed.get()),
          endless
              ? where(closed.get(), term, k).stream().toList()
              : excluded.stream()
                  .flatMap(each -> each.remarks(closed.get(), Dag.symbols(to)).stream())
                  .toList());
    }
    if (!product && !(from instanceof Formula.Rational)) {
      try {
        return beginningLater(request, term, k, from, to);
      } catch (Refusal ofOthers) {
        throw request.unfinished();
      }
    }
    if (!endless || !Check.symbols(term, from).stream().allMatch(k::equals)) {
      throw request.unfinished();
    }
    return byNumbers(request, term, k, from);
  }

  /**
   * The difference of two sums that begin at 1, the second one with the end before the first term.
   */
  private Solutions beginningLater(
      Request request, Formula term, Symbol k, Formula from, Formula to) {
    Formulas formulas = symja.formulas();
    Formula one = formulas.integer(1);
    Symbol n = new Symbol("\u0001n");
    Solutions upTo = total(term, k, one, n);
    Formula sum = upTo.roots().getFirst();
    Formula before = symja.at(sum, n, formulas.subtract(n, one));
    Solutions whole =
        to == Constant.INFINITY
            ? total(term, k, one, to)
            : new Solutions(List.of(symja.at(sum, n, to)), List.of());
    if (!upTo.remarks().isEmpty()
        || !whole.remarks().isEmpty()
        || !Check.confirms(formulas.subtract(sum, before), symja.at(term, k, n))) {
      throw request.unfinished();
    }
    Formula difference = formulas.subtract(whole.roots().getFirst(), symja.at(before, n, from));
    Formula simpler =
        symja.ask(request, names -> F.unaryAST1(S.Simplify, names.convert(difference)));
    return new Solutions(
        List.of(Check.confirms(simpler, difference) ? simpler : difference),
        Stream.of(
                goesUp(from, to) ? Optional.<String>empty() : Optional.of(upwards(from, to)),
                hasPlainTerms(term, k)
                    ? Optional.<String>empty()
                    : Optional.of("This holds for %s > 0.".formatted(text(from))))
            .flatMap(Optional::stream)
            .toList());
  }

  /** Polynomials and powers of numbers, which have values for all whole numbers. */
  private static boolean hasPlainTerms(Formula term, Symbol k) {
    return Dag.postorder(List.of(term)).stream()
        .filter(node -> Dag.contains(node, k))
        .allMatch(
            node ->
                node instanceof Symbol
                    || node instanceof Formula.Sum
                    || node instanceof Formula.Product
                    || node instanceof Formula.Power power
                        && (MultipliedOut.natural(power.exponent()) > 0
                            || power.base() instanceof Formula.Rational));
  }

  /** For all letters above 0; what goes down has no elements. */
  private boolean goesUp(Formula from, Formula to) {
    Formulas formulas = symja.formulas();
    Formula count = formulas.add(formulas.subtract(to, from), formulas.integer(1));
    return to == Constant.INFINITY || new Positive(symja, Check.symbols(from, to)).is(count);
  }

  private static String text(Formula formula) {
    return new FormulaPrinter(6).print(formula);
  }

  private static String upwards(Formula from, Formula to) {
    return "This holds for %s <= %s; a range that goes down has no elements."
        .formatted(text(from), text(to));
  }

  /** From its terms, unless their growth says that there is no value. */
  private Solutions byNumbers(Request request, Formula term, Symbol k, Formula from) {
    checkTerms(request, term, k, from);
    Convergence convergence = new Convergence(symja, k);
    Formula one = symja.formulas().integer(1);
    Formula summed = product ? symja.formulas().subtract(term, one) : term;
    Optional<Convergence.Verdict> verdict = symja.compute(request, () -> convergence.ofSum(summed));
    boolean diverges = verdict.isPresent() && !verdict.get().converges();
    if (diverges && product && vanishes(convergence, term, summed, k)) {
      return new Solutions(List.of(symja.formulas().integer(0)), List.of());
    }
    if (diverges) {
      throw request.noFiniteValue(
          "It does not converge: "
              + (product ? "the factors do not tend to 1 fast enough." : verdict.get().why()));
    }
    List<Double> partial = partial(term, k, from, Map.of());
    OptionalDouble limit = Epsilon.limit(partial, SETTLED);
    String after =
        "after 1,024 and 16,384 %s it is %s and %s."
            .formatted(product ? "factors" : "terms", text(partial.get(10)), text(partial.get(14)));
    if (limit.isEmpty()) {
      throw verdict.isPresent()
          ? request.noAnswer("It converges, but too slowly to be found from its terms: " + after)
          : request.noAnswer("Whether it converges is not known here: " + after);
    }
    double last = Evaluation.constant(from).orElseThrow() + (1 << DOUBLINGS - 1);
    if (NumericIntegral.corners(term, k, Map.of()).stream().anyMatch(place -> place > last)) {
      throw request.noAnswer("Its first 16,384 terms do not show how it goes on: " + after);
    }
    return new Solutions(
        List.of(symja.formulas().decimal(limit.getAsDouble())),
        List.of(
            "There is no closed form of it here; the number is found from its first 16,384 %s."
                .formatted(product ? "factors" : "terms")));
  }

  /** Refuses an endless sum that reaches a place where its term has no value. */
  private void checkTerms(Request request, Formula term, Symbol k, Formula from) {
    if (from instanceof Formula.Rational first && first.isInteger()) {
      ExcludedValues excluded = new ExcludedValues(symja, term, k, first.numerator());
      symja
          .compute(request, excluded::pole)
          .ifPresent(
              pole -> {
                throw request.noAnswer(
                    "At %s = %s there is no value, and the %s reaches it."
                        .formatted(k.name(), pole, product ? "product" : "sum"));
              });
    }
  }

  /** Whether a product tends to 0, its factors being a little less than 1. */
  private boolean vanishes(Convergence convergence, Formula factor, Formula beside, Symbol k) {
    return convergence.sign(beside) < 0
        && Growth.limit(symja, factor, k, Constant.INFINITY, 1, Map.of())
            .filter(limit -> limit.equals(symja.formulas().integer(1)))
            .isPresent();
  }

  /** For which parameters an endless sum converges. */
  private Optional<String> where(Formula closed, Formula term, Symbol k) {
    boolean everywhere =
        !product && new GeneratingFunctions(symja, k, Constant.INFINITY).isEntire(term);
    if (everywhere || Check.symbols(closed, term).stream().allMatch(k::equals)) {
      return Optional.empty();
    }
    Optional<Formula> ratio =
        product
            ? Optional.empty()
            : new GeneratingFunctions(symja, k, Constant.INFINITY).ratio(term);
    return Optional.of(
        ratio
            .filter(z -> !Formula.isClosed(z))
            .map(z -> "This holds for abs(%s) < 1.".formatted(new FormulaPrinter(6).print(z)))
            .orElse("This holds where it converges."));
  }

  private String text(double value) {
    return Double.isFinite(value)
        ? new FormulaPrinter(6).print(symja.formulas().decimal(value))
        : "beyond every decimal";
  }

  private Optional<Formula> answered(Request request, Symja.Question question) {
    try {
      Formula answer = symja.ask(request, question);
      Formula factored = symja.ask(request, to -> F.Factor(F.Together(to.convert(answer))));
      return Optional.of(
          Dag.operations(List.of(factored)) < Dag.operations(List.of(answer)) ? factored : answer);
    } catch (Refusal none) {
      return Optional.empty();
    }
  }

  private Stream<Formula> generated(
      Request request, Formula term, Symbol k, Formula from, Formula to) {
    Formulas formulas = symja.formulas();
    if (to != Constant.INFINITY && from instanceof Formula.Rational first && first.isInteger()) {
      Optional<Formula> telescoped = telescoped(request, term, k, first.numerator(), to);
      if (telescoped.isPresent()) {
        return telescoped.stream();
      }
    }
    if (product) {
      return Stream.empty();
    }
    if (to != Constant.INFINITY) {
      return from.equals(formulas.integer(0))
          ? new GeneratingFunctions(symja, k, to)
              .sum(term).stream().map(sum -> MultipliedOut.shortest(formulas, sum))
          : Stream.empty();
    }
    Formula moved = symja.at(term, k, formulas.add(k, from));
    Stream<Formula> sums = new GeneratingFunctions(symja, k, to).sum(moved).stream();
    if (from instanceof Formula.Rational(var first, var one)
        && one.equals(BigInteger.ONE)
        && first.signum() >= 0
        && first.compareTo(MOST_TERMS) < 0) {
      sums =
          Stream.of(
                  sums,
                  new GeneratingFunctions(symja, k, to)
                          .sum(term)
                          .map(all -> formulas.subtract(all, firstTerms(term, k, first.intValue())))
                          .stream(),
                  new Telescope(symja, request, k).sum(term, first).stream())
              .flatMap(each -> each);
    }
    return sums.flatMap(sum -> answered(request, names -> names.convert(sum)).stream());
  }

  private Optional<Formula> telescoped(
      Request request, Formula term, Symbol k, BigInteger from, Formula to) {
    try {
      return symja.compute(
          request,
          () ->
              product
                  ? new FiniteProduct(symja, k).product(term, from, to)
                  : new FiniteSum(symja, k).sum(term, from, to));
    } catch (Refusal none) {
      return Optional.empty();
    }
  }

  private Formula firstTerms(Formula term, Symbol k, int count) {
    return symja
        .formulas()
        .sum(
            IntStream.range(0, count)
                .mapToObj(j -> symja.at(term, k, symja.formulas().integer(j)))
                .toList());
  }

  /** As it is, from 0 on, and as the limit of the sum of the first terms. */
  private List<Symja.Question> questions(Formula term, Symbol k, Formula from, Formula to) {
    Formula moved = symja.at(term, k, symja.formulas().add(k, from));
    Symbol end = new Symbol("\u0001n");
    List<Symja.Question> questions = new ArrayList<>();
    questions.add(names -> total(names, term, k, from, to));
    if (to == Constant.INFINITY) {
      questions.add(names -> total(names, moved, k, symja.formulas().integer(0), to));
      questions.add(
          names ->
              F.Limit(total(names, term, k, from, end), F.Rule(names.convert(end), F.CInfinity)));
    } else {
      Formula last = symja.formulas().subtract(to, from);
      questions.add(names -> total(names, moved, k, symja.formulas().integer(0), last));
      if (!product && from.equals(symja.formulas().integer(1))) {
        Formula zero = symja.formulas().integer(0);
        questions.add(
            names ->
                F.Subtract(
                    total(names, term, k, zero, to), names.convert(symja.at(term, k, zero))));
      }
    }
    return questions;
  }

  private IExpr total(ToSymja names, Formula term, Symbol k, Formula from, Formula to) {
    IExpr written =
        F.subst(
            names.convert(term),
            part -> part.isAST(S.Gamma, 2) ? F.Factorial(F.Plus(part.first(), F.CN1)) : F.NIL);
    IExpr range = F.List(names.convert(k), names.convert(from), names.convert(to));
    return product ? F.Product(written, range) : F.Sum(written, range);
  }

  /** Whether it holds for the first few whole numbers in place of the symbols of the end. */
  private boolean fitsFirst(Formula closed, Formula term, Symbol k, Formula from, Formula to) {
    List<Symbol> ends = List.copyOf(Dag.symbols(to));
    if (ends.size() != 1 || !(from instanceof Formula.Rational first) || !first.isInteger()) {
      return false;
    }
    Formulas formulas = symja.formulas();
    Symbol end = ends.getFirst();
    for (int n = 0; n < FIRST_ENDS; n++) {
      Formula at = formulas.add(first, formulas.integer(n));
      if (!(symja.at(to, end, at) instanceof Formula.Rational last)
          || !last.isInteger()
          || last.numerator().subtract(first.numerator()).compareTo(MOST_COMPARED) > 0) {
        return false;
      }
      List<Formula> terms = new ArrayList<>();
      for (BigInteger i = first.numerator();
          i.compareTo(last.numerator()) <= 0;
          i = i.add(BigInteger.ONE)) {
        Formula each = symja.at(term, k, formulas.rational(i, BigInteger.ONE));
        terms.add(symja.at(each, end, at));
      }
      Formula total = product ? formulas.product(terms) : formulas.sum(terms);
      Formula claimed = symja.at(closed, end, at);
      if (!claimed.equals(total) && !Check.same(claimed, total)) {
        return false;
      }
    }
    return true;
  }

  /** Whether partial sums approach it, at random values of the other symbols. */
  private boolean isLimit(Formula closed, Formula term, Symbol k, Formula from) {
    List<Symbol> others =
        Check.symbols(closed, term, from).stream().filter(s -> !s.equals(k)).toList();
    int agreed = 0;
    for (Map<Formula, Complex> point : Check.points(others)) {
      List<Double> partial = partial(term, k, from, point);
      OptionalDouble limit = Epsilon.limit(partial, SETTLED);
      if (limit.isPresent()) {
        Complex value = ComplexEvaluation.at(closed, point);
        double size = Math.max(value.norm(), Epsilon.size(partial));
        if (!(value.subtract(limit.getAsDouble()).norm() <= SAME * size)) {
          return false;
        }
        agreed++;
      }
      if (others.isEmpty()) {
        break;
      }
    }
    return agreed >= (others.isEmpty() ? 1 : 2);
  }

  /** After 1, 2, 4, … terms. */
  private List<Double> partial(Formula term, Symbol k, Formula from, Map<Formula, Complex> point) {
    List<Formula> variables = new ArrayList<>(List.of(k));
    variables.addAll(point.keySet());
    Evaluation evaluation = new Evaluation(List.of(symja.formulas().inlined(term)), variables);
    double[] at = new double[variables.size()];
    for (int i = 1; i < at.length; i++) {
      at[i] = point.getOrDefault(variables.get(i), Complex.NaN).getReal();
    }
    double first = Evaluation.constant(from).orElse(Double.NaN);
    List<Double> partial = new ArrayList<>();
    double largest = 0;
    double latest = 0;
    double total = product ? 1 : 0;
    double before = 1;
    double lost = 0; // Kahan's compensation
    for (int n = 0; n < 1 << DOUBLINGS - 1; n++) {
      at[0] = first + n;
      double value = evaluation.at(at);
      if (!product && !Double.isFinite(value) && Math.abs(before) < GONE * Math.abs(total)) {
        value = 0; // x^k/k! when k! is beyond every decimal
      }
      before = product ? before : value;
      if (product) {
        total *= value;
      } else {
        double y = value - lost;
        double next = total + y;
        lost = next - total - y;
        total = next;
      }
      double change = Math.abs(product ? value - 1 : value);
      largest = n < LAST_TERMS ? Math.max(largest, change) : largest;
      latest = n + LAST_TERMS >= 1 << DOUBLINGS - 1 ? Math.max(latest, change) : latest;
      if (Integer.bitCount(n + 1) == 1) {
        partial.add(total);
      }
    }
    if (latest > 0.05 * largest) {
      partial.add(Double.NaN); // terms that do not vanish, as far as they go
    }
    return partial;
  }
}
