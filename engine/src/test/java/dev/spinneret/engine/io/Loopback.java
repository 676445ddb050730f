package dev.spinneret.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.io.stream.StreamConnection;
import dev.spinneret.engine.io.stream.StreamHandler;
import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.io.stream.StreamWriter;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What the tests of sockets and streams have in common.
public final class Loopback {
  public static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private Loopback() {}

  public static void run(PollerKind poller, Callable<?> main) {
    EventLoop.run(new LoopOptions(poller, Clock.SYSTEM), main);
  }

  public static Sockets sockets() {
    return Sockets.of(EventLoop.current());
  }

  public static Server serve(StreamHandler handler) throws IOException {
    return Streams.startServer(handler, ANY_PORT);
  }

  public static Server serve(Supplier<? extends Protocol> protocols) throws IOException {
    return sockets().createServer(protocols, ANY_PORT, ServerOptions.DEFAULT);
  }

  public static StreamConnection open(Server server) throws IOException {
    return Streams.openConnection(sockets(), server.address());
  }

  /// What an echo server does with a connection.
  public static void echoLines(StreamReader reader, StreamWriter writer) throws IOException {
    for (var line = reader.readLine(); line.length > 0; line = reader.readLine()) {
      writer.write(line);
      writer.drain();
    }
  }

  /// Sends lines to an echo server, and gets them back.
  public static void checkThatLinesComeBack(StreamConnection client) throws IOException {
    client.writer().write("one\ntwo\n");
    assertEquals("one", client.reader().readTextLine());
    assertEquals("two", client.reader().readTextLine());
    client.writer().writeEof();
    assertNull(client.reader().readTextLine());
  }

  /// Lets the loop turn until something has happened; fails when it does not.
  public static void until(BooleanSupplier happened) {
    var loop = EventLoop.current();
    long deadlineAtNanos = loop.timeNanos() + PATIENCE_NANOS;
    while (!happened.getAsBoolean()) {
      assertTrue(loop.timeNanos() < deadlineAtNanos, "it has not happened");
      Tasks.sleepNanos(100_000);
    }
  }

  /// The current task can block in the JDK: no interrupt is left.
  public static void checkThatBlockingWorks() throws Exception {
    assertFalse(Thread.currentThread().isInterrupted());
    Thread.sleep(1);
    try (var listener = new ServerSocket(0, 1, ANY_PORT.getAddress());
        var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var server = listener.accept()) {
      server.getOutputStream().write('x');
      assertEquals('x', client.getInputStream().read());
    }
    Tasks.yieldNow();
  }
}
