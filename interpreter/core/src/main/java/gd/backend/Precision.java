package gd.backend;

/** Bits of a decimal in a kernel. */
public enum Precision {
  SINGLE(32),
  DOUBLE(64);

  private final int bits;

  Precision(int bits) {
    this.bits = bits;
  }

  public int bits() {
    return bits;
  }
}
