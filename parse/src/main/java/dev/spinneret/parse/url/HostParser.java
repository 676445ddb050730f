package dev.spinneret.parse.url;

import org.jspecify.annotations.Nullable;

/// Hosts: domains, IPv4 and IPv6 addresses and opaque hosts (WHATWG URL §3.5).
final class HostParser {
  private static final boolean[] FORBIDDEN_HOST = forbidden("\0\t\n\r #/:<>?@[\\]^|");
  private static final boolean[] FORBIDDEN_DOMAIN = forbiddenDomain();

  private HostParser() {}

  private static boolean[] forbidden(String members) {
    var table = new boolean[128];
    for (var i = 0; i < members.length(); i++) {
      table[members.charAt(i)] = true;
    }
    return table;
  }

  private static boolean[] forbiddenDomain() {
    var table = FORBIDDEN_HOST.clone();
    for (var c = 0; c < 0x20; c++) {
      table[c] = true;
    }
    table['%'] = true;
    table[0x7F] = true;
    return table;
  }

  /// Parses and serialises a host.
  ///
  /// @param special whether the URL's scheme is special
  /// @return null when the host is not valid
  static @Nullable String parse(String host, boolean special) {
    if (host.startsWith("[")) {
      return host.endsWith("]") ? Ipv6.parse(host.substring(1, host.length() - 1)) : null;
    }
    return special ? domain(PercentEncoding.decode(host)) : opaque(host);
  }

  private static @Nullable String domain(String decoded) {
    var ascii = DomainToAscii.convert(decoded);
    if (ascii == null || ascii.isEmpty() || containsAny(ascii, FORBIDDEN_DOMAIN)) {
      return null;
    }
    return Ipv4.endsInNumber(ascii) ? Ipv4.parse(ascii) : ascii;
  }

  private static @Nullable String opaque(String host) {
    if (containsAny(host, FORBIDDEN_HOST)) {
      return null;
    }
    var out = new StringBuilder(host.length());
    PercentEncoding.append(out, host, 0, host.length(), PercentEncoding.C0_CONTROL);
    return out.toString();
  }

  private static boolean containsAny(String text, boolean[] table) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 128 && table[text.charAt(i)]) {
        return true;
      }
    }
    return false;
  }
}
