package dev.spinneret.cli;

import dev.spinneret.engine.crawl.PageRecord;
import dev.spinneret.engine.crawl.Sink;
import dev.spinneret.engine.crawl.Verdict;
import org.jspecify.annotations.Nullable;

/// Passes records on and tells a person about those that went wrong.
///
/// @param next gets every record
/// @param notices tell
record ToldSink(Sink next, Notices notices) implements Sink {
  private static final int FIRST_BROKEN_STATUS = 400;

  @Override
  public void accept(PageRecord page) {
    if (page.error() != null) {
      tell(page, String.valueOf(page.errorDetail()));
    } else if (page.status() >= FIRST_BROKEN_STATUS) {
      tell(page, "status " + page.status());
    }
    next.accept(page);
  }

  private void tell(PageRecord page, String what) {
    var referrer = page.referrer() == null ? "" : "; named by " + page.referrer();
    notices.tell(LogLevel.INFO, page.url().href() + ": " + what + referrer);
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
    notices.tell(LogLevel.DEBUG, href + ": left out: " + reason(verdict));
    next.skipped(href, depth, referrer, verdict);
  }

  private static String reason(Verdict verdict) {
    var detail = verdict.detail();
    return detail.isEmpty() ? verdict.name() : detail;
  }
}
