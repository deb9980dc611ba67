package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void oneNameHasManySpellings() {
    for (String written : List.of("θ₁", "theta_1", "ϑ_1", "𝜃₁")) {
      assertEquals("theta_1", Names.canonical(written), written);
    }
    assertEquals("x_12", Names.canonical("x₁₂"));
    assertEquals("x_i", Names.canonical("xᵢ"));
    assertEquals("x1", Names.canonical("x1"));
    assertEquals("pi", Names.canonical("π"));
    assertEquals("infinity", Names.canonical("∞"));
    assertEquals("Δx", Names.canonical("Δx"));
    assertEquals("ação", Names.canonical("ação"));
  }

  @Test
  void greekLettersArePrettyAndReadBack() {
    for (String name :
        List.of(
            "theta_1",
            "pi",
            "Omega",
            "lambda",
            "x_1",
            "learning_rate",
            "mean",
            "infinity",
            "beta2")) {
      assertEquals(name, Names.canonical(Names.pretty(name)));
    }
    assertEquals("θ_1", Names.pretty("theta_1"));
    assertEquals("mean", Names.pretty("mean"));
  }

  @Test
  void lettersMayStandForThemselves() {
    for (String letter :
        List.of("x", "theta", "x1", "w_0", "Omega_12", "x_i", "π", "x\u0304", "ŷ_1")) {
      assertTrue(Names.isLetter(Names.canonical(letter)), letter);
    }
    for (String word : List.of("xy", "rate", "_", "x1y", "learning_rate", "Δx")) {
      assertFalse(Names.isLetter(Names.canonical(word)), word);
    }
  }
}
