package dev.spinneret.cli;

import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import picocli.CommandLine.Option;

/// What a sample web looks like.
final class SiteFlags implements PlainFlags {
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Pages in all (default: ${DEFAULT-VALUE}).")
  int pages = 1_000;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "12KiB",
      converter = Converters.Bytes.class,
      description = "Size of a page (default: ${DEFAULT-VALUE}).")
  long size = 12 << 10;

  @Option(
      names = "--links",
      paramLabel = "N",
      defaultValue = "20",
      description = "Links of a page (default: ${DEFAULT-VALUE}).")
  int links = 20;

  @Option(
      names = "--latency",
      paramLabel = "DIST",
      defaultValue = "0",
      description = "Time to answer: 0 (default), 200ms, or lognormal(200ms,0.5).")
  Latency latency = Latency.parse("0");

  @Option(
      names = "--errors",
      paramLabel = "SHARE",
      defaultValue = "0",
      converter = Converters.Share.class,
      description = "Share of pages that answer an error, such as 0.05 or 5%% (default: 0).")
  double errors;

  @Option(
      names = "--redirects",
      paramLabel = "SHARE",
      defaultValue = "0",
      converter = Converters.Share.class,
      description = "Share of pages that redirect (default: 0).")
  double redirects;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      defaultValue = "1",
      description = "Hosts: 127.0.0.1, 127.0.0.2, ... (default: ${DEFAULT-VALUE}).")
  int hosts = 1;

  @Option(
      names = "--slow-hosts",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many of the hosts are ten times slower (default: 0).")
  int slowHosts;

  @Option(names = "--traps", description = "Adds a calendar and session links without end.")
  boolean traps;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The number that everything is made from (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--pages" -> pages = Converters.integer(line.value());
      case "--size" -> size = Quantities.bytes(line.value());
      case "--links" -> links = Converters.integer(line.value());
      case "--latency" -> latency = Converters.latency(line.value());
      case "--errors" -> errors = Quantities.share(line.value());
      case "--redirects" -> redirects = Quantities.share(line.value());
      case "--hosts" -> hosts = Converters.integer(line.value());
      case "--slow-hosts" -> slowHosts = Converters.integer(line.value());
      case "--traps" -> traps = line.on();
      case "--seed" -> seed = Converters.whole(line.value());
      default -> {
        return false;
      }
    }
    return true;
  }

  /// What was typed as the site's options.
  ///
  /// @param port where to listen; 0 for a free one
  /// @return checked options
  /// @throws UsageException when a value is not allowed
  SiteOptions options(int port) {
    if (size > MOST_BYTES) {
      throw new UsageException("--size %d: at most %d is allowed".formatted(size, MOST_BYTES));
    }
    try {
      return SiteOptions.builder()
          .pages(pages)
          .pageBytes(Math.toIntExact(size))
          .linksPerPage(links)
          .latency(latency)
          .errorShare(errors)
          .redirectShare(redirects)
          .hosts(hosts)
          .slowHosts(slowHosts, 10)
          .calendarTrap(traps)
          .sessionTrap(traps)
          .port(port)
          .seed(seed)
          .build();
    } catch (IllegalArgumentException e) {
      throw new UsageException("sample web: " + e.getMessage());
    }
  }
}
