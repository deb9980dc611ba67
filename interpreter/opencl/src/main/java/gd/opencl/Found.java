package gd.opencl;

import java.util.List;
import java.util.Optional;

/**
 * What a probe learnt about a device.
 *
 * @param platform its number among the platforms, and {@code index} its number among the platform's
 *     devices
 * @param memory bytes in all, of which one buffer may have {@code largestBuffer}
 * @param roundsCorrectly whether single-precision division and square root can be rounded as IEEE
 *     says
 */
record Found(
    int platform,
    int index,
    String name,
    String vendor,
    String driver,
    int units,
    long memory,
    long largestBuffer,
    boolean isCpu,
    boolean hasDoubles,
    boolean roundsCorrectly) {
  private static final String SEPARATOR = "\t";

  Found {
    name = plain(name);
    vendor = plain(vendor);
    driver = plain(driver);
  }

  String toLine() {
    return String.join(
        SEPARATOR,
        List.of(
            Integer.toString(platform),
            Integer.toString(index),
            name,
            vendor,
            driver,
            Integer.toString(units),
            Long.toString(memory),
            Long.toString(largestBuffer),
            Boolean.toString(isCpu),
            Boolean.toString(hasDoubles),
            Boolean.toString(roundsCorrectly)));
  }

  static Optional<Found> parse(String line) {
    String[] part = line.split(SEPARATOR, -1);
    if (part.length != 11) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Found(
              Integer.parseInt(part[0]),
              Integer.parseInt(part[1]),
              part[2],
              part[3],
              part[4],
              Integer.parseInt(part[5]),
              Long.parseLong(part[6]),
              Long.parseLong(part[7]),
              Boolean.parseBoolean(part[8]),
              Boolean.parseBoolean(part[9]),
              Boolean.parseBoolean(part[10])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** For people: "Intel(R) Xeon(R) Processor, 2 units (Portable Computing Language)". */
  String description() {
    return name + ", " + units + (units == 1 ? " unit (" : " units (") + vendor + ")";
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
