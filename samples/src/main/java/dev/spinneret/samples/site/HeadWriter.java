package dev.spinneret.samples.site;

/// Writes the status line and the header fields of an answer.
final class HeadWriter {
  private HeadWriter() {}

  /// Writes everything up to the body.
  ///
  /// There is no `Date`: the same request always gets the same bytes.
  static void write(Answers.Head head, int bodyBytes, boolean keepAlive, ByteSink out) {
    out.put("HTTP/1.1 ").putNumber(head.status()).put(' ').put(reason(head.status()));
    out.put("\r\nServer: sample-web\r\nContent-Type: ").put(head.contentType());
    if (!head.location().isEmpty()) {
      out.put("\r\nLocation: ").put(head.location());
    }
    if (head.status() == 405) {
      out.put("\r\nAllow: GET, HEAD");
    }
    out.put("\r\nContent-Length: ").putNumber(bodyBytes);
    out.put(keepAlive ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
  }

  static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 307 -> "Temporary Redirect";
      case 308 -> "Permanent Redirect";
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 411 -> "Length Required";
      case 413 -> "Content Too Large";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      case 505 -> "HTTP Version Not Supported";
      default -> throw new IllegalArgumentException("the sample web has no status " + status);
    };
  }
}
