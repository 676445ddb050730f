package dev.spinneret.parse.html;

import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// Reads pages with a parser of choice, and checks the scanner on a share of them.
///
/// Immutable and safe on any thread. Whether a page is checked depends on its URL alone.
///
/// @param parser what reads HTML
/// @param checkShare the share of pages that jsoup reads too, 0 to 1; a difference is an error
public record PageReader(ParserKind parser, double checkShare) {
  /// The scanner, without checks.
  public static final PageReader DEFAULT = new PageReader(ParserKind.SCANNER, 0);

  /// Creates the record.
  public PageReader {
    if (!(checkShare >= 0 && checkShare <= 1)) {
      throw new IllegalArgumentException("share %s: 0 to 1 is allowed".formatted(checkShare));
    }
  }

  /// Reads a page; see [PageParser#parse].
  ///
  /// @param body the body after content codings, in whatever encoding; not changed
  /// @param contentType the Content-Type header's value; null when there is none
  /// @param url the page's own URL, after redirects
  /// @return what the page says, and who told
  /// @throws ParserDifferenceException when the page is checked and the answers differ
  public ParsedPage read(byte[] body, @Nullable String contentType, WebUrl url) {
    var sniffed = CharsetSniffer.sniff(body, contentType);
    var scanned =
        parser == ParserKind.SCANNER ? PageParser.scan(body, sniffed, contentType, url) : null;
    if (scanned == null) {
      return new ParsedPage(PageParser.fromTree(body, sniffed, contentType, url), false);
    }
    if (isChecked(url)) {
      check(scanned, body, sniffed, contentType, url);
    }
    return new ParsedPage(scanned, true);
  }

  /// Compares an answer with jsoup's.
  ///
  /// @throws ParserDifferenceException when it is another one
  static void check(
      Page scanned,
      byte[] body,
      CharsetSniffer.Sniffed sniffed,
      @Nullable String contentType,
      WebUrl url) {
    if (!scanned.equals(PageParser.fromTree(body, sniffed, contentType, url))) {
      throw new ParserDifferenceException(url, contentType, body);
    }
  }

  boolean isChecked(WebUrl url) {
    // A multiplicative hash spreads URLs that differ in their last characters.
    return checkShare > 0 && ((url.hashCode() * 0x9E3779B1) >>> 1) < checkShare * 0x1p31;
  }
}
