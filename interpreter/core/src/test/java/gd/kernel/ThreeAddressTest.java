package gd.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.formula.Formula;
import gd.formula.Operation;
import gd.report.Refusal;
import gd.tensor.Arena;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The one order of evaluation. */
class ThreeAddressTest {
  private final Arena gd = new Arena();
  private final Formula a = gd.formulas.slot(0);
  private final Formula b = gd.formulas.slot(1);
  private final Formula c = gd.formulas.slot(2);

  private String code(Formula formula) {
    return ThreeAddress.of(new Body(3, List.of(formula))).code().stream()
        .map(
            instruction ->
                switch (instruction) {
                  case Instruction.Constant(double value) -> "" + value;
                  case Instruction.Truth(boolean value) -> "" + value;
                  case Instruction.Unary(var operator, int operand) -> operator + " " + operand;
                  case Instruction.Binary(var operator, int left, int right) ->
                      operator + " " + left + " " + right;
                  case Instruction.Call(var operation, var arguments) ->
                      operation + " " + arguments;
                  case Instruction.Compare(var comparator, int left, int right) ->
                      left + " " + comparator.sign() + " " + right;
                  case Instruction.And(int left, int right) -> "and " + left + " " + right;
                  case Instruction.Or(int left, int right) -> "or " + left + " " + right;
                  case Instruction.Not(int operand) -> "not " + operand;
                  case Instruction.Select(int condition, int ifTrue, int ifFalse) ->
                      condition + " ? " + ifTrue + " : " + ifFalse;
                })
        .collect(Collectors.joining("; "));
  }

  private Formula rational(long numerator, long denominator) {
    return gd.formulas.rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  @Test
  void sumsFromLeftToRight() {
    assertEquals("ADD 0 1; ADD 3 2", code(gd.formulas.sum(List.of(a, b, c))));
    assertEquals("SUB 0 1", code(gd.formulas.subtract(a, b)));
    assertEquals("SUB 1 0", code(gd.formulas.subtract(b, a)));
    assertEquals("3.0; SUB 0 3", code(gd.formulas.subtract(a, gd.formulas.integer(3))));
    assertEquals(
        "2.0; MUL 3 1; SUB 0 4",
        code(gd.formulas.subtract(a, gd.formulas.multiply(gd.formulas.integer(2), b))));
  }

  @Test
  void oneDivision() {
    assertEquals("DIV 0 1", code(gd.formulas.divide(a, b)));
    assertEquals("3.0; DIV 0 3", code(gd.formulas.divide(a, gd.formulas.integer(3))));
    assertEquals("2.0; 3.0; MUL 3 0; DIV 5 4", code(gd.formulas.multiply(rational(2, 3), a)));
    assertEquals("0.25; MUL 3 0", code(gd.formulas.multiply(rational(1, 4), a)));
    assertEquals("1.0; DIV 3 0", code(gd.formulas.divide(gd.formulas.integer(1), a)));
    assertEquals("NEG 0", code(gd.formulas.negate(a)));
  }

  @Test
  void smallPowersAreProducts() {
    assertEquals("MUL 0 0", code(gd.formulas.power(a, gd.formulas.integer(2))));
    assertEquals("MUL 0 0; MUL 0 3", code(gd.formulas.power(a, gd.formulas.integer(3))));
    assertEquals("SQRT 0", code(gd.formulas.power(a, rational(1, 2))));
    assertEquals("1.0; SQRT 0; DIV 3 4", code(gd.formulas.power(a, rational(-1, 2))));
    assertEquals("POW 0 1", code(gd.formulas.power(a, b)));
    assertEquals("2.5; POW 0 3", code(gd.formulas.power(a, gd.formulas.decimal(2.5))));
  }

  @Test
  void equalPartsAreComputedOnce() {
    Formula e = gd.formulas.apply(Operation.EXP, List.of(a));
    assertEquals(
        "exp [0]; 1.0; ADD 4 3; DIV 3 5",
        code(gd.formulas.divide(e, gd.formulas.add(e, gd.formulas.integer(1))))
            .replace("ADD 3 4", "ADD 4 3"));
  }

  @Test
  void statementsKeepTheirOwnSlots() {
    Body body =
        new Body(
            2,
            List.of(gd.formulas.subtract(a, b), gd.formulas.multiply(a, b)),
            List.of(List.of(1, 0), List.of(2, 2)));
    assertEquals(
        List.of(
            new Instruction.Binary(Instruction.BinaryOperator.SUB, 1, 0),
            new Instruction.Binary(Instruction.BinaryOperator.MUL, 2, 2)),
        ThreeAddress.of(body).code());
  }

  @Test
  void choices() {
    Formula positive = gd.formulas.relation(Formula.Comparator.GREATER, a, gd.formulas.integer(0));
    assertEquals(
        "0.0; 0 > 3; 4 ? 1 : 2",
        code(gd.formulas.piecewise(List.of(new Formula.Case(positive, b)), c)));
  }

  @Test
  void aSymbolIsRefused() {
    assertThrows(Refusal.class, () -> code(gd.formulas.add(a, gd.formulas.symbol("t"))));
    assertThrows(Refusal.class, () -> code(gd.formulas.add(a, Formula.Constant.I)));
  }

  @Test
  void deepFormulasNeedNoStack() {
    Formula deep = a;
    for (int k = 0; k < 20_000; k++) {
      deep = gd.apply(gd.sin, gd.formulas.add(deep, b));
    }
    assertEquals(40_000, ThreeAddress.of(new Body(3, List.of(deep))).code().size());
  }
}
