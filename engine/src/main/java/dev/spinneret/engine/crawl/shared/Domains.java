package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.scope.Scope;
import dev.spinneret.engine.crawl.seen.Hash64;

/// The registrable domains by which the URLs of a shared crawl are divided.
///
/// A domain is known by a hash of its name, so that no crawler has to look a number up. That two of
/// 10⁷ domains have the same hash has a probability of 3 in a million; they would then be owned
/// together, which does no harm.
public final class Domains {
  private Domains() {}

  /// The name of a domain.
  ///
  /// @param host a host queue, such as `https://www.example.org:8443`; empty for references that
  ///   are no URLs
  /// @return such as `example.org`; a host without a registrable domain is one of its own
  public static String nameOf(String host) {
    if (host.isEmpty()) {
      return "";
    }
    int start = host.indexOf("://") + 3;
    int end = host.charAt(start) == '[' ? host.indexOf(']', start) + 1 : host.indexOf(':', start);
    return Scope.domainOf(host.substring(start, end <= 0 ? host.length() : end));
  }

  /// The number of a domain.
  ///
  /// @param name as [#nameOf] gives it
  /// @return never 0
  public static long idOf(String name) {
    return Hash64.ofAscii(name, 0);
  }

  /// The number of a host queue.
  ///
  /// @param host a host queue
  /// @return never 0
  public static long hostId(String host) {
    return Hash64.ofAscii(host, 0);
  }
}
