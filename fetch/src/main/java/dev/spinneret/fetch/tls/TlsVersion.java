package dev.spinneret.fetch.tls;

import java.util.Arrays;
import java.util.List;

/// A version of TLS that is safe to speak (RFC 8996 deprecates 1.0 and 1.1).
public enum TlsVersion {
  /// RFC 5246.
  TLS_1_2("TLSv1.2"),
  /// RFC 8446.
  TLS_1_3("TLSv1.3");

  private final String protocol;

  TlsVersion(String protocol) {
    this.protocol = protocol;
  }

  /// This version and all newer ones, by their names in the JDK.
  List<String> andNewer() {
    return Arrays.stream(values())
        .filter(version -> version.compareTo(this) >= 0)
        .map(version -> version.protocol)
        .toList();
  }
}
