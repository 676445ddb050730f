package dev.spinneret.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `crawl`: the main job. Only what was typed; [CrawlPlanner] says what it means.
@Command(
    name = "crawl",
    sortOptions = false,
    description = {
      "Crawls from the given URLs and prints one JSON object a line as each page ends.",
      "",
      "Follows links within the seeds' hosts, obeys robots.txt, asks for each URL once.",
    },
    footer = {
      "",
      "Durations: 200ms, 1.5s, 2m, 1h. Sizes: 512, 12KB, 1MiB.",
      "Patterns: see --include; a glob is compared with the path, or with what it names.",
      "",
      "Examples:",
      "  spinneret crawl --sample | head -3",
      "  spinneret crawl http://localhost:8080/ -o pages.jsonl -o pages.warc.gz",
      "  spinneret crawl https://example.org/ --max-depth 2 --fail-if 'broken > 0'",
      "  spinneret crawl - --max-depth 0 <urls.txt | jq -r '[.url, .status] | @tsv'",
    },
    exitCodeList = {
      "0:done",
      "1:software error, a ledger that does not balance, or URLs lost to a failure of our own",
      "2:usage",
      "3:the --fail-if expression held",
      "4:ended early by a limit",
      "5:no seed gave a page",
      "129, 130, 143:ended by SIGHUP, Ctrl-C, SIGTERM",
    })
class CrawlCommand implements PlainCommand {
  private final List<String> typed;

  @Parameters(
      paramLabel = "URL",
      arity = "0..*",
      description = "Where to start; - reads one URL a line from standard input.")
  List<String> urls = new ArrayList<>();

  @FlagGroup("Seeds")
  SeedFlags seeds = new SeedFlags();

  @FlagGroup("Scope and limits")
  ScopeFlags scope = new ScopeFlags();

  @FlagGroup("Politeness")
  PaceFlags pace = new PaceFlags();

  @FlagGroup("Fetching")
  FetchFlags fetch = new FetchFlags();

  @FlagGroup("Identity")
  IdentityFlags identity = new IdentityFlags();

  @FlagGroup("Reading pages")
  ParseFlags parse = new ParseFlags();

  @FlagGroup("Processors")
  CoreFlags cores = new CoreFlags();

  @FlagGroup("Output")
  OutputFlags output = new OutputFlags();

  /// Creates the command, nothing of it filled in yet.
  ///
  /// @param typed all words of the command line
  CrawlCommand(String... typed) {
    this.typed = List.of(typed);
  }

  @Override
  public boolean take(PlainLine line) {
    if (line.flag().isEmpty()) {
      urls.add(line.value());
      return true;
    }
    return seeds.take(line)
        || scope.take(line)
        || pace.take(line)
        || fetch.take(line)
        || identity.take(line)
        || parse.take(line)
        || cores.take(line)
        || output.take(line);
  }

  /// The program and its arguments, such that a shell could run them again. The launcher tells its
  /// name.
  List<String> command() {
    var words = new ArrayList<String>();
    words.add(System.getProperty("spinneret.command", "spinneret"));
    words.addAll(typed);
    return List.copyOf(words);
  }

  @Override
  public Integer call() {
    return new CrawlRun(CrawlPlanner.plan(this)).run();
  }
}
