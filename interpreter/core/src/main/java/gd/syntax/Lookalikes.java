package gd.syntax;

import gd.grammar.GdLexer;
import gd.report.Problem;
import gd.report.RunProblem.Remark;
import gd.report.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Notes on signs that look like others, each once in a text. */
final class Lookalikes {
  /** Cyrillic letters that nobody can tell from Latin ones: Unicode's confusables. */
  private static final String CYRILLIC = "асеорхуіјѕһАВЕКМНОРСТХІЈЅ";

  private static final String LATIN = "aceopxyijshABEKMHOPCTXIJS";

  private Lookalikes() {}

  static List<Problem> notes(Original original, List<Slice> slices) {
    List<Problem> notes = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Slice slice : slices) {
      for (Token token : slice.tokens()) {
        String text = token.getText();
        int letter = text.isEmpty() ? -1 : CYRILLIC.indexOf(text.codePointAt(0));
        if (token.getType() == GdLexer.MINUS && text.equals("–") && told.add(text)) {
          notes.add(new Remark(span(original, token), "This dash is read as a minus sign."));
        } else if (token.getType() == GdLexer.NAME && letter >= 0 && told.add(text)) {
          notes.add(
              new Remark(
                  span(original, token),
                  "This begins with the Cyrillic letter %s, which is another name than the Latin %s."
                      .formatted(text.substring(0, 1), LATIN.substring(letter, letter + 1))));
        }
      }
    }
    return notes;
  }

  private static Span span(Original original, Token token) {
    return original.span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
