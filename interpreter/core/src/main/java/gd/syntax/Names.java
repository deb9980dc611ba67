package gd.syntax;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The canonical spelling of names: {@code θ₁} is {@code theta_1}; and the way back for the eye. */
public final class Names {
  private static final String LETTERS = "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩ";
  private static final String[] WORDS = {
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
    "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"
  };
  private static final Pattern LETTER = Pattern.compile("\\p{L}\\p{Mn}*[0-9]*(_[\\p{L}0-9]+)*");
  private static final Map<String, String> TO_WORD = new HashMap<>();
  private static final Map<String, String> TO_LETTER = new HashMap<>();

  static {
    for (int i = 0; i < WORDS.length; i++) {
      TO_WORD.put(LETTERS.substring(i, i + 1), WORDS[i]);
      TO_LETTER.put(WORDS[i], LETTERS.substring(i, i + 1));
    }
    TO_WORD.put("ϵ", "epsilon");
    TO_WORD.put("ϑ", "theta");
    TO_WORD.put("ϕ", "phi");
    TO_WORD.put("ϱ", "rho");
    TO_WORD.put("ς", "sigma");
    TO_WORD.put("µ", "mu");
    TO_WORD.put("∞", "infinity");
    TO_WORD.put("∑", "sum");
    TO_WORD.put("∏", "product");
    TO_LETTER.put("infinity", "∞");
  }

  private Names() {}

  /** The Greek letters in words: alpha, beta, … */
  public static List<String> letters() {
    return List.of(WORDS);
  }

  /** The name that a written one stands for. */
  public static String canonical(String written) {
    if (plain(written)) {
      return written;
    }
    String plain = withoutSubscripts(withoutStyles(written));
    int end = endOfLetters(plain);
    String word = TO_WORD.get(plain.substring(0, end));
    return word == null ? plain : word + plain.substring(end);
  }

  private static boolean plain(String written) {
    for (int i = 0; i < written.length(); i++) {
      if (written.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /**
   * A canonical name as a person likes to see it: {@code theta_1} as {@code θ_1}. Reads back as the
   * same name; {@code Sigma} and {@code Pi} stay, for in a call these letters mean sum and product.
   */
  public static String pretty(String canonical) {
    if (canonical.equals("Sigma") || canonical.equals("Pi")) {
      return canonical;
    }
    int end = endOfLetters(canonical);
    String letter = TO_LETTER.get(canonical.substring(0, end));
    return letter == null ? canonical : letter + canonical.substring(end);
  }

  /**
   * Whether a canonical name is one letter, Latin or Greek, perhaps with digits or a subscript: a
   * possible symbol.
   */
  public static boolean isLetter(String canonical) {
    String pretty = pretty(canonical);
    int end = endOfLetters(pretty);
    return end > 0 && LETTER.matcher(pretty).matches() && !canonical.startsWith("infinity");
  }

  private static int endOfLetters(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) != '_' && !Character.isDigit(name.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Letters of the mathematical alphabets ({@code 𝑥}) become plain ones. */
  private static String withoutStyles(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .mapToObj(Character::toString)
        .map(c -> c.length() == 2 ? Normalizer.normalize(c, Normalizer.Form.NFKC) : c)
        .forEach(plain::append);
    return plain.toString();
  }

  /** {@code x₁₂} as {@code x_12}. */
  private static String withoutSubscripts(String name) {
    StringBuilder plain = new StringBuilder();
    boolean below = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean subscript = c >= '₀' && c <= '₉' || c >= 'ₐ' && c <= 'ₜ' || c >= 'ᵢ' && c <= 'ᵥ';
      if (subscript && !below) {
        plain.append('_');
      }
      plain.append(subscript ? Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC) : c);
      below = subscript;
    }
    return plain.toString();
  }
}
