package dev.spinneret.engine.crawl.shared;

import dev.spinneret.parse.url.WebUrl;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The domains that a crawler owns, and their hosts. On the loop's thread.
final class OwnedDomains {
  private final Map<Long, Domain> domains = new LinkedHashMap<>();
  private final Map<String, Domain> byHost = new HashMap<>();

  /// A domain and its host queues.
  ///
  /// @param id see [Domains#idOf]
  /// @param hosts those that have come up so far
  record Domain(long id, Set<String> hosts) {}

  int count() {
    return domains.size();
  }

  /// All of them; the one that is owned longest first.
  Collection<Domain> all() {
    return List.copyOf(domains.values());
  }

  /// Takes a domain over.
  void add(long id, Collection<String> hosts) {
    var domain = new Domain(id, new LinkedHashSet<>(hosts));
    domains.put(id, domain);
    hosts.forEach(host -> byHost.put(host, domain));
  }

  /// Gives a domain up.
  void remove(Domain domain) {
    domains.remove(domain.id);
    domain.hosts.forEach(byHost::remove);
  }

  /// Whether a URL's domain is owned; its host is one of the domain's from then on.
  ///
  /// @param url null for a reference that is no URL
  boolean hold(@Nullable WebUrl url) {
    var host = url == null ? "" : url.origin();
    if (byHost.containsKey(host)) {
      return true;
    }
    var domain = domains.get(Domains.idOf(Domains.nameOf(host)));
    if (domain != null) {
      domain.hosts.add(host);
      byHost.put(host, domain);
    }
    return domain != null;
  }
}
