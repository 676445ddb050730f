package dev.spinneret.cli.report;

import dev.spinneret.engine.crawl.verdict.PageRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the summary has in addition to the crawl's own account: how times are spread, and which
/// hosts were slow or failed. Grows with hosts, not with pages.
public final class CrawlStatistics {
  private final PhaseTimes times = new PhaseTimes();
  private final Map<String, HostTimes> hosts = new HashMap<>();
  private long brokenCount;

  /// Creates statistics of nothing.
  public CrawlStatistics() {}

  /// Takes a page in.
  ///
  /// @param page the record
  public void add(PageRecord page) {
    var failed = page.error() != null || page.status() >= 400;
    if (failed) {
      brokenCount++;
    }
    times.add(page.fetch().timings(), page.content().parseNanos());
    hosts
        .computeIfAbsent(page.url().authority(), HostTimes::new)
        .add(failed, page.fetch().timings().totalNanos());
  }

  /// Takes in a reference that is no valid URL.
  public void addMalformed() {
    brokenCount++;
  }

  PhaseTimes times() {
    return times;
  }

  /// Pages that failed or whose status is 400 or more, and references that are no valid URLs.
  long brokenCount() {
    return brokenCount;
  }

  /// The host whose fetches took longest on average; for the progress line.
  ///
  /// @return null before the first page
  public @Nullable String slowestHost() {
    return slowest(1).stream().map(HostTimes::name).findFirst().orElse(null);
  }

  List<HostTimes> slowest(int atMost) {
    return hosts.values().stream()
        .sorted(Comparator.comparingDouble(HostTimes::meanMillis).reversed())
        .limit(atMost)
        .toList();
  }

  List<HostTimes> mostFailing(int atMost) {
    return hosts.values().stream()
        .filter(host -> host.failedCount() > 0)
        .sorted(Comparator.comparingLong(HostTimes::failedCount).reversed())
        .limit(atMost)
        .toList();
  }
}
