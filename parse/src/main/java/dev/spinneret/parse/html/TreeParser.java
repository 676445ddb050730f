package dev.spinneret.parse.html;

import dev.spinneret.parse.text.CharsetSniffer.Sniffed;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  /// @param reader knows the crawler's name, and what is wanted
  static Page parse(
      byte[] body, Sniffed sniffed, boolean xml, WebUrl url, PageReader reader, Effort effort) {
    if (body.length > effort.treeChars()) {
      effort.cut();
      var beginning = Arrays.copyOf(body, effort.treeChars());
      return parse(beginning, sniffed, xml, url, reader, effort);
    }
    var encoding = sniffed.encoding();
    var notes = effort.isDetailed() ? new KnownPlaces() : null;
    var wanted = reader.wanted();
    var found = new FoundLinks(new byte[0], null, wanted.linkDetails(), effort, notes);
    var elements = new PageCollector(url, reader, found, notes);
    var document = document(encoding.decode(body, sniffed.bomBytes()), xml, effort);
    LinkCollector.walk(document, elements, notes);
    var declared = elements.declared();
    if (!sniffed.certain() && declared != null && declared != encoding) {
      // "Change the encoding" (WHATWG HTML §13.2.3.5): the element stood beyond the prescan.
      return parse(body, new Sniffed(declared, 0, true), xml, url, reader, effort);
    }
    var page = elements.page(encoding);
    effort.noteDetails(notes);
    return wanted.selections().isEmpty()
        ? page
        : page.with(extracts(wanted.selections(), document, page.base(), effort));
  }

  private static List<Extract> extracts(
      List<Selection> selections, Document document, WebUrl base, Effort effort) {
    var extracts = new ArrayList<Extract>(selections.size());
    for (var selection : selections) {
      extracts.add(selection.in(document, base, effort));
    }
    return extracts;
  }

  private static Document document(String text, boolean xml, Effort effort) {
    var tracked = effort.isDetailed();
    try {
      return parser(xml, tracked).parseInput(new LimitedReader(text, effort), "");
    } catch (RuntimeException _) {
      // jsoup's own limits can trip its checks, as templates nested hundreds deep do.
      return partialDocument(new LimitedReader(text, effort), parser(xml, tracked));
    }
  }

  private static Parser parser(boolean xml, boolean tracked) {
    return (xml ? Parser.xmlParser() : Parser.htmlParser()).setTrackPosition(tracked);
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
