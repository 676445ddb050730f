package dev.spinneret.cli;

import dev.spinneret.cli.bench.Comparison;
import dev.spinneret.cli.bench.ComparisonJson;
import dev.spinneret.cli.bench.ComparisonPage;
import dev.spinneret.cli.bench.ComparisonText;
import dev.spinneret.cli.bench.EngineSpec;
import dev.spinneret.cli.bench.Rounds;
import dev.spinneret.cli.bench.Workload;
import dev.spinneret.parse.url.WebUrl;
import dev.spinneret.samples.site.Latency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench`: the same crawl with several engines, and the comparison.
@Command(
    name = "bench",
    sortOptions = false,
    subcommands = {BenchLoopCommand.class, BenchFetchCommand.class, BenchCrawlCommand.class},
    description = {
      "Compares engines on the same crawl: pages/s, CPU a page, memory, latency.",
      "",
      "Each engine runs in a process of its own, the sample web in another; rounds are interleaved"
          + " in random order after a warm-up. No ratio is printed unless every run got the same"
          + " pages, and no winner is named where the 95 %% interval holds 1.",
    },
    footer = {
      "",
      "Examples:",
      "  spinneret bench --latency 200ms --concurrency 2000 --pages 5000",
      "  spinneret bench --matrix --html bench.html",
      "  spinneret bench loop --json",
      "  spinneret bench crawl --profile",
    })
final class BenchCommand implements Callable<Integer> {
  private static final double CELL_SECONDS = 3;
  private static final double FEWEST_PAGES = 100;

  @Mixin OwnSite site = new OwnSite();

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Pages of the sample web (default: ${DEFAULT-VALUE}).")
  int pages;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "12KiB",
      converter = Converters.Bytes.class,
      description = "Size of a page (default: ${DEFAULT-VALUE}).")
  long size;

  @Option(
      names = "--latency",
      paramLabel = "DIST",
      defaultValue = "50ms",
      description = "Time to answer (default: ${DEFAULT-VALUE}).")
  String latency = "";

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Fetches in flight (default: ${DEFAULT-VALUE}).")
  int concurrency;

  @Option(
      names = "--engines",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "loop,threads",
      description = "Some of loop, threads, vthreads (default: ${DEFAULT-VALUE}).")
  List<Engine> engines = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N,...",
      split = ",",
      defaultValue = "200",
      description = "Sizes of the thread pool, each an engine (default: ${DEFAULT-VALUE}).")
  List<Integer> threads = new ArrayList<>();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds; more make the intervals narrower (default: ${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--http",
      paramLabel = "VERSION",
      defaultValue = "auto",
      completionCandidates = Converters.HttpWords.class,
      description = "auto (default), 1.0 or 1.1.")
  String http = "";

  @Option(
      names = "--matrix",
      description = "Compares at each latency and concurrency, and shows who wins where.")
  boolean matrix;

  @Option(
      names = "--latencies",
      paramLabel = "DIST,...",
      split = ",(?![^(]*\\))",
      defaultValue = "0,5ms,50ms,200ms",
      description = "Latencies of the matrix (default: ${DEFAULT-VALUE}).")
  List<String> latencies = new ArrayList<>();

  @Option(
      names = "--concurrencies",
      paramLabel = "N,...",
      split = ",",
      defaultValue = "10,100,1000",
      description = "Concurrencies of the matrix (default: ${DEFAULT-VALUE}).")
  List<Integer> concurrencies = new ArrayList<>();

  @Option(names = "--json", description = "Prints the comparison as JSON.")
  boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with charts.")
  @Nullable String html;

  @Option(names = "--skip-pages", hidden = true, description = "Makes an engine skip pages.")
  @Nullable Engine skipping;

  @Override
  public Integer call() {
    check();
    var comparisons = new ArrayList<Comparison>();
    try {
      if (matrix) {
        for (var wait : latencies) {
          for (var inFlight : concurrencies) {
            comparisons.add(compare(wait, inFlight, pagesOf(wait, inFlight)));
          }
        }
      } else {
        comparisons.add(compare(latency, concurrency, pages));
      }
      print(comparisons);
    } catch (IOException e) {
      throw new IllegalStateException("a process of the benchmark failed: " + e.getMessage(), e);
    }
    return comparisons.stream().allMatch(Comparison::equalWork) ? ExitCode.DONE : ExitCode.SOFTWARE;
  }

  private void check() {
    site.check();
    if (matrix && site.url != null) {
      throw new UsageException("--matrix changes the latency, which only the sample web can");
    }
    atLeastOne("--pages", pages);
    atLeastOne("--concurrency", concurrency);
    atLeastOne("--rounds", rounds);
    threads.forEach(count -> atLeastOne("--threads", count));
    checkLatency(latency);
    latencies.forEach(BenchCommand::checkLatency);
    concurrencies.forEach(count -> atLeastOne("--concurrencies", count));
    Converters.httpMode(http);
    var file = html;
    if (file != null) {
      try {
        Files.write(Path.of(file), new byte[0]);
      } catch (IOException e) {
        throw new UsageException(
            "--html %s: cannot be written: %s".formatted(file, Failures.reason(e)));
      }
    }
  }

  /// Checks what was typed after `--latency`.
  static void checkLatency(String typed) {
    try {
      Latency.parse(typed);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--latency: " + e.getMessage());
    }
  }

  /// Checks a count.
  static void atLeastOne(String flag, int value) {
    if (value < 1) {
      throw new UsageException("%s %d: at least 1 is allowed".formatted(flag, value));
    }
  }

  /// As many pages as a cell of the matrix can fetch in a few seconds: few at a time, late answers
  /// and all pages would take minutes, and show the same.
  private int pagesOf(String wait, int inFlight) {
    var nanos =
        switch (Latency.parse(wait)) {
          case Latency.Constant(var always) -> always;
          case Latency.LogNormal(var median, _) -> median;
        };
    var affordable = Math.max(FEWEST_PAGES, CELL_SECONDS * inFlight / Math.max(1e-9, nanos / 1e9));
    return (int) Math.min(pages, affordable);
  }

  private Comparison compare(String wait, int inFlight, int pageCount) throws IOException {
    var seed = site.url == null ? null : WebUrl.parse(site.url, null);
    var origin =
        seed == null
            ? String.format(
                Locale.ROOT,
                "sample web: %,d pages of %,d bytes, latency %s",
                pageCount,
                size,
                wait)
            : Identity.masked(seed.href());
    var workload =
        new Workload(
            origin, seed == null ? pageCount : 0, seed == null ? size : 0, wait, inFlight, http);
    var crawlFlags = new ArrayList<String>();
    crawlFlags.addAll(List.of("--concurrency", Integer.toString(inFlight)));
    crawlFlags.addAll(List.of("--per-host", Integer.toString(inFlight), "--http", http));
    var specs = specs();
    var running = new Rounds(workload, crawlFlags, specs, rounds, BenchCommand::say);
    return seed == null
        ? running.run(serveFlags(pageCount, wait), serveFlags(pages, "0"))
        : running.run(seed.href());
  }

  private List<String> serveFlags(int pageCount, String wait) {
    return List.of(
        "--pages", Integer.toString(pageCount), "--size", Long.toString(size), "--latency", wait);
  }

  /// The contestants: one for each engine, and one for each size of the thread pool.
  private List<EngineSpec> specs() {
    var specs = new ArrayList<EngineSpec>();
    for (var engine : engines.stream().distinct().toList()) {
      var name = engine.name().toLowerCase(Locale.ROOT);
      var sizes = engine == Engine.THREADS ? threads : List.of(0);
      for (var size : sizes) {
        var flags = new ArrayList<>(List.of("--engine", name));
        if (engine == Engine.THREADS) {
          flags.addAll(List.of("--threads", size.toString()));
        }
        if (engine == skipping) {
          flags.addAll(List.of("--max-pages", Integer.toString(Math.max(1, pages / 2))));
        }
        specs.add(new EngineSpec(sizes.size() > 1 ? name + "-" + size : name, flags));
      }
    }
    return specs;
  }

  /// Tells what runs, on a terminal.
  static void say(String line) {
    if (Terminal.isError()) {
      System.err.println(line);
    }
  }

  private void print(List<Comparison> comparisons) throws IOException {
    var file = html;
    if (file != null) {
      Files.writeString(Path.of(file), ComparisonPage.of(comparisons));
    }
    var text = ComparisonText.all(comparisons);
    try (var out = StandardOutput.open()) {
      out.write(
          json ? ComparisonJson.of(comparisons, matrix) : text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
  }
}
