package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where a sum, or a product, up to a symbol has no value, or its closed form has none. */
final class ExcludedValues {
  private static final int FIRST = 3;

  private final Symja symja;
  private final Formulas formulas;
  private final Formula term;
  private final Symbol k;
  private final BigInteger from;

  ExcludedValues(Symja symja, Formula term, Symbol k, BigInteger from) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.term = term;
    this.k = k;
    this.from = from;
  }

  /** A whole number that k comes to, where the term has no value for any letters. */
  Optional<BigInteger> pole() {
    Sizes.checkExpansion(term);
    return divisors(term).stream()
        .filter(each -> Dag.contains(each, k))
        .flatMap(each -> wholeZeros(each).stream())
        .filter(zero -> zero.compareTo(from) >= 0)
        .min(BigInteger::compareTo);
  }

  private List<BigInteger> wholeZeros(Formula divisor) {
    return RationalField.letters(k, List.of(divisor)).stream()
        .map(letters -> new RationalField(formulas, letters))
        .flatMap(
            field -> {
              Gosper gosper = new Gosper(field.ring());
              return gosper.factors(field.fraction(divisor, k, gosper.ring()).above()).stream();
            })
        .filter(factor -> factor.degree(0) == 1)
        .flatMap(factor -> RationalField.whole(Gosper.coefficient(factor, 0).negate()).stream())
        .toList();
  }

  /** What has to be said of the letters, the end aside. */
  List<String> remarks(Formula closed, Collection<Symbol> end) {
    FormulaPrinter printer = new FormulaPrinter(6);
    List<String> remarks = new ArrayList<>();
    List<String> nonzero =
        divisors(term).stream()
            .filter(each -> Dag.contains(each, k))
            .filter(each -> Dag.symbols(each).stream().anyMatch(s -> !s.equals(k)))
            .map(printer::print)
            .toList();
    if (!nonzero.isEmpty()) {
      remarks.add(
          "This holds where %s %s not 0 for any %s from %s on; elsewhere there need not be a value."
              .formatted(
                  String.join(" and ", nonzero),
                  nonzero.size() == 1 ? "is" : "are",
                  k.name(),
                  from));
    }
    List<String> conditions = new ArrayList<>();
    for (Formula each : divisors(closed)) {
      List<Symbol> symbols = List.copyOf(Dag.symbols(each));
      if (!symbols.isEmpty()
          && !divisors(term).contains(each)
          && symbols.stream().noneMatch(end::contains)) {
        Optional<Formula> zero =
            symbols.size() == 1 ? zero(each, symbols.getFirst()) : Optional.empty();
        if (zero.isEmpty()) {
          conditions.add(printer.print(each) + " != 0");
        } else if (!isPole(symbols.getFirst(), zero.get())) {
          conditions.add(symbols.getFirst().name() + " != " + printer.print(zero.get()));
        }
      }
    }
    if (!conditions.isEmpty()) {
      remarks.add("This holds for " + String.join(" and ", conditions) + ".");
    }
    return remarks;
  }

  /** Of what is linear in a symbol. */
  private Optional<Formula> zero(Formula formula, Symbol symbol) {
    Formula slope = symja.differentiation().derivative(formula, symbol);
    return slope instanceof Rational
        ? Optional.of(
            formulas.negate(formulas.divide(symja.at(formula, symbol, formulas.integer(0)), slope)))
        : Optional.empty();
  }

  /** Whether one of the first few terms has no value there, which is told already. */
  private boolean isPole(Symbol symbol, Formula value) {
    return IntStream.range(0, FIRST)
        .mapToObj(j -> formulas.rational(from.add(BigInteger.valueOf(j)), BigInteger.ONE))
        .flatMap(index -> divisors(term).stream().map(each -> symja.at(each, k, index)))
        .anyMatch(each -> symja.at(each, symbol, value).equals(formulas.integer(0)));
  }

  /** The reciprocal of a gamma has a value everywhere. */
  private static List<Formula> divisors(Formula formula) {
    return Dag.postorder(List.of(formula)).stream()
        .filter(
            node ->
                node instanceof Power power
                    && power.exponent() instanceof Rational e
                    && e.numerator().signum() < 0)
        .map(node -> ((Power) node).base())
        .filter(base -> !(base instanceof Apply gamma && gamma.operation().name().equals("gamma")))
        .distinct()
        .toList();
  }
}
