package dev.spinneret.fetch.tls;

import dev.spinneret.parse.http.HostAddress;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;

/// The name of the host that a client sends, so that a server of many shows the right certificate
/// (RFC 6066 §3).
///
/// netty and the JDK would leave out what they take for no host name: one label, a `_`, a `-` at
/// the end of a label. The web has all of these.
final class ServerName extends SNIServerName {
  /// RFC 1035 §2.3.4.
  private static final int LONGEST_NAME = 253;

  private ServerName(String name) {
    super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
  }

  /// Whether a host has a name that may be sent. Addresses may not.
  ///
  /// @param host as in a URL, without brackets and final dot
  static boolean fits(String host) {
    return !host.isEmpty() && host.length() <= LONGEST_NAME && HostAddress.of(host) == null;
  }

  /// Has an engine send a name that [#fits].
  static void send(String name, SSLEngine engine) {
    if (engine instanceof ReferenceCountedOpenSslEngine openSsl) {
      // Its parameters take only what the JDK's SNIHostName takes.
      SSL.setTlsExtHostName(openSsl.sslPointer(), name);
    } else {
      var parameters = new SSLParameters();
      parameters.setServerNames(List.of(new ServerName(name)));
      engine.setSSLParameters(parameters);
    }
  }
}
