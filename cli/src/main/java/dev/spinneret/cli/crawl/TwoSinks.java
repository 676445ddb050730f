package dev.spinneret.cli.crawl;

import dev.spinneret.engine.crawl.verdict.LimitChange;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/// Passes everything on to two sinks.
record TwoSinks(Sink first, Sink second) implements Sink {
  @Override
  public void accept(PageRecord page) {
    first.accept(page);
    second.accept(page);
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
    first.skipped(href, depth, referrer, verdict);
    second.skipped(href, depth, referrer, verdict);
  }

  @Override
  public void limited(LimitChange change) {
    first.limited(change);
    second.limited(change);
  }
}
