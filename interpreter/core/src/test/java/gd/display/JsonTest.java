package gd.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Session;
import org.junit.jupiter.api.Test;

/** Events in JSON. */
class JsonTest {
  private static String json(String text) {
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      return String.join(
          "\n", session.evaluate(text).events().stream().map(session::toJson).toList());
    }
  }

  /** The value of the only event. */
  private static String value(String text) {
    return json(text)
        .replaceFirst("^\\{\"event\":\"value\",\"text\":\"(\\\\.|[^\"\\\\])*\",\"value\":", "")
        .replaceFirst("\\}$", "");
  }

  @Test
  void exactNumbersAreTextsAndDecimalsHaveAllDigits() {
    assertEquals(
        "{\"kind\":\"number\",\"exact\":\"1/3\",\"decimal\":0.3333333333333333}", value("1/3"));
    assertEquals("{\"kind\":\"number\",\"decimal\":0.30000000000000004}", value("0.1 + 0.2"));
    assertEquals(
        "{\"kind\":\"number\",\"exact\":\"√2\",\"decimal\":1.4142135623730951}", value("√2"));
    assertEquals(
        "{\"kind\":\"number\",\"precise\":\"3.14159265358979323846264338328\"}", value("N(π, 30)"));
    assertEquals(
        "{\"kind\":\"number\",\"exact\":\"2i\",\"decimal\":{\"real\":0.0,\"imaginary\":2.0}}",
        value("√(-4)"));
    assertEquals(
        "{\"kind\":\"number\",\"decimal\":{\"real\":1.5,\"imaginary\":-2.25}}",
        value("1.5 - 2.25i"));
    assertEquals(
        "{\"kind\":\"number\",\"exact\":\"1/2 + √3*i\","
            + "\"decimal\":{\"real\":0.5,\"imaginary\":1.7320508075688772}}",
        value("1/2 + √(-3)"));
  }

  @Test
  void formulasArraysAndTheRest() {
    assertEquals(
        "{\"kind\":\"formula\",\"exact\":\"x^2 + y\",\"latex\":\"x^{2} + y\",\"symbols\":[\"x\",\"y\"]}",
        value("x^2 + y"));
    assertEquals(
        "{\"kind\":\"array\",\"shape\":[2, 2],\"elements\":[\"1/2\",\"2\",\"3\",\"x\"]}",
        value("[1/2, 2; 3, x]"));
    assertEquals("{\"kind\":\"truth\",\"value\":true}", value("1 < 2"));
    assertEquals("{\"kind\":\"text\",\"value\":\"a\\\"b\\u003c\\n\"}", value("\"a\\\"b<\\n\""));
    assertEquals(
        "{\"kind\":\"function\",\"parameters\":[\"x\"],\"text\":\"x -> x^2\"}", value("x -> x^2"));
    assertEquals(
        "{\"kind\":\"table\",\"name\":\"the table\",\"rows\":2,\"columns\":{\"a\":[1.0,2.5]}}",
        value("table(a=[1, 2.5])"));
  }

  @Test
  void ofLargeArraysTheBeginningIsWritten() {
    String all = json("ones(1000000)");
    String cut = json("ones(1000001)");
    assertFalse(all.contains("\"cut\""));
    assertTrue(cut.contains("\"shape\":[1000001],"));
    assertTrue(cut.contains("\"cut\":true"));
    assertEquals(all.split("\"1\"").length, cut.split("\"1\"").length);
  }

  @Test
  void problemsHaveTheirStableNames() {
    assertEquals(
        "{\"event\":\"error\",\"problem\":\"division-by-zero\",\"title\":\"Division by zero\","
            + "\"labels\":[{\"source\":\"input\",\"line\":2,\"column\":5,\"text\":\"1/0\","
            + "\"phrase\":\"what it is divided by is 0\",\"cause\":false}],\"message\":\"\","
            + "\"hints\":[\"For what it tends to: limit(1/x, x, 0)\"]}",
        json("\n1 + 1/0"));
    assertEquals(
        "{\"event\":\"printed\",\"text\":\"1\"}\n"
            + "{\"event\":\"defined\",\"name\":\"a\",\"text\":\"a = 2\"}",
        json("print(1); a = 2"));
  }
}
