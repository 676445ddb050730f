package dev.spinneret.cli.check;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a check requests besides pages, what it allows, and what it writes.
final class CheckFlags {
  static final Flag<Boolean> EXTERNAL =
      Flag.of(
              "--external=SWITCH",
              Kind.oneOf(List.of("on", "off"), List.of(true, false)),
              "on (default) or off: requests the targets of links to other sites.")
          .or("on");

  static final Flag<String> ALLOW =
      Flag.many(
          "--allow=WHAT",
          Kind.TEXT,
          "Not a fault: a status (404, 5xx), a class (fragment_missing) or a failure cause"
              + " (dns_not_found), or several with commas between them; or URLs that match a"
              + " pattern as in --include. May be repeated.");

  static final Flag<Boolean> RETRY =
      Flag.of(
              "--retry=SWITCH",
              Kind.oneOf(List.of("on", "off"), List.of(true, false)),
              "on (default) or off: requests URLs with transient failures once more at the end,"
                  + " before they are reported as broken.")
          .or("on");

  static final Flag<Path> CACHE =
      Flag.of(
          "--cache=FILE",
          Kind.PATH,
          "Caches good results for external URLs in a file, and does not request them again in"
              + " later runs.");

  static final Flag<Duration> CACHE_AGE =
      Flag.of("--cache-age=DURATION", Kind.positive("1h"), "How long they are kept (default: 24h).")
          .or("24h");

  static final Flag<Integer> REFERRERS =
      Flag.of(
              "--referrers=N",
              Kind.integer(1),
              "How many links to each target are kept (default: {default}); all are counted.")
          .or("100");

  static final Flag<Boolean> JSON =
      Flag.on("-j, --json", "Prints a JSON object for each target, whether faulty or not.");

  static final Flag<Boolean> ANNOTATIONS =
      Flag.on("--annotations", "Prints faults as workflow commands of GitHub Actions.");

  static final Flag<Path> OUTPUT =
      Flag.many(
          "-o, --output=FILE",
          Kind.PATH,
          "Also writes a report to a file: a page of HTML (.html), the objects of --json (.jsonl)"
              + " or a JUnit report (.xml); may be repeated.");

  static final Flag<Path> JUNIT =
      Flag.of(
          "--junit=FILE", Kind.PATH, "Also writes a JUnit report to a file, whatever its name.");

  static final Block BLOCK =
      Block.of(
          "Check",
          EXTERNAL,
          ALLOW,
          RETRY,
          CACHE,
          CACHE_AGE,
          REFERRERS,
          JSON,
          ANNOTATIONS,
          OUTPUT,
          JUNIT);

  private CheckFlags() {}
}
