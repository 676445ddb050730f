package dev.spinneret.parse.html;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

/// Reads a page's bytes: encoding, links and what the page says to robots.
///
/// jsoup defines what a page says. In front of it stands a scanner over the octets that builds no
/// tree, gives the same answer at a small part of the cost, and leaves to jsoup every page of which
/// it is not certain.
///
/// A pure function, safe on any thread. Any bytes give an answer; the time is linear in their
/// number but for the work of the HTML tree, which jsoup bounds by limits of its own.
public final class PageParser {
  private PageParser() {}

  /// Parses a page.
  ///
  /// @param body the body after content codings, in whatever encoding; not changed
  /// @param contentType the Content-Type header's value; null when there is none
  /// @param url the page's own URL, after redirects
  /// @return what the page says
  public static Page parse(byte[] body, @Nullable String contentType, WebUrl url) {
    return PageReader.DEFAULT.read(body, typeOf(contentType), url).page();
  }

  /// Parses a page without a tree.
  ///
  /// @return null when only a tree can tell what the page says
  static @Nullable Page scan(
      byte[] body,
      CharsetSniffer.Sniffed sniffed,
      @Nullable ContentType type,
      WebUrl url,
      String robotsName,
      Effort effort) {
    return isXml(type) ? null : PageScanner.scan(body, sniffed, url, robotsName, effort);
  }

  private static boolean isXml(@Nullable ContentType type) {
    return type != null && type.isXml();
  }

  private static @Nullable ContentType typeOf(@Nullable String contentType) {
    return contentType == null ? null : ContentType.extract(List.of(contentType));
  }

  /// Parses a page with jsoup.
  static Page fromTree(
      byte[] body,
      CharsetSniffer.Sniffed sniffed,
      @Nullable ContentType type,
      WebUrl url,
      String robotsName,
      Effort effort) {
    var encoding = sniffed.encoding();
    if (body.length > effort.treeChars()) {
      effort.cut();
      return fromTree(
          Arrays.copyOf(body, effort.treeChars()), sniffed, type, url, robotsName, effort);
    }
    var facts = new PageFacts(url, robotsName, new FoundLinks(new byte[0], null, effort));
    collect(encoding.decode(body, sniffed.bomBytes()), isXml(type), facts, effort);
    var declared = facts.declared();
    if (!sniffed.certain() && declared != null && declared != encoding) {
      // "Change the encoding" (WHATWG HTML §13.2.3.5): the element stood beyond the prescan.
      encoding = declared;
      facts = new PageFacts(url, robotsName, new FoundLinks(new byte[0], null, effort));
      collect(encoding.decode(body, 0), isXml(type), facts, effort);
    }
    return facts.page(encoding);
  }

  /// Tells a page's encoding by byte order mark, header and meta prescan, without parsing it.
  ///
  /// @param body the body after content codings; not changed
  /// @param contentType the Content-Type header's value; null when there is none
  /// @return the encoding's name in the WHATWG Encoding standard
  public static String charset(byte[] body, @Nullable String contentType) {
    return CharsetSniffer.sniff(body, typeOf(contentType)).encoding().name();
  }

  private static void collect(String text, boolean xml, PageFacts facts, Effort effort) {
    LinkCollector.walk(document(text, xml, effort), facts);
  }

  private static Document document(String text, boolean xml, Effort effort) {
    try {
      return parser(xml).parseInput(new LimitedReader(text, effort), "");
    } catch (RuntimeException _) {
      // jsoup's own limits can trip its checks, as templates nested hundreds deep do.
      return begun(new LimitedReader(text, effort), parser(xml));
    }
  }

  private static Parser parser(boolean xml) {
    return xml ? Parser.xmlParser() : Parser.htmlParser();
  }

  /// The document as far as jsoup comes.
  private static Document begun(Reader text, Parser parser) {
    try (var stream = new StreamParser(parser).parse(text, "")) {
      try {
        return stream.complete();
      } catch (IOException | RuntimeException _) {
        return stream.document();
      }
    }
  }
}
