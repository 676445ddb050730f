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

/// A program of this machine that serves a port of loopback, as long as somebody shows something
/// with it.
final class LocalServer implements AutoCloseable {
  private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final int port;

  private LocalServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// The first of several places where a program is installed.
  static Optional<Path> find(String... places) {
    return List.of(places).stream().map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /// A port that nobody listens on.
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Starts a server and waits until it accepts connections.
  ///
  /// @param port where the command makes it listen
  static LocalServer start(int port, List<String> command) throws IOException {
    var server = new LocalServer(silent(command), port);
    try {
      server.awaitListening();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /// Runs a command to its end.
  static void run(List<String> command) throws IOException {
    int code = waitFor(silent(command));
    if (code != 0) {
      throw new IOException(command.getFirst() + " ended with " + code);
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
          throw new IOException("no server starts on port " + port, e);
        }
        Thread.onSpinWait();
      }
    }
  }

  private static Process silent(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    waitFor(process);
  }
}
