package gd.display;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON (RFC 8259): members and elements are JSON already. */
public final class Json {
  private final Map<String, String> members = new LinkedHashMap<>();

  private Json() {}

  /** An object whose first member says what it is. */
  public static Json object(String key, String text) {
    return new Json().with(key, text);
  }

  /** With a text. */
  public Json with(String key, String text) {
    return json(key, string(text));
  }

  /** With something that is JSON already. */
  public Json json(String key, String json) {
    members.put(key, json);
    return this;
  }

  public String text() {
    return members(members);
  }

  static String members(Map<String, String> members) {
    return members.entrySet().stream()
        .map(e -> string(e.getKey()) + ":" + e.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String array(Collection<String> elements) {
    return elements.stream().collect(Collectors.joining(",", "[", "]"));
  }

  /** A decimal so that it reads back; JSON has no infinity, which is a text. */
  static String number(double decimal) {
    return Double.isFinite(decimal) ? Double.toString(decimal) : string(Double.toString(decimal));
  }

  static String string(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Signs that a terminal or a page of JavaScript would obey do not get through either.
          boolean plain = c >= ' ' && c != '\u007F' && !(c >= '\u0080' && c < '\u00A0');
          boolean broken = Character.isSurrogate(c) && !paired(text, i);
          if (plain && !broken && c != '\u2028' && c != '\u2029' && c != '<') {
            out.append(c);
          } else {
            out.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private static boolean paired(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
