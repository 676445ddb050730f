package dev.spinneret.cli.client;

import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.fetch.tls.ClientTls;
import dev.spinneret.fetch.tls.TlsOptions;
import dev.spinneret.fetch.tls.certificate.SystemAuthorities;
import dev.spinneret.parse.url.WebUrl;
import java.util.Collection;

/// What the TLS flags mean. Their files are read at once: a bad one must not be found in the middle
/// of a crawl.
final class TlsPlan {
  private TlsPlan() {}

  /// Checks the flags.
  ///
  /// @throws UsageException if a file cannot be used, or a flag lacks its partner
  static TlsOptions of(Values typed) {
    boolean insecure = typed.has(FetchFlags.INSECURE);
    var ca = typed.find(FetchFlags.CA);
    var cert = typed.find(FetchFlags.CERT);
    var key = typed.find(FetchFlags.KEY);
    var tlsMin = typed.get(FetchFlags.TLS_MIN);
    if (insecure && ca != null) {
      throw new UsageException(
          "--insecure and --ca %s cannot be combined; use one of them".formatted(ca));
    }
    if (cert == null && key != null) {
      throw new UsageException("--key %s needs --cert FILE".formatted(key));
    }
    if (cert != null && key == null) {
      throw new UsageException("--cert %s needs --key FILE".formatted(cert));
    }
    readable("--ca", new TlsOptions(false, ca, null, null, tlsMin));
    readable("--cert, --key", new TlsOptions(false, null, cert, key, tlsMin));
    return new TlsOptions(insecure, ca, cert, key, tlsMin);
  }

  /// Reads what the system trusts where https URLs were typed, and warns of what cannot be used.
  /// With `--ca`, the system's bundle is read only if a server needs it.
  ///
  /// @throws UsageException if the environment names authorities that are not there
  static void check(TlsOptions options, Collection<WebUrl> urls) {
    var system = SystemAuthorities.ofThisMachine();
    if (options.insecure()
        || urls.stream().noneMatch(WebUrl::isSecure)
        || (options.authorities() != null && !system.areNamed())) {
      return;
    }
    try {
      for (var warning : system.read()) {
        System.err.println("spinneret: warning: " + TerminalText.of(warning));
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static void readable(String flag, TlsOptions options) {
    try {
      new ClientTls(options).close();
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + ": " + e.getMessage());
    }
  }
}
