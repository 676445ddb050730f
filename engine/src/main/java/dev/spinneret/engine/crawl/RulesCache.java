package dev.spinneret.engine.crawl;

import dev.spinneret.parse.robots.RobotsRules;
import java.util.LinkedHashMap;
import java.util.Map;

/// Decides which hosts have their robots.txt rules in memory: those that were opened last, up to a
/// number of bytes. Evicted rules are fetched again when the host's next URL is leased.
final class RulesCache {
  private final long maxBytes;
  private final Map<Host, Long> sizes = new LinkedHashMap<>();
  private long bytes;

  RulesCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Sets the rules of a host, and evicts the oldest others until there is room.
  void put(Host host, RobotsRules rules) {
    host.rules = rules;
    var before = sizes.remove(host);
    bytes -= before == null ? 0 : before;
    long size = rules.memoryBytes();
    if (size == 0) {
      return; // rules that all hosts without any share
    }
    sizes.put(host, size);
    bytes += size;
    for (var it = sizes.entrySet().iterator(); bytes > maxBytes && sizes.size() > 1; ) {
      var oldest = it.next();
      oldest.getKey().rules = null;
      bytes -= oldest.getValue();
      it.remove();
    }
  }
}
