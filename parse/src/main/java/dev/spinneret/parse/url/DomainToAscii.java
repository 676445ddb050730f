package dev.spinneret.parse.url;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Domain to ASCII (WHATWG URL §3.3).
final class DomainToAscii {
  private DomainToAscii() {}

  /// Converts a domain.
  ///
  /// @return null when it is not valid
  static @Nullable String convert(String domain) {
    for (var i = 0; i < domain.length(); i++) {
      if (domain.charAt(i) >= 0x80) {
        try {
          return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
          return null;
        }
      }
    }
    return domain.toLowerCase(Locale.ROOT);
  }
}
