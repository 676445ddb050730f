package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.FailureCause;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Asks the system's resolver on threads of its own: `getaddrinfo` blocks in native code, which
/// would hold the thread of a loop. Address literals are answered at once.
final class SystemResolver implements Resolver {
  /// How many names are looked up at the same time.
  private static final int THREADS = 16;

  private final LongSupplier clock;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().name("dns-", 0).factory());

  /// @param clock the transport's, in nanoseconds
  SystemResolver(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public List<InetAddress> resolve(String host, long deadlineAtNanos) throws PeerException {
    if (isLiteral(host)) {
      return addresses(host);
    }
    var lookup = threads.submit(() -> addresses(host));
    try {
      return lookup.get(deadlineAtNanos - clock.getAsLong(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PeerException known) {
        throw known;
      }
      throw new IllegalStateException("resolving " + host, e.getCause());
    } catch (TimeoutException _) {
      lookup.cancel(true);
      throw new PeerException(FailureCause.DNS_TIMEOUT, "no answer for " + host + " in time");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PeerException(FailureCause.DNS_FAILED, "interrupted while resolving " + host);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /// The host of a URL is a literal when it is in brackets, or made of digits and full stops only:
  /// the URL parser has turned every other form of an IPv4 address into that one.
  static boolean isLiteral(String host) {
    if (host.startsWith("[")) {
      return true;
    }
    for (var i = 0; i < host.length(); i++) {
      var c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static List<InetAddress> addresses(String host) throws PeerException {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new PeerException(FailureCause.DNS_NOT_FOUND, "host " + host + " is not known");
    }
  }
}
