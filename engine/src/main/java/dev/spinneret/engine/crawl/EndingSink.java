package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.verdict.LimitChange;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Passes records on, and reports what the sink throws: unlike other failures of a visit, a lost
/// record ends the crawl.
///
/// @param next the sink
/// @param onFailure receives what it throws, which is then rethrown
record EndingSink(Sink next, Consumer<Throwable> onFailure) implements Sink {
  @Override
  public void accept(PageRecord page) {
    try {
      next.accept(page);
    } catch (RuntimeException | Error e) {
      onFailure.accept(e);
      throw e;
    }
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
    try {
      next.skipped(href, depth, referrer, verdict);
    } catch (RuntimeException | Error e) {
      onFailure.accept(e);
      throw e;
    }
  }

  @Override
  public void limited(LimitChange change) {
    next.limited(change);
  }
}
