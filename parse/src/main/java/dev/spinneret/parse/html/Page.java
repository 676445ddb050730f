package dev.spinneret.parse.html;

import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a crawler reads from a page.
///
/// @param charset the encoding's name in the WHATWG Encoding standard, such as `UTF-8`
/// @param base the document base URL; the page's own where the base element names no http(s) URL
/// @param links in document order, repeated ones too; unmodifiable
/// @param malformed references to http(s) that are not valid URLs, in document order, the first
///   [MalformedLink#MAX_COUNT] of them; unmodifiable
/// @param title the document's title with its white space collapsed; null when there is none
/// @param noindex whether a robots meta element says so
/// @param nofollow whether a robots meta element says so for all links
/// @param canonical what `link rel=canonical` in the head names; null when there is none
/// @param facts what else it says; null when that is not [wanted][Wanted#facts()], and for a feed
/// @param text the visible text, lines separated by line feeds; null when it is not
///   [wanted][Wanted#text()], and for a feed
/// @param extracts what the [selections][Wanted#selections()] found, in their order; empty for a
///   feed; unmodifiable
public record Page(
    String charset,
    WebUrl base,
    List<Link> links,
    List<MalformedLink> malformed,
    @Nullable String title,
    boolean noindex,
    boolean nofollow,
    @Nullable WebUrl canonical,
    @Nullable PageFacts facts,
    @Nullable String text,
    List<Extract> extracts) {
  /// Creates the record.
  public Page {
    links = List.copyOf(links);
    malformed = List.copyOf(malformed);
    extracts = List.copyOf(extracts);
  }

  /// What is no HTML page: a feed or a style sheet.
  static Page ofLinks(
      String charset, WebUrl base, List<Link> links, List<MalformedLink> malformed) {
    return new Page(
        charset, base, links, malformed, null, false, false, null, null, null, List.of());
  }

  /// The same page with what was extracted from it.
  Page with(List<Extract> found) {
    return new Page(
        charset, base, links, malformed, title, noindex, nofollow, canonical, facts, text, found);
  }
}
