package gd.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * A Markdown page whose blocks (indented by four spaces, or fenced) may hold exchanges: lines that
 * begin with {@code > } are one input, the lines after them are what it answers. Everything else is
 * prose.
 */
public record Transcript(List<Part> parts) {

  /** Prose, or an input with its answer. */
  public sealed interface Part {}

  /** Lines that are not run. */
  public record Prose(List<String> lines) implements Part {}

  /** An input and the expected answer; {@code line} is where the input begins, from 1. */
  public record Exchange(int line, String indent, List<String> input, List<String> output)
      implements Part {
    public String text() {
      return String.join("\n", input);
    }

    Exchange answering(List<String> answer) {
      return new Exchange(line, indent, input, answer);
    }
  }

  /** Reads a page. */
  public static Transcript parse(List<String> lines) {
    return new Reader(lines).read();
  }

  /** The exchanges, in order. */
  public List<Exchange> exchanges() {
    return parts.stream().filter(Exchange.class::isInstance).map(Exchange.class::cast).toList();
  }

  /** The page as lines. */
  public List<String> lines() {
    List<String> result = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Prose prose -> result.addAll(prose.lines());
        case Exchange exchange -> {
          exchange
              .input()
              .forEach(line -> result.add((exchange.indent() + "> " + line).stripTrailing()));
          exchange.output().forEach(line -> result.add((exchange.indent() + line).stripTrailing()));
        }
      }
    }
    return result;
  }

  /** Walks over the lines of a page. */
  private static final class Reader {
    private static final String INDENT = "    ";
    private final List<String> lines;
    private final List<Part> parts = new ArrayList<>();
    private List<String> prose = new ArrayList<>();
    private int at;

    Reader(List<String> lines) {
      this.lines = lines;
    }

    Transcript read() {
      while (at < lines.size()) {
        if (isFence(lines.get(at))) {
          fenced();
        } else if (isInput(lines.get(at), INDENT)) {
          exchange(INDENT, this::ofIndentedBlock);
        } else {
          prose.add(lines.get(at++));
        }
      }
      endProse();
      return new Transcript(parts);
    }

    private void fenced() {
      prose.add(lines.get(at++));
      boolean runs = at < lines.size() && isInput(lines.get(at), "");
      while (at < lines.size() && !isFence(lines.get(at))) {
        if (runs) {
          exchange("", line -> !isFence(line));
        } else {
          prose.add(lines.get(at++));
        }
      }
      if (at < lines.size()) {
        prose.add(lines.get(at++));
      }
    }

    private boolean ofIndentedBlock(String line) {
      return line.startsWith(INDENT) || line.isBlank();
    }

    private interface Inside {
      boolean test(String line);
    }

    private void exchange(String indent, Inside inside) {
      endProse();
      int start = at + 1;
      List<String> input = new ArrayList<>();
      while (at < lines.size() && isInput(lines.get(at), indent)) {
        String line = lines.get(at++).substring(indent.length() + 1);
        input.add(line.startsWith(" ") ? line.substring(1) : line);
      }
      List<String> output = new ArrayList<>();
      while (at < lines.size() && inside.test(lines.get(at)) && !isInput(lines.get(at), indent)) {
        String line = lines.get(at++);
        output.add(line.isBlank() ? "" : line.substring(indent.length()));
      }
      while (!output.isEmpty() && output.getLast().isBlank()) {
        output.removeLast();
        prose.add("");
      }
      parts.add(new Exchange(start, indent, List.copyOf(input), List.copyOf(output)));
    }

    private void endProse() {
      if (!prose.isEmpty()) {
        parts.add(new Prose(List.copyOf(prose)));
        prose = new ArrayList<>();
      }
    }

    private static boolean isFence(String line) {
      return line.startsWith("```");
    }

    private static boolean isInput(String line, String indent) {
      return line.startsWith(indent + "> ") || line.equals(indent + ">");
    }
  }
}
