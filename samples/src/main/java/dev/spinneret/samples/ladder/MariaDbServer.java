package dev.spinneret.samples.ladder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A `mariadbd` of this machine on a free port of loopback, with a new and empty database in a
/// folder that is deleted at the end.
final class MariaDbServer implements AutoCloseable {
  private final Path folder;
  private final LocalServer server;

  private MariaDbServer(Path folder, LocalServer server) {
    this.folder = folder;
    this.server = server;
  }

  /// The program, where it is installed.
  static Optional<Path> program() {
    return LocalServer.find("/usr/sbin/mariadbd", "/usr/bin/mariadbd", "/opt/homebrew/bin/mariadbd")
        .filter(_ -> installer().isPresent());
  }

  private static Optional<Path> installer() {
    return LocalServer.find("/usr/bin/mariadb-install-db", "/opt/homebrew/bin/mariadb-install-db");
  }

  /// Something to show with a server.
  @FunctionalInterface
  interface Show {
    /// Called on a platform thread.
    void run(String url);
  }

  /// Runs `show` with a server, or says that there is none.
  static void show(Show show) throws IOException {
    var program = program();
    if (program.isEmpty()) {
      System.out.println("MariaDB is not installed: nothing to show");
      return;
    }
    try (var server = start(program.get())) {
      show.run(server.url());
    }
  }

  /// Makes a database, starts the server, and waits until it answers.
  static MariaDbServer start(Path program) throws IOException {
    var folder = Files.createTempDirectory("mariadb");
    try {
      var data = "--datadir=" + folder.resolve("data");
      // As the current user: it runs as root only if that is requested.
      var user = "--user=" + System.getProperty("user.name");
      LocalServer.run(
          List.of(
              installer().orElseThrow().toString(),
              "--no-defaults",
              "--auth-root-authentication-method=normal",
              "--skip-test-db",
              data,
              user));
      int port = LocalServer.freePort();
      return new MariaDbServer(
          folder,
          LocalServer.start(
              port,
              List.of(
                  program.toString(),
                  "--no-defaults",
                  "--bind-address=127.0.0.1",
                  "--port=" + port,
                  "--socket=" + folder.resolve("socket"),
                  "--pid-file=" + folder.resolve("pid"),
                  data,
                  user)));
    } catch (IOException e) {
      delete(folder);
      throw e;
    }
  }

  /// Where JDBC finds it.
  String url() {
    return "jdbc:mariadb://127.0.0.1:" + server.port() + "/?user=root";
  }

  @Override
  public void close() throws IOException {
    server.close();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
