package dev.spinneret.parse.http;

import dev.spinneret.parse.octets.Ascii;
import dev.spinneret.parse.octets.ByteOrderMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Determines the media type of a body whose sender does not name one: WHATWG MIME Sniffing §7.1,
/// "rules for identifying an unknown MIME type", as far as it matters to a crawler.
///
/// One addition: HTML and XML are also recognised after a byte order mark and in UTF-16, where the
/// standard finds plain text, so that the links of such a page are not lost.
public final class MimeSniffer {
  /// How much of a body the standard examines (§5.2).
  static final int MAX_BYTES = 1445;

  private static final ContentType TEXT = new ContentType("text/plain", null);
  private static final ContentType BINARY = new ContentType("application/octet-stream", null);

  /// What HTML begins with, after white space; an octet that ends a tag follows.
  private static final List<String> HTML =
      List.of(
          "<!doctype html",
          "<html",
          "<head",
          "<script",
          "<iframe",
          "<h1",
          "<div",
          "<font",
          "<table",
          "<a",
          "<style",
          "<title",
          "<b",
          "<body",
          "<br",
          "<p",
          "<!--");

  private final byte[] body;
  private final int end;

  /// How many octets a character takes.
  private final int step;

  /// Where the first character's ASCII octet stands.
  private final int start;

  private MimeSniffer(byte[] body) {
    this.body = body;
    this.end = Math.min(body.length, MAX_BYTES);
    var mark = ByteOrderMark.of(body);
    this.step = mark == null || mark == ByteOrderMark.UTF_8 ? 1 : 2;
    // Of a big-endian character, the second octet is the ASCII one.
    this.start = mark == null ? 0 : mark.length() + (mark == ByteOrderMark.UTF_16BE ? 1 : 0);
  }

  /// The type of a body: the one that was sent, unless it means "unknown".
  ///
  /// @param sent what the Content-Type fields say; null when they say nothing valid
  /// @param nosniff whether the sender forbids to find HTML and XML where it did not name them
  /// @param body after content codings; not changed
  /// @return the type; never one that [is unknown][ContentType#isUnknown()]
  public static ContentType typeOf(@Nullable ContentType sent, boolean nosniff, byte[] body) {
    if (sent != null && !sent.isUnknown()) {
      return sent;
    }
    var found = new MimeSniffer(body).sniff(nosniff);
    return sent == null || sent.charset() == null
        ? found
        : new ContentType(found.essence(), sent.charset());
  }

  private ContentType sniff(boolean nosniff) {
    if (!nosniff) {
      var at = start;
      while (at < end && Ascii.isSpace(body[at]) && isAscii(at)) {
        at += step;
      }
      for (var pattern : HTML) {
        if (isTagAt(at, pattern)) {
          return ContentType.HTML;
        }
      }
      if (matches(at, "<?xml")) {
        return ContentType.XML;
      }
    }
    return start > 0 || !holdsBinary() ? TEXT : BINARY;
  }

  private boolean isTagAt(int at, String pattern) {
    var next = at + pattern.length() * step;
    return matches(at, pattern)
        && next < end
        && isAscii(next)
        && (body[next] == ' ' || body[next] == '>');
  }

  /// Whether a lower-case pattern stands at an index, whatever the case.
  private boolean matches(int at, String pattern) {
    if (at + pattern.length() * step > end + step - 1) {
      return false;
    }
    for (var i = 0; i < pattern.length(); i++) {
      var octet = body[at + i * step];
      var lower = octet >= 'A' && octet <= 'Z' ? octet + 'a' - 'A' : octet;
      if (lower != pattern.charAt(i) || !isAscii(at + i * step)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the other octet of a character, where there is one, is zero.
  private boolean isAscii(int at) {
    if (step == 1) {
      return true;
    }
    var other = start == 3 ? at - 1 : at + 1;
    return other < body.length && body[other] == 0;
  }

  /// Whether a binary data byte is among the first octets (§3).
  private boolean holdsBinary() {
    for (var i = 0; i < end; i++) {
      var c = body[i];
      if (c >= 0 && c < ' ' && !Ascii.isSpace(c) && c != 0x1B) {
        return true;
      }
    }
    return false;
  }
}
