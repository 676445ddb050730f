package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.PageScanner;
import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.text.CharsetSniffer.Sniffed;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// Reads an HTML page from its octets, without a tree; the answer is that of [TreeParser] or none.
final class ScanParser {
  /// How many tags are read between two looks at the clock.
  private static final int TAGS_PER_CHECK = 1_000;

  private ScanParser() {}

  /// Reads a page.
  ///
  /// @param sniffed its encoding
  /// @param reader knows the crawler's name, and what is wanted
  /// @return null when a tree is needed to read the page
  static @Nullable Page parse(
      byte[] body, Sniffed sniffed, WebUrl url, PageReader reader, Effort effort) {
    var encoding = sniffed.encoding();
    var tags = new TagReader(body, encoding);
    var notes = effort.isDetailed() ? new OctetPlaces(body, encoding, tags, url) : null;
    if (notes != null) {
      tags.keepAll();
    }
    var found = new FoundLinks(body, tags, reader.wanted().linkDetails(), effort, notes);
    var elements = new PageCollector(url, reader, found, notes);
    var text = elements.textOf(body, tags);
    var scanner =
        new PageScanner(body, encoding, tags, elements, text, effort::isOutOfTime, TAGS_PER_CHECK);
    if (!scanner.scan(sniffed.bomBytes())) {
      return null;
    }
    var declared = elements.declared();
    if (!sniffed.certain() && declared != null && declared != encoding) {
      // "Change the encoding" (WHATWG HTML §13.2.3.5): the element stood beyond the prescan.
      return parse(body, new Sniffed(declared, 0, true), url, reader, effort);
    }
    var page = elements.page(encoding);
    // Values that were decoded last may hold what is not modelled.
    if (tags.isOdd()) {
      return null;
    }
    effort.noteDetails(notes);
    return page;
  }
}
