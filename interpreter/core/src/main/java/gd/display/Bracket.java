package gd.display;

/** Brackets of any height: small, top, middle (where the line of writing is), between, bottom. */
enum Bracket {
  OPEN("(⎛⎜⎜⎝"),
  CLOSE(")⎞⎟⎟⎠"),
  OPEN_ARRAY("[⎡⎢⎢⎣"),
  CLOSE_ARRAY("]⎤⎥⎥⎦"),
  BAR("│││││"),
  BRACE("{⎧⎨⎪⎩"),
  NONE("");

  private final String parts;

  Bracket(String parts) {
    this.parts = parts;
  }

  String part(int line, int height, int base) {
    if (parts.isEmpty()) {
      return "";
    }
    int at = height == 1 ? 0 : line == 0 ? 1 : line == height - 1 ? 4 : line == base ? 2 : 3;
    return parts.substring(at, at + 1);
  }
}
