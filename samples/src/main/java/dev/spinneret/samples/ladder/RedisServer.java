package dev.spinneret.samples.ladder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A `redis-server` of this machine on a free port of loopback, which keeps nothing.
final class RedisServer implements AutoCloseable {
  private final LocalServer server;

  private RedisServer(LocalServer server) {
    this.server = server;
  }

  /// The program, where it is installed.
  static Optional<Path> program() {
    return LocalServer.find(
        "/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server");
  }

  /// Something to show with a server.
  @FunctionalInterface
  interface Show {
    /// Called on a platform thread.
    void run(int port);
  }

  /// Runs `show` with a server, or says that there is none.
  static void show(Show show) throws IOException {
    var program = program();
    if (program.isEmpty()) {
      System.out.println("redis-server is not installed: nothing to show");
      return;
    }
    try (var server = start(program.get())) {
      show.run(server.port());
    }
  }

  /// Starts it and waits until it answers.
  static RedisServer start(Path program) throws IOException {
    int port = LocalServer.freePort();
    return new RedisServer(
        LocalServer.start(
            port,
            List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no")));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
