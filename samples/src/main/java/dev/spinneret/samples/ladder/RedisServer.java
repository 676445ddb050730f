package dev.spinneret.samples.ladder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A `redis-server` of this machine on a free port of loopback, which keeps nothing.
final class RedisServer implements AutoCloseable {
  private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/bin/redis-server"),
          Path.of("/usr/local/bin/redis-server"),
          Path.of("/opt/homebrew/bin/redis-server"));

  private final Process process;
  private final int port;

  private RedisServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// The program, where it is installed.
  static Optional<Path> program() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
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
    int port = freePort();
    var process =
        new ProcessBuilder(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var server = new RedisServer(process, port);
    try {
      server.awaitListening();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  private void awaitListening() throws IOException {
    long startNanos = System.nanoTime();
    while (true) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() - startNanos > START_LIMIT_NANOS) {
          throw new IOException("redis-server does not start on port " + port, e);
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

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
