package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.text.TextEncoding;
import dev.spinneret.parse.url.ParsedUrl;
import dev.spinneret.parse.url.PlainUrls;
import dev.spinneret.parse.url.QueryEncoding;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// Resolves the references of one page against its base, queries in the page's encoding.
final class LinkResolver {
  /// How many characters the links of a page may have together: a page with a base of a megabyte
  /// and as many links would otherwise take a terabyte. An ordinary page has a thousandth of it.
  static final int MAX_LINK_CHARS = 1 << 26;

  private final ParsedUrl base;
  private final WebUrl documentUrl;
  private final @Nullable QueryEncoding query;
  private long charsLeft = MAX_LINK_CHARS;

  /// For references in the page's octets; null where the base cannot be crawled.
  private final @Nullable PlainUrls plain;

  /// Finds the document base URL (WHATWG HTML §2.4.1).
  ///
  /// @param documentUrl the page's own URL
  /// @param baseHref the first `base href`, if any
  /// @param encoding the page's
  LinkResolver(WebUrl documentUrl, @Nullable String baseHref, TextEncoding encoding) {
    this.documentUrl = documentUrl;
    this.query = encoding.queryEncoding();
    this.base = baseHref == null ? documentUrl : base(baseHref);
    this.plain = base instanceof WebUrl web ? new PlainUrls(web) : null;
  }

  private ParsedUrl base(String href) {
    var web = WebUrl.parse(href, documentUrl, query);
    if (web != null) {
      return web;
    }
    var other = ParsedUrl.parse(href, documentUrl);
    return other == null || other.scheme().equals("data") || other.scheme().equals("javascript")
        ? documentUrl
        : other;
  }

  /// The base where it can be crawled, else the page's own URL.
  WebUrl webBase() {
    return base instanceof WebUrl web ? web : documentUrl;
  }

  /// Resolves a reference.
  ///
  /// @return null when it is no http(s) URL, or when the page's characters are used up
  @Nullable WebUrl resolve(String reference) {
    var url =
        switch (base) {
          case WebUrl web -> {
            // Resolving may copy the base even when it fails.
            charsLeft -= web.href().length();
            yield charsLeft < 0 ? null : WebUrl.parse(reference, web, query);
          }
          // A relative reference has the base's scheme, so only an absolute one can be meant.
          case ParsedUrl _ -> WebUrl.parse(reference, null, query);
        };
    charsLeft -= url == null ? 0 : url.href().length();
    return charsLeft < 0 ? null : url;
  }

  /// Resolves a reference of a kind for which a fragment alone always means the page itself,
  /// whatever its base: those of SVG (SVG 2 §16.1.2) and of styles (CSS Values 4 §4.5.1).
  ///
  /// @return null when it is no http(s) URL, or when the page's characters are used up
  @Nullable WebUrl resolve(String reference, LinkKind kind) {
    boolean isLocal =
        (kind == LinkKind.SVG || kind == LinkKind.CSS_URL) && reference.strip().startsWith("#");
    return resolve(isLocal ? documentUrl.withoutFragment() + reference.strip() : reference);
  }

  /// Whether the page's characters are used up.
  boolean isUsedUp() {
    return charsLeft < 0;
  }

  /// Whether a reference that cannot be resolved was meant to lead to an http(s) URL.
  boolean isMalformed(String reference) {
    return charsLeft >= 0
        && WebUrl.isWebReference(reference, base instanceof WebUrl web ? web : null);
  }

  /// Resolves a reference that stands in the page as an attribute's value.
  ///
  /// @param values decodes it where it is not plain
  /// @return null when it is no http(s) URL, or when the page's characters are used up
  @Nullable WebUrl resolve(byte[] body, int from, int to, TagReader values) {
    if (plain == null) {
      return resolve(values.value(from, to));
    }
    var url = plain.resolve(body, from, to);
    if (url == null) {
      return resolve(values.value(from, to));
    }
    charsLeft -= webBase().href().length() + url.href().length();
    return charsLeft < 0 ? null : url;
  }
}
