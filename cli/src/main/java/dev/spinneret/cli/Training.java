package dev.spinneret.cli;

/// The runs that the class-data archive is made from: what most start-ups load.
///
/// Reached only while the jar is packaged, with `-Dspinneret.train=true`.
final class Training {
  private Training() {}

  /// Runs a few short commands in this process; their output goes nowhere.
  ///
  /// @return 0, whatever the commands answered
  static int run() {
    Main.printVersion();
    Main.run("--help");
    return ExitCode.DONE;
  }
}
