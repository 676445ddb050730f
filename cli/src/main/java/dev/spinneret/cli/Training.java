package dev.spinneret.cli;

import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The runs that the cache of classes is made from: what most start-ups load.
///
/// Each start maps the whole cache, so what few runs need, such as picocli's model behind `--help`,
/// is not in it. Reached only while the jar is packaged, with `-Dspinneret.train=true`.
final class Training {
  private Training() {}

  /// Runs a few short commands in this process. Their output goes to files that are deleted, or to
  /// where the packaging sends it.
  ///
  /// @return 0, whatever the commands answered
  static int run() {
    try (var site = SiteThread.start(SampleSites.small())) {
      var directory = Files.createTempDirectory("spinneret");
      crawls(site.site().url(), directory);
      delete(directory);
    } catch (IOException _) {
      // Then the cache holds less.
    }
    Main.printVersion();
    return ExitCode.DONE;
  }

  private static void crawls(String url, Path directory) {
    var records = in(directory, "a.jsonl");
    var summary = in(directory, "a.json");
    Main.run(
        "crawl", url, "-o", records, "--summary-json", summary, "--fail-if", "pages > 1000000");
    Main.run("crawl", url, "--quiet", "-o", records);
    Main.run(
        "crawl", "--sample", "--quiet", "--links", "-o", records, "-o", in(directory, "a.csv"));
    Main.run("crawl", "--sample", "-q", "--hash", "--skipped", "-o", in(directory, "a.warc.gz"));
    Main.run("crawl", url, "--max-pages", "1", "--quiet");
    Main.run("crawl", url, "--max-pages", "20", "--concurrency", "8", "--per-host", "2");
    Main.run(
        "crawl",
        url,
        "--max-depth",
        "1",
        "--scope",
        "prefix",
        "--exclude",
        "*1",
        "--timeout",
        "9s");
    Main.run("crawl", "http://127.0.0.1:1/", "--attempts", "1", "--delay", "1ms");
    Main.run("fetch", url);
  }

  private static String in(Path directory, String name) {
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
