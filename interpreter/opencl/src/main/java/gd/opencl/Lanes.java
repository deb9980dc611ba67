package gd.opencl;

/** In how many lanes a piece of code computes: one number at a time, or a vector of neighbours. */
enum Lanes {
  ONE(1),
  EIGHT(8);

  private final int width;

  Lanes(int width) {
    this.width = width;
  }

  int width() {
    return width;
  }

  /** The type of a number. */
  String type() {
    return this == ONE ? "R" : "R8";
  }

  /** The type of a truth value: 0 and 1 for one lane, 0 and −1 in each of many. */
  String mask() {
    return this == ONE ? "int" : "M8";
  }

  /** The elements from {@code pointer} on. */
  String load(String buffer, String index) {
    return this == ONE
        ? "%s[%s]".formatted(buffer, index)
        : "vload8(0, %s + %s)".formatted(buffer, index);
  }

  String store(String value, String buffer, String index) {
    return this == ONE
        ? "%s[%s] = %s;".formatted(buffer, index, value)
        : "vstore8(%s, 0, %s + %s);".formatted(value, buffer, index);
  }

  /** A number that every lane shares. */
  String spread(String scalar) {
    return this == ONE ? scalar : "(R8)(%s)".formatted(scalar);
  }
}
