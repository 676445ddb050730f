package dev.spinneret.cli;

import dev.spinneret.cli.output.CrawlStatistics;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TimerHandle;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line on a terminal that is drawn again four times a second, and leaves nothing behind.
final class Progress implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final EventLoop loop;
  private final Crawl crawl;
  private final CrawlStatistics statistics;
  private final Notices notices;
  private final long startAtNanos;
  private @Nullable TimerHandle timer;

  /// Prepares the line; it is first drawn a moment after [#start].
  Progress(EventLoop loop, Crawl crawl, CrawlStatistics statistics, Notices notices) {
    this.loop = loop;
    this.crawl = crawl;
    this.statistics = statistics;
    this.notices = notices;
    this.startAtNanos = loop.timeNanos();
  }

  /// Draws from now on. On the loop's thread.
  void start() {
    timer = loop.callLater(INTERVAL, this::draw);
  }

  private void draw() {
    var seconds = (loop.timeNanos() - startAtNanos) / 1e9;
    notices.draw(line(seconds));
    start();
  }

  /// The line after so many seconds.
  String line(double seconds) {
    var now = crawl.progress();
    var slowest = statistics.slowestHost();
    return String.format(
        Locale.ROOT,
        "%,d done, %,d queued, %,.0f pages/s, %,d in flight, %,d failed%s",
        now.pages(),
        now.waiting(),
        now.pages() / seconds,
        now.inFlight(),
        now.failed(),
        slowest == null || now.hosts() < 2 ? "" : ", slowest " + TerminalText.of(slowest));
  }

  /// Erases the line.
  @Override
  public void close() {
    if (timer != null) {
      timer.cancel();
      timer = null;
      notices.erase();
    }
  }
}
