package gd.cli;

import java.util.Map;

/**
 * Colours, where there is a terminal that shows them and nobody asked to be spared ({@code
 * NO_COLOR}).
 */
enum Style {
  PLAIN,
  COLOURED;

  static Style of(boolean terminal, Map<String, String> environment) {
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return terminal && !dumb && !unwanted ? COLOURED : PLAIN;
  }

  String dim(String text) {
    return wrapped("2", text);
  }

  String red(String text) {
    return wrapped("1;31", text);
  }

  String yellow(String text) {
    return wrapped("1;33", text);
  }

  private String wrapped(String code, String text) {
    return this == PLAIN ? text : "\u001B[" + code + "m" + text + "\u001B[m";
  }
}
