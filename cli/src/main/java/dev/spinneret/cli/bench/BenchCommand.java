package dev.spinneret.cli.bench;

import dev.spinneret.cli.client.Engine;
import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.step.ServeCommand;
import dev.spinneret.cli.step.SiteFlags;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.ReportFile;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.parse.url.WebUrl;
import dev.spinneret.samples.site.Latency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `bench`: the same crawl with several engines, and the comparison.
public final class BenchCommand {
  private static final double CELL_SECONDS = 3;
  private static final double FEWEST_PAGES = 100;

  private static final Flag<Integer> PAGES =
      Flag.of("--pages=N", Kind.integer(1), "Pages of the sample site (default: {default}).")
          .or("2000");

  private static final Flag<Long> SIZE =
      Flag.of("--size=BYTES", Kind.BYTES, "Size of a page (default: {default}).").or("12KiB");

  private static final Flag<String> LATENCY =
      Flag.of(
              "--latency=DIST",
              SiteFlags.LATENCIES.asText(),
              "Time to answer (default: {default}).")
          .or("50ms");

  private static final Flag<Integer> CONCURRENCY =
      Flag.of("--concurrency=N", Kind.integer(1), "Fetches in flight (default: {default}).")
          .or("1000");

  private static final Flag<Engine> ENGINES =
      Flag.list(
              "--engines=LIST",
              FetchFlags.ENGINES,
              ",",
              "Some of loop, threads, vthreads (default: {default}).")
          .or("loop,threads");

  private static final Flag<Integer> THREADS =
      Flag.list(
              "--threads=N,...",
              Kind.integer(1),
              ",",
              "Sizes of the thread pool, each an engine (default: {default}).")
          .or("200");

  private static final Flag<Integer> ROUNDS =
      Flag.of(
              "--rounds=N",
              Kind.integer(1),
              "Rounds; more make the intervals narrower (default: {default}).")
          .or("5");

  private static final Flag<String> HTTP =
      Flag.of("--http=VERSION", FetchFlags.HTTP_MODES.asText(), "auto (default), 1.0 or 1.1.")
          .or("auto");

  /// Whether the sample site speaks TLS.
  static final Flag<Boolean> TLS =
      Flag.on("--tls", "Serves the sample site over https, with an authority made for the run.");

  /// What that authority signs with.
  static final Flag<String> TLS_ISSUER =
      Flag.of(
              "--tls-issuer=KEY",
              ServeCommand.ISSUERS.asText(),
              "The key of the authority of --tls: ec (default) or rsa.")
          .or("ec");

  private static final Flag<Boolean> MATRIX =
      Flag.on(
          "--matrix",
          "Compares at each latency and concurrency, and shows which engine wins where.");

  private static final Flag<String> LATENCIES =
      Flag.list(
              "--latencies=DIST,...",
              SiteFlags.LATENCIES.asText(),
              ",(?![^(]*\\))",
              "Latencies of the matrix (default: {default}).")
          .or("0,5ms,50ms,200ms");

  private static final Flag<Integer> CONCURRENCIES =
      Flag.list(
              "--concurrencies=N,...",
              Kind.integer(1),
              ",",
              "Concurrencies of the matrix (default: {default}).")
          .or("10,100,1000");

  private static final Flag<Boolean> JSON = Flag.on("-j, --json", "Prints the comparison as JSON.");

  private static final Flag<String> HTML =
      Flag.of("--html=FILE", Kind.FILE, "Writes a page with charts.");

  private static final Flag<Engine> SKIP_PAGES =
      Flag.of("--skip-pages=ENGINE", FetchFlags.ENGINES, "Makes an engine skip pages.").hidden();

  public static final Table TABLE =
      Table.of(
              "bench",
              "Compares engines on the same crawl: pages/s, CPU per page, memory, latency.",
              "",
              "Each engine runs in a process of its own, the sample site in another; rounds are"
                  + " interleaved in random order after a warm-up. No ratio is printed unless every"
                  + " run got the same pages, and no winner is named if the 95 % interval contains"
                  + " 1.")
          .withArguments(OwnSite.URL)
          .withFlags(
              OwnSite.OWNED,
              PAGES,
              SIZE,
              LATENCY,
              CONCURRENCY,
              ENGINES,
              THREADS,
              ROUNDS,
              HTTP,
              TLS,
              TLS_ISSUER,
              MATRIX,
              LATENCIES,
              CONCURRENCIES,
              JSON,
              HTML,
              SKIP_PAGES)
          .withFooter(
              "",
              "Examples:",
              "  spinneret bench --latency 200ms --concurrency 2000 --pages 5000",
              "  spinneret bench --matrix --html bench.html",
              "  spinneret bench loop --json",
              "  spinneret bench crawl --profile");

  private final Values typed;
  private @Nullable ReportFile page;

  public BenchCommand(Values typed) {
    this.typed = typed;
  }

  public int run() {
    var url = OwnSite.checked(typed);
    boolean matrix = typed.has(MATRIX);
    check(url, matrix);
    var seed = url == null ? null : WebUrl.parse(url, null);
    int pages = typed.get(PAGES);
    var comparisons = new ArrayList<Comparison>();
    try {
      if (matrix) {
        for (var wait : typed.all(LATENCIES)) {
          for (int inFlight : typed.all(CONCURRENCIES)) {
            comparisons.add(compare(null, wait, inFlight, pagesOf(wait, inFlight)));
          }
        }
      } else {
        comparisons.add(compare(seed, typed.get(LATENCY), typed.get(CONCURRENCY), pages));
      }
      print(comparisons);
    } catch (IOException e) {
      throw new IllegalStateException("a process of the benchmark failed: " + e.getMessage(), e);
    }
    return comparisons.stream().allMatch(Comparison::equalWork) ? ExitCode.DONE : ExitCode.SOFTWARE;
  }

  private void check(@Nullable String url, boolean matrix) {
    if (typed.has(TLS) && url != null) {
      throw new UsageException(
          "--tls is for the sample site; %s already says whether it is https"
              .formatted(Masks.url(url)));
    }
    if (matrix && url != null) {
      throw new UsageException("--matrix changes the latency, which only the sample web can");
    }
    var file = typed.find(HTML);
    page = file == null ? null : ReportFile.of("--html", file);
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
    return (int) Math.min(typed.get(PAGES), affordable);
  }

  private Comparison compare(@Nullable WebUrl seed, String wait, int inFlight, int pageCount)
      throws IOException {
    long size = typed.get(SIZE);
    var http = typed.get(HTTP);
    var origin =
        seed == null
            ? String.format(
                Locale.ROOT,
                "sample web%s: %,d pages of %,d bytes, latency %s",
                typed.has(TLS) ? " over https" : "",
                pageCount,
                size,
                wait)
            : Masks.url(seed.href());
    var workload =
        new Workload(
            origin, seed == null ? pageCount : 0, seed == null ? size : 0, wait, inFlight, http);
    var crawlFlags = new ArrayList<String>();
    crawlFlags.addAll(List.of("--concurrency", Integer.toString(inFlight)));
    crawlFlags.addAll(List.of("--per-host", Integer.toString(inFlight), "--http", http));
    if (typed.has(TLS)) {
      return compareSecured(workload, crawlFlags, serveFlags(pageCount, wait));
    }
    var running = rounds(workload, crawlFlags);
    return seed == null
        ? running.run(serveFlags(pageCount, wait), serveFlags(typed.get(PAGES), "0"))
        : running.run(seed.href());
  }

  /// Each site makes an authority of its own, and clients trust one: so the warm-up is against the
  /// site of the measured runs.
  private Comparison compareSecured(
      Workload workload, List<String> crawlFlags, List<String> serveFlags) throws IOException {
    try (var authority = AuthorityFile.create(typed.get(TLS_ISSUER))) {
      var crawling = new ArrayList<>(crawlFlags);
      crawling.addAll(authority.crawlFlags());
      var serving = new ArrayList<>(serveFlags);
      serving.addAll(authority.serveFlags());
      return rounds(workload, crawling).run(serving);
    }
  }

  private Rounds rounds(Workload workload, List<String> crawlFlags) {
    return new Rounds(workload, crawlFlags, specs(), typed.get(ROUNDS), Terminal::status);
  }

  private List<String> serveFlags(int pageCount, String wait) {
    return List.of(
        "--pages",
        Integer.toString(pageCount),
        "--size",
        typed.get(SIZE).toString(),
        "--latency",
        wait);
  }

  /// The contestants: one for each engine, and one for each size of the thread pool.
  private List<EngineSpec> specs() {
    var specs = new ArrayList<EngineSpec>();
    for (var engine : typed.all(ENGINES).stream().distinct().toList()) {
      var name = engine.label();
      var sizes = engine == Engine.THREADS ? typed.all(THREADS) : List.of(0);
      for (var size : sizes) {
        var flags = new ArrayList<>(List.of("--engine", name));
        if (engine == Engine.THREADS) {
          flags.addAll(List.of("--threads", size.toString()));
        }
        if (engine == typed.find(SKIP_PAGES)) {
          flags.addAll(List.of("--max-pages", Integer.toString(Math.max(1, typed.get(PAGES) / 2))));
        }
        specs.add(new EngineSpec(sizes.size() > 1 ? name + "-" + size : name, flags));
      }
    }
    return specs;
  }

  private void print(List<Comparison> comparisons) throws IOException {
    if (page != null) {
      page.write(out -> out.write(ComparisonPage.of(comparisons).getBytes(StandardCharsets.UTF_8)));
    }
    var text = ComparisonText.all(comparisons);
    StandardOutput.print(
        typed.has(JSON)
            ? ComparisonJson.of(comparisons, typed.has(MATRIX))
            : text.getBytes(StandardCharsets.UTF_8));
  }
}
