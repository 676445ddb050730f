package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Connects to a host with several addresses: their order, one attempt after another, and the cause
/// of a failure.
final class ConnectAttempts {
  /// The C library's messages for ENFILE, EMFILE, ENOBUFS and ENOMEM, and the JDK's on Windows.
  private static final List<String> OUT_OF_RESOURCES =
      List.of(
          "Too many open files",
          "No file descriptors available",
          "No buffer space available",
          "Cannot allocate memory",
          "Out of memory");

  private ConnectAttempts() {}

  /// The addresses with alternating families, beginning with the family of the first, each family
  /// in its own order (RFC 8305 §4).
  static List<InetAddress> interleaved(List<InetAddress> addresses) {
    var family = addresses.getFirst().getClass();
    var first = addresses.stream().filter(address -> address.getClass() == family).toList();
    var second = addresses.stream().filter(address -> address.getClass() != family).toList();
    var order = new ArrayList<InetAddress>(addresses.size());
    for (var i = 0; i < Math.max(first.size(), second.size()); i++) {
      if (i < first.size()) {
        order.add(first.get(i));
      }
      if (i < second.size()) {
        order.add(second.get(i));
      }
    }
    return order;
  }

  /// The addresses that a local address can reach: those of its family.
  ///
  /// @param local null for any
  /// @throws PeerException if there is none
  static List<InetSocketAddress> fitting(
      List<InetSocketAddress> remotes, @Nullable InetAddress local) throws PeerException {
    if (local == null) {
      return remotes;
    }
    var fitting =
        remotes.stream()
            .filter(remote -> remote.getAddress().getClass() == local.getClass())
            .toList();
    if (fitting.isEmpty()) {
      throw new PeerException(
          FailureCause.CONNECT_FAILED,
          "cannot connect from %s to %s: one is IPv4, the other IPv6"
              .formatted(local.getHostAddress(), remotes.getFirst().getAddress().getHostAddress()));
    }
    return fitting;
  }

  /// Tries one address after the other. Each has an equal share of the time that remains, and at
  /// most `timeoutNanos`.
  ///
  /// @throws PeerException the failure of the last
  static ByteStream inTurn(
      Dialer dialer, List<InetSocketAddress> remotes, long timeoutNanos, long deadlineAtNanos)
      throws PeerException {
    var at = 0;
    while (true) {
      var remote = remotes.get(at);
      var nowNanos = dialer.nowNanos();
      var shareNanos = (deadlineAtNanos - nowNanos) / (remotes.size() - at++);
      try {
        return dialer.connect(remote, nowNanos + Math.min(shareNanos, timeoutNanos));
      } catch (IOException e) {
        if (at == remotes.size() || isOurs(remote, e)) {
          throw failure(remote, e);
        }
      }
    }
  }

  /// Whether this machine has no descriptor, memory or port left for a connection, so that the
  /// other addresses would fail as well. A missing local address means that no port is left for
  /// IPv4; for IPv6 it may mean that there is no IPv6.
  static boolean isOurs(InetSocketAddress remote, IOException e) {
    var message = String.valueOf(e.getMessage());
    return OUT_OF_RESOURCES.stream().anyMatch(message::contains)
        || (e instanceof BindException && remote.getAddress() instanceof Inet4Address);
  }

  /// Returns the failure to connect to `remote`.
  static PeerException failure(InetSocketAddress remote, IOException e) {
    var at = remote.getAddress().getHostAddress() + ":" + remote.getPort();
    if (e instanceof SocketTimeoutException) {
      return new PeerException(FailureCause.CONNECT_TIMEOUT, "no connection to " + at + " in time");
    }
    var message = String.valueOf(e.getMessage());
    if (isOurs(remote, e)) {
      return new PeerException(
          FailureCause.LOCAL_RESOURCES,
          "no connection to " + at + " from this machine: " + message);
    }
    if (e instanceof ConnectException && message.startsWith("Connection refused")) {
      return new PeerException(FailureCause.CONNECT_REFUSED, at + " refused the connection");
    }
    if (message.startsWith("Connection reset")) {
      // It was accepted, and reset before we saw that.
      return new PeerException(FailureCause.RESET, at + " reset the connection");
    }
    return new PeerException(
        FailureCause.CONNECT_FAILED, "cannot connect to " + at + ": " + message);
  }
}
