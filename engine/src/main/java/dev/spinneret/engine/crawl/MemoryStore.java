package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.frontier.MemoryFrontier;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.EventLoop;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The store of a crawl that cannot be resumed: it keeps nothing.
final class MemoryStore implements CrawlStore {

  @Override
  public Frontier begin(EventLoop loop, CrawlOptions options, Runnable wake) {
    return new MemoryFrontier(
        options.scope().maxDepth() != Integer.MAX_VALUE, options.resources().queueBytes());
  }

  @Override
  public void restore(Restored into) {}

  @Override
  public void discovered(CrawlUrl url, @Nullable Verdict verdict) {}

  @Override
  public void reopened(CrawlUrl url) {}

  @Override
  public void reasked(CrawlUrl url) {}

  @Override
  public void moved(CrawlUrl url) {}

  @Override
  public void ended(CrawlUrl url, Verdict verdict, @Nullable PageRecord page) {}

  @Override
  public void scopeWidened(String held) {}

  @Override
  public void robotsFetched(String host, byte[] body, Instant at) {}

  @Override
  public void retried(CrawlUrl url) {}

  @Override
  public void hostDelayed(String host, Instant until) {}

  @Override
  public void hostClosed(String host, Verdict why) {}

  @Override
  public void suspectRead(long words, String template, int staleCount) {}

  @Override
  public void hold() {}

  @Override
  public void release() {}

  @Override
  public void abandon(Throwable thrown) {}

  @Override
  public boolean isBehind() {
    return false;
  }

  @Override
  public boolean keepsRest() {
    return false;
  }

  @Override
  public void finish() {}
}
