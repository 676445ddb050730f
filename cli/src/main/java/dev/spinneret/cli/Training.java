package dev.spinneret.cli;

import dev.spinneret.cli.crawl.SampleSites;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.parse.html.PageParser;
import dev.spinneret.parse.url.WebUrl;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The runs that the cache of classes is made from: what most start-ups load.
///
/// Each start maps the whole cache, so what few runs need, such as picocli's model behind `--help`,
/// is not in it. Runs over https are: they add 10 MB, which cost every start some 15 ms of CPU and
/// save an https one 150. Reached only while the jar is packaged, with `-Dspinneret.train=true`.
final class Training {
  private Training() {}

  /// Runs a few short commands in this process. Their output goes to files that are deleted, or to
  /// where the packaging sends it.
  ///
  /// @return 0, whatever the commands returned
  static int run() {
    try (var site = SiteThread.start(SampleSites.small())) {
      var directory = Files.createTempDirectory("spinneret");
      crawls(site.site().url(), directory);
      names(site.site().url(), directory);
      https(directory);
      delete(directory);
      parse();
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
    withState(directory, "s", 20, "crawl", url);
    Main.run("check", url, "--quiet");
    Main.run("crawl", url, "--max-pages", "20", "--concurrency", "8", "--per-host", "2");
    Main.run(
        "crawl",
        url,
        "--max-depth",
        "1",
        "--scope",
        "prefix",
        "--exclude",
        "*1.html",
        "--timeout",
        "9s");
    Main.run("crawl", "http://127.0.0.1:1/", "--attempts", "1", "--delay", "1ms");
    Main.run("fetch", url);
  }

  /// Begins a crawl with a state, resumes it, and repeats it to its end.
  private static void withState(Path directory, String name, int pageCount, String... crawl) {
    var all = new ArrayList<>(List.of(crawl));
    all.addAll(List.of("--quiet", "-o", in(directory, name + ".jsonl")));
    all.addAll(List.of("--state", in(directory, name + ".db"), "--max-pages"));
    all.add(String.valueOf(pageCount));
    Main.run(all.toArray(String[]::new));
    all.set(all.size() - 1, String.valueOf(2 * pageCount));
    Main.run(all.toArray(String[]::new));
    all.set(all.size() - 1, "1000");
    all.add("--recrawl");
    Main.run(all.toArray(String[]::new));
  }

  /// Crawls hosts by name, one and several, as most crawls do.
  private static void names(String url, Path directory) throws IOException {
    var address = WebUrl.parse(url, null);
    if (address == null) {
      return;
    }
    var all = new ArrayList<String>(List.of("crawl", "--quiet", "-o", in(directory, "n.jsonl")));
    var seeds = new StringBuilder();
    for (var name : List.of("one.example", "two.example")) {
      all.addAll(List.of("--resolve", name + ":" + address.port() + ":" + address.host()));
      seeds.append(url.replace(address.host(), name)).append('\n');
    }
    var one = new ArrayList<>(all);
    one.add(url.replace(address.host(), "one.example"));
    Main.run(one.toArray(String[]::new));
    var file = Files.writeString(directory.resolve("seeds"), seeds);
    all.addAll(List.of("--trust-seeds", "--delay", "0", "--seeds", file.toString()));
    Main.run(all.toArray(String[]::new));
  }

  /// Crawls and fetches over https, from the server that the packaging names.
  private static void https(Path directory) {
    var url = System.getProperty("spinneret.train.https", "");
    var authority = System.getProperty("spinneret.train.ca", "");
    if (!url.isEmpty()) {
      Main.run("crawl", url, "--ca", authority, "--quiet", "-o", in(directory, "b.jsonl"));
      Main.run("crawl", url, "--quiet", "--attempts", "1"); // no system trusts it
      Main.run("crawl", url, "--ca", authority, "-q", "-o", in(directory, "b.warc.gz"));
      withState(directory, "t", 3, "crawl", url, "--ca", authority);
      Main.run("crawl", url, "--insecure", "--max-pages", "1", "--quiet");
      Main.run("fetch", url, "--ca", authority);
    }
  }

  /// What the pages of the sample web have not and most others have.
  private static void parse() {
    var page =
        "<!doctype html><title>t</title><h1>t</h1><form action=/f><input name=q></form><table>"
            + "<tr><td><a href=/a>a</a><tr><th><a href=/b>b</a></table><dl><dt>a<dd>b</dl>"
            + "<p><b>x</b>&amp;<i>y</i><pre>z</pre><svg><a href=/c></a></svg>é";
    var url = WebUrl.parse("http://a.example/", null);
    if (url != null) {
      PageParser.parse(page.getBytes(StandardCharsets.UTF_8), "text/html; charset=UTF-8", url);
    }
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
