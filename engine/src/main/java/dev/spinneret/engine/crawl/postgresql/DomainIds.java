package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.shared.Domains;
import java.util.HashMap;
import java.util.Map;

/// The domain of each host queue that was met lately, so that its name is not hashed for each URL.
final class DomainIds {
  private static final int MAX_NAMES = 100_000;

  private final Map<String, Long> byHost = new HashMap<>();

  /// The id of a host's domain.
  ///
  /// @param host a host queue
  /// @return see [Domains#idOf]
  long of(String host) {
    return byHost.computeIfAbsent(host, name -> Domains.idOf(Domains.nameOf(name)));
  }

  /// Forgets all if there are too many. Call from time to time.
  void trim() {
    if (byHost.size() > MAX_NAMES) {
      byHost.clear();
    }
  }
}
