package gd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final List<String> KNOWN =
      List.of(
          "descend",
          "diff",
          "sin",
          "sinh",
          "sigmoid",
          "mean",
          "Price",
          "learning_rate",
          "x",
          "eigenvalues");

  private static String near(String name) {
    return String.join(" ", Suggestions.near(name, KNOWN));
  }

  @Test
  void theSameButForCaseComesFirst() {
    assertEquals("Price", near("price"));
    assertEquals("diff", near("DIFF"));
  }

  @Test
  void thenWhatIsAThirdAwayAtMost() {
    assertEquals("descend", near("descnd"));
    assertEquals("descend", near("dsecend"));
    assertEquals("diff", near("dif"));
    assertEquals("sin", near("sen"));
    assertEquals("eigenvalues", near("eigenvalue"));
    assertEquals("mean", near("maen"));
  }

  @Test
  void thenWhatContainsIt() {
    assertEquals("learning_rate", near("rate"));
  }

  @Test
  void nothingIsNearShortOrStrangeNames() {
    assertEquals("", near("y"));
    assertEquals("", near("si"));
    assertEquals("", near("quux"));
  }

  @Test
  void distancesCountSwapsOnce() {
    assertEquals(0, Suggestions.distance("sin", "sin"));
    assertEquals(1, Suggestions.distance("ab", "ba"));
    assertEquals(3, Suggestions.distance("kitten", "sitting"));
    assertEquals(3, Suggestions.distance("", "abc"));
    assertEquals(3, Suggestions.distance("ca", "abc"));
  }
}
