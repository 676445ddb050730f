package dev.spinneret.cli.crawl;

import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.engine.crawl.verdict.LimitChange;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/// Passes records on, and logs those that went wrong.
///
/// @param next gets every record
/// @param console gets the messages
record LoggingSink(Sink next, Console console) implements Sink {
  private static final int FIRST_BROKEN_STATUS = 400;

  @Override
  public void accept(PageRecord page) {
    if (page.error() != null) {
      report(page.url().href(), page.referrer(), String.valueOf(page.errorDetail()));
    } else if (page.status() >= FIRST_BROKEN_STATUS) {
      report(page.url().href(), page.referrer(), "status " + page.status());
    }
    next.accept(page);
  }

  private void report(String href, @Nullable String referrer, String what) {
    console.report(what, href, referrer);
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
    if (verdict instanceof Verdict.Failed failed) {
      report(href, referrer, failed.detail());
    } else {
      console.log(LogLevel.DEBUG, href + ": left out: " + reason(verdict));
    }
    next.skipped(href, depth, referrer, verdict);
  }

  @Override
  public void limited(LimitChange change) {
    var level = change.pause().isZero() ? LogLevel.DEBUG : LogLevel.INFO;
    if (console.logs(level)) {
      console.log(level, words(change));
    }
    next.limited(change);
  }

  private static String words(LimitChange change) {
    var text = new StringBuilder(change.host());
    if (change.pause().isZero()) {
      text.append(": limit ").append(change.limit());
    } else {
      text.append(": paused for ").append(change.pause().toMillis()).append(" ms");
    }
    if (!change.interval().isZero()) {
      text.append(", ").append(change.interval().toMillis()).append(" ms apart");
    }
    return text.append(": ").append(change.reason()).toString();
  }

  private static String reason(Verdict verdict) {
    var detail = verdict.detail();
    return detail.isEmpty() ? verdict.kind().label() : detail;
  }
}
