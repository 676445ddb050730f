package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the requests of one connection, HTTP/1.0 and HTTP/1.1 (RFC 9112), one after another.
///
/// All readers of a loop share one buffer: it holds bytes only between a read that has returned and
/// the copy that follows at once, so a connection that waits owns no buffer.
final class RequestReader {
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final long MAX_BODY_BYTES = 1 << 20;
  private static final byte[] NOTHING = {};

  private final SiteConnection connection;
  private final ByteBuffer shared;
  private byte[] held = NOTHING;
  private int heldBytes;

  RequestReader(SiteConnection connection, ByteBuffer shared) {
    this.connection = connection;
    this.shared = shared;
  }

  /// Reads the next request with its body, which is dropped. Suspends.
  ///
  /// @return null when the client has ended
  @Nullable Incoming next() throws IOException {
    int end = headEnd();
    while (end < 0) {
      if (heldBytes > MAX_HEAD_BYTES) {
        return new Incoming.Malformed(431);
      }
      if (!readMore()) {
        return null;
      }
      end = headEnd();
    }
    var head = new String(held, 0, end, ISO_8859_1);
    drop(end);
    return parse(head);
  }

  private Incoming parse(String head) throws IOException {
    int lineEnd = head.indexOf('\n');
    var line = head.substring(0, lineEnd).stripTrailing();
    int firstSpace = line.indexOf(' ');
    int lastSpace = line.lastIndexOf(' ');
    if (firstSpace <= 0 || lastSpace == firstSpace) {
      return new Incoming.Malformed(400);
    }
    var version = line.substring(lastSpace + 1);
    boolean isCurrent = version.equals("HTTP/1.1");
    if (!isCurrent && !version.equals("HTTP/1.0")) {
      return new Incoming.Malformed(version.startsWith("HTTP/") ? 505 : 400);
    }
    boolean keepAlive = isCurrent;
    boolean hasHost = false;
    long bodyBytes = 0;
    for (int start = lineEnd + 1; start < head.length(); ) {
      int next = head.indexOf('\n', start);
      if (isField(head, start, "host:")) {
        hasHost = true;
      } else if (isField(head, start, "connection:")) {
        var options = head.substring(start + 11, next).toLowerCase(Locale.ROOT);
        keepAlive = isCurrent ? !options.contains("close") : options.contains("keep-alive");
      } else if (isField(head, start, "content-length:")) {
        bodyBytes = parseLength(head.substring(start + 15, next).strip());
      } else if (isField(head, start, "transfer-encoding:")) {
        return new Incoming.Malformed(411);
      }
      start = next + 1;
    }
    if (bodyBytes < 0 || (isCurrent && !hasHost)) {
      return new Incoming.Malformed(400);
    }
    if (bodyBytes > MAX_BODY_BYTES) {
      return new Incoming.Malformed(413);
    }
    var target = originForm(line.substring(firstSpace + 1, lastSpace));
    if (!target.startsWith("/") || !skip(bodyBytes)) {
      return new Incoming.Malformed(400);
    }
    return new Incoming.Request(line.substring(0, firstSpace), target, keepAlive);
  }

  private static boolean isField(String head, int start, String name) {
    return head.regionMatches(true, start, name, 0, name.length());
  }

  private static long parseLength(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  /// A server takes the absolute form as well, RFC 9112 §3.2.2.
  private static String originForm(String target) {
    if (!target.startsWith("http://")) {
      return target;
    }
    int path = target.indexOf('/', 7);
    return path < 0 ? "/" : target.substring(path);
  }

  /// Where the empty line ends, or -1 when it has not come yet.
  private int headEnd() {
    for (int i = 1; i < heldBytes; i++) {
      if (held[i] == '\n'
          && (held[i - 1] == '\n' || (i > 2 && held[i - 1] == '\r' && held[i - 2] == '\n'))) {
        return i + 1;
      }
    }
    return -1;
  }

  private boolean skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (heldBytes == 0 && !readMore()) {
        return false;
      }
      int part = (int) Math.min(left, heldBytes);
      drop(part);
      left -= part;
    }
    return true;
  }

  private void drop(int count) {
    heldBytes -= count;
    held = heldBytes == 0 ? NOTHING : Arrays.copyOfRange(held, count, count + heldBytes);
  }

  private boolean readMore() throws IOException {
    if (connection.read(shared) < 0) {
      return false;
    }
    shared.flip();
    held = Arrays.copyOf(held, heldBytes + shared.remaining());
    shared.get(held, heldBytes, shared.remaining());
    heldBytes = held.length;
    shared.clear();
    return true;
  }
}
