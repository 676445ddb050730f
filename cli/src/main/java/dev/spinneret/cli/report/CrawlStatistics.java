package dev.spinneret.cli.report;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the summary has in addition to the crawl's own account: how times are spread, and which
/// hosts were slow or failed. Grows with hosts, not with pages.
public final class CrawlStatistics {
  private static final int BROKEN_SHOWN = 10;

  private final PhaseTimes times = new PhaseTimes();
  private final Map<String, HostTimes> hosts = new HashMap<>();
  private final List<Broken> firstBroken = new ArrayList<>();
  private long brokenCount;

  /// A URL that is broken.
  ///
  /// @param what its status, or why there is none
  /// @param href the URL
  /// @param referrer the first page that links to it; null for none
  record Broken(String what, String href, @Nullable String referrer) {}

  /// Takes a page in.
  public void add(PageRecord page) {
    var error = page.error();
    if (error == null && page.reply() == null) {
      return; // it was not requested
    }
    var failed = error != null || page.status() >= 400;
    if (failed) {
      var what = error == null ? String.valueOf(page.status()) : error.label();
      addBroken(new Broken(what, page.url().href(), page.referrer()));
    }
    times.add(page.fetch().timings(), page.content().parseNanos());
    hosts
        .computeIfAbsent(page.url().authority(), HostTimes::new)
        .add(failed, page.fetch().timings().totalNanos());
  }

  /// Takes in a reference that is no valid URL, or a URL that failed without a request.
  ///
  /// @param href as it stands in the page
  /// @param referrer the page; null for none
  /// @param cause why it failed
  public void addFailed(String href, @Nullable String referrer, FailureCause cause) {
    addBroken(new Broken(cause.label(), href, referrer));
  }

  private void addBroken(Broken broken) {
    brokenCount++;
    if (firstBroken.size() < BROKEN_SHOWN) {
      firstBroken.add(broken);
    }
  }

  /// The first that were found to be broken.
  List<Broken> firstBroken() {
    return firstBroken;
  }

  /// How many fetches took at most this long; to two digits.
  ///
  /// @return at most [#fetchCount]
  public long fetchesWithin(double seconds) {
    return times.countWithin(seconds);
  }

  /// How many fetches there were.
  public long fetchCount() {
    return times.count();
  }

  /// How long all fetches took.
  ///
  /// @return their sum, in seconds
  public double fetchSeconds() {
    return times.wholeNanos() / 1e9;
  }

  PhaseTimes times() {
    return times;
  }

  /// Pages that failed or whose status is 400 or more, and references that are no valid URLs.
  public long brokenCount() {
    return brokenCount;
  }

  /// The host whose fetches took longest on average; null before the first page.
  @Nullable HostTimes slowestHost() {
    return hosts.values().stream()
        .max((a, b) -> Double.compare(a.meanMillis(), b.meanMillis()))
        .orElse(null);
  }

  // Not by `Comparator.comparing`, which makes a class at run time: that takes milliseconds.

  List<HostTimes> slowest(int atMost) {
    return hosts.values().stream()
        .sorted((a, b) -> Double.compare(b.meanMillis(), a.meanMillis()))
        .limit(atMost)
        .toList();
  }

  List<HostTimes> mostFailing(int atMost) {
    return hosts.values().stream()
        .filter(host -> host.failedCount() > 0)
        .sorted((a, b) -> Long.compare(b.failedCount(), a.failedCount()))
        .limit(atMost)
        .toList();
  }
}
