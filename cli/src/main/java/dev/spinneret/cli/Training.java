package dev.spinneret.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The runs that the cache of classes is made from: what most start-ups load, and what most crawls
/// compile.
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
      var directory = Files.createTempDirectory("spinneret");
      var records = file(directory, "a.jsonl");
      var summary = file(directory, "a.json");
      Main.run(
          "crawl",
          "--sample",
          "-o",
          records,
          "--summary-json",
          summary,
          "--fail-if",
          "pages > 1000000");
      for (int run = 0; run < 10; run++) {
        Main.run("crawl", "--sample", "--quiet", "-o", records);
      }
      Main.run(
          "crawl",
          "--sample",
          "--quiet",
          "--links",
          "-o",
          records,
          "-o",
          file(directory, "a.csv"),
          "-o",
          file(directory, "a.warc.gz"));
      Main.run("verify", records, records);
      delete(directory);
    } catch (IOException _) {
      // Then the cache holds less.
    }
    Main.printVersion();
    return ExitCode.DONE;
  }

  private static String file(Path directory, String name) {
    return directory.resolve(name).toString();
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
