package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.util.LinkedHashSet;
import java.util.List;

/// Gives verdicts to what waits and will not be asked for: the URLs of closed hosts, and at the end
/// of a crawl all others.
final class UnvisitedUrls {
  private static final int BATCH = 1_000;

  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final Slices slices;
  private final LinkedHashSet<Host> closing = new LinkedHashSet<>();

  UnvisitedUrls(Frontier frontier, VerdictRecorder recorder, Slices slices) {
    this.frontier = frontier;
    this.recorder = recorder;
    this.slices = slices;
  }

  /// Notes that a host is closed.
  void close(Host host) {
    closing.add(host);
  }

  /// Gives what waits of closed hosts its verdict. May suspend.
  void endOfClosedHosts() {
    while (!closing.isEmpty()) {
      var host = closing.removeFirst();
      var verdict = host.closedBecause;
      if (verdict != null) {
        recorder.hostClosed(host, verdict);
        for (var rest = frontier.block(host.name);
            !rest.isEmpty();
            rest = frontier.block(host.name)) {
          end(rest, verdict);
        }
      }
    }
  }

  /// Gives all that waits its verdict, or leaves it to a later run, when there may be one. May
  /// suspend.
  void endRest(Verdict verdict) {
    if (recorder.leaveOpen(frontier.stats().waitingCount(), verdict)) {
      return;
    }
    for (var rest = frontier.drain(BATCH); !rest.isEmpty(); rest = frontier.drain(BATCH)) {
      end(rest, verdict);
    }
  }

  private void end(List<CrawlUrl> urls, Verdict verdict) {
    try (var slice = slices.begin()) {
      for (var url : urls) {
        recorder.waiting(url, verdict);
        slice.pause();
      }
    }
  }
}
