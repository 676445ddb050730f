package dev.spinneret.fetch.cookies;

import crawlercommons.domains.EffectiveTldFinder;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/// Which hosts and paths a cookie belongs to (RFC 6265 §5.1.2 to §5.1.4).
final class CookieScope {

  /// Reads the list of public suffixes on first use, on a thread of its own: that takes a tenth of
  /// a second or more, and the caller may be a task whose loop must not block.
  private static final class SuffixList {
    static final CompletableFuture<Void> READ =
        CompletableFuture.runAsync(
            EffectiveTldFinder::getInstance,
            reading -> Thread.ofPlatform().daemon().name("public-suffixes").start(reading));
  }

  private CookieScope() {}

  /// The canonical form of a Domain attribute: lower case, labels beyond ASCII in Punycode
  /// (§5.1.2).
  ///
  /// @param domain without its leading dot
  /// @return empty if it is not a host name
  static String canonical(String domain) {
    if (domain.chars().allMatch(c -> c < 0x80)) {
      return domain.toLowerCase(Locale.ROOT);
    }
    var url = WebUrl.parse("http://" + domain + "/", null);
    return url == null || !url.requestTarget().equals("/") ? "" : url.host();
  }

  /// Whether `host` is `domain` or below it; nothing is below an address (§5.1.3).
  static boolean domainMatches(String host, String domain) {
    return host.equals(domain)
        || (host.length() > domain.length()
            && host.endsWith(domain)
            && host.charAt(host.length() - domain.length() - 1) == '.'
            && !domain.isEmpty()
            && !HostAddress.isAddress(host));
  }

  /// Whether anyone can register a name below `domain`, such as `com`, `co.uk` or `github.io`. A
  /// name without a dot is one, known or not (publicsuffix.org, the default rule `*`).
  static boolean isPublicSuffix(String domain) {
    if (domain.indexOf('.') < 0) {
      return true;
    }
    SuffixList.READ.join();
    return EffectiveTldFinder.getEffectiveTLD(domain, false) != null
        && EffectiveTldFinder.getAssignedDomain(domain, true, false) == null;
  }

  /// The default path of a cookie: the directory of the request's path (§5.1.4).
  static String defaultPath(String requestPath) {
    var slash = requestPath.lastIndexOf('/');
    return slash <= 0 ? "/" : requestPath.substring(0, slash);
  }

  /// Whether a request's path is the cookie's or below it (§5.1.4).
  static boolean pathMatches(String requestPath, String cookiePath) {
    return requestPath.startsWith(cookiePath)
        && (requestPath.length() == cookiePath.length()
            || cookiePath.endsWith("/")
            || requestPath.charAt(cookiePath.length()) == '/');
  }
}
