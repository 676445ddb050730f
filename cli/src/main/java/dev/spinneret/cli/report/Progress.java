package dev.spinneret.cli.report;

import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.Style;
import dev.spinneret.cli.terminal.WindowSize;
import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TimerHandle;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows how far a crawl is: a line on a terminal that is drawn again four times a second and
/// leaves nothing behind, or a line in a log now and then. On the loop's thread.
public final class Progress implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final EventLoop loop;
  private final Crawl crawl;
  private final ProgressText text;
  private final Console console;
  private final long startAtNanos;
  private @Nullable TimerHandle redraw;
  private @Nullable TimerHandle heartbeat;

  /// Prepares to show a crawl that begins now.
  ///
  /// @param crawl whose progress is shown
  /// @param text says how far it is
  public Progress(EventLoop loop, Crawl crawl, ProgressText text, Console console) {
    this.loop = loop;
    this.crawl = crawl;
    this.text = text;
    this.console = console;
    this.startAtNanos = loop.timeNanos();
  }

  /// Draws the line from now on; first in a quarter of a second.
  ///
  /// @param style whether it is coloured
  public void draw(Style style) {
    redraw =
        loop.callLater(
            INTERVAL,
            () -> {
              var line = text.line(crawl.progress(), seconds(), WindowSize.columns(), style);
              console.draw(line.text(), line.columns());
              draw(style);
            });
  }

  /// Logs a line at intervals from now on.
  ///
  /// @param interval above 0
  public void log(Duration interval) {
    heartbeat =
        loop.callLater(
            interval,
            () -> {
              console.say(now(), List.of());
              log(interval);
            });
  }

  /// How far the crawl is now.
  ///
  /// @return a sentence, without a line feed
  public String now() {
    return text.sentence(crawl.progress(), seconds());
  }

  private double seconds() {
    return (loop.timeNanos() - startAtNanos) / 1e9;
  }

  /// Erases the line, and logs no more.
  @Override
  public void close() {
    if (heartbeat != null) {
      heartbeat.cancel();
    }
    if (redraw != null) {
      redraw.cancel();
      console.erase();
    }
  }
}
