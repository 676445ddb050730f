package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Puts what earlier runs left back where it belongs.
final class StateRestorer implements CrawlStore.Restored {
  private final CrawlOptions options;
  private final Admission admission;
  private final PageVisitor visitor;
  private final Politeness politeness;
  private final VerdictRecorder recorder;
  private final long nowNanos;

  StateRestorer(
      CrawlOptions options,
      Admission admission,
      PageVisitor visitor,
      Politeness politeness,
      VerdictRecorder recorder,
      long nowNanos) {
    this.options = options;
    this.admission = admission;
    this.visitor = visitor;
    this.politeness = politeness;
    this.recorder = recorder;
    this.nowNanos = nowNanos;
  }

  @Override
  public void open(long fingerprint, @Nullable String host) {
    admission.restored(fingerprint, host, null);
    recorder.ledger.restoredOpen();
  }

  @Override
  public void ended(long fingerprint, CrawlStore.Ended ended) {
    admission.restored(fingerprint, ended.host(), ended.verdict());
    recorder.ledger.restoredEnded(ended.verdict(), ended.cause());
    var totals = recorder.totals;
    if (ended.cause() != null) {
      totals.failedCount++;
    } else if (ended.status() != 0) {
      totals.page(ended.status(), ended.bytes(), ended.depth());
      totals.content(ended.role(), ended.status());
      var original = ended.original();
      if (original != null) {
        visitor.restored(ended.digest(), original);
      }
      var host = hostNamed(ended.host());
      if (host != null) {
        host.everAnswered = true;
        host.pageCount += Totals.isContent(ended.role(), ended.status()) ? 1 : 0;
        host.bodyBytes += ended.bytes();
        host.closeIfSpent(options.budget());
      }
    }
  }

  @Override
  public void scope(String held) {
    admission.restoredScope(held);
  }

  @Override
  public void robots(String name, byte[] body, Instant at) {
    // A wall clock that was set back a little makes a file seem younger than nothing.
    var ttl = options.robots().ttl();
    var age = Duration.between(at, options.run().wallClock().instant());
    var left = age.isNegative() ? ttl.plus(age) : ttl.minus(age);
    var host = hostNamed(name);
    if (host != null && options.robots().obeyed() && left.isPositive()) {
      politeness.open(
          host,
          RobotsRules.parse(body, options.robots().productToken()),
          nowNanos + left.toNanos());
    }
  }

  @Override
  public void host(String name, @Nullable Instant delayedUntil, @Nullable Verdict closed) {
    var host = hostNamed(name);
    if (host != null) {
      politeness.restored(host, delayedUntil, closed, nowNanos);
    }
  }

  @Override
  public void words(long words) {
    admission.restoredWords(words);
  }

  @Override
  public void staleTemplate(String template, int staleCount) {
    admission.restoredTemplate(template, staleCount);
  }

  @Override
  public void deepLink(String href, String referrer) {
    admission.restoredDeepLink(href, referrer);
  }

  @Override
  public void order(long nextOrder) {
    admission.restoredOrder(nextOrder);
  }

  private @Nullable Host hostNamed(@Nullable String name) {
    var url = name == null ? null : WebUrl.parse(name, null);
    return url == null ? null : politeness.hostOf(url);
  }
}
