package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.text.TextEncoding;
import java.util.Arrays;
import java.util.Locale;

/// The places of references in the octets of a page: only where each tag begins is kept, and the
/// rest is read from there when somebody asks.
final class OctetPlaces extends PlaceNotes {
  /// How far an element's text is looked for.
  private static final int MAX_TEXT_BYTES = 2_000;

  private final byte[] body;
  private final TextEncoding encoding;
  private final TagReader tags;
  private int[] starts = new int[0];
  private int count;

  /// Up to where lines were counted, and how many there are: places are mostly asked for in order.
  private int countedTo;

  private int line = 1;
  private int lineStart;

  /// @param tags reads the page's tags
  OctetPlaces(byte[] body, TextEncoding encoding, TagReader tags) {
    this.body = body;
    this.encoding = encoding;
    this.tags = tags;
  }

  @Override
  void found() {
    starts = with(starts, count++, tags.tagStart());
  }

  @Override
  public LinkPlace place(int reference) {
    var start = starts[reference];
    countLines(start);
    var column = 1 + text(lineStart, start).length();
    var end = start + 1;
    while (end < body.length && isNameOctet(body[end])) {
      end++;
    }
    var element = text(start + 1, end).toLowerCase(Locale.ROOT);
    return new LinkPlace(line, column, element, element.equals("a") ? textOf(end) : "");
  }

  private static boolean isNameOctet(byte octet) {
    return octet > ' ' && octet != '>' && octet != '/';
  }

  private void countLines(int to) {
    if (to < countedTo) {
      countedTo = 0;
      line = 1;
      lineStart = 0;
    }
    for (; countedTo < to; countedTo++) {
      var octet = body[countedTo];
      // A CR with an LF behind it is one line end, as in a text editor.
      if (octet == '\n' || (octet == '\r' && body[countedTo + 1] != '\n')) {
        line++;
        lineStart = countedTo + 1;
      }
    }
  }

  /// The text up to the end tag of an `a`.
  ///
  /// @param from within its start tag
  private String textOf(int from) {
    var out = new StringBuilder();
    var last = Math.min(body.length - 1, from + MAX_TEXT_BYTES);
    var at = endOfTag(from, last);
    while (at < last && out.length() <= 2 * LinkPlace.MAX_TEXT_CHARS) {
      var next = at;
      while (next < last && body[next] != '<') {
        next++;
      }
      out.append(tags.value(at, next));
      if (next >= last || isLinkTag(next)) {
        break;
      }
      at = endOfTag(next, last);
    }
    return LinkPlace.shortened(out.toString());
  }

  /// Whether another link begins here, or this one ends.
  private boolean isLinkTag(int at) {
    var name = body[at + 1] == '/' ? at + 2 : at + 1;
    return name + 1 < body.length && (body[name] | 0x20) == 'a' && !isNameOctet(body[name + 1]);
  }

  /// The index after a tag; a `>` in quotes does not end it.
  private int endOfTag(int from, int last) {
    var quote = 0;
    for (var i = from; i < last; i++) {
      var octet = body[i];
      if (quote != 0) {
        quote = octet == quote ? 0 : quote;
      } else if (octet == '"' || octet == '\'') {
        quote = octet;
      } else if (octet == '>') {
        return i + 1;
      }
    }
    return last;
  }

  private String text(int from, int to) {
    return encoding.decode(Arrays.copyOfRange(body, from, Math.max(from, to)), 0);
  }
}
