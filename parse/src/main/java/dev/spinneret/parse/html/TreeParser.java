package dev.spinneret.parse.html;

import dev.spinneret.parse.text.CharsetSniffer.Sniffed;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/// Reads a page from the tree that jsoup makes of it.
final class TreeParser {
  private TreeParser() {}

  /// Reads a page.
  ///
  /// @param sniffed its encoding
  /// @param xml whether it is to be read as XML
  /// @param robotsName the crawler's product token; empty when it has none
  static Page parse(
      byte[] body, Sniffed sniffed, boolean xml, WebUrl url, String robotsName, Effort effort) {
    if (body.length > effort.treeChars()) {
      effort.cut();
      var beginning = Arrays.copyOf(body, effort.treeChars());
      return parse(beginning, sniffed, xml, url, robotsName, effort);
    }
    var encoding = sniffed.encoding();
    var facts = new PageFacts(url, robotsName, new FoundLinks(new byte[0], null, effort));
    collect(encoding.decode(body, sniffed.bomBytes()), xml, facts, effort);
    var declared = facts.declared();
    if (!sniffed.certain() && declared != null && declared != encoding) {
      // "Change the encoding" (WHATWG HTML §13.2.3.5): the element stood beyond the prescan.
      return parse(body, new Sniffed(declared, 0, true), xml, url, robotsName, effort);
    }
    return facts.page(encoding);
  }

  private static void collect(String text, boolean xml, PageFacts facts, Effort effort) {
    LinkCollector.walk(document(text, xml, effort), facts);
  }

  private static Document document(String text, boolean xml, Effort effort) {
    try {
      return parser(xml).parseInput(new LimitedReader(text, effort), "");
    } catch (RuntimeException _) {
      // jsoup's own limits can trip its checks, as templates nested hundreds deep do.
      return partialDocument(new LimitedReader(text, effort), parser(xml));
    }
  }

  private static Parser parser(boolean xml) {
    return xml ? Parser.xmlParser() : Parser.htmlParser();
  }

  /// The document up to where jsoup fails.
  private static Document partialDocument(Reader text, Parser parser) {
    try (var stream = new StreamParser(parser).parse(text, "")) {
      try {
        return stream.complete();
      } catch (IOException | RuntimeException _) {
        return stream.document();
      }
    }
  }
}
