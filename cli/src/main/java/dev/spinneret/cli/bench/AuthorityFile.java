package dev.spinneret.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The file through which a sample site over TLS tells its clients whom to trust; deleted at the
/// end.
///
/// @param path of the file
/// @param issuer what the site's authority signs with, as typed
record AuthorityFile(Path path, String issuer) implements AutoCloseable {
  static AuthorityFile create(String issuer) throws IOException {
    return new AuthorityFile(Files.createTempFile("spinneret-bench", ".pem"), issuer);
  }

  /// For `serve`.
  List<String> serveFlags() {
    return List.of("--tls", path.toString(), "--tls-issuer", issuer);
  }

  /// For `crawl`.
  List<String> crawlFlags() {
    return List.of("--ca", path.toString());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
