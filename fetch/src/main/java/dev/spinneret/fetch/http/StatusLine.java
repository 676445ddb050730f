package dev.spinneret.fetch.http;

import org.jspecify.annotations.Nullable;

/// A status line: `HTTP/1.1 200 OK` (RFC 9112 §4).
///
/// @param version the effective version
/// @param status 100 to 999
/// @param reason may be empty
record StatusLine(HttpVersion version, int status, String reason) {
  private static final int VERSION_LENGTH = "HTTP/1.1".length();

  /// Parses a line that begins with `HTTP/`; returns null if it is not a status line.
  ///
  /// - RFC 9112 §2.3: one digit, a full stop, one digit. RFC 9110 §2.5: a higher minor version is
  ///   treated as the highest supported one; another major version has another grammar. `HTTP/0.9`
  ///   in a status line, which no specification defines but llhttp and Go accept, counts as 1.0.
  /// - RFC 9112 §4 and §3: any run of SP and HTAB is accepted between the parts.
  /// - RFC 9112 §4: the blank before an absent reason is often missing (Go, curl and nodejs accept
  ///   it; IIS and old CGI scripts send it).
  /// - RFC 9110 §15: three digits; a status below 100 has no class.
  static @Nullable StatusLine read(LineBuffer line) {
    var bytes = line.bytes;
    var end = line.length;
    if (end < VERSION_LENGTH
        || !Chars.isDigit(bytes[5])
        || bytes[6] != '.'
        || !Chars.isDigit(bytes[7])
        || bytes[5] > '1') {
      return null;
    }
    var version = bytes[5] == '1' && bytes[7] > '0' ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0;
    var at = VERSION_LENGTH;
    while (at < end && Chars.isBlank(bytes[at])) {
      at++;
    }
    if (at == VERSION_LENGTH || at + 3 > end) {
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
    if (status < 100 || (at < end && !Chars.isBlank(bytes[at]))) {
      return null;
    }
    while (at < end && Chars.isBlank(bytes[at])) {
      at++;
    }
    return new StatusLine(version, status, reason(line, at));
  }

  private static String reason(LineBuffer line, int at) {
    if (line.length - at == 2 && line.bytes[at] == 'O' && line.bytes[at + 1] == 'K') {
      return "OK";
    }
    return line.text(at, line.length);
  }
}
