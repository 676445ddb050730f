package dev.spinneret.cli;

import dev.spinneret.cli.bench.Processes;
import dev.spinneret.cli.profile.Profile;
import dev.spinneret.cli.profile.ProfileJson;
import dev.spinneret.cli.profile.ProfileRuns;
import dev.spinneret.cli.profile.ProfileText;
import dev.spinneret.cli.profile.ThreadCpu;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench crawl --profile`: where a page's CPU goes.
@Command(
    name = "crawl",
    sortOptions = false,
    description = {
      "Shows where the CPU of a page goes, by stage, start-up and compiler included.",
      "",
      "Whole processes crawl with this Java and its flags (SPINNERET_OPTS too): some are counted,"
          + " others sampled. Needs Linux.",
    },
    footer = {
      "",
      "Examples:",
      "  spinneret bench crawl --profile --pages 20000 --top 3",
      "  spinneret bench crawl --profile http://localhost/ --i-own-this-host --json",
      "  spinneret bench crawl --profile --crawl-flags '--io nio --http 1.1'",
    })
final class BenchCrawlCommand implements Callable<Integer> {
  @Mixin OwnSite site = new OwnSite();

  @Option(names = "--profile", description = "Prints the table of stages (required).")
  boolean profile;

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "20000",
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
      names = "--links",
      paramLabel = "N",
      defaultValue = "29",
      description = "Links of a page (default: ${DEFAULT-VALUE}).")
  int links;

  @Option(
      names = "--latency",
      paramLabel = "DIST",
      defaultValue = "0",
      description = "Time to answer (default: ${DEFAULT-VALUE}).")
  String latency = "0";

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "64",
      description = "Fetches in flight (default: ${DEFAULT-VALUE}).")
  int concurrency;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Processes that are counted, and as many that are sampled (default: 3).")
  int runs;

  @Option(
      names = "--crawl-flags",
      paramLabel = "FLAGS",
      split = " +",
      description = "More flags of crawl, separated by blanks.")
  List<String> crawlFlags = new ArrayList<>();

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "0",
      description = "Names the hottest N methods of each stage.")
  int top;

  @Option(names = "--json", description = "Prints the profile as JSON.")
  boolean json;

  @Override
  public Integer call() {
    check();
    try {
      var typed = site.url;
      if (typed != null) {
        return print(measure(Identity.masked(Seeds.url(typed).href()), Seeds.url(typed).href()));
      }
      var web =
          String.format(
              Locale.ROOT,
              "sample web: %,d pages of %,d bytes, %d links, latency %s",
              pages,
              size,
              links,
              latency);
      try (var origin = Processes.serve(serveFlags())) {
        return print(measure(web, origin.url()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("a process of the profile failed: " + e.getMessage(), e);
    }
  }

  private void check() {
    if (!profile) {
      throw new UsageException("bench crawl prints a profile: add --profile");
    }
    site.check();
    BenchCommand.atLeastOne("--pages", pages);
    BenchCommand.atLeastOne("--concurrency", concurrency);
    BenchCommand.atLeastOne("--runs", runs);
    BenchCommand.checkLatency(latency);
    if (!ThreadCpu.isKnown()) {
      throw new UsageException("--profile needs Linux: /proc tells what each thread costs");
    }
  }

  private List<String> serveFlags() {
    return List.of(
        "--pages",
        Integer.toString(pages),
        "--size",
        Long.toString(size),
        "--links",
        Integer.toString(links),
        "--latency",
        latency);
  }

  private Profile measure(String workload, String start) throws IOException {
    var args = new ArrayList<>(List.of(start, "--quiet"));
    args.addAll(List.of("--concurrency", Integer.toString(concurrency)));
    args.addAll(crawlFlags);
    return ProfileRuns.run(
        "%s; concurrency %d %s"
            .formatted(workload, concurrency, String.join(" ", shownFlags()))
            .strip(),
        args,
        runs,
        BenchCommand::say);
  }

  private List<String> shownFlags() {
    var words = new ArrayList<>(List.of("crawl"));
    words.addAll(crawlFlags);
    var shown = ShownCommand.of(words);
    return shown.subList(1, shown.size());
  }

  private int print(Profile measured) {
    try (var out = StandardOutput.open()) {
      out.write(
          json
              ? ProfileJson.of(measured, top)
              : ProfileText.of(measured, top).getBytes(StandardCharsets.UTF_8));
      return ExitCode.DONE;
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
  }
}
