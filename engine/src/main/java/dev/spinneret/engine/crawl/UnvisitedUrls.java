package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.util.LinkedHashSet;
import java.util.List;

/// Ends URLs that wait and will not be requested: the URLs of closed hosts, and all others at the
/// end of a crawl.
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

  /// Records that a host is closed.
  void close(Host host) {
    closing.add(host);
  }

  /// Ends the URLs of closed hosts that wait. May suspend.
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

  /// Ends all URLs that wait, or leaves them to a later run, if there may be one. May suspend.
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
