package dev.spinneret.fetch.cookies;

import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Which hosts and paths a cookie belongs to (RFC 6265 §5.1.2 to §5.1.4).
final class CookieScope {
  private CookieScope() {}

  /// The canonical form of a Domain attribute: lower case, labels beyond ASCII in Punycode
  /// (§5.1.2).
  ///
  /// @param domain without its leading dot; octets of UTF-8, each a character
  /// @return empty if it is not a host name
  static String canonical(String domain) {
    if (domain.chars().allMatch(c -> c < 0x80)) {
      return domain.toLowerCase(Locale.ROOT);
    }
    var text = new String(domain.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    var url = WebUrl.parse("http://" + text + "/", null);
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
