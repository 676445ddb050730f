package dev.spinneret.fetch.cookies;

import dev.spinneret.parse.http.HostAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The cookies of a jar by domain. Domains are sorted by their labels from the last to the first,
/// so that all subdomains of a domain are adjacent. Guarded by the jar's lock.
final class CookieTable {

  /// A cookie with its mutable state.
  static final class Kept {
    Cookie cookie;

    /// When the cookie was first created, in steps of the jar.
    final long made;

    /// When it was last set, likewise.
    long set;

    /// When it was last sent or set, likewise.
    long used;

    Kept(Cookie cookie, long made) {
      this.cookie = cookie;
      this.made = made;
      this.set = made;
      this.used = made;
    }
  }

  private final TreeMap<String, List<Kept>> domains = new TreeMap<>();
  private int count;

  /// The number of cookies of all domains; expired ones count until they are found.
  int count() {
    return count;
  }

  void add(Kept kept) {
    domains.computeIfAbsent(key(kept.cookie.domain()), _ -> new ArrayList<>(2)).add(kept);
    count++;
  }

  void remove(Kept kept) {
    var key = key(kept.cookie.domain());
    var all = domains.get(key);
    if (all != null && all.remove(kept)) {
      count--;
      if (all.isEmpty()) {
        domains.remove(key);
      }
    }
  }

  /// The unexpired cookies of one domain. Must not be modified.
  List<Kept> at(String domain, Instant now) {
    return current(key(domain), now);
  }

  /// Visits the cookies of a host and of the domains above it.
  void visitUp(String host, Instant now, Consumer<Kept> visitor) {
    var key = key(host);
    if (HostAddress.isAddress(host)) {
      current(key, now).forEach(visitor);
      return;
    }
    for (var dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      current(key.substring(0, dot + 1), now).forEach(visitor);
    }
  }

  /// Visits the cookies of the hosts below a domain, expired ones too.
  void visitBelow(String domain, Consumer<Kept> visitor) {
    if (!HostAddress.isAddress(domain)) {
      var key = key(domain);
      for (var entry : domains.tailMap(key, false).entrySet()) {
        if (!entry.getKey().startsWith(key)) {
          return;
        }
        entry.getValue().forEach(visitor);
      }
    }
  }

  /// All cookies in order of creation.
  List<Kept> all() {
    return domains.values().stream()
        .flatMap(Collection::stream)
        .sorted(Comparator.comparingLong(kept -> kept.made))
        .toList();
  }

  /// Removes the expired cookies, then the least recently used ones, until at most `most` are left.
  void shrink(int most, Instant now) {
    for (Iterator<List<Kept>> each = domains.values().iterator(); each.hasNext(); ) {
      var kept = each.next();
      dropExpired(kept, now);
      if (kept.isEmpty()) {
        each.remove();
      }
    }
    domains.values().stream()
        .flatMap(Collection::stream)
        .sorted(Comparator.comparingLong(kept -> kept.used))
        .limit(Math.max(0, count - most))
        .toList()
        .forEach(this::remove);
  }

  private List<Kept> current(String key, Instant now) {
    var kept = domains.get(key);
    if (kept == null) {
      return List.of();
    }
    dropExpired(kept, now);
    if (kept.isEmpty()) {
      domains.remove(key);
    }
    return kept;
  }

  private void dropExpired(List<Kept> kept, Instant now) {
    var before = kept.size();
    kept.removeIf(each -> each.cookie.isExpired(now));
    count -= before - kept.size();
  }

  /// Turns `www.example.com` into `com.example.www.`; an address stays as it is.
  private static String key(String domain) {
    if (HostAddress.isAddress(domain)) {
      return domain;
    }
    var key = new StringBuilder(domain.length() + 1);
    for (var end = domain.length(); end >= 0; ) {
      var dot = domain.lastIndexOf('.', end - 1);
      key.append(domain, dot + 1, end).append('.');
      end = dot;
    }
    return key.toString();
  }
}
