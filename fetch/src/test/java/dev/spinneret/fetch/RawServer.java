package dev.spinneret.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/// A server whose every byte the test decides: a script talks to each connection on a thread.
final class RawServer implements AutoCloseable {

  /// What happens on one connection; when it returns, the connection is closed in order.
  interface Script {
    void talk(Peer peer) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RawServer(Script script) {
    this.script = script;
    try {
      listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::acceptAll);
  }

  /// Answers every request of a connection with the same bytes.
  static RawServer answering(String reply) {
    return new RawServer(peer -> {
      while (peer.readRequest() != null) {
        peer.send(reply);
      }
    });
  }

  /// Answers the first request of each connection and closes.
  static RawServer answeringOnce(String reply) {
    return new RawServer(peer -> {
      peer.readRequest();
      peer.send(reply);
    });
  }

  String url(String path) {
    return "http://127.0.0.1:" + listener.getLocalPort() + path;
  }

  int connections() {
    return connections.get();
  }

  /// The heads of all requests so far.
  List<String> requests() {
    return List.copyOf(requests);
  }

  /// Ends all conversations, and returns when their descriptors are free.
  @Override
  public void close() {
    try (threads) {
      listener.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        open.add(socket);
        connections.incrementAndGet();
        threads.execute(() -> talk(socket));
      } catch (IOException | RejectedExecutionException _) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      script.talk(new Peer(this, socket, new BufferedInputStream(socket.getInputStream())));
    } catch (IOException _) {
      // The client has gone, or the test is over.
    } finally {
      open.remove(socket);
    }
  }

  /// The client's end, as the script sees it.
  record Peer(RawServer server, Socket socket, InputStream in) {

    /// Reads up to the empty line; null when the client has closed.
    @org.jspecify.annotations.Nullable
    String readRequest() throws IOException {
      var head = new ByteArrayOutputStream();
      var last = 0;
      while (last != 0x0d0a0d0a) {
        var b = in.read();
        if (b < 0) {
          return null;
        }
        head.write(b);
        last = last << 8 | b;
      }
      var text = head.toString(StandardCharsets.ISO_8859_1);
      server.requests.add(text);
      return text;
    }

    /// Puts something else than a head among the requests.
    void note(String request) {
      server.requests.add(request);
    }

    void send(String latin1) throws IOException {
      send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    /// Ends the connection with a reset.
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Whether the client has not closed when so much time has passed.
    boolean isOpenAfter(int millis) throws IOException {
      socket.setSoTimeout(millis);
      try {
        return in.read() >= 0;
      } catch (SocketTimeoutException _) {
        return true;
      } finally {
        socket.setSoTimeout(0);
      }
    }

    /// Says nothing until the client closes.
    void awaitClose() throws IOException {
      while (in.read() >= 0) {
        // What the client still says does not matter.
      }
    }
  }
}
