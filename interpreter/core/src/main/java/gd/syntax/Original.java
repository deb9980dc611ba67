package gd.syntax;

import gd.report.Source;
import gd.report.Span;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * The text that is parsed, and the way from its characters back to the user's own. It is the
 * source's text in the Unicode form NFC; positions are counted in code points, as ANTLR counts
 * them.
 */
final class Original {
  private final Source source;
  private final String text;

  /** The offset in the source of each code point, and of the end; empty if they are the same. */
  private final int[] offsets;

  /** Where this text begins in the one that {@code offsets} describes. */
  private final int start;

  private Original(Source source, String text, int[] offsets, int start) {
    this.source = source;
    this.text = text;
    this.offsets = offsets;
    this.start = start;
  }

  /** Whether this is an expression inside a text: {@code "x = {x}"}. */
  boolean isPart() {
    return start > 0;
  }

  static Original of(Source source) {
    String text = source.text();
    for (int i = 0; i < text.length(); i++) {
      if (!settled(text.charAt(i))) {
        return normalised(source);
      }
    }
    return new Original(source, text, new int[0], 0);
  }

  /**
   * Whether a letter is surely a code point of its own and in NFC: so most texts need no normaliser
   * at all.
   */
  private static boolean settled(char c) {
    return c < 0x300
        || c >= 0x391 && c <= 0x3FF
        || c >= 0x2010 && c <= 0x20CF
        || c >= 0x2190 && c <= 0x22FF
        || c >= 0x1D2C && c <= 0x1D7F;
  }

  /**
   * Normalises letter by letter, each with the marks that combine with it, to know where every one
   * came from.
   */
  private static Original normalised(Source source) {
    String text = source.text();
    StringBuilder normal = new StringBuilder(text.length());
    int[] offsets = new int[text.length() + 1];
    int count = 0;
    int from = 0;
    while (from < text.length()) {
      int to = from + Character.charCount(text.codePointAt(from));
      while (to < text.length() && combines(text.codePointAt(to))) {
        to += Character.charCount(text.codePointAt(to));
      }
      String own = text.substring(from, to);
      String cluster = half(own) ? "\uFFFD" : Normalizer.normalize(own, Normalizer.Form.NFC);
      normal.append(cluster);
      boolean one = cluster.length() == to - from;
      int at = from;
      for (int i = 0; i < cluster.length(); i += Character.charCount(cluster.codePointAt(i))) {
        offsets = count + 1 < offsets.length ? offsets : Arrays.copyOf(offsets, 2 * offsets.length);
        offsets[count++] = one ? from + i : at;
      }
      from = to;
    }
    offsets = Arrays.copyOf(offsets, count + 1);
    offsets[count] = text.length();
    return new Original(source, normal.toString(), offsets, 0);
  }

  /** A part of a source on its own, whose places are those in the whole. */
  static Original of(Span part) {
    Original all = of(part.source());
    int from = all.codePoint(part.start());
    int to = all.codePoint(part.end());
    int begin = all.text.offsetByCodePoints(0, from);
    return all.piece(
        all.text.substring(begin, all.text.offsetByCodePoints(begin, to - from)), from);
  }

  private int codePoint(int offset) {
    return offsets.length == 0 ? offset : Math.abs(Arrays.binarySearch(offsets, offset));
  }

  private static boolean combines(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || c >= 0x1160 && c <= 0x11FF;
  }

  /** Half of a surrogate pair: no character at all. */
  private static boolean half(String cluster) {
    return cluster.length() == 1 && Character.isSurrogate(cluster.charAt(0));
  }

  /** What is to be parsed. */
  String text() {
    return text;
  }

  /** A piece of it on its own: {@code piece} begins at the code point {@code from}. */
  Original piece(String piece, int from) {
    return new Original(source, piece, offsets, start + from);
  }

  /** The place in the source of code points {@code from} up to, not including, {@code to}. */
  Span span(int from, int to) {
    return new Span(source, offset(start + from), offset(start + to));
  }

  private int offset(int codePoint) {
    return offsets.length == 0 ? codePoint : offsets[codePoint];
  }
}
