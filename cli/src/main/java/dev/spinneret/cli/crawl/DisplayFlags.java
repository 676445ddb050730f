package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.terminal.Style;
import java.time.Duration;
import java.util.List;

/// What a person or a monitoring system sees of a crawl while it runs.
final class DisplayFlags {
  static final Flag<Style.Choice> COLOR =
      Flag.of(
              "--color=WHEN",
              Kind.named(List.of(Style.Choice.AUTO, Style.Choice.ALWAYS, Style.Choice.NEVER)),
              "auto (default; on a terminal, unless NO_COLOR is set), always or never: colours"
                  + " messages, progress and summary.")
          .or("auto");

  static final Flag<Duration> HEARTBEAT =
      Flag.of(
          "--heartbeat=DURATION",
          Kind.DURATION,
          "Prints the progress at this interval; 0 for never (default: 30s if standard"
              + " error is not a terminal).");

  static final Flag<String> METRICS =
      Flag.of(
          "--metrics=[HOST:]PORT",
          Kind.TEXT,
          "Serves figures of the running crawl at http://HOST:PORT/metrics, in the text format of"
              + " Prometheus, on loopback unless HOST is given.");

  static final Block BLOCK = Block.of("Display", COLOR, HEARTBEAT, METRICS);

  private DisplayFlags() {}
}
