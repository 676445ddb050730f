package dev.spinneret.cli.terminal;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TimerHandle;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One line on a terminal that is drawn again four times a second, and leaves nothing behind.
public final class Progress implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final EventLoop loop;
  private final Crawl crawl;
  private final Supplier<@Nullable String> slowestHost;
  private final Console console;
  private final long startAtNanos;
  private @Nullable TimerHandle timer;

  /// Prepares the line; it is first drawn a quarter of a second after [#start].
  ///
  /// @param loop draws the line, on its thread
  /// @param crawl whose progress is shown
  /// @param slowestHost returns the host whose fetches take longest, or null
  /// @param console shows the line
  public Progress(
      EventLoop loop, Crawl crawl, Supplier<@Nullable String> slowestHost, Console console) {
    this.loop = loop;
    this.crawl = crawl;
    this.slowestHost = slowestHost;
    this.console = console;
    this.startAtNanos = loop.timeNanos();
  }

  /// Draws the line four times a second from now on. On the loop's thread.
  public void start() {
    timer = loop.callLater(INTERVAL, this::draw);
  }

  private void draw() {
    var seconds = (loop.timeNanos() - startAtNanos) / 1e9;
    console.draw(line(seconds));
    start();
  }

  /// The line after so many seconds.
  String line(double seconds) {
    var now = crawl.progress();
    var slowest = slowestHost.get();
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
      console.erase();
    }
  }
}
