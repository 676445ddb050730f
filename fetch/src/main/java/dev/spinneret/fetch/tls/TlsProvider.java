package dev.spinneret.fetch.tls;

/// The library that implements TLS.
public enum TlsProvider {
  /// BoringSSL, if its native library can be loaded.
  BORING_SSL,
  /// The JDK.
  JDK;

  /// Names the provider in place of the default.
  private static final String PROPERTY = "spinneret.tls";

  /// BoringSSL if it is available, otherwise the JDK; the JDK if the system property
  /// `spinneret.tls` is `jdk`.
  ///
  /// @return one that works on this machine
  public static TlsProvider preferred() {
    return !"jdk".equals(System.getProperty(PROPERTY)) && BoringSsl.isAvailable()
        ? BORING_SSL
        : JDK;
  }
}
