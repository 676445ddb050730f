package dev.spinneret.engine.crawl;

import java.util.LinkedHashSet;

/// Gives verdicts to what waits and will not be asked for: the URLs of closed hosts, and at the end
/// of a crawl all others.
final class Leftovers {
  private static final int BATCH = 1_000;

  private final Frontier frontier;
  private final Ledger ledger;
  private final Endings endings;
  private final CrawlStore store;
  private final LinkedHashSet<Host> closing = new LinkedHashSet<>();

  Leftovers(Frontier frontier, Ledger ledger, Endings endings, CrawlStore store) {
    this.frontier = frontier;
    this.ledger = ledger;
    this.endings = endings;
    this.store = store;
  }

  /// Notes that a host is closed.
  void close(Host host) {
    closing.add(host);
  }

  /// Gives what waits of closed hosts its verdict. May suspend.
  void endOfClosedHosts() {
    while (!closing.isEmpty()) {
      var host = closing.removeFirst();
      var verdict = host.closed;
      if (verdict != null) {
        store.hostClosed(host.name, verdict);
        for (var rest = frontier.block(host.name);
            !rest.isEmpty();
            rest = frontier.block(host.name)) {
          endings.waiting(rest, verdict);
        }
      }
    }
  }

  /// Gives all that waits its verdict, or leaves it to a later run, when there may be one. May
  /// suspend.
  void endRest(Verdict verdict) {
    if (store.keepsRest()) {
      ledger.leaveOpen(frontier.stats().waitingCount(), verdict);
      return;
    }
    for (var rest = frontier.drain(BATCH); !rest.isEmpty(); rest = frontier.drain(BATCH)) {
      endings.waiting(rest, verdict);
    }
  }
}
