package dev.spinneret.cli;

import java.io.IOException;
import java.nio.file.Files;

/// The runs that the class-data archive is made from: what most start-ups load.
///
/// Reached only while the jar is packaged, with `-Dspinneret.train=true`.
final class Training {
  private Training() {}

  /// Runs a few short commands in this process. Their output goes to files that are deleted.
  ///
  /// @return 0, whatever the commands answered
  static int run() {
    Main.run("--help");
    try {
      var records = Files.createTempFile("spinneret", ".jsonl");
      var summary = Files.createTempFile("spinneret", ".json");
      Main.run(
          "crawl",
          "--sample",
          "-o",
          records.toString(),
          "--summary-json",
          summary.toString(),
          "--fail-if",
          "pages > 1000000");
      Main.run("verify", records.toString(), records.toString());
      Files.delete(records);
      Files.delete(summary);
    } catch (IOException _) {
      // Then the archive holds less.
    }
    Main.printVersion();
    return ExitCode.DONE;
  }
}
