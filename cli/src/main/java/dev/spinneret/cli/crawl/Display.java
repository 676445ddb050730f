package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.metrics.MetricsAddress;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.cli.terminal.Style;
import dev.spinneret.cli.terminal.Terminal;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a crawl shows while it runs.
///
/// @param isForPeople whether events are shown in place of records, since somebody watches and no
///   output is named
/// @param style of messages, progress and summary
/// @param heartbeat the interval of lines that say how far the crawl is; null for none
/// @param metrics where figures are served; null for nowhere
/// @param isQuiet whether there is neither progress nor a summary
/// @param logLevel the least important level that is logged
record Display(
    boolean isForPeople,
    Style style,
    @Nullable Duration heartbeat,
    @Nullable InetSocketAddress metrics,
    boolean isQuiet,
    LogLevel logLevel) {
  private static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(30);

  /// What was typed means.
  ///
  /// @throws dev.spinneret.cli.terminal.UsageException if it cannot be done
  static Display of(Values typed) {
    var metrics = typed.find(DisplayFlags.METRICS);
    boolean isForPeople = isForPeople(typed);
    return new Display(
        isForPeople,
        Style.of(typed.get(DisplayFlags.COLOR)),
        heartbeat(typed),
        metrics == null ? null : MetricsAddress.of(metrics),
        typed.has(OutputFlags.QUIET),
        OutputFlags.level(typed, isForPeople));
  }

  private static boolean isForPeople(Values typed) {
    return typed.all(OutputFlags.OUTPUT).isEmpty()
        && !typed.has(OutputFlags.JSON)
        && typed.find(OutputFlags.FORMAT) == null
        && typed.all(OutputFlags.FIELDS).isEmpty()
        && Terminal.isOutput()
        && Terminal.isError();
  }

  private static @Nullable Duration heartbeat(Values typed) {
    var interval = typed.find(DisplayFlags.HEARTBEAT);
    if (interval != null) {
      return interval.isZero() ? null : interval;
    }
    return typed.has(OutputFlags.QUIET) || Terminal.isError() ? null : USUAL_HEARTBEAT;
  }
}
