package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.client.IdentityFlags;
import dev.spinneret.cli.client.PageFlags;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.frontier.SharedFlags;
import java.util.ArrayList;
import java.util.List;

/// `crawl`: the main job. Only what was typed; [CrawlPlanner] says what it means.
public final class CrawlCommand {
  static final Flag<String> URLS =
      Flag.arguments(
          "URL", Kind.TEXT, "Where to start; - reads one URL per line from standard input.");

  public static final Table TABLE =
      Table.of(
              "crawl",
              "Crawls from the given URLs and prints one JSON object per line as each page ends; on"
                  + " a terminal, progress and broken URLs, unless -o or -j selects records.",
              "",
              "Follows links within the hosts of the seeds, obeys robots.txt, requests each URL"
                  + " once.")
          .withArguments(URLS)
          .withBlocks(
              SeedFlags.BLOCK,
              ScopeFlags.WITH_REQUISITES,
              PaceFlags.BLOCK,
              FetchFlags.BLOCK,
              IdentityFlags.BLOCK,
              ParseFlags.BLOCK,
              PageFlags.BLOCK,
              CoreFlags.BLOCK,
              OutputFlags.BLOCK,
              SharedFlags.BLOCK,
              DisplayFlags.BLOCK)
          .withExitCodes(
              "0:done",
              "1:an output could not be written, URLs were lost to a failure of this program or"
                  + " machine, or the verdicts do not add up",
              "2:usage error",
              "3:the --fail-if expression held",
              "4:ended early by a limit",
              "5:no seed gave a page",
              "129, 130, 143:ended by SIGHUP, Ctrl-C, SIGTERM")
          .withFooter(
              "",
              "Durations: 10 (seconds), 200ms, 2m, 1h. Sizes: 512, 12KB, 1MiB. Rates: 5/s, 100/m.",
              "",
              "Examples:",
              "  spinneret crawl --sample | head -3",
              "  spinneret crawl http://localhost:8080/ -o pages.jsonl -o pages.warc.gz",
              "  spinneret crawl https://example.org/ --max-depth 2 --fail-if 'broken > 0'",
              "  spinneret crawl https://example.org/ --fields url,status,title -o pages.csv",
              "  spinneret crawl - --max-depth 0 <urls.txt --fields url,status --format tsv");

  private CrawlCommand() {}

  /// The program and its arguments, such that a shell could run them again. The launcher passes its
  /// name in a property.
  static List<String> command(Values typed) {
    var words = new ArrayList<String>();
    words.add(System.getProperty("spinneret.command", "spinneret"));
    words.addAll(typed.line());
    return List.copyOf(words);
  }

  /// Crawls.
  public static int run(Values typed) {
    return new CrawlRun(CrawlPlanner.plan(typed)).run();
  }
}
