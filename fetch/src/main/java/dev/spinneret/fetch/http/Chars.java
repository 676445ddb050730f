package dev.spinneret.fetch.http;

/// The character classes of the HTTP grammar.
final class Chars {
  private static final boolean[] TOKEN = new boolean[256];

  static {
    for (var c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (var c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[c - 'a' + 'A'] = true;
    }
    for (var c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private Chars() {}

  /// tchar, RFC 9110 §5.6.2.
  static boolean isToken(byte b) {
    return TOKEN[b & 0xff];
  }

  /// SP or HTAB, the white space of OWS and BWS (RFC 9110 §5.6.3).
  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// An ASCII letter in upper case; any other octet as it is.
  static int upper(byte b) {
    return b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b;
  }

  /// The value of a hexadecimal digit, or -1.
  static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    var lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
