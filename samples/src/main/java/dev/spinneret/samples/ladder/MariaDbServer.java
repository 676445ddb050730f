package dev.spinneret.samples.ladder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A `mariadbd` of this machine on a free port of loopback, with a new and empty database in a
/// folder that goes when it does.
final class MariaDbServer implements AutoCloseable {
  private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/sbin/mariadbd"),
          Path.of("/usr/bin/mariadbd"),
          Path.of("/opt/homebrew/bin/mariadbd"));
  private static final List<Path> INSTALLERS =
      List.of(
          Path.of("/usr/bin/mariadb-install-db"), Path.of("/opt/homebrew/bin/mariadb-install-db"));

  private final Path folder;
  private final int port;
  private Process process;

  /// The program, where it is installed.
  static Optional<Path> program() {
    return PLACES.stream()
        .filter(Files::isExecutable)
        .filter(_ -> installer().isPresent())
        .findFirst();
  }

  private static Optional<Path> installer() {
    return INSTALLERS.stream().filter(Files::isExecutable).findFirst();
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
    var server = new MariaDbServer(folder, freePort());
    try {
      server.run(program);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private MariaDbServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /// Where JDBC finds it.
  String url() {
    return "jdbc:mariadb://127.0.0.1:" + port + "/?user=root";
  }

  private void run(Path program) throws IOException {
    process =
        start(
            installer().orElseThrow().toString(),
            "--no-defaults",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--datadir=" + folder.resolve("data"));
    if (waitFor() != 0) {
      throw new IOException("mariadb-install-db failed in " + folder);
    }
    process =
        start(
            program.toString(),
            "--no-defaults",
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--datadir=" + folder.resolve("data"));
    awaitListening();
  }

  /// Starts a program, as whoever runs this: it refuses to run as root unless that is said.
  private Process start(String... command) throws IOException {
    var words = new ArrayList<>(List.of(command));
    words.add("--user=" + System.getProperty("user.name"));
    return new ProcessBuilder(words)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void awaitListening() throws IOException {
    long startNanos = System.nanoTime();
    while (true) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() - startNanos > START_LIMIT_NANOS) {
          throw new IOException("mariadbd does not start on port " + port, e);
        }
        Thread.onSpinWait();
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private int waitFor() {
    try {
      return process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    waitFor();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
