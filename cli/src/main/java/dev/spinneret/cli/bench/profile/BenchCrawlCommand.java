package dev.spinneret.cli.bench.profile;

import dev.spinneret.cli.bench.OwnSite;
import dev.spinneret.cli.bench.Processes;
import dev.spinneret.cli.crawl.CrawlCommand;
import dev.spinneret.cli.crawl.Seeds;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.ShownCommand;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.step.SiteFlags;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `bench crawl --profile`: where a page's CPU goes.
public final class BenchCrawlCommand {
  private static final Flag<Boolean> PROFILE =
      Flag.on("--profile", "Prints the table of stages (required).");

  private static final Flag<Integer> PAGES =
      Flag.of("--pages=N", Kind.integer(1), "Pages of the sample site (default: {default}).")
          .or("20000");

  private static final Flag<Long> SIZE =
      Flag.of("--size=BYTES", Kind.BYTES, "Size of a page (default: {default}).").or("12KiB");

  private static final Flag<Integer> LINKS =
      Flag.of("--links=N", Kind.INTEGER, "Links per page (default: {default}).").or("29");

  private static final Flag<String> LATENCY =
      Flag.of(
              "--latency=DIST",
              SiteFlags.LATENCIES.asText(),
              "Time to answer (default: {default}).")
          .or("0");

  private static final Flag<Integer> CONCURRENCY =
      Flag.of("--concurrency=N", Kind.integer(1), "Fetches in flight (default: {default}).")
          .or("64");

  private static final Flag<Integer> RUNS =
      Flag.of(
              "--runs=N",
              Kind.integer(1),
              "Processes to measure, and as many to sample (default: 3).")
          .or("3");

  private static final Flag<String> CRAWL_FLAGS =
      Flag.list(
          "--crawl-flags=FLAGS",
          Kind.TEXT,
          " +",
          "Additional flags of crawl, separated by spaces.");

  private static final Flag<Integer> TOP =
      Flag.of("--top=N", Kind.INTEGER, "Names the hottest N methods of each stage.").or("0");

  private static final Flag<Boolean> JSON = Flag.on("-j, --json", "Prints the profile as JSON.");

  public static final Table TABLE =
      Table.of(
              "crawl",
              "Shows how much CPU time a page costs, by stage, including start-up and compiler.",
              "",
              "Whole processes crawl with this Java and its flags (and SPINNERET_OPTS): some are"
                  + " measured, others sampled. Requires Linux.")
          .withArguments(OwnSite.URL)
          .withFlags(
              OwnSite.OWNED,
              PROFILE,
              PAGES,
              SIZE,
              LINKS,
              LATENCY,
              CONCURRENCY,
              RUNS,
              CRAWL_FLAGS,
              TOP,
              JSON)
          .withFooter(
              "",
              "Examples:",
              "  spinneret bench crawl --profile --pages 20000 --top 3",
              "  spinneret bench crawl --profile http://localhost/ --i-own-this-host --json",
              "  spinneret bench crawl --profile --crawl-flags '--io nio --http 1.1'");

  private final Values typed;

  public BenchCrawlCommand(Values typed) {
    this.typed = typed;
  }

  public int run() {
    var url = checkedUrl();
    try {
      if (url != null) {
        return print(measure(Masks.url(Seeds.url(url).href()), Seeds.url(url).href()));
      }
      var web =
          String.format(
              Locale.ROOT,
              "sample web: %,d pages of %,d bytes, %d links, latency %s",
              typed.get(PAGES),
              typed.get(SIZE),
              typed.get(LINKS),
              typed.get(LATENCY));
      try (var origin = Processes.serve(serveFlags())) {
        return print(measure(web, origin.url()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("a process of the profile failed: " + e.getMessage(), e);
    }
  }

  private @Nullable String checkedUrl() {
    if (!typed.has(PROFILE)) {
      throw new UsageException("bench crawl prints a profile: add --profile");
    }
    var url = OwnSite.checked(typed);
    if (!ThreadCpu.isKnown()) {
      throw new UsageException(
          "--profile requires Linux: it reads the CPU time of each thread from /proc");
    }
    return url;
  }

  private List<String> serveFlags() {
    return List.of(
        "--pages",
        typed.get(PAGES).toString(),
        "--size",
        typed.get(SIZE).toString(),
        "--links",
        typed.get(LINKS).toString(),
        "--latency",
        typed.get(LATENCY));
  }

  private Profile measure(String workload, String start) throws IOException {
    var args = new ArrayList<>(List.of(start, "--quiet"));
    args.addAll(List.of("--concurrency", typed.get(CONCURRENCY).toString()));
    args.addAll(typed.all(CRAWL_FLAGS));
    return ProfileRuns.run(
        "%s; concurrency %d %s"
            .formatted(workload, typed.get(CONCURRENCY), String.join(" ", shownFlags()))
            .strip(),
        args,
        typed.get(RUNS),
        Terminal::status);
  }

  private List<String> shownFlags() {
    var words = new ArrayList<>(List.of("crawl"));
    words.addAll(typed.all(CRAWL_FLAGS));
    var shown = ShownCommand.of(CrawlCommand.TABLE, words);
    return shown.subList(1, shown.size());
  }

  private int print(Profile measured) {
    return StandardOutput.write(out -> {
      out.write(
          typed.has(JSON)
              ? ProfileJson.of(measured, typed.get(TOP))
              : ProfileText.of(measured, typed.get(TOP)).getBytes(StandardCharsets.UTF_8));
      return ExitCode.DONE;
    });
  }
}
