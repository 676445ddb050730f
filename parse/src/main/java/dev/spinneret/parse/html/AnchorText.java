package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.PageScanner;
import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.text.TextEncoding;
import dev.spinneret.parse.url.WebUrl;
import java.util.Arrays;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The text of one `a`, for its [LinkPlace]: that of [Link#text()], read by the same classes from
/// the element alone. A page whose links have places need not collect the texts of all of them.
final class AnchorText {
  /// How much of the page is read at most.
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
    var part = Arrays.copyOfRange(body, start, Math.min(body.length, start + MAX_BYTES));
    var tags = new TagReader(part, encoding);
    var found = links(part, tags);
    var page = new PageCollector(url, READER, found, null);
    var text = page.textOf(part, tags);
    var _ =
        new PageScanner(part, encoding, tags, page, text, () -> found.firstText() != null, 1)
            .scan(0);
    return text(page, found);
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
