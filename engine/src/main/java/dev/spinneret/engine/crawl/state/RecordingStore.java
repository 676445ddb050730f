package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.CrawlStore;
import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A store that records what a crawl reports as values of [Change]. On the loop's thread.
abstract class RecordingStore implements CrawlStore {

  /// Records a change.
  ///
  /// @param change the change, after all that were recorded before
  protected abstract void add(Change change);

  @Override
  public void discovered(CrawlUrl url, @Nullable Verdict verdict) {
    add(new Change.Discovered(url, verdict));
  }

  @Override
  public void reopened(CrawlUrl url) {
    add(new Change.Reopened(url));
  }

  @Override
  public void reasked(CrawlUrl url) {
    add(new Change.Reasked(url));
  }

  @Override
  public void moved(CrawlUrl url) {
    add(new Change.Moved(url));
  }

  @Override
  public void ended(CrawlUrl url, Verdict verdict, @Nullable PageRecord page) {
    add(new Change.Ended(url, verdict, page == null ? null : Change.Asked.of(page)));
  }

  @Override
  public void scopeWidened(String held) {
    add(new Change.ScopeWidened(held));
  }

  @Override
  public void robotsFetched(String host, byte[] body, Instant at) {
    add(new Change.Robots(host, new Change.Bytes(body), at));
  }

  @Override
  public void retried(CrawlUrl url) {
    add(new Change.Retried(url));
  }

  @Override
  public void hostDelayed(String host, Instant until) {
    add(new Change.HostDelayed(host, until));
  }

  @Override
  public void hostClosed(String host, Verdict why) {
    add(new Change.HostClosed(host, why));
  }

  @Override
  public void suspectRead(long words, String template, int staleCount) {
    add(new Change.SuspectRead(words, template, staleCount));
  }
}
