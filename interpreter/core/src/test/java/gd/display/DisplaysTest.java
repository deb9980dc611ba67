package gd.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gd.Event;
import gd.Session;
import gd.evaluate.Value;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.transcript.Repository;
import gd.transcript.Transcript;
import gd.transcript.Transcript.Exchange;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values of every kind, those of the page values.md, in every display. */
class DisplaysTest {
  private static final Path PAGE =
      Repository.root().resolve("interpreter/core/src/test/transcripts/values.md");

  private final Session session = Session.open(Session.Options.standard().withDevice("jvm"));

  /** What the page defines, then what it shows. */
  private static List<String> inputs() {
    return Transcript.parse(Repository.lines(PAGE)).exchanges().stream()
        .map(Exchange::text)
        .takeWhile(text -> !text.startsWith("display"))
        .toList();
  }

  @BeforeEach
  void define() {
    assertTrue(session.evaluate(inputs().getFirst()).ok());
    assertTrue(session.evaluate("digits(17)").ok());
  }

  @AfterEach
  void close() {
    session.close();
  }

  private Event.Shown shown(String text) {
    List<Event> events = session.evaluate(text).events();
    return events.stream()
        .flatMap(e -> e instanceof Event.Shown s ? Stream.of(s) : Stream.empty())
        .findFirst()
        .orElseThrow(() -> new AssertionError(text + ": " + events));
  }

  private List<String> values() {
    return inputs().subList(1, inputs().size());
  }

  @Test
  void everyKindOfValueIsThere() {
    Set<String> kinds = new TreeSet<>();
    for (Class<?> kind : Value.class.getPermittedSubclasses()) {
      kinds.add(kind.getSimpleName());
    }
    for (Class<?> kind : Value.Callable.class.getPermittedSubclasses()) {
      kinds.add(kind.getSimpleName());
    }
    Set<String> seen = new HashSet<>();
    values().forEach(text -> seen.add(shown(text).value().getClass().getSimpleName()));
    kinds.removeAll(seen);
    // Nothing is not shown, a condition is shown as its array; agreements tell the devices there
    // are.
    assertEquals(Set.of("Callable", "Nothing", "Condition", "Agreement"), kinds);
  }

  /** Up to the sign ≈; texts stand for themselves at top level, and reports are for people. */
  @Test
  void whatIsShownAsTextReadsBack() {
    for (String text : values()) {
      Event.Shown first = shown(text);
      boolean reads =
          switch (first.value()) {
            // A decimal that is written has 64 bits.
            case Value.Scalar(var formula) when isPrecise(formula) -> false;
            case Value.Scalar _, Value.Array _, Value.Truth _, Value.Texts _, Value.Closure _ ->
                true;
            case Value.Derived _ -> true;
            case Value.Text _,
                Value.Condition _,
                Value.Nothing _,
                Value.Builtin _,
                Value.Table _,
                Value.Fields _,
                Value.Explanation _,
                Value.Backpropagation _,
                Value.Agreement _,
                Value.Descent _ ->
                false;
          };
      if (reads) {
        String printed = first.text().split(" ≈ ")[0];
        Event.Shown again = shown(printed);
        assertEquals(first.text(), again.text());
        if (first.value() instanceof Value.Scalar) {
          assertEquals(first.value(), again.value(), text);
        }
      }
    }
  }

  @Test
  void jsonIsJson() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    for (String text : values()) {
      Event.Shown value = shown(text);
      JsonNode json = mapper.readTree(session.toJson(value));
      assertEquals("value", json.get("event").textValue());
      assertEquals(value.text(), json.get("text").textValue());
      assertFalse(json.get("value").get("kind").textValue().isEmpty());
      boolean exact =
          json.get("value").has("exact")
              && !(value.value() instanceof Value.Scalar(var formula) && isPrecise(formula));
      if (exact) {
        String again = json.get("value").get("exact").textValue();
        assertEquals(value.text(), shown(again).text(), text);
      }
    }
    JsonNode tensor =
        mapper.readTree(session.toJson(shown("[[[[1.5, 2]], [[3, 4]]]]"))).get("value");
    assertEquals("[1,2,1,2]", tensor.get("shape").toString());
    assertEquals("[1.5,2.0,3.0,4.0]", tensor.get("elements").toString());
  }

  @Test
  void latexIsBalanced() {
    for (String text : values()) {
      assertTrue(session.evaluate("display(\"latex\")").ok());
      String latex = shown(text).text();
      assertFalse(latex.isBlank(), text);
      assertEquals(count(latex, "\\left"), count(latex, "\\right"), latex);
      assertEquals(count(latex, "\\begin{"), count(latex, "\\end{"), latex);
      String plain = latex.replace("\\\\", "").replace("\\{", "").replace("\\}", "");
      assertEquals(count(plain, "{"), count(plain, "}"), latex);
    }
  }

  private static boolean isPrecise(Formula formula) {
    return Dag.postorder(List.of(formula)).stream().anyMatch(Formula.Precise.class::isInstance);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
