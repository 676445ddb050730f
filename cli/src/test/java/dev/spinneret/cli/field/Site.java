package dev.spinneret.cli.field;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A server on loopback, plain or TLS, that any host name may lead to. It remembers all requests.
///
/// Its handler runs on a thread for each connection.
public final class Site implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int END_OF_HEAD = 0x0d0a0d0a;

  /// Answers requests; null means 404, so that a handler need not speak of robots.txt.
  public interface Handler {
    /// The reply to one request.
    @Nullable Reply answer(Request request) throws IOException;
  }

  private final ServerSocket listener;
  private final Handler handler;
  private final @Nullable SSLContext tls;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean oneAtATime;

  private Site(String address, @Nullable SSLContext tls, Handler handler) {
    this.tls = tls;
    this.handler = handler;
    try {
      listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::acceptAll);
  }

  /// A server that speaks plain HTTP.
  public static Site plain(Handler handler) {
    return plain("127.0.0.1", handler);
  }

  /// A server that speaks plain HTTP at another address of loopback.
  public static Site plain(String address, Handler handler) {
    return new Site(address, null, handler);
  }

  /// A server that speaks TLS, with a context of an [Authority].
  public static Site secure(SSLContext context, Handler handler) {
    return new Site("127.0.0.1", context, handler);
  }

  /// Serves one connection after the other, as servers with one thread do; the system accepts
  /// further ones meanwhile.
  public Site oneAtATime() {
    oneAtATime = true;
    return this;
  }

  /// Where it listens.
  public int port() {
    return listener.getLocalPort();
  }

  /// A URL that leads here once [Spinneret#names] has said so.
  public String url(String host, String path) {
    return (tls == null ? "http://" : "https://") + host + ":" + port() + path;
  }

  /// All requests so far.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /// Targets of all requests so far, except robots.txt.
  public List<String> asked() {
    return requests.stream()
        .map(Request::target)
        .filter(target -> !target.equals("/robots.txt"))
        .toList();
  }

  /// Ends all connections.
  ///
  /// @throws AssertionError if the handler has failed
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
    for (var fault : faults) {
      throw new AssertionError("the handler of the site failed", fault);
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        open.add(socket);
        var number = connections.incrementAndGet();
        if (oneAtATime) {
          serve(socket, number);
        } else {
          threads.execute(() -> serve(socket, number));
        }
      } catch (IOException | RejectedExecutionException _) {
        return;
      }
    }
  }

  private void serve(Socket plain, int connection) {
    try (plain) {
      plain.setTcpNoDelay(true);
      if (tls == null) {
        converse(plain, plain, null, connection);
      } else {
        try (var socket =
            (SSLSocket) tls.getSocketFactory().createSocket(plain, "client", 0, false)) {
          socket.setUseClientMode(false);
          socket.startHandshake();
          converse(plain, socket, serverName(socket), connection);
        }
      }
    } catch (IOException _) {
      // The client has gone, or the test is over.
    } catch (RuntimeException e) {
      faults.add(e);
    } finally {
      open.remove(plain);
    }
  }

  private void converse(Socket plain, Socket socket, @Nullable String serverName, int connection)
      throws IOException {
    var in = new BufferedInputStream(socket.getInputStream());
    for (var nth = 1; ; nth++) {
      var head = readHead(in);
      if (head == null) {
        return;
      }
      var request = Request.parse(this, head, serverName, connection, nth);
      requests.add(request);
      var answer = handler.answer(request);
      var reply = answer == null ? Reply.status("404 Not Found") : answer;
      pause(reply);
      socket.getOutputStream().write(reply.bytes(!request.method().equals("HEAD")));
      if (reply.ending() != Ending.KEEP) {
        end(plain, socket, in, reply.ending());
        return;
      }
    }
  }

  /// The latency of the web; nothing waits for anything here.
  private static void pause(Reply reply) throws IOException {
    try {
      Thread.sleep(reply.delay());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void end(Socket plain, Socket socket, InputStream in, Ending ending)
      throws IOException {
    switch (ending) {
      case KEEP -> {}
      case CLOSE -> {
        socket.shutdownOutput();
        in.transferTo(ByteArrayOutputStream.nullOutputStream());
      }
      case CUT -> {
        plain.shutdownOutput();
        plain.getInputStream().transferTo(ByteArrayOutputStream.nullOutputStream());
      }
      case RESET -> {
        plain.setSoLinger(true, 0);
        plain.close();
      }
      case SILENCE -> in.transferTo(ByteArrayOutputStream.nullOutputStream());
    }
  }

  private static @Nullable String readHead(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    var last = 0;
    while (last != END_OF_HEAD) {
      var octet = in.read();
      if (octet < 0) {
        return null;
      }
      head.write(octet);
      last = last << 8 | octet;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static @Nullable String serverName(SSLSocket socket) {
    var session = (ExtendedSSLSession) socket.getSession();
    for (var name : session.getRequestedServerNames()) {
      return new String(name.getEncoded(), StandardCharsets.US_ASCII);
    }
    return null;
  }
}
