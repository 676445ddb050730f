package dev.spinneret.engine.crawl.port;

import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.http.PublicInternet;
import dev.spinneret.parse.http.RetryAfter;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A reply as the crawl sees it: status, headers and the decoded body.
///
/// The body array is owned by the reply; nobody changes it.
public final class Reply {
  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final boolean truncated;
  private final @Nullable InetAddress remote;
  private final @Nullable Received received;
  private final boolean cookiesChanged;

  /// Creates a reply.
  ///
  /// @param status 100 to 999
  /// @param headers in the order received
  /// @param body the body after content codings; owned by the reply from now on
  /// @param truncated whether the body limit cut the body
  /// @param remote the address that answered; null if there was none
  public Reply(
      int status, Headers headers, byte[] body, boolean truncated, @Nullable InetAddress remote) {
    this(status, headers, body, truncated, remote, null);
  }

  /// Creates a reply that also knows what came over the connection.
  ///
  /// @param status 100 to 999
  /// @param headers in the order received
  /// @param body the body after content codings; owned by the reply from now on
  /// @param truncated whether the body limit cut the body
  /// @param remote the address that answered; null if there was none
  /// @param received the whole reply as it came, head and codings included; null when it was not
  ///   kept
  public Reply(
      int status,
      Headers headers,
      byte[] body,
      boolean truncated,
      @Nullable InetAddress remote,
      @Nullable Received received) {
    this(status, headers, body, truncated, remote, received, false);
  }

  private Reply(
      int status,
      Headers headers,
      byte[] body,
      boolean truncated,
      @Nullable InetAddress remote,
      @Nullable Received received,
      boolean cookiesChanged) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.truncated = truncated;
    this.remote = remote;
    this.received = received;
    this.cookiesChanged = cookiesChanged;
  }

  /// The same reply, of which one knows that it changed the cookies.
  ///
  /// @return a reply whose [#cookiesChanged] is true; it shares the body
  public Reply withCookiesChanged() {
    return new Reply(status, headers, body, truncated, remote, received, true);
  }

  /// The status code.
  ///
  /// @return 100 to 999
  public int status() {
    return status;
  }

  /// The header fields.
  ///
  /// @return in the order received
  public Headers headers() {
    return headers;
  }

  /// The body after content codings. Not a copy: do not change it.
  ///
  /// @return the bytes
  public byte[] body() {
    return body;
  }

  /// Whether a part of the body is missing, or may be: the limit cut it, or it has no proper end.
  ///
  /// @return false for a whole body
  public boolean truncated() {
    return truncated;
  }

  /// Whether the server says that it was asked too much: by a status that means just that, or by an
  /// error with a Retry-After (RFC 9110 §10.2.3). GitHub, for one, sends 403 with it.
  ///
  /// @return false for an error that another request would not change
  public boolean isRefusal() {
    if (HttpStatus.isRefusal(status)) {
      return true;
    }
    var wait = HttpStatus.mayBeRefusal(status) ? headers.first("Retry-After") : null;
    return wait != null && RetryAfter.parse(wait, Instant.EPOCH) != null;
  }

  /// The address that answered.
  ///
  /// @return null where there was none, as in a test
  public @Nullable InetAddress remote() {
    return remote;
  }

  /// Whether what this reply points to may be a loopback, private or link-local address: only what
  /// is in here itself may name others in here. A reply whose address nobody here knows, as behind
  /// a proxy that resolves names, counts as one of the public internet.
  ///
  /// @return false when it came from the public internet, or may have
  public boolean mayNamePrivate() {
    return remote != null && !PublicInternet.holds(remote);
  }

  /// Whether a Set-Cookie field of this reply added, changed or removed a cookie, so that the same
  /// request would now carry another Cookie field than it did. A cookie that is set once more with
  /// the value it has, and one that is refused, change nothing.
  ///
  /// @return false where no cookies are kept
  public boolean cookiesChanged() {
    return cookiesChanged;
  }

  /// The whole reply as received over the connection: status line, fields, and the body with its
  /// codings.
  ///
  /// @return null when it was not kept
  public @Nullable Received received() {
    return received;
  }
}
