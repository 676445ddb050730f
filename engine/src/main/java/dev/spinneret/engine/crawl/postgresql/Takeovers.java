package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.shared.EndedUrls;
import dev.spinneret.engine.crawl.shared.RoundReply;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The domains that a crawler has claimed and not read yet. They are read in portions, so that a
/// domain of many million URLs does not keep it from extending its lease. While they are read,
/// nobody changes them. On the writer's thread.
final class Takeovers {
  private static final int ROWS_AT_ONCE = 50_000;

  /// Which part of a lease each round may take for reading.
  private static final int PART = 10;

  private final int rowsAtOnce;
  private final long nanosAtOnce;
  private Map<Long, ClaimedDomain> unread = new LinkedHashMap<>();

  /// @param lease of the crawler
  Takeovers(Duration lease) {
    this(ROWS_AT_ONCE, lease.dividedBy(PART));
  }

  /// @param rowsAtOnce about how many rows of a table are read by one statement
  /// @param timeAtOnce how long one call of [#read] may take; it may be exceeded by a portion
  Takeovers(int rowsAtOnce, Duration timeAtOnce) {
    this.rowsAtOnce = rowsAtOnce;
    nanosAtOnce = timeAtOnce.toNanos();
  }

  /// Adds a domain.
  ///
  /// @param level the least depth at which a URL of it may be open
  void add(long domain, int level) {
    unread.put(domain, new ClaimedDomain(domain, level));
  }

  boolean isEmpty() {
    return unread.isEmpty();
  }

  /// The least depth at which a URL of these domains may be open; `Integer.MAX_VALUE` for none.
  int level() {
    return unread.values().stream().mapToInt(ClaimedDomain::level).min().orElse(Integer.MAX_VALUE);
  }

  /// Begins anew with all of them, since a transaction that has read some may have failed.
  void restart() {
    var again = new LinkedHashMap<Long, ClaimedDomain>();
    unread.forEach((domain, read) -> again.put(domain, new ClaimedDomain(domain, read.level())));
    unread = again;
  }

  /// Reads at least one portion, and more while there is time.
  ///
  /// @param reader within a transaction
  /// @return the domains that are complete now; they are no longer among these once [#taken] is
  ///   called
  RoundReply.Claimed read(DomainReader reader) throws SQLException {
    if (unread.isEmpty()) {
      return RoundReply.Claimed.NONE;
    }
    long begunNanos = System.nanoTime();
    var ended = new EndedUrls();
    do {
      readPortion(reader, ended);
    } while (complete().size() < unread.size() && System.nanoTime() - begunNanos < nanosAtOnce);
    var complete = complete();
    return new RoundReply.Claimed(
        complete.isEmpty() ? List.of() : reader.states(complete),
        ended,
        complete.size() < unread.size());
  }

  private void readPortion(DomainReader reader, EndedUrls ended) throws SQLException {
    var queues = unread.values().stream().filter(domain -> !domain.isQueueRead()).toList();
    if (!queues.isEmpty()) {
      reader.readQueues(queues, Math.max(1, rowsAtOnce / queues.size()));
    }
    var urls = unread.values().stream().filter(domain -> !domain.areUrlsRead()).toList();
    if (!urls.isEmpty()) {
      reader.readUrls(urls, Math.max(1, rowsAtOnce / urls.size()), ended);
    }
  }

  private List<ClaimedDomain> complete() {
    return unread.values().stream().filter(ClaimedDomain::isComplete).toList();
  }

  /// The transaction that has read complete domains was committed.
  void taken() {
    unread.values().removeIf(ClaimedDomain::isComplete);
  }
}
