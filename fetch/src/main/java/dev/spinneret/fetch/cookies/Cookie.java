package dev.spinneret.fetch.cookies;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A cookie as it is stored (RFC 6265 §5.3).
///
/// Name, value and path are octets, each a character up to 255: only the server knows their
/// encoding, and gets back what it sent.
///
/// @param name may be empty: then only the value is sent (RFC 6265bis §5.6)
/// @param value may be empty, when there is a name
/// @param domain canonical host name or address, without a leading dot
/// @param hostOnly whether it goes to `domain` alone, not to the hosts below it
/// @param path begins with a slash
/// @param secure whether it goes over https only
/// @param httpOnly whether scripts must not see it; irrelevant here
/// @param expires when it expires; null for the end of the session
public record Cookie(
    String name,
    String value,
    String domain,
    boolean hostOnly,
    String path,
    boolean secure,
    boolean httpOnly,
    @Nullable Instant expires) {
  private static final String SECURE_PREFIX = "__secure-";
  private static final String HOST_PREFIX = "__host-";

  /// Whether two cookies are the same one, so that the later replaces the earlier.
  boolean replaces(Cookie other) {
    return name.equals(other.name)
        && domain.equals(other.domain)
        && hostOnly == other.hostOnly
        && path.equals(other.path);
  }

  /// Whether it has expired.
  boolean isExpired(Instant now) {
    return expires != null && !expires.isAfter(now);
  }

  /// Whether it meets the requirements of its name prefix (RFC 6265bis §4.1.3, compared without
  /// case, §5.7).
  boolean keepsPrefix() {
    var lower = (name.isEmpty() ? value : name).toLowerCase(Locale.ROOT);
    if (lower.startsWith(SECURE_PREFIX)) {
      return !name.isEmpty() && secure;
    }
    if (lower.startsWith(HOST_PREFIX)) {
      return !name.isEmpty() && secure && hostOnly && path.equals("/");
    }
    return true;
  }

  /// The length of [#pair], in bytes.
  int pairBytes() {
    return name.length() + value.length() + (name.isEmpty() ? 0 : 1);
  }

  /// As in the Cookie field.
  String pair() {
    return name.isEmpty() ? value : name + "=" + value;
  }

  /// Without the value, which is often a secret.
  @Override
  public String toString() {
    return "%s at %s%s%s".formatted(name, hostOnly ? "" : ".", domain, path);
  }
}
