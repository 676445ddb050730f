package dev.spinneret.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much a crawl asks of servers at a time.
final class PaceFlags implements PlainFlags {
  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Fetches in flight at the same time (default: ${DEFAULT-VALUE}).")
  int concurrency = 1_000;

  @Option(
      names = "--per-host",
      paramLabel = "N",
      description = "Fetches in flight at one host (default: adapts, up to 6; loopback is free).")
  @Nullable Integer perHost;

  @Option(
      names = "--delay",
      paramLabel = "DURATION",
      description = "Time from one request to the next at a host.")
  @Nullable Duration delay;

  @Option(names = "--no-robots", description = "Does not ask for robots.txt.")
  boolean noRobots;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "How often a URL is asked for when it fails (default: 3).")
  @Nullable Integer attempts;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--concurrency" -> concurrency = Converters.integer(line.value());
      case "--per-host" -> perHost = Converters.integer(line.value());
      case "--delay" -> delay = Quantities.duration(line.value());
      case "--no-robots" -> noRobots = line.on();
      case "--attempts" -> attempts = Converters.integer(line.value());
      default -> {
        return false;
      }
    }
    return true;
  }
}
