package gd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Session;
import gd.data.FileAccess;
import gd.transcript.Conversation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is computed with an index for all its values is what is computed one by one: a condition,
 * even one that always holds, forbids the former.
 */
class IndexNotationTest {
  private static final String DATA =
      """
      seed(3); u = [i^2 - 7i + 1/3 for i in 1..40]; v = [1/i for i in 1..40]; a = randn(40)
      M = reshape([i*j - 3i for i in 1..40 for j in 1..40], 40, 40); B = randn(40, 5); W = randn(5, 5)
      f(t) = t^3 - 2t; g(t) = if t > 0 then t else exp(t) - 1; q = 2.5
      n = 1..40; h(k) = if k <= 1 then 1 else k*h(k - 1)
      """;

  private static final List<String> EXACT =
      List.of(
          "u[i]",
          "u[i]*v[i] - 3",
          "u[41 - i]/v[i]",
          "i*u[i] + i^2",
          "(-1)^i*v[i]",
          "f(u[i])",
          "M[i, i]",
          "M[i, 41 - i]*v[i]",
          "M[3, i] + M[i, 3]",
          "M[i, :]·v",
          "v·M[i, :]",
          "M[:, i]·u",
          "M[i, :]·M[:, i]",
          "sum(M[i, :])",
          "max(M[i, :])",
          "sum(M[i, j]*v[j] for j in 1..40)",
          "sum(M[j, i]*v[j]*u[i] for j in 1..40)",
          "sum(M[i, j]*M[j, i] for j in 1..40)",
          "sum(M[i, j]*v[j] for j in 1..3)",
          "sum(M[i, j] for j in 1..i)",
          "sum(u[j] for j in 1..40)*v[i]",
          "h(n[i])",
          "if u[i] > 20 then 1 else 0",
          "if i == 3 then u[i] else v[i]",
          "{s = u[i]; s^2 + s}",
          "z*u[i] + v[i]");

  private static final List<String> DECIMAL =
      List.of(
          "a[i]",
          "exp(-a[i])*u[i]",
          "g(a[i])",
          "q*a[i]^2 + i",
          "max(a[i], 0)",
          "abs(a[i] - a[41 - i])",
          "sum(B[i, :].^2)",
          "B[i, :]·(W*B[i, :])",
          "sum(W*B[i, :])",
          "sum((W*B[i, :] - W[:, 2]).^2)",
          "sum((B.T*B)[j, 1]*B[i, j] for j in 1..5)",
          "norm(B[i, :])",
          "sigmoid(B[i, :]·W[1, :])",
          "det(W)*a[i]",
          "sum(exp(a[j]*a[i]) for j in 1..40)",
          "[a[i], a[i]^2]·[1, 2]");

  private static List<String> ask(String text) {
    try (Conversation conversation =
        new Conversation(new Session.Options("jvm", 64, new FileAccess(Path.of("."))))) {
      conversation.ask(DATA);
      return conversation.ask(text);
    }
  }

  @TestFactory
  Stream<DynamicTest> exactBodies() {
    return EXACT.stream()
        .map(
            body ->
                DynamicTest.dynamicTest(
                    body,
                    () -> {
                      for (String range : List.of("1..40", "2..39", "1..39 by 1")) {
                        String whole = "[%s for i in %s]".formatted(body, range);
                        String single = "[%s for i in %s if true]".formatted(body, range);
                        assertEquals(ask(single), ask(whole), range);
                        assertEquals(ask("sum(%s)".formatted(single)), ask("sum(" + whole + ")"));
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> decimalBodies() {
    return DECIMAL.stream()
        .map(
            body ->
                DynamicTest.dynamicTest(
                    body,
                    () -> {
                      String text =
                          "p = [%s for i in 1..40]; r = [%s for i in 1..40 if true]; "
                              .formatted(body, body);
                      assertEquals(
                          List.of("true"),
                          ask(text + "max(abs(p - r)) <= 1e-12*(1 + max(abs(r)))"));
                    }));
  }

  /** With a traced number in the body a range counts for all its values at once. */
  @TestFactory
  Stream<DynamicTest> derivativesOfTotals() {
    return Stream.of(
            "1/(1 + exp(-(i*x + 1/i)))",
            "(-1)^i*x^i/i",
            "x^(1/i)",
            "√i*x^2",
            "log(i + x^2)",
            "if i > 3 then x^2 else i*x",
            "if x > i/20 then x^2 else i*x",
            "mod(i, 3)*x^2",
            "i!*x/i!",
            "h(i)*x/h(i)",
            "{s = i*x; s^2 + f(s)}",
            "sum(j*x^2 for j in 1..i)",
            "sum(sin(i*x)/j for j in 1..40)",
            "max(x, i/10)",
            "u[i]*x^2")
        .map(
            body ->
                DynamicTest.dynamicTest(
                    body,
                    () -> {
                      String text =
                          "F(x) = sum(%s for i in 1..40); G(x) = sum(%s for i in 1..40 if true); "
                              .formatted(body, body);
                      String slopes = "p = [F'(0.73), ∇F(2/3)]; q = [G'(0.73), ∇G(2/3)]; ";
                      assertEquals(
                          List.of("true"),
                          ask(text + slopes + "max(abs(p - q)) <= 1e-12*(1 + max(abs(q)))"));
                    }));
  }

  /** One by one, half a million elements are the limit. */
  @Test
  void aMillionElementsAreOneArray() {
    String text = "t = 1..1000000; sum(t[i]*t[1000001 - i] for i in 1..1000000)";
    assertEquals(List.of("166667166667000000"), ask(text));
  }

  @Test
  void gradientsAgree() {
    String loss = "L(w, b) = sum((w*a[i] + b - u[i])^2 for i in 1..40%s)/40; ∇L(0.5, 1/4)";
    assertEquals(ask(loss.formatted(" if true")), ask(loss.formatted("")));
    String rows = "L(w) = mean((B[i, :]·w - a[i])^2 for i in 1..40%s); ∇L([1, 2, 3, 4, 5])";
    assertEquals(ask(rows.formatted(" if true")), ask(rows.formatted("")));
  }

  @Test
  void elementsAreDrawnOneByOne() {
    String text = "seed(5); [rand()*v[i]/v[i] for i in 1..40][3] == {seed(5); rand(40)[3]}";
    assertEquals(List.of("true"), ask(text));
  }

  @Test
  void whatIsPrintedIsPrintedForEachElement() {
    List<String> lines = ask("p(k) = { print(\"seen\"); k }; sum(p(u[i]) for i in 1..40)");
    assertEquals(41, lines.size());
  }

  @Test
  void aMistakeIsToldAsForOneElement() {
    List<String> lines = ask("sum(u[i + 1] for i in 1..40)");
    assertTrue(lines.stream().anyMatch(line -> line.contains("no element 41")), lines.toString());
    assertFalse(lines.stream().anyMatch(line -> line.contains("stands for")), lines.toString());
  }
}
