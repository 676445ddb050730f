package dev.spinneret.fetch.http;

/// Whether a connection may carry another request after a reply (RFC 9112 §9.3).
final class Persistence {
  private Persistence() {}

  /// Decides from the head and the framing alone; the caller must know that the body was read to
  /// its end and nothing followed it.
  ///
  /// @param request the version that the request was sent in
  static boolean keeps(ReplyHead head, Framing framing, HttpVersion request) {
    var selfDelimited =
        switch (framing) {
          case Framing.None _, Framing.Length _, Framing.Chunked _ -> true;
          case Framing.UntilClose _, Framing.Invalid _ -> false;
        };
    if (!selfDelimited || head.status() == 101) {
      return false;
    }
    var headers = head.headers();
    var keep = false;
    for (var list : headers.all("Connection")) {
      if (Lists.has(list, "close")) {
        return false;
      }
      keep |= Lists.has(list, "keep-alive");
    }
    // §6.1: the client closes after both fields, or after chunks in a 1.0 reply.
    if (headers.first("Transfer-Encoding") != null
        && (headers.first("Content-Length") != null || head.version() != HttpVersion.HTTP_1_1)) {
      return false;
    }
    // A server may answer a 1.0 request with a 1.1 status line and close all the same (Jetty does);
    // so after a 1.0 request, the reply must say keep-alive.
    return keep || (head.version() == HttpVersion.HTTP_1_1 && request == HttpVersion.HTTP_1_1);
  }
}
