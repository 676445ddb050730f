package dev.spinneret.parse.html;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.text.CharsetSniffer;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// Reads pages with a parser of choice, and checks the scanner on a share of them.
///
/// Immutable and safe on any thread. Whether a page is checked depends on its URL alone.
///
/// @param parser what reads HTML
/// @param checkShare the share of pages that jsoup reads too, 0 to 1; a difference is an error
/// @param robotsName the crawler's product token: a meta element of that name counts as one named
///   `robots`, compared without case; empty when the crawler has none
/// @param wanted what is read besides links
public record PageReader(ParserKind parser, double checkShare, String robotsName, Wanted wanted) {
  /// The scanner, without checks.
  public static final PageReader DEFAULT = new PageReader(ParserKind.SCANNER, 0);

  /// Creates the record.
  public PageReader {
    if (!(checkShare >= 0 && checkShare <= 1)) {
      throw new IllegalArgumentException("share %s: 0 to 1 is allowed".formatted(checkShare));
    }
  }

  /// Creates a reader for a crawler without a name.
  ///
  /// @param parser what reads HTML
  /// @param checkShare the share of pages that jsoup reads too, 0 to 1
  public PageReader(ParserKind parser, double checkShare) {
    this(parser, checkShare, "", Wanted.LINKS);
  }

  /// The same reader for a crawler with a name.
  ///
  /// @param name the crawler's product token
  /// @return a copy
  public PageReader withRobotsName(String name) {
    return new PageReader(parser, checkShare, name, wanted);
  }

  /// The same reader for more than links.
  ///
  /// @param what is read besides
  /// @return a copy
  public PageReader wanting(Wanted what) {
    return new PageReader(parser, checkShare, robotsName, what);
  }

  /// The same reader, for a check of links.
  ///
  /// @return a copy; it reads style sheets
  public PageReader withDetails() {
    return wanting(wanted.withPlaces());
  }

  /// The same reader, for a crawl that fetches what pages need to be shown.
  ///
  /// @return a copy that reads style sheets and finds all [requisites][Link#isRequisite()]
  public PageReader withRequisites() {
    return wanting(wanted.withPlaces().withLinkDetails());
  }

  /// Whether a body is read: a page, a feed or, if places are wanted, a style sheet.
  ///
  /// @param type its media type
  /// @param body after content codings; not changed
  /// @return false when it holds no links
  public boolean reads(ContentType type, byte[] body) {
    return PageType.of(type, body) != PageType.NONE || (wanted.places() && StyleSheet.isOne(type));
  }

  /// Reads a page or a feed; see [PageParser#parse].
  ///
  /// @param body the body after content codings, in whatever encoding; not changed
  /// @param type its media type; null when that is not known, which means HTML
  /// @param url the page's own URL, after redirects
  /// @return what the page says, and how it was read
  /// @throws ParserDifferenceException if the page is checked and the answers differ
  public ParsedPage read(byte[] body, @Nullable ContentType type, WebUrl url) {
    return read(body, type, url, ReadLimits.NONE);
  }

  /// Reads a page or a feed as far as limits allow.
  ///
  /// @param body the body after content codings, in whatever encoding; not changed
  /// @param type its media type; null when that is not known, which means HTML
  /// @param url the page's own URL, after redirects
  /// @param limits how much it may cost
  /// @return what the page says, how it was read, and whether a limit was met
  /// @throws ParserDifferenceException if the page is checked and the answers differ
  public ParsedPage read(byte[] body, @Nullable ContentType type, WebUrl url, ReadLimits limits) {
    var effort = new Effort(limits, wanted.places());
    if (wanted.places() && type != null && StyleSheet.isOne(type)) {
      var notes = new KnownPlaces();
      var sheet = StyleSheet.read(body, type, url, effort, notes);
      effort.noteDetails(notes);
      return effort.page(sheet, true);
    }
    if (type != null && PageType.of(type, body) == PageType.FEED) {
      return effort.page(FeedPage.read(body, url, effort), true);
    }
    var sniffed = CharsetSniffer.sniff(body, type);
    var xml = type != null && PageType.isXml(type, body);
    if (parser == ParserKind.SCANNER && !xml && !wanted.needsTree()) {
      var scanned = ScanParser.parse(body, sniffed, url, this, effort);
      if (scanned != null) {
        var parsed = effort.page(scanned, true);
        if (isChecked(url) && !parsed.linksTruncated() && !parsed.outOfTime()) {
          check(scanned, body, sniffed, type, url);
        }
        return parsed;
      }
      effort = new Effort(limits, wanted.places());
    }
    var page = TreeParser.parse(body, sniffed, xml, url, this, effort);
    return effort.page(page, false);
  }

  /// Compares what the scanner read with what jsoup reads.
  ///
  /// @throws ParserDifferenceException if they differ
  void check(
      Page scanned,
      byte[] body,
      CharsetSniffer.Sniffed sniffed,
      @Nullable ContentType type,
      WebUrl url) {
    var fromTree =
        TreeParser.parse(
            body, sniffed, false, url, this, new Effort(ReadLimits.NONE, wanted.places()));
    if (!scanned.equals(fromTree)) {
      throw new ParserDifferenceException(url, type, body);
    }
  }

  boolean isChecked(WebUrl url) {
    // A multiplicative hash spreads URLs that differ in their last characters.
    return checkShare > 0 && ((url.hashCode() * 0x9E3779B1) >>> 1) < checkShare * 0x1p31;
  }
}
