package gd.opencl;

import gd.backend.Precision;

/** In how many lanes a piece of code computes: one number at a time, or a vector of neighbours. */
enum Lanes {
  ONE(1),
  EIGHT(8),
  SIXTEEN(16);

  private final int width;

  Lanes(int width) {
    this.width = width;
  }

  /** A vector of 512 bits. */
  static Lanes widest(Precision precision) {
    return switch (precision) {
      case SINGLE -> SIXTEEN;
      case DOUBLE -> EIGHT;
    };
  }

  int width() {
    return width;
  }

  /** The type of a number. */
  String type() {
    return this == ONE ? "R" : "R" + width;
  }

  /** The type of a truth value: 0 and 1 for one lane, 0 and −1 in each of many. */
  String mask() {
    return this == ONE ? "int" : "M" + width;
  }

  /** A truth value that every lane shares. */
  String truth(boolean value) {
    return this == ONE ? (value ? "1" : "0") : "(%s)(%d)".formatted(mask(), value ? -1 : 0);
  }

  /** What the name of a function for so many lanes ends with. */
  String suffix() {
    return this == ONE ? "" : "_" + width;
  }

  /** The elements from {@code pointer} on. */
  String load(String buffer, String index) {
    return this == ONE
        ? "%s[%s]".formatted(buffer, index)
        : "vload%d(0, %s + %s)".formatted(width, buffer, index);
  }

  String store(String value, String buffer, String index) {
    return this == ONE
        ? "%s[%s] = %s;".formatted(buffer, index, value)
        : "vstore%d(%s, 0, %s + %s);".formatted(width, value, buffer, index);
  }

  /** A number that every lane shares. */
  String spread(String scalar) {
    return this == ONE ? scalar : "(%s)(%s)".formatted(type(), scalar);
  }
}
