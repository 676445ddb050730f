package dev.spinneret.fetch.proxy;

import dev.spinneret.fetch.http.HeadLimits;
import dev.spinneret.fetch.http.HttpVersion;
import dev.spinneret.fetch.http.ReplyReader;
import dev.spinneret.parse.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Asks an HTTP proxy for a tunnel (RFC 9110 §9.3.6).
///
/// A 2xx reply to CONNECT has no body: the bytes after its head come from the tunnel.
public final class ConnectHandshake implements Handshake {
  private static final Step NEED_DATA = new Step.NeedData();

  private static final Pattern BASIC =
      Pattern.compile("(?:^|,)\\s*basic\\b", Pattern.CASE_INSENSITIVE);

  private final Proxy proxy;
  private final ReplyReader reader;
  private final String authority;
  private final String userAgent;
  private boolean sent;

  /// Prepares the request.
  ///
  /// @param proxy with the credentials to send
  /// @param host the server's name or address; IPv6 in brackets
  /// @param port the server's
  /// @param userAgent the User-Agent field, which some proxies demand; empty for none
  /// @param maxHeadBytes how large the head of the reply may be
  /// @param maxFieldCount how many fields it may have
  public ConnectHandshake(
      Proxy proxy, String host, int port, String userAgent, int maxHeadBytes, int maxFieldCount) {
    this.userAgent = userAgent;
    this.proxy = proxy;
    this.authority = host + ":" + port;
    this.reader = new ReplyReader(new HeadLimits(maxHeadBytes, maxFieldCount), false);
    reader.start(HttpVersion.HTTP_1_1, true);
  }

  @Override
  public Step next(ByteBuffer in) {
    if (!sent) {
      sent = true;
      return new Step.Send(request());
    }
    for (var event = reader.next(in); ; event = reader.next(in)) {
      switch (event) {
        case NEED_DATA -> {
          return NEED_DATA;
        }
        case INTERIM -> {}
        case HEAD, END, BODY -> {
          return answered();
        }
        case BROKEN -> {
          return new Step.Refused("its reply to CONNECT is no HTTP: " + reader.broken().detail());
        }
      }
    }
  }

  private Step answered() {
    var head = reader.head();
    if (head.version() == HttpVersion.HTTP_0_9) {
      return new Step.Refused("its reply to CONNECT is no HTTP");
    }
    var status = head.status();
    if (status == 407) {
      return new Step.Refused(refusal(proxy, head.headers()));
    }
    return status >= 200 && status < 300
        ? new Step.Done()
        : new Step.Refused(
            "it answers CONNECT with %d %s".formatted(status, head.reason()).strip());
  }

  /// The message for a 407 (RFC 9110 §15.5.8).
  ///
  /// @param proxy that sent it
  /// @param reply its fields
  /// @return a description for people
  public static String refusal(Proxy proxy, Headers reply) {
    if (proxy.user() == null) {
      return "it wants a user and a password (407)";
    }
    var challenges = reply.all("Proxy-Authenticate");
    return challenges.isEmpty() || BASIC.matcher(String.join(",", challenges)).find()
        ? "it refuses the user or the password (407)"
        : "it wants another authentication than Basic (407): " + String.join(", ", challenges);
  }

  private ByteBuffer request() {
    var basic = proxy.basic();
    var text =
        "CONNECT "
            + authority
            + " HTTP/1.1\r\nHost: "
            + authority
            + "\r\n"
            + (userAgent.isEmpty() ? "" : "User-Agent: " + userAgent + "\r\n")
            + (basic == null ? "" : "Proxy-Authorization: " + basic + "\r\n")
            + "\r\n";
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
