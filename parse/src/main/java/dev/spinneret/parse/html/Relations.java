package dev.spinneret.parse.html;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.octets.Ascii;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// What the relation types of a `link` element or a Link header field say about where it leads
/// (WHATWG HTML §4.6.7, the IANA registry of link relations, and what sites use).
final class Relations {
  /// Relations to other pages of the same series or collection.
  private static final Set<String> PAGES =
      Set.of(
          "next",
          "prev",
          "previous",
          "first",
          "last",
          "start",
          "begin",
          "contents",
          "toc",
          "index",
          "up");

  /// Relations to what is for programs, or that only announce a host.
  private static final Set<String> SERVICES =
      Set.of(
          "authorization_endpoint",
          "dns-prefetch",
          "edituri",
          "hub",
          "indieauth-metadata",
          "micropub",
          "microsub",
          "openid.delegate",
          "openid.server",
          "openid2.local_id",
          "openid2.provider",
          "pingback",
          "preconnect",
          "search",
          "service",
          "service-desc",
          "service-meta",
          "shortlink",
          "timegate",
          "timemap",
          "token_endpoint",
          "webmention",
          "wlwmanifest");

  /// Media types of alternates that are pages, or lists of pages.
  private static final Set<String> DOCUMENTS =
      Set.of(
          "application/atom+xml",
          "application/pdf",
          "application/rdf+xml",
          "application/rss+xml",
          "application/xhtml+xml",
          "application/xml",
          "text/html",
          "text/plain",
          "text/xml");

  /// Relations to what a page needs to be shown.
  private static final Set<String> REQUISITES =
      Set.of(
          "apple-touch-icon",
          "apple-touch-icon-precomposed",
          "apple-touch-startup-image",
          "icon",
          "manifest",
          "mask-icon",
          "modulepreload",
          "preload",
          "stylesheet");

  private Relations() {}

  /// The kind of a link.
  ///
  /// @param rel its relation types, separated by white space
  /// @param type the media type that it names; null when it names none
  static LinkKind kind(String rel, @Nullable String type) {
    var stylesheet = false;
    var canonical = false;
    var alternate = false;
    var page = false;
    var service = false;
    var tokens = new StringTokenizer(rel.toLowerCase(Locale.ROOT), " \t\n\r\f");
    while (tokens.hasMoreTokens()) {
      var token = tokens.nextToken();
      stylesheet |= token.equals("stylesheet");
      canonical |= token.equals("canonical");
      alternate |= token.equals("alternate");
      page |= PAGES.contains(token);
      // An extension relation is a URI (RFC 8288 §2.1.2), such as https://api.w.org/.
      service |= SERVICES.contains(token) || token.indexOf(':') > 0;
    }
    if (stylesheet) {
      return LinkKind.LINK;
    }
    if (canonical) {
      return LinkKind.CANONICAL;
    }
    if (alternate) {
      return isDocument(type) ? LinkKind.ALTERNATE : LinkKind.SERVICE;
    }
    return page ? LinkKind.PAGINATION : service ? LinkKind.SERVICE : LinkKind.LINK;
  }

  /// Whether a page needs a resource to be shown.
  ///
  /// @param rel its relation types, separated by white space
  static boolean isRequisite(String rel) {
    var tokens = new StringTokenizer(rel.toLowerCase(Locale.ROOT), " \t\n\r\f");
    while (tokens.hasMoreTokens()) {
      if (REQUISITES.contains(tokens.nextToken())) {
        return true;
      }
    }
    return false;
  }

  /// Whether a resource of a media type, or of none, may be a page.
  private static boolean isDocument(@Nullable String type) {
    var parsed = type == null ? null : ContentType.parse(type);
    return parsed == null || DOCUMENTS.contains(parsed.essence());
  }

  /// Whether a set of space-separated tokens has one, compared without case.
  static boolean hasToken(String tokens, String token) {
    for (var at = 0; at + token.length() <= tokens.length(); at++) {
      var end = at + token.length();
      if (tokens.regionMatches(true, at, token, 0, token.length())
          && (at == 0 || Ascii.isSpace(tokens.charAt(at - 1)))
          && (end == tokens.length() || Ascii.isSpace(tokens.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}
