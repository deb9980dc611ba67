package gd.cli;

import java.io.IOException;

/** The output goes nowhere any more: its reader has left, or the disk is full. */
final class UnwrittenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final IOException reason;

  UnwrittenException(IOException reason) {
    super(reason);
    this.reason = reason;
  }

  IOException reason() {
    return reason;
  }
}
