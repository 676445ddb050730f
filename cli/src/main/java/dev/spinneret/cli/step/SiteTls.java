package dev.spinneret.cli.step;

import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.fetch.tls.ServerTls;
import dev.spinneret.samples.site.Certificates;
import dev.spinneret.samples.site.SampleSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The TLS of a sample site: an authority made at the start, and a certificate for each host.
///
/// Certificates and key pass through files in a private temporary directory, which is deleted as
/// soon as they are read. Used by one thread at a time, and closed after the site, which does not
/// close what it gets from [#of].
final class SiteTls implements AutoCloseable {
  private final Certificates certificates;
  private final Map<Integer, ServerTls> hosts = new HashMap<>();

  private SiteTls(Certificates certificates) {
    this.certificates = certificates;
  }

  /// Makes the authority.
  ///
  /// @param file gets its certificate, for clients that shall trust it
  /// @throws UsageException if the file cannot be written
  static SiteTls create(Certificates.Issuer issuer, Path file) {
    var certificates = Certificates.create(issuer);
    try {
      Files.writeString(file, certificates.authority());
    } catch (IOException e) {
      throw new UsageException(
          "--tls %s: cannot be written: %s".formatted(file, Failures.reason(e)));
    }
    return new SiteTls(certificates);
  }

  /// What a host encrypts with, the same at each call.
  ///
  /// @param host its number, from 0
  /// @return belongs to this object
  ServerTls of(int host) {
    return hosts.computeIfAbsent(host, this::create);
  }

  private ServerTls create(int host) {
    try {
      var directory = Files.createTempDirectory("spinneret");
      var certificate = directory.resolve("site.pem");
      var key = directory.resolve("site.key");
      try {
        Files.writeString(certificate, certificates.of(SampleSite.loopback(host)));
        Files.writeString(key, certificates.siteKey());
        return new ServerTls(certificate, key);
      } finally {
        Files.deleteIfExists(certificate);
        Files.deleteIfExists(key);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a certificate of the sample site", e);
    }
  }

  /// Frees what the hosts' connections share. A second call does nothing.
  @Override
  public void close() {
    hosts.values().forEach(ServerTls::close);
    hosts.clear();
  }
}
