package dev.spinneret.cli;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import java.time.Duration;

/// How much a crawl asks of servers at a time.
final class PaceFlags {
  static final Flag<Integer> CONCURRENCY =
      Flag.of(
              "--concurrency=N",
              Kind.integer(1),
              "Fetches in flight at the same time (default: {default}).")
          .or("1000");

  static final Flag<Integer> PER_HOST =
      Flag.of(
          "--per-host=N",
          Kind.integer(1),
          "Fetches in flight at one host (default: adapts, up to 6; loopback is free).");

  static final Flag<Duration> DELAY =
      Flag.of("--delay=DURATION", Kind.DURATION, "Time from one request to the next at a host.");

  static final Flag<Boolean> NO_ROBOTS = Flag.on("--no-robots", "Does not ask for robots.txt.");

  static final Flag<Integer> ATTEMPTS =
      Flag.of(
          "--attempts=N",
          Kind.integer(1),
          "How often a URL is asked for when it fails (default: 3).");

  static final Block BLOCK =
      Block.of("Politeness", CONCURRENCY, PER_HOST, DELAY, NO_ROBOTS, ATTEMPTS);

  private PaceFlags() {}
}
