package dev.spinneret.cli.terminal;

/// The exit codes of the program.
public final class ExitCode {
  /// The command did what it was asked to do.
  public static final int DONE = 0;

  /// A fault of the program itself, a ledger that does not balance, or URLs that were lost to a
  /// failure of this program or machine.
  public static final int SOFTWARE = 1;

  /// The command line cannot be carried out as typed.
  public static final int USAGE = 2;

  /// The expression given to `--fail-if` held.
  public static final int FAIL_IF = 3;

  /// A limit ended the run before its work was done.
  public static final int LIMIT = 4;

  /// No seed of a crawl gave a page; or another command could fetch nothing.
  public static final int NOTHING_FETCHED = 5;

  /// Ended by SIGHUP: 128 and its number, as with the other signals.
  public static final int HUNG_UP = 129;

  /// Ended by Ctrl-C.
  public static final int INTERRUPTED = 130;

  /// Ended by SIGTERM.
  public static final int TERMINATED = 143;

  private ExitCode() {}
}
