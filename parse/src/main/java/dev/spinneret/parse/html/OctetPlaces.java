package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.text.TextEncoding;
import dev.spinneret.parse.url.WebUrl;
import java.util.Arrays;
import java.util.Locale;

/// The places of references in the octets of a page: only where each tag begins is kept, and the
/// rest is read from there when somebody asks.
final class OctetPlaces extends PlaceNotes {
  private final byte[] body;
  private final TextEncoding encoding;
  private final TagReader tags;
  private final WebUrl url;

  /// Where the tag of each reference begins; the complement of that for an element of SVG.
  private int[] starts = new int[0];

  private int count;

  /// Up to where lines were counted, and how many there are: places are mostly asked for in order.
  private int countedTo;

  private int line = 1;
  private int lineStart;

  /// @param tags reads the page's tags
  /// @param url the page's
  OctetPlaces(byte[] body, TextEncoding encoding, TagReader tags, WebUrl url) {
    this.body = body;
    this.encoding = encoding;
    this.tags = tags;
    this.url = url;
  }

  @Override
  void found() {
    starts = with(starts, count++, tags.tagStart());
  }

  @Override
  void isOfSvg() {
    starts[count - 1] = ~starts[count - 1];
  }

  @Override
  public LinkPlace place(int reference) {
    var isOfSvg = starts[reference] < 0;
    var start = isOfSvg ? ~starts[reference] : starts[reference];
    countLines(start);
    var column = 1 + text(lineStart, start).length();
    var end = start + 1;
    while (end < body.length && isNameOctet(body[end])) {
      end++;
    }
    var element = text(start + 1, end).toLowerCase(Locale.ROOT);
    return new LinkPlace(
        line,
        column,
        element,
        element.equals("a") && !isOfSvg
            ? LinkPlace.shortened(AnchorText.inOctets(body, start, encoding, url))
            : "");
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

  private String text(int from, int to) {
    return encoding.decode(Arrays.copyOfRange(body, from, Math.max(from, to)), 0);
  }
}
