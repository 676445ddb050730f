package dev.spinneret.parse.url;

import dev.spinneret.parse.octets.Ascii;
import org.jspecify.annotations.Nullable;

/// An absolute http or https URL, parsed and serialised as the WHATWG URL standard says.
///
/// Immutable; equal when [#href()] is equal. Holds the serialisation and where its parts begin:
///
/// ```
/// https://user:pass@example.com:8080/path?query#fragment
///                   |          |    |    |     '- fragmentStart
///                   |          |    |    '- queryStart
///                   |          |    '- pathStart
///                   |          '- hostEnd
///                   '- hostStart
/// ```
public final class WebUrl implements ParsedUrl {
  private final String href;
  private final int hostStart;
  private final int hostEnd;
  private final int pathStart;

  /// Index of the question mark; [#fragmentStart] when there is none.
  private final int queryStart;

  /// Index of the hash; the length when there is none.
  private final int fragmentStart;

  /// See [#origin()]. Threads that race write equal strings, and strings are safe to share without
  /// a lock.
  private @Nullable String origin;

  WebUrl(
      String href, int hostStart, int hostEnd, int pathStart, int queryStart, int fragmentStart) {
    this.href = href;
    this.hostStart = hostStart;
    this.hostEnd = hostEnd;
    this.pathStart = pathStart;
    this.queryStart = queryStart;
    this.fragmentStart = fragmentStart;
  }

  /// A URL with the authority of `base` and another `path[?query][#fragment]`.
  WebUrl(String href, WebUrl base, int queryStart, int fragmentStart) {
    this(href, base.hostStart, base.hostEnd, base.pathStart, queryStart, fragmentStart);
    this.origin = base.origin;
  }

  /// Parses `input` against `base`, or null when the result is not a valid http(s) URL.
  ///
  /// @param input any text, such as an attribute's value
  /// @param base the URL that relative references resolve against; null when there is none
  /// @return the URL, or null
  public static @Nullable WebUrl parse(String input, @Nullable WebUrl base) {
    return parse(input, base, null);
  }

  /// Parses `input` as a link of a page whose encoding may not be UTF-8.
  ///
  /// @param input any text, such as an attribute's value
  /// @param base the URL that relative references resolve against; null when there is none
  /// @param encoding the page's encoding for queries; null when it is UTF-8
  /// @return the URL, or null
  public static @Nullable WebUrl parse(
      String input, @Nullable WebUrl base, @Nullable QueryEncoding encoding) {
    var plain = PlainUrls.parse(input, base);
    if (plain != null || UrlInput.hasOtherScheme(input)) {
      return plain;
    }
    var parts = UrlParser.parseWeb(input, base, encoding);
    return parts == null ? null : of(parts.href());
  }

  /// The URL of a text that was one before. It costs less than parsing: nothing is checked.
  ///
  /// @param href what [#href()] or [#withoutFragment()] of a URL returned
  /// @param origin the [#origin()] of that URL, which the new one shares
  /// @return the URL
  public static WebUrl ofHref(String href, String origin) {
    var url = of(href);
    url.origin = origin;
    return url;
  }

  /// Whether a reference, valid or not, names the scheme http or https, be it misspelt as in
  /// `htpp://`, or no scheme, so that it has that of an http(s) base.
  ///
  /// @param input any text, such as an attribute's value
  /// @param base the URL that relative references resolve against; null when there is none
  /// @return false for `mailto:` and the like
  public static boolean isWebReference(String input, @Nullable WebUrl base) {
    var text = UrlInput.clean(input);
    var colon = UrlInput.schemeEnd(text);
    return colon < 0
        ? base != null
        : UrlInput.isWebScheme(text, colon) || UrlInput.isNearWebScheme(text, colon);
  }

  /// Finds the parts in a serialised http(s) URL.
  static WebUrl of(String href) {
    var authority = authorityStart(href);
    var path = href.indexOf('/', authority);
    var hash = href.indexOf('#', path);
    var fragment = hash < 0 ? href.length() : hash;
    var mark = href.indexOf('?', path, fragment);
    var host = href.lastIndexOf('@', path) + 1;
    if (host <= authority) {
      host = authority;
    }
    var end = path;
    while (end > host && Ascii.isDigit(href.charAt(end - 1))) {
      end--;
    }
    end = end > host && href.charAt(end - 1) == ':' ? end - 1 : path;
    return new WebUrl(href, host, end, path, mark < 0 ? fragment : mark, fragment);
  }

  /// The index after `://`.
  private static int authorityStart(String href) {
    return href.charAt(4) == ':' ? 7 : 8;
  }

  /// The components, to resolve against.
  UrlParts parts() {
    var parts = new UrlParts();
    parts.scheme(scheme());
    parts.username = username();
    parts.password = password();
    parts.host = host();
    parts.port = hostEnd == pathStart ? UrlParts.NO_PORT : port();
    parts.path.append(href, pathStart, queryStart);
    parts.query = query();
    parts.fragment = fragment();
    return parts;
  }

  @Override
  public String href() {
    return href;
  }

  /// The serialisation without the fragment.
  ///
  /// @return the URL up to the hash
  public String withoutFragment() {
    return href.substring(0, fragmentStart);
  }

  @Override
  public String scheme() {
    return isSecure() ? "https" : "http";
  }

  /// Whether the scheme is https.
  ///
  /// @return true for https
  public boolean isSecure() {
    return href.charAt(4) == 's';
  }

  /// The host in its serialised form: a lower-case ASCII domain, a dotted IPv4 address, or an IPv6
  /// address in brackets.
  ///
  /// @return never empty
  public String host() {
    return href.substring(hostStart, hostEnd);
  }

  /// The port to connect to: the URL's own or the scheme's default.
  ///
  /// @return 0 to 65535
  public int port() {
    return hostEnd == pathStart
        ? UrlParts.defaultPort(scheme())
        : Integer.parseInt(href, hostEnd + 1, pathStart, 10);
  }

  /// Host and port as a Host header has them: the port only when it is not the default one.
  ///
  /// @return such as `example.com` or `[::1]:8080`
  public String authority() {
    return href.substring(hostStart, pathStart);
  }

  /// Scheme, host and port, without user name and password.
  ///
  /// @return such as `https://example.com:8443`; the same string as that of the URL it was resolved
  ///   against, so that the URLs of a site share it
  public String origin() {
    var known = origin;
    if (known == null) {
      var authority = authorityStart(href);
      known =
          hostStart == authority
              ? href.substring(0, pathStart)
              : href.substring(0, authority).concat(authority());
      origin = known;
    }
    return known;
  }

  /// The path.
  ///
  /// @return begins with a slash
  public String path() {
    return href.substring(pathStart, queryStart);
  }

  /// The query without its question mark.
  ///
  /// @return null when there is no question mark
  public @Nullable String query() {
    return queryStart == fragmentStart ? null : href.substring(queryStart + 1, fragmentStart);
  }

  /// The fragment without its hash.
  ///
  /// @return null when there is no hash
  public @Nullable String fragment() {
    return fragmentStart == href.length() ? null : href.substring(fragmentStart + 1);
  }

  /// The user name, percent-encoded as it stands in the URL.
  ///
  /// @return empty when there is none
  public String username() {
    var from = authorityStart(href);
    if (hostStart == from) {
      return "";
    }
    var colon = href.indexOf(':', from, hostStart);
    return href.substring(from, colon < 0 ? hostStart - 1 : colon);
  }

  /// The password, percent-encoded as it stands in the URL.
  ///
  /// @return empty when there is none
  public String password() {
    var from = authorityStart(href);
    var colon = hostStart == from ? -1 : href.indexOf(':', from, hostStart);
    return colon < 0 ? "" : href.substring(colon + 1, hostStart - 1);
  }

  /// Whether there is a user name or a password.
  ///
  /// @return true for `https://me@example.com/`
  public boolean hasUserinfo() {
    return hostStart != authorityStart(href);
  }

  /// The URL without user name and password.
  ///
  /// @return this URL when it has neither
  public WebUrl withoutUserinfo() {
    var authority = authorityStart(href);
    var cut = hostStart - authority;
    return cut == 0
        ? this
        : new WebUrl(
            href.substring(0, authority).concat(href.substring(hostStart)),
            hostStart - cut,
            hostEnd - cut,
            pathStart - cut,
            queryStart - cut,
            fragmentStart - cut);
  }

  /// What a request line asks for: the path and, when there is one, the query.
  ///
  /// @return such as `/find?q=web`
  public String requestTarget() {
    return href.substring(pathStart, fragmentStart);
  }

  /// The canonical key: two URLs with the same key are the same page.
  ///
  /// It is the serialisation without the fragment, with percent-encoding normalised (RFC 3986
  /// §6.2.2): hex digits in upper case, unreserved characters decoded. The case of the path and the
  /// order of the query stay. Session ids such as `;jsessionid=…` and `PHPSESSID=…` are left out. A
  /// key is its own key. What is requested is the URL, not the key.
  ///
  /// @return the key; computed at each call
  public String key() {
    if (queryStart == fragmentStart && !mayBeFolded(href, pathStart, fragmentStart)) {
      return withoutFragment();
    }
    return SessionIds.fold(CanonicalKey.of(href, pathStart, fragmentStart), pathStart);
  }

  /// Whether a path may have escapes or a session id.
  private static boolean mayBeFolded(String href, int from, int to) {
    for (var i = from; i < to; i++) {
      var c = href.charAt(i);
      if (c == '%' || c == ';' || c == '(') {
        return true;
      }
    }
    return false;
  }

  /// Path and query with percent-encoding normalised, as in the [key][#key()], session ids
  /// included.
  ///
  /// @return such as `/~me?q=%C3%BC`; computed at each call
  public String canonicalTarget() {
    return CanonicalKey.of(href, pathStart, fragmentStart).substring(pathStart);
  }

  /// Path and query as a person reads them: percent-encoded characters beyond ASCII are decoded
  /// (RFC 3987 §3.2).
  ///
  /// @return such as `/~me?q=ü`; computed at each call
  public String readableTarget() {
    return PercentEncoding.decodeBeyondAscii(canonicalTarget());
  }

  int pathStart() {
    return pathStart;
  }

  int queryStart() {
    return queryStart;
  }

  int fragmentStart() {
    return fragmentStart;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof WebUrl url && href.equals(url.href));
  }

  @Override
  public int hashCode() {
    return href.hashCode();
  }

  @Override
  public String toString() {
    return href;
  }
}
