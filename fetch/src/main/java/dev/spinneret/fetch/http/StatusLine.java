package dev.spinneret.fetch.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A status line: `HTTP/1.1 200 OK` (RFC 9112 §4).
///
/// @param version the effective version
/// @param status 100 to 999
/// @param reason may be empty
record StatusLine(HttpVersion version, int status, String reason) {
  private static final byte[] NAME = {'H', 'T', 'T', 'P', '/'};
  private static final int NAME_LENGTH = NAME.length;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private static final int NEWEST_MAJOR = 3;

  /// The result of [#find].
  enum Found {
    /// The input is at the first octet of a status line.
    FOUND,
    /// The input begins with something else.
    NONE,
    /// More input will tell.
    PART
  }

  /// Looks for a status line at the beginning of the input, and skips the byte order mark that
  /// scripts print in front of it that were saved with one; Chrome skips it, too.
  static Found find(ByteBuffer in) {
    int start = in.position();
    if (in.hasRemaining() && in.get(start) == BYTE_ORDER_MARK[0]) {
      start += BYTE_ORDER_MARK.length;
      var mark = match(in, in.position(), BYTE_ORDER_MARK);
      if (mark != Found.FOUND) {
        return mark;
      }
    }
    var found = match(in, start, NAME);
    if (found == Found.FOUND) {
      in.position(start);
    }
    return found;
  }

  private static Found match(ByteBuffer in, int start, byte[] octets) {
    int known = Math.min(octets.length, in.limit() - start);
    for (var i = 0; i < known; i++) {
      // RFC 9112 §2.3: the name is case-sensitive; curl and browsers ignore case.
      if (Chars.upper(in.get(start + i)) != octets[i]) {
        return Found.NONE;
      }
    }
    return known < octets.length ? Found.PART : Found.FOUND;
  }

  /// Parses a line that begins with `HTTP/`; returns null if it is not a status line.
  ///
  /// - RFC 9112 §2.3: one digit, a full stop, one digit. RFC 9110 §2.5: a higher minor version is
  ///   treated as the highest supported one. So is `HTTP/2` or `HTTP/2.0`, which gateways and
  ///   scripts print in front of a reply in the grammar of 1.1; curl and browsers read it.
  ///   `HTTP/0.9` in a status line, which no specification defines but llhttp and Go accept, counts
  ///   as 1.0.
  /// - RFC 9112 §4 and §3: any run of SP and HTAB is accepted between the parts.
  /// - RFC 9112 §4: the blank before an absent reason is often missing (Go, curl and nodejs accept
  ///   it; IIS and old CGI scripts send it).
  /// - Some servers send no blank in front of the reason either (`200OK`); curl and browsers accept
  ///   it.
  /// - RFC 9110 §15: three digits; a status below 100 has no class.
  static @Nullable StatusLine read(LineBuffer line) {
    var bytes = line.bytes;
    var end = line.length;
    var at = NAME_LENGTH;
    if (at == end || !Chars.isDigit(bytes[at])) {
      return null;
    }
    var major = bytes[at++] - '0';
    var hasMinor = at + 1 < end && bytes[at] == '.' && Chars.isDigit(bytes[at + 1]);
    if (major > NEWEST_MAJOR || (major < 2 && !hasMinor)) {
      return null;
    }
    var minor = hasMinor ? bytes[at + 1] - '0' : 0;
    at += hasMinor ? 2 : 0;
    var version =
        major > 1 || (major == 1 && minor > 0) ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0;
    var versionEnd = at;
    while (at < end && Chars.isBlank(bytes[at])) {
      at++;
    }
    if (at == versionEnd || at + 3 > end) {
      return null;
    }
    var status = 0;
    for (var i = at; i < at + 3; i++) {
      if (!Chars.isDigit(bytes[i])) {
        return null;
      }
      status = 10 * status + bytes[i] - '0';
    }
    at += 3;
    if (status < 100 || (at < end && !endsStatus(bytes[at]))) {
      return null;
    }
    while (at < end && Chars.isBlank(bytes[at])) {
      at++;
    }
    return new StatusLine(version, status, reason(line, at));
  }

  private static boolean endsStatus(byte b) {
    return Chars.isBlank(b) || (b > ' ' && !Chars.isDigit(b));
  }

  private static String reason(LineBuffer line, int at) {
    if (line.length - at == 2 && line.bytes[at] == 'O' && line.bytes[at + 1] == 'K') {
      return "OK";
    }
    return line.text(at, line.length);
  }
}
