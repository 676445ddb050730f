package dev.spinneret.cli.frontier;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import java.time.Duration;

/// A crawl that several crawlers share.
public final class SharedFlags {
  private static final String ADDRESS = "postgresql://[USER@]HOST/DATABASE[?crawl=NAME]";

  /// The address of the crawl.
  public static final Flag<String> FRONTIER =
      Flag.of(
          "--frontier=URL",
          Kind.secret(Masks::url),
          "Shares the crawl with the other crawlers that name the same PostgreSQL database: "
              + ADDRESS
              + ". The first one begins the crawl; later ones need no URL. What the URL leaves out"
              + " comes from PGHOST, PGUSER and so on; a password from PGPASSWORD or PGPASSFILE.");

  /// The name of the crawler.
  public static final Flag<String> CRAWLER =
      Flag.of(
          "--crawler=NAME",
          Kind.of(SharedFlags::name),
          "The name of this crawler in --frontier; no two running crawlers may have the same. After"
              + " a crash the same name and outputs resume.");

  /// How long it may commit nothing.
  public static final Flag<Duration> LEASE =
      Flag.of(
              "--lease=DURATION",
              Kind.positive("10s"),
              "How long a crawler of --frontier may commit nothing before others take over its"
                  + " hosts (default: 10s).")
          .or("10s");

  /// All of them.
  public static final Block BLOCK = Block.of("Many machines", FRONTIER, CRAWLER, LEASE);

  private SharedFlags() {}

  private static String name(String text) {
    if (!text.matches("[A-Za-z0-9_.-]{1,60}")) {
      throw new IllegalArgumentException(
          "'%s' is no name of a crawler: 1 to 60 of a-z, A-Z, 0-9, _, . and - are allowed"
              .formatted(text));
    }
    return text;
  }
}
