package dev.spinneret.engine.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks up the addresses of a host with the system's resolver, which blocks, on separate threads.
final class Resolver {
  private static final int THREADS = 16;
  private static final long IDLE_SECONDS = 10;

  /// Created with the first lookup; idle threads end.
  static final ExecutorService EXECUTOR = executor();

  private Resolver() {}

  /// The addresses of a host, in the system's order. Blocks unless `host` is a literal.
  static List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    var literal = literal(host);
    return literal == null
        ? Stream.of(InetAddress.getAllByName(host))
            .map(address -> new InetSocketAddress(address, port))
            .toList()
        : List.of(new InetSocketAddress(literal, port));
  }

  /// The addresses of a host in a family, once for each requested use. Blocks unless `host` is a
  /// literal.
  static List<AddressInfo> resolve(
      String host, int port, AddressFamily family, @Nullable SocketType type)
      throws UnknownHostException {
    var types = type == null ? SocketType.values() : new SocketType[] {type};
    var found =
        resolve(host, port).stream()
            .filter(at -> family.holds(at.getAddress()))
            .flatMap(at -> Stream.of(types).map(each -> new AddressInfo(familyOf(at), each, at)))
            .toList();
    if (found.isEmpty()) {
      throw new UnknownHostException(host + " has no address of the family " + family);
    }
    return found;
  }

  private static AddressFamily familyOf(InetSocketAddress at) {
    return AddressFamily.INET.holds(at.getAddress()) ? AddressFamily.INET : AddressFamily.INET6;
  }

  /// The address, if `host` is a literal; null if it is a name.
  static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static ExecutorService executor() {
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("resolver-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
