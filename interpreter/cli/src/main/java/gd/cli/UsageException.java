package gd.cli;

import gd.report.Report;

/** The command line cannot be carried out: the command says why and exits with 2. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Report report;

  UsageException(Report report) {
    super(report.title());
    this.report = report;
  }

  Report report() {
    return report;
  }
}
