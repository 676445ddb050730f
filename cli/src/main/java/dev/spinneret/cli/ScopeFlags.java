package dev.spinneret.cli;

import dev.spinneret.engine.crawl.ScopeMode;
import dev.spinneret.engine.crawl.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which URLs belong to a crawl, and when it is enough.
final class ScopeFlags implements PlainFlags {
  @Option(
      names = "--scope",
      paramLabel = "MODE",
      defaultValue = "host",
      description = "host (default), domain, origin, prefix or any: what links may lead to.")
  ScopeMode mode = ScopeMode.HOST;

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description = {
        "Follows only links that match; may be repeated.",
        "A pattern is a glob for the path, as '/docs/*' or '*.pdf':",
        "* is any run of characters, ? one, [?] a question mark.",
        "One that begins with / or holds ?, = or & may also match",
        "path and query, one that begins as '*://h.example/' the",
        "URL. 're:EXPR' is found anywhere in the URL (RE2).",
      })
  List<String> includes = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description = "Leaves out what matches, seeds too; may be repeated.")
  List<String> excludes = new ArrayList<>();

  @Option(
      names = "--max-depth",
      paramLabel = "N",
      description = "Goes at most N links away from a seed.")
  @Nullable Integer maxDepth;

  @Option(
      names = "--max-pages",
      paramLabel = "N",
      description = "Ends after N pages with content: redirects and errors do not count.")
  @Nullable Long maxPages;

  @Option(
      names = "--max-bytes",
      paramLabel = "SIZE",
      converter = Converters.Bytes.class,
      description = "Ends after so many bytes.")
  @Nullable Long maxBytes;

  @Option(names = "--max-time", paramLabel = "DURATION", description = "Ends after so long.")
  @Nullable Duration maxTime;

  @Option(
      names = "--max-host-pages",
      paramLabel = "N",
      description = "Takes at most N pages with content of each host.")
  @Nullable Long maxHostPages;

  @Option(
      names = "--traps",
      paramLabel = "SWITCH",
      defaultValue = "on",
      description =
          "on (default) or off: leaves out what looks like a crawler trap: URLs of more than 8,000"
              + " characters, paths that go in circles, and endless pages of one kind without"
              + " anything new.")
  Switch traps = Switch.ON;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = Converters.ShardOfCrawl.class,
      description =
          "Asks only hosts of part I of N; URLs of other parts get records to hand over, with the"
              + " verdict other_shard.")
  Shard shard = Shard.ALL;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--scope" -> mode = Converters.oneOf(line.value(), ScopeMode.class);
      case "--include" -> includes.add(line.value());
      case "--exclude" -> excludes.add(line.value());
      case "--max-depth" -> maxDepth = Converters.integer(line.value());
      case "--max-pages" -> maxPages = Converters.whole(line.value());
      case "--max-bytes" -> maxBytes = Quantities.bytes(line.value());
      case "--max-time" -> maxTime = Quantities.duration(line.value());
      case "--max-host-pages" -> maxHostPages = Converters.whole(line.value());
      case "--traps" -> traps = Converters.oneOf(line.value(), Switch.class);
      case "--shard" -> shard = Converters.shard(line.value());
      default -> {
        return false;
      }
    }
    return true;
  }
}
