package dev.spinneret.samples.site;

import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.io.TransportUpgrade;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/// A server that shows a [SampleWeb] on loopback addresses: one task for each connection.
///
/// Started, used and closed on the thread of its loop; only [#stats], [#web] and the addresses may
/// be asked for on any thread. An answer is one write of a body made when it is asked for, after a
/// sleep of the loop's timers, so ten thousand answers may be under way at once.
///
/// ```
/// var site = SampleSite.start(loop, Network.of(loop), SiteOptions.DEFAULT.withPages(100));
/// crawl(site.url());
/// site.close();
/// print(site.stats());
/// ```
public final class SampleSite implements AutoCloseable {
  private static final int BACKLOG = 16_384;
  private static final int PORT_ATTEMPTS = 20;
  private static final int HEAD_ROOM_BYTES = 1024;
  private static final long LATENCY = 41;
  private static final Duration PAUSE_WITHOUT_DESCRIPTORS = Duration.ofMillis(20);

  private final EventLoop loop;
  private final SampleWeb web;
  private final Answers answers;
  private final List<SiteListener> listeners;
  private final InetSocketAddress address;
  private final Tally tally = new Tally();
  private final Set<Task<?>> tasks = new HashSet<>();

  /// Holds bytes only while nothing suspends, see [RequestReader].
  private final ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);

  private final ByteSink head = new ByteSink(HEAD_ROOM_BYTES);

  /// Not in use: an answer keeps its sink while the client is slow to read.
  private final ArrayDeque<ByteSink> sinks = new ArrayDeque<>();

  private SampleSite(
      EventLoop loop, SiteOptions options, String scheme, List<SiteListener> listeners) {
    this.loop = loop;
    this.listeners = listeners;
    this.address = listeners.getFirst().address();
    var origins =
        listeners.stream()
            .map(SiteListener::address)
            .map(at -> scheme + "://" + at.getAddress().getHostAddress() + ":" + at.getPort())
            .toList();
    this.web = new SampleWeb(options, origins);
    this.answers = new Answers(web);
  }

  /// Listens on every host and begins to answer. Does not suspend.
  ///
  /// @param loop runs the server's tasks
  /// @param network the loop's sockets
  /// @param options what the web looks like
  /// @return the server, which the caller closes
  /// @throws IOException if a port is taken
  public static SampleSite start(EventLoop loop, Network network, SiteOptions options)
      throws IOException {
    return start(
        loop, options, "http", (_, at) -> SiteListener.of(network.listen(at, BACKLOG, false)));
  }

  /// Listens on every host with TLS, and begins to answer. Does not suspend.
  ///
  /// @param loop the current loop, which runs the server's tasks
  /// @param options what the web looks like
  /// @param security makes the TLS of a host, given its number from 0
  /// @return the server, which the caller closes
  /// @throws IOException if a port is taken
  public static SampleSite startSecured(
      EventLoop loop, SiteOptions options, IntFunction<? extends TransportUpgrade> security)
      throws IOException {
    return start(
        loop,
        options,
        "https",
        (host, at) -> SiteListener.secured(at, BACKLOG, security.apply(host)));
  }

  private static SampleSite start(
      EventLoop loop, SiteOptions options, String scheme, HostListener listening)
      throws IOException {
    var site = new SampleSite(loop, options, scheme, listen(listening, options));
    for (int host = 0; host < options.hosts().count(); host++) {
      int number = host;
      site.spawn("site-host-" + host, () -> site.acceptAll(number));
    }
    return site;
  }

  /// Where a crawl begins: page 0.
  ///
  /// @return an absolute URL with `/` as its path
  public String url() {
    return web.url(0);
  }

  /// Where the first host listens.
  ///
  /// @return a loopback address and the port, which all hosts have in common
  public InetSocketAddress address() {
    return address;
  }

  /// The plan of what is served.
  ///
  /// @return immutable
  public SampleWeb web() {
    return web;
  }

  /// What has been served so far. Callable on any thread, also after [#close].
  ///
  /// @return a snapshot
  public SiteStats stats() {
    return tally.stats();
  }

  /// Stops listening and cancels every task that serves a connection. Does not suspend; a second
  /// call does nothing.
  @Override
  public void close() {
    listeners.forEach(SiteListener::close);
    List.copyOf(tasks).forEach(Task::cancel);
  }

  private void spawn(String name, ServerTask body) {
    var task =
        loop.createTask(
            name,
            () -> {
              body.run();
              return Boolean.TRUE;
            });
    tasks.add(task);
    task.addDoneCallback(_ -> tasks.remove(task));
  }

  private void acceptAll(int host) {
    var listener = listeners.get(host);
    while (true) {
      try {
        var connection = listener.accept();
        tally.connection();
        spawn("site-connection", () -> serve(connection, host));
      } catch (IOException _) {
        // No descriptor is left: those that serve must end first. Closing cancels this sleep.
        Tasks.sleep(PAUSE_WITHOUT_DESCRIPTORS);
      }
    }
  }

  private void serve(SiteConnection connection, int host) {
    try (connection) {
      var reader = new RequestReader(connection, input);
      boolean open = true;
      while (open) {
        open =
            switch (reader.next()) {
              case null -> false;
              case Incoming.Malformed(int status) -> {
                refuse(connection, status);
                yield false;
              }
              case Incoming.Request request -> {
                answer(connection, host, request);
                yield request.keepAlive();
              }
            };
      }
    } catch (IOException _) {
      // The client is gone. It may ask again.
    }
  }

  private void answer(SiteConnection connection, int host, Incoming.Request request)
      throws IOException {
    int page = web.paths().page(host, request.target());
    tally.begin(host, request.target(), page);
    try {
      long delayNanos = delayNanos(host, request.target(), page);
      if (delayNanos > 0) {
        Tasks.sleepNanos(delayNanos);
      }
      boolean isHead = request.method().equals("HEAD");
      boolean isAllowed = isHead || request.method().equals("GET");
      var body = takeSink();
      var answer =
          isAllowed
              ? answers.write(host, request.target(), page, body)
              : Answers.problem(405, body);
      send(connection, answer, body, request.keepAlive(), isHead);
    } finally {
      tally.end();
    }
  }

  private void refuse(SiteConnection connection, int status) throws IOException {
    var body = takeSink();
    send(connection, Answers.problem(status, body), body, false, false);
  }

  /// Puts the head right before the body, and writes both at once.
  private void send(
      SiteConnection connection,
      Answers.Head answer,
      ByteSink body,
      boolean keepAlive,
      boolean isHead)
      throws IOException {
    int bodyBytes = body.size() - HEAD_ROOM_BYTES;
    HeadWriter.write(answer, bodyBytes, keepAlive, head.clear());
    int start = HEAD_ROOM_BYTES - head.size();
    System.arraycopy(head.array(), 0, body.array(), start, head.size());
    tally.answered(answer.status());
    connection.write(ByteBuffer.wrap(body.array(), start, head.size() + (isHead ? 0 : bodyBytes)));
    sinks.push(body);
  }

  private ByteSink takeSink() {
    var sink = sinks.poll();
    return (sink == null ? new ByteSink(32 * 1024) : sink.clear()).skip(HEAD_ROOM_BYTES);
  }

  private long delayNanos(int host, String target, int page) {
    var options = web.options();
    long subject = page < 0 ? target.hashCode() - (1L << 40) : page;
    long nanos = options.latency().nanos(Mix.of(options.seed(), subject, LATENCY));
    boolean isSlow = host >= options.hosts().count() - options.hosts().slow();
    double factor = options.hosts().slowFactor();
    return isSlow ? (long) Math.max(nanos * factor, factor * 1e6) : nanos;
  }

  private static List<SiteListener> listen(HostListener listening, SiteOptions options)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      var listeners = new ArrayList<SiteListener>();
      int port = options.hosts().port();
      try {
        for (int host = 0; host < options.hosts().count(); host++) {
          var at = new InetSocketAddress(loopback(host), port);
          listeners.add(listening.listen(host, at));
          port = listeners.getFirst().address().getPort();
        }
        return List.copyOf(listeners);
      } catch (BindException e) {
        listeners.forEach(SiteListener::close);
        // The port that was free on the first host may be taken on another.
        if (options.hosts().port() != 0 || attempt == PORT_ATTEMPTS) {
          throw e;
        }
      } catch (Throwable t) {
        listeners.forEach(SiteListener::close);
        throw t;
      }
    }
  }

  /// The address of a host.
  ///
  /// @param host its number, from 0
  /// @return a loopback address
  public static InetAddress loopback(int host) {
    int last = host % 250 + 1;
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, (byte) (host / 250), (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }

  @FunctionalInterface
  private interface HostListener {
    SiteListener listen(int host, InetSocketAddress at) throws IOException;
  }

  @FunctionalInterface
  private interface ServerTask {
    void run() throws Exception;
  }
}
