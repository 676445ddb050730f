package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.PageScanner;
import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.text.AsciiSpace;
import dev.spinneret.parse.text.TextEncoding;
import dev.spinneret.parse.url.WebUrl;
import java.util.Arrays;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The text of one `a`, for its [LinkPlace]: that of [Link#text()], read by the same classes from
/// the element alone. A page whose links have places need not collect the texts of all of them.
final class AnchorText {
  /// How far the end of the element is looked for.
  private static final int MAX_BYTES = 2_000;

  private static final PageReader READER =
      PageReader.DEFAULT.wanting(Wanted.LINKS.withLinkDetails());

  private AnchorText() {}

  /// Reads the text in the octets of a page.
  ///
  /// @param start where the element begins
  /// @param url the page's
  /// @return "" if there is none; what was read until then if a tree is needed to read more
  static String inOctets(byte[] body, int start, TextEncoding encoding, WebUrl url) {
    var part = Arrays.copyOfRange(body, start, end(body, start));
    var tags = new TagReader(part, encoding);
    var found = links(part, tags);
    var page = new PageCollector(url, READER, found, null);
    var _ =
        new PageScanner(part, encoding, tags, page, page.textOf(part, tags), () -> false).scan(0);
    return text(page, found);
  }

  /// Where reading ends: before the next end tag of an `a`, since a check reads many texts. What
  /// stands in another tag, as the value of an attribute, or in a comment is none.
  private static int end(byte[] body, int start) {
    var limit = Math.min(body.length, start + MAX_BYTES);
    var inTag = true;
    var quote = 0;
    var before = 0; // the last octet that is no space
    for (var i = start + 1; i < limit - 3; i++) {
      var octet = body[i];
      if (quote != 0) {
        quote = octet == quote ? 0 : quote;
      } else if (inTag) {
        inTag = octet != '>';
        quote = before == '=' && (octet == '"' || octet == '\'') ? octet : 0;
      } else if (octet == '<') {
        if (isEndTag(body, i)) {
          return i;
        }
        inTag = beginsTag(body[i + 1]);
      }
      before = AsciiSpace.isSpace(octet) ? before : octet;
    }
    return limit;
  }

  private static boolean beginsTag(byte next) {
    return next == '/' || next == '!' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
  }

  private static boolean isEndTag(byte[] body, int at) {
    return body[at + 1] == '/'
        && (body[at + 2] | 0x20) == 'a'
        && (body[at + 3] == '>' || AsciiSpace.isSpace(body[at + 3]));
  }

  /// Reads the text in a tree.
  ///
  /// @param url the page's
  /// @return "" if there is none
  static String inTree(Element anchor, WebUrl url) {
    var found = links(new byte[0], null);
    var page = new PageCollector(url, READER, found, null);
    LinkCollector.walkElement(anchor, page);
    return text(page, found);
  }

  private static FoundLinks links(byte[] octets, @Nullable TagReader tags) {
    return new FoundLinks(octets, tags, true, new Effort(ReadLimits.NONE, false), null);
  }

  private static String text(PageCollector page, FoundLinks found) {
    page.endText();
    var text = found.firstText();
    return text == null ? "" : text;
  }
}
