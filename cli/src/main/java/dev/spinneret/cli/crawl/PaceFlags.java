package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import java.time.Duration;

/// How much a crawl asks of servers at a time.
final class PaceFlags {
  static final Flag<Integer> CONCURRENCY =
      Flag.of(
              "-c, --concurrency=N",
              Kind.integer(1),
              "Maximum number of fetches in flight (default: {default}).")
          .or("1000");

  static final Flag<Integer> PER_HOST =
      Flag.of(
          "--per-host=N",
          Kind.integer(1),
          "Maximum number of fetches in flight at one host (default: adapts, up to 6; on loopback"
              + " up to --concurrency).");

  static final Flag<Duration> DELAY =
      Flag.of("--delay=DURATION", Kind.DURATION, "Minimum time between two requests to a host.");

  static final Flag<Double> RATE =
      Flag.of(
          "--rate=RATE",
          Kind.RATE,
          "Maximum number of requests per second to all hosts together, such as 20/s or 100/m.");

  static final Flag<Double> HOST_RATE =
      Flag.of(
          "--host-rate=RATE",
          Kind.RATE,
          "Maximum number of requests per second to each host; unlike --delay, it lets several be"
              + " in flight.");

  static final Flag<Boolean> NO_ROBOTS =
      Flag.on("--no-robots", "Ignores robots.txt, and does not request it.");

  static final Flag<Integer> ATTEMPTS =
      Flag.of(
          "--attempts=N",
          Kind.integer(1),
          "Maximum number of requests for a URL that fails (default: 3). A reply such as 429 or 503"
              + " that asks the crawler to slow down does not count the first two times; a 500 is"
              + " requested twice at most.");

  static final Flag<Integer> RETRIES =
      Flag.of(
          "--retries=N",
          Kind.integer(0),
          "Maximum number of retries of a URL that fails; same as --attempts N+1.");

  static final Block BLOCK =
      Block.of(
          "Politeness",
          CONCURRENCY,
          PER_HOST,
          DELAY,
          RATE,
          HOST_RATE,
          NO_ROBOTS,
          ATTEMPTS,
          RETRIES);

  private PaceFlags() {}
}
