package dev.spinneret.cli.step;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;

/// What a sample web looks like.
public final class SiteFlags {
  /// How long a sample web takes to answer.
  public static final Kind<Latency> LATENCIES = Kind.of(Latency::parse);

  static final Flag<Integer> PAGES =
      Flag.of("--pages=N", Kind.INTEGER, "Number of pages (default: {default}).").or("1000");

  static final Flag<Long> SIZE =
      Flag.of(
              "--size=BYTES",
              Kind.bytes(0, Integer.MAX_VALUE, "at most 2147483647 is allowed"),
              "Size of a page (default: {default}).")
          .or("12KiB");

  static final Flag<Integer> LINKS =
      Flag.of("--links=N", Kind.INTEGER, "Links per page (default: {default}).").or("20");

  static final Flag<Latency> LATENCY =
      Flag.of(
              "--latency=DIST",
              LATENCIES,
              "Time to answer: 0 (default), 200ms, or lognormal(200ms,0.5).")
          .or("0");

  static final Flag<Double> ERRORS =
      Flag.of(
              "--errors=SHARE",
              Kind.SHARE,
              "Share of pages that answer with an error, such as 0.05 or 5% (default: 0).")
          .or("0");

  static final Flag<Double> REDIRECTS =
      Flag.of("--redirects=SHARE", Kind.SHARE, "Share of pages that redirect (default: 0).")
          .or("0");

  static final Flag<Integer> HOSTS =
      Flag.of("--hosts=N", Kind.INTEGER, "Hosts: 127.0.0.1, 127.0.0.2, ... (default: {default}).")
          .or("1");

  static final Flag<Integer> SLOW_HOSTS =
      Flag.of(
              "--slow-hosts=N",
              Kind.INTEGER,
              "How many of the hosts are ten times slower (default: 0).")
          .or("0");

  static final Flag<Boolean> TRAPS =
      Flag.on("--traps", "Adds an endless calendar and endless session links.");

  static final Flag<Long> SEED =
      Flag.of(
              "--seed=S",
              Kind.WHOLE,
              "The seed that everything is generated from (default: {default}).")
          .or("1");

  static final Block BLOCK =
      Block.of("", PAGES, SIZE, LINKS, LATENCY, ERRORS, REDIRECTS, HOSTS, SLOW_HOSTS, TRAPS, SEED);

  private SiteFlags() {}

  /// What was typed as the site's options.
  ///
  /// @param port where to listen; 0 for a free one
  /// @throws UsageException if a value is not allowed
  static SiteOptions options(Values typed, int port) {
    try {
      return SiteOptions.DEFAULT
          .withPages(typed.get(PAGES))
          .withPageBytes(Math.toIntExact(typed.get(SIZE)))
          .withLinksPerPage(typed.get(LINKS))
          .withLatency(typed.get(LATENCY))
          .withHazards(h ->
              h.withErrorShare(typed.get(ERRORS))
                  .withRedirectShare(typed.get(REDIRECTS))
                  .withCalendarTrap(typed.has(TRAPS))
                  .withSessionTrap(typed.has(TRAPS)))
          .withHosts(
              h -> h.withCount(typed.get(HOSTS)).withSlow(typed.get(SLOW_HOSTS), 10).withPort(port))
          .withSeed(typed.get(SEED));
    } catch (IllegalArgumentException e) {
      throw new UsageException("sample web: " + e.getMessage());
    }
  }
}
