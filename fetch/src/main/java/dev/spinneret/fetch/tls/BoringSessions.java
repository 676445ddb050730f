package dev.spinneret.fetch.tls;

import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLSession;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sessions that a client may resume, by server. Holds a native reference to each.
///
/// A session of TLS 1.3 is used once (RFC 8446 §C.4), so some are kept for each server: it sends
/// two on each connection, as a rule. Only servers that were verified have any. BoringSSL itself
/// checks their age.
final class BoringSessions {
  private static final int MAX_PER_SERVER = 4;
  private static final int MAX_COUNT = 1_024;

  /// The least recently used server first.
  private final Map<String, ArrayDeque<Long>> byServer = new LinkedHashMap<>(16, 0.75f, true);

  private int count;
  private boolean closed;

  /// Keeps a session.
  ///
  /// @param session its address
  /// @return whether the reference was taken
  synchronized boolean add(String server, long session) {
    if (closed) {
      return false;
    }
    var own = byServer.computeIfAbsent(server, _ -> new ArrayDeque<>(2));
    if (own.size() == MAX_PER_SERVER) {
      free(own.removeFirst());
    }
    own.addLast(session);
    count++;
    while (count > MAX_COUNT) {
      removeEldestServer();
    }
    return true;
  }

  /// Has a connection resume the newest session, if there is one.
  ///
  /// @param ssl the connection's address
  synchronized void resume(String server, long ssl) {
    var own = byServer.get(server);
    if (own == null) {
      return;
    }
    long session = own.removeLast();
    if (SSL.setSession(ssl, session) && !SSLSession.shouldBeSingleUse(session)) {
      own.addLast(session);
    } else {
      free(session);
    }
    if (own.isEmpty()) {
      byServer.remove(server);
    }
  }

  synchronized void close() {
    closed = true;
    while (!byServer.isEmpty()) {
      removeEldestServer();
    }
  }

  synchronized int count() {
    return count;
  }

  private void removeEldestServer() {
    var eldest = byServer.values().iterator();
    for (long session : eldest.next()) {
      free(session);
    }
    eldest.remove();
  }

  private void free(long session) {
    SSLSession.free(session);
    count--;
  }
}
