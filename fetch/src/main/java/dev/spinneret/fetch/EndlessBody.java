package dev.spinneret.fetch;

import dev.spinneret.fetch.http.ReplyHead;
import dev.spinneret.parse.http.ContentType;

/// Bodies that go on for as long as somebody listens: events, pictures that replace each other, and
/// what a radio or a camera sends. Their servers are in order, and so is a link to them.
final class EndlessBody {
  private EndlessBody() {}

  /// Whether a body never has an end, by its type, so that nothing of it is worth waiting for.
  static boolean never(ReplyHead head) {
    return switch (type(head)) {
      case "text/event-stream", "multipart/x-mixed-replace" -> true;
      default -> false;
    };
  }

  /// Whether a body may have no end, by its type. Call for one whose length is not announced.
  static boolean perhaps(ReplyHead head) {
    var type = type(head);
    return never(head)
        || type.startsWith("audio/")
        || type.startsWith("video/")
        || type.equals("application/ogg");
  }

  private static String type(ReplyHead head) {
    var type = ContentType.extract(head.headers().all("Content-Type"));
    return type == null ? "" : type.essence();
  }
}
