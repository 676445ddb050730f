package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.shared.Domains;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The domain of each host queue that was met lately, so that its name is not hashed for each URL,
/// and which domains the database has.
final class DomainIds {
  private static final int MAX_NAMES = 100_000;

  private final Map<String, Long> byHost = new HashMap<>();
  private final Set<Long> stored = new HashSet<>();
  private final Set<Long> inTransaction = new HashSet<>();

  /// The id of a host's domain.
  ///
  /// @param host a host queue
  /// @return see [Domains#idOf]
  long of(String host) {
    return byHost.computeIfAbsent(host, name -> Domains.idOf(Domains.nameOf(name)));
  }

  /// Whether a domain is known to be in the database.
  boolean isStored(long domain) {
    return stored.contains(domain);
  }

  /// Notes that the transaction that runs adds a domain.
  void storing(long domain) {
    inTransaction.add(domain);
  }

  /// Notes that the transaction was committed.
  void committed() {
    stored.addAll(inTransaction);
    inTransaction.clear();
  }

  /// Forgets all if there are too many, and what a transaction has added that was not committed.
  /// Call at the beginning of each.
  void trim() {
    inTransaction.clear();
    if (byHost.size() > MAX_NAMES) {
      byHost.clear();
    }
    if (stored.size() > MAX_NAMES) {
      stored.clear();
    }
  }
}
