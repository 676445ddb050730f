package dev.spinneret.fetch.tls;

import dev.spinneret.parse.http.HostAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.StandardConstants;

/// The name of the host that a client sends, so that a server of many shows the right certificate
/// (RFC 6066 §3).
///
/// The JDK would leave out what it takes for no host name: one label, a `_`, a `-` at the end of a
/// label. The web has all of these.
final class ServerName extends SNIServerName {
  /// RFC 1035 §2.3.4.
  private static final int LONGEST_NAME = 253;

  /// @param name one that [#fits]
  ServerName(String name) {
    super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
  }

  /// Whether a host has a name that may be sent. Addresses may not.
  ///
  /// @param host as in a URL, without brackets and final dot
  static boolean fits(String host) {
    return !host.isEmpty() && host.length() <= LONGEST_NAME && HostAddress.of(host) == null;
  }
}
